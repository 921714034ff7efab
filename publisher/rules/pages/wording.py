"""Examples about words: how long, how many, which, and how they look."""

from publisher.rules.pages.example import body, front, told

_LONG = "If you find that you are more out of breath than you were last week, you should call your practice nurse soon."
_THIRTY_ONE = "\n\n".join(["Rest when you are tired, and drink some water too."] * 3)
_FORTY_SIX = "\n\n".join(["Rest when you are tired, and drink some water too."] * 5)

WORDING = (
    body(
        "WO101",
        "A sentence has at most 20 words.",
        _LONG,
        "More out of breath than last week? Call your practice nurse.",
    ),
    body("WO102", "A paragraph has at most 3 sentences.", "Rest. Drink. Sleep. Ask.", "Rest. Drink. Sleep."),
    body(
        "WO103",
        "A list has at most 6 items.",
        "\n".join(f"- Step {at}" for at in range(1, 8)),
        "\n".join(f"- Step {at}" for at in range(1, 7)),
    ),
    front(
        "WO104",
        "A title has at most 65 characters.",
        "title: What you can do at home when you are more out of breath than usual",
        "title: Out of breath at home?",
    ),
    body(
        "WO105",
        "No words stand in block capitals; NHS, GP and the like may.",
        "This is IMPORTANT.",
        "**This is important.** Ask your GP.",
    ),
    body("WO106", "No eg, ie and etc.", "Eat fruit, eg apples.", "Eat fruit, for example apples."),
    body(
        "WO107", "“And” is written out, but for A&E.", "Less salt & sugar", "Less salt and sugar. Not sure? Ask at A&E."
    ),
    body(
        "WO108",
        "“Do not” and “cannot” are written out.",
        "Don't wait if you can't sleep.",
        "Do not wait if you cannot sleep.",
    ),
    body(
        "WO109",
        "Plain words stand in place of those of the trade.",
        "Renal patients with chronic pain",
        "People with kidney problems and pain for a long time",
    ),
    body("WO110", "Words that confused a group are not used by it.", "It is a mild case.", "It is an early case."),
    front(
        "WO111",
        "Titles and headings are written as sentences are.",
        "title: Early Signs Of Heart Failure",
        "title: Early signs of heart failure",
    ),
    body(
        "WO112",
        "Numbers are numerals; “one of us” is not counted.",
        "Take two tablets.",
        "Take 2 tablets. One of us can help.",
    ),
    body(
        "WO113",
        "At most 10 words of a slide are bold.",
        "**Rest when you are tired, and drink some water every day.**",
        "**Rest when you are tired.** Drink some water every day.",
    ),
    body(
        "WO114",
        "A word with a plainer one is looked at twice.",
        "You may experience drowsiness.",
        "You may feel sleepy. Your medicine may be called drowsy (sedating).",
    ),
    body(
        "WO115",
        "No plural stands in brackets.",
        "Put your leg(s) up.",
        "Put your legs up.",
    ),
    body("LN101", "A slide has at most 45 words.", _FORTY_SIX, "Rest when you are tired."),
    body("LN102", "A slide has at most 30 words.", _THIRTY_ONE, "Rest when you are tired."),
    body(
        "LN103",
        "A slide has one idea.",
        "## Eat less salt\n\nTry herbs.\n\n## Walk more\n\nTry it.",
        "## Eat less salt\n\nTry herbs.",
    ),
    told(
        "RD101",
        "A playlist about one condition reads at grade 6 or below.",
        "10 slides with “Medicines help people to manage difficult symptoms, and improve everyday life considerably.”",
        "10 slides with “Your tablets help you. Take them each day, and rest when you need to.”",
    ),
    told(
        "RD102",
        "A playlist about one condition reads at grade 9 or below.",
        "10 slides with “Pharmacological interventions facilitate improvement in cardiovascular conditions.”",
        "10 slides with “Your tablets help you. Take them each day, and rest when you need to.”",
    ),
)

_PICTURE = "picture:\n  file: images/stairs.png\n  alt: "

LOOK = (
    front(
        "PI101",
        "A picture is described, or marked as decorative.",
        "picture:\n  file: images/stairs.png",
        f"{_PICTURE}Somebody rests on the stairs",
    ),
    front(
        "PI102",
        "A description has at most 125 characters.",
        f"{_PICTURE}{'Somebody rests on the stairs and ' * 4}smiles",
        f"{_PICTURE}Somebody rests on the stairs",
    ),
    front(
        "PI103",
        "The picture is there.",
        "picture:\n  file: images/stars.png\n  alt: Stairs",
        f"{_PICTURE}Somebody rests on the stairs",
    ),
    front(
        "PI104",
        "No picture is, or sounds like, the NHS's logo.",
        "picture:\n  file: images/nhs-logo.png\n  alt: A logo",
        f"{_PICTURE}Somebody rests on the stairs",
    ),
    front("LI101", "A link is a short address.", "link: the page about hearts", "link: nhs.uk/heart"),
    front("LI102", "A link has at most 30 characters.", "link: nhs.uk/conditions/heart-failure", "link: nhs.uk/heart"),
    body(
        "LI103",
        "An address in the text is short.",
        "Read www.nhs.uk/conditions/heart-failure/living-with",
        "Read nhs.uk/heart",
    ),
    told(
        "QR101",
        "The code of a link can be read from 80 cm.",
        "A link on a screen that is laid out for a seat 2 metres away.",
        "The same link, laid out for a seat 5 metres away.",
    ),
)
