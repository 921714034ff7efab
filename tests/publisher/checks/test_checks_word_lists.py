"""Entries of the word lists are found in every form and spelling, and a group adds what its readers know."""

from dataclasses import replace

import pytest

from publisher.checks.checking import check_slide
from publisher.checks.words.forms import forms_of
from publisher.checks.words.lists import word_lists
from publisher.content.source.sources import open_folder
from publisher.model.findings import Level
from publisher.model.groups import Known, Word
from publisher.model.slides import Heading, Paragraph, Text
from tests.publisher.broken import GROUP as GROUP_FILE
from tests.publisher.checks.cases import GROUP, SOUND, TODAY, quoting, saying
from tests.publisher.checks.content_of_examples import make_sound, write
from tests.publisher.checks.test_checks_rules import codes

SHY, ZERO_WIDTH, NO_BREAK_HYPHEN = "\u00ad", "\u200b", "\u2011"


@pytest.mark.parametrize(
    ("word", "kind", "forms"),
    [
        ("clinician", "noun", {"clinician", "clinicians"}),
        ("comorbidity", "noun", {"comorbidity", "comorbidities"}),
        ("abscess", "noun", {"abscess", "abscesses"}),
        ("prosthesis", "noun", {"prosthesis", "prostheses"}),
        ("cease", "verb", {"cease", "ceases", "ceased", "ceasing"}),
        ("administer", "verb", {"administer", "administers", "administered", "administering"}),
        ("notify", "verb", {"notify", "notifies", "notified", "notifying"}),
        ("occur", "verb", {"occur", "occurs", "occurred", "occurring"}),
        ("utilise", "verb", {"utilise", "utilize", "utilises", "utilizes", "utilising", "utilizing", "utilised"}),
        ("utilise", "verb", {"utilized", "utilisation", "utilization"}),
        ("chronic", "adjective", {"chronic", "chronically"}),
        ("acute", "adjective", {"acute", "acutely"}),
        ("drowsy", "adjective", {"drowsy", "drowsily"}),
        ("oedema", "noun", {"oedema", "edema"}),
        ("palpitations", "any", {"palpitation", "palpitations"}),
    ],
)
def test_one_entry_stands_for_every_form(word, kind, forms):
    assert forms <= forms_of(word, kind)


def test_no_entry_finds_a_word_of_everyday():
    everyday = "mean means meaning race racing fit fits seal present presents patient patients sick well test tests"
    assert [word for word in everyday.split() if list(word_lists().to_avoid.find(word))] == []


@pytest.mark.parametrize(
    "written",
    [
        "MEDICATION",
        "Medication",
        f"medi{SHY}cation",
        f"medi{ZERO_WIDTH}cation",
        "\uff4dedication",
        "medication\u2019s",
        "medication's",
        "[medication]",
        "medication(s)",
        "“medication tablets and creams for you today”",
        "medication/tablets",
    ],
)
def test_a_word_is_found_however_it_is_spelt(written):
    assert "WO109" in codes(saying(f"Bring {written} with you."))


@pytest.mark.parametrize("written", ["over-the-counter", "over the counter", f"over{NO_BREAK_HYPHEN}the\u00a0counter"])
def test_hyphens_and_spaces_make_no_other_phrase(written):
    assert "WO114" in codes(saying(f"Some {written} tablets are strong."))


@pytest.mark.parametrize("written", ["co-morbidity", "comorbidity", "Co-morbidities", f"co{SHY}mor{SHY}bidity"])
def test_a_hyphen_inside_a_word_makes_no_other_word(written):
    assert "WO109" in codes(saying(f"Tell us about {written}."))


def test_a_word_with_an_accent_is_the_same_in_both_ways_to_write_it():
    group = replace(GROUP, words=(Word("caf\u00e9", "meeting", 3),))
    assert "WO110" in codes(saying("Come to the cafe\u0301."), group)


def test_a_finding_names_what_was_written_and_what_to_write_and_who_says_so():
    (found,) = check_slide(saying("We are utilizing the hall."), GROUP, TODAY).findings
    assert "“utilizing”" in found.message and "Write “use”." in found.message
    assert (found.code, found.level, found.source) == ("WO109", Level.ERROR, "GOV.UK style guide, words to avoid")


@pytest.mark.parametrize(
    "sentence",
    [
        "The kidney (renal) unit is here.",
        "This is called hypertension.",
        "It is also known as a myocardial infarction.",
        "Chronic means for a long time.",
        "Your letter may say “renal” or “chronic”.",
        "Diuretics (tablets that make you pee more) work quickly.",
    ],
)
def test_a_hard_word_may_stand_where_it_is_explained(sentence):
    assert codes(saying(sentence)) & {"WO109", "WO114"} == set()


@pytest.mark.parametrize(
    "sentence", ["Ask the nurse (or tell your clinician when you come in).", "Renal (UK) patients"]
)
def test_a_bracket_alone_explains_nothing(sentence):
    assert "WO109" in codes(saying(sentence))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Chronic kidney disease is common.", set()),
        ("It is a chronic disease.", {"WO109"}),
        ("Chronic and painful disease can be treated.", {"WO109"}),
        ("Acute renal failure needs help.", {"WO109"}),
        ("A victim of crime can call.", set()),
        ("She is a victim of cancer.", {"WO109"}),
        ("Ask the drug and alcohol team.", set()),
        ("Ask the alcohol/drug team.", set()),
        ("The drug is free.", {"WO109"}),
        ("Talk to the Glasgow Renal Society.", set()),
        ("The renal unit is here.", {"WO114"}),
    ],
)
def test_the_names_of_conditions_and_services_stay_as_they_are(sentence, found):
    assert codes(saying(sentence)) & {"WO109", "WO114"} == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Think FAST.",
        "PTSD, CPAP and COPD are known by their letters.",
        "GPs and UTIs need no full form.",
        "A GP's letter, a COPD nurse\u2019s visit",
        "Ask at A&E.",
        "XPTQ is no word.",
        "Ask for a body image test every night (BITEN).",
        "BITEN (body image test every night) is new.",
        "COVID-19 and MRSA",
        "LGBTQ+ people are welcome.",
        "ME/CFS is real.",
    ],
)
def test_letters_that_stand_for_words_are_not_shouted(sentence):
    assert "WO105" not in codes(saying(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "This is IMPORTANT.",
        "Do NOT wait.",
        "STAY WELL THIS WINTER",
        "You MUST rest.",
        "Rest (IMPORTANT).",
        "Free HELP!",
    ],
)
def test_words_in_block_capitals_are_shouted(sentence):
    assert "WO105" in codes(saying(sentence))


def test_what_a_group_knows_may_stand_on_its_slides_alone():
    own = replace(
        GROUP, names=(Known("Renal Rangers", "Our name.", 3),), initialisms=(Known("BITEN", "Our course.", 4),)
    )
    slide = saying("The Renal Rangers run BITEN & more.")
    assert codes(slide) >= {"WO105", "WO107", "WO109"}
    assert codes(slide, own) & {"WO105", "WO109"} == set()
    assert "WO109" in codes(saying("Renal patients"), own)


@pytest.mark.parametrize("name", ["Three Rivers Practice", "Living Well", "Salt & Light", "Don't Panic"])
def test_a_name_of_the_group_is_held_to_no_rule_of_wording(name):
    own = replace(GROUP, names=(Known(name, "It is on the door.", 3),))
    slide = replace(saying(f"Come to {name} today."), title=f"All about {name}")
    assert codes(slide, own) & {"WO105", "WO107", "WO108", "WO111", "WO112"} == set()


def test_a_group_s_own_words_are_found_in_every_form():
    own = replace(GROUP, words=(Word("wandering", "walking about", 3), Word("sufferer", "person", 4)))
    for sentence in ("A sufferer\u2019s story", f"Suf{SHY}ferers meet here.", "WANDERING at night"):
        assert "WO110" in codes(saying(sentence), own)


@pytest.mark.parametrize(
    ("language", "avoid", "sentence"),
    [
        ("zh", "轻度", "这是轻度的。"),
        ("ar", "خفيف", "المرض خفيف اليوم."),
        ("ur", "معمولی", "یہ معمولی بیماری ہے"),
        ("pa", "ਹਲਕਾ", "ਇਹ ਹਲਕਾ ਹੈ।"),
        ("pl", "łagodny", "To łagodny ból."),
        ("gd", "beag", "Tha e beag."),
    ],
)
def test_a_group_s_own_words_are_found_in_every_script(language, avoid, sentence):
    own = replace(GROUP, words=(Word(avoid, "…", 3),))
    assert "WO110" in codes(saying(sentence, language=language), own)


@pytest.mark.parametrize("sign", ["%", "\U0001f642", "50%", "£5", "Q&A"])
def test_a_group_can_do_without_a_sign(sign):
    own = replace(GROUP, words=(Word(sign, "words", 3),))
    assert "WO110" in codes(saying(f"It is {sign} here."), own)


def test_signs_in_the_name_of_a_group_mean_nothing_else():
    own = replace(GROUP, names=(Known("^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ * * * Renal", "Ours", 3),))
    assert "WO109" in codes(saying("A drug and a clinician."), own)
    assert "WO109" not in codes(saying("The Renal club"), own)


def test_a_word_inside_another_is_not_found():
    own = replace(GROUP, words=(Word("mild", "early", 3), Word("ਹਲਕ", "…", 4), Word("rest", "sit", 5)))
    assert "WO110" not in codes(saying("The mildew is milder. ਇਹ ਹਲਕਾ ਹੈ।", title="A restaurant"), own)


def test_a_group_file_adds_names_and_initialisms_with_the_reason(tmp_path):
    make_sound(tmp_path)
    more = "names:\n  - {name: Renal Rangers, why: Our name}\ninitialisms:\n  - {letters: BITEN, why: Our course}\n"
    write(tmp_path, "groups/friends.yaml", GROUP_FILE + more)
    content = open_folder(tmp_path).read()
    group = content.groups["friends"]
    assert [known.text for known in (*group.names, *group.initialisms)] == ["Renal Rangers", "BITEN"]
    assert content.findings == ()


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        ("names:\n  - {name: Renal Rangers}\n", "FM108", "`names.why` is missing."),
        ("initialisms:\n  - {letters: biten, why: Our course}\n", "FM109", "capital letters"),
        ("names:\n  - {name: '***', why: Our name}\n", "FM109", "Write a word or several"),
        ("words:\n  - {avoid: '!!', instead: '.'}\n", "FM109", "Write a word or several"),
        ("initialisms:\n  - {letter: BITEN, why: Our course}\n", "FM105", "Did you mean `letters`?"),
    ],
)
def test_what_a_group_adds_wrongly_is_told_at_its_place(tmp_path, more, code, told):
    make_sound(tmp_path)
    write(tmp_path, "groups/friends.yaml", GROUP_FILE + more)
    content = open_folder(tmp_path).read()
    assert any(found.code == code and told in found.message for found in content.findings)
    assert content.groups["friends"].names == content.groups["friends"].initialisms == ()


def test_the_other_half_of_a_slide_in_two_languages_is_not_held_to_english_words():
    halves = (
        Paragraph((Text("Take your tablets."),), 20),
        Heading((Text("Polski"),), 21),
        Paragraph((Text("Weź ten lek, eg. LEK & WODA, chronic."),), 22),
    )
    assert codes(replace(SOUND, blocks=halves)) == set()
    swapped = (
        Paragraph((Text("Weź ten lek."),), 20),
        Heading((Text("English"),), 21),
        Paragraph((Text("A drug"),), 22),
    )
    assert "WO109" in codes(replace(SOUND, language="pl", title="Leki", blocks=swapped))


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Put your leg(s) up.", "WO115"),
        ("You should've called.", "WO108"),
        ("You dont need a letter.", "WO108"),
        ("Eat fruit, e. g. apples.", "WO106"),
        ("Wait twenty-four hours.", "WO112"),
        ("A two-week wait", "WO112"),
        ("Salt \uff06 sugar", "WO107"),
    ],
)
def test_what_stands_beside_the_words_is_found_as_well(sentence, code):
    assert code in codes(saying(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Two-thirds of us, two fifths of you and three quarters of them",
        "No two people are the same.",
        "Come to Five Ways surgery.",
        "It is a two-way talk.",
        "Write to help@eg.example or see health.ie today.",
        "Dos and don'ts",
        "Diet (low salt) helps.",
    ],
)
def test_what_only_looks_like_a_slip_is_left_alone(sentence):
    assert codes(saying(sentence)) & {"WO106", "WO108", "WO112", "WO115"} == set()


@pytest.mark.parametrize(
    "address",
    ["nhs.uk/drugs", "www.renal.org", "https://example.org/chronic", "renal@example.org", "drugs.scot", "a.org/R&D"],
)
def test_an_address_is_copied_as_it_stands(address):
    own = replace(GROUP, words=(Word("example", "sample", 3),))
    assert codes(saying(f"Read {address} today."), own) & {"WO107", "WO109", "WO110", "WO114"} == set()


def test_a_sentence_that_ends_without_a_space_is_no_address():
    assert "WO109" in codes(saying("Bring your drugs.Ask the nurse."))


def test_a_heading_over_what_not_to_do_may_be_short():
    slide = replace(SOUND, blocks=(Heading((Text("Don\u2019t"),), 20), *SOUND.blocks))
    assert "WO108" not in codes(slide)


def test_a_quotation_keeps_its_words():
    assert codes(quoting("I hate my medication and my clinician, IMPORTANT drug(s) etc.")) == set()


def test_every_entry_of_the_lists_can_be_found_and_says_what_to_write():
    for entry in word_lists().avoided.values():
        assert entry.write and entry.write.lower() != entry.avoid
        assert entry.advice.endswith(".")
        spans = list(word_lists().to_avoid.find(entry.avoid))
        assert any(span.name == entry.avoid for span in spans), entry.avoid


def test_no_replacement_is_itself_a_word_to_avoid():
    entries = word_lists().avoided.values()
    assert [entry.avoid for entry in entries if "WO109" in codes(saying(entry.write))] == []
