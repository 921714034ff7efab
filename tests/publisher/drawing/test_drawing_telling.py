"""Whatever is drawn is told: every word of a layout stands in the slide's plain text, in the slide's language."""

# ruff: noqa: RUF001 - letters of other scripts are what this is about

from collections import Counter
from dataclasses import replace
from datetime import date, time
from itertools import product

import pytest
from drawing_samples import EVERY_LAYOUT, GROUP, LANDSCAPE, PICTURE, PORTRAIT, WARM
from drawing_specimens import LANGUAGES, specimens

from publisher.checks.timing import upcoming
from publisher.drawing.boxes import Layout, Words
from publisher.drawing.compose import lay_out
from publisher.drawing.layouts.pair import halves_of
from publisher.drawing.words.phrases import phrases_of
from publisher.drawing.words.telling import plain_text
from publisher.model.slides import Event, Kind

TODAY = date(2026, 11, 22)
SLIDES = {"en": EVERY_LAYOUT} | {language: specimens(language) for language in LANGUAGES}
KINDS = {
    "en": "Source: Phone Written by Also Picture:",
    "pl": "Źródło: Telefon Autorzy: Także Obraz:",
    "gd": "Tùs: Fòn Sgrìobhte le Cuideachd Dealbh:",
    "ur": "ماخذ: فون تحریر: مزید: تصویر:",
    "ar": "المصدر: هاتف بقلم وأيضًا صورة:",
    "pa": "ਸਰੋਤ: ਫ਼ੋਨ ਲੇਖਕ: ਵੀ: ਤਸਵੀਰ:",
    "zh": "来源： 电话 撰写： 另有 图片：",
}


def words_in(text: str) -> Counter[str]:
    """The words of a text without the marks around them; for Chinese, which has no spaces, each letter."""
    kept = "".join(sign if sign.isalnum() or not sign.isprintable() or _is_mark(sign) else " " for sign in text)
    split = "".join(f" {sign} " if "\u3400" <= sign <= "\u9fff" else sign for sign in kept)
    return Counter(word.strip("\u2066\u2067\u2069\u200e").lower() for word in split.split()) - Counter([""])


def _is_mark(sign: str) -> bool:
    return sign in "\u0a3c\u0a4d\u0a70\u0a71" or sign.isidentifier() or f"a{sign}".isidentifier()


def drawn_words(layout: Layout) -> Counter[str]:
    lines = [line.text for box in layout.boxes if isinstance(box.content, Words) for line in box.content.lines]
    return words_in(" ".join(lines))


def counted(slide) -> Counter[str]:
    """The words that stand for days without room, such as `and 2 more`: told are the days themselves."""
    if not slide.event or len(slide.event.days) < 2:
        return Counter()
    phrases = phrases_of(slide.language)
    kinds = [(phrases.more, range(len(slide.event.days) - 1)), (phrases.also_more, [len(slide.event.days) - 1])]
    return Counter(words_in(" ".join(kind.format(count=count) for kind, counts in kinds for count in counts)))


def with_everything(slide):
    """The slide with a picture and its caption, a phone, a link, sources and a credit as well, where it has none."""
    said = slide.title
    return replace(
        slide,
        picture=slide.picture or replace(PICTURE, caption=said),
        phone=slide.phone or "0141 496 0122",
        link=slide.link or "talk.example.org",
        sources=slide.sources or EVERY_LAYOUT["text"].sources,
        credit=slide.credit or "a carer, Motherwell",
    )


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=str)
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(("language", "name"), [(one, name) for one in SLIDES for name in EVERY_LAYOUT])
def test_every_drawn_word_stands_in_the_plain_text(language, name, kind, size):
    slide = replace(SLIDES[language][name], kind=kind)
    for each in (slide, with_everything(slide), replace(slide, layout=name)):
        shown = upcoming(each, TODAY)
        drawn = drawn_words(lay_out(shown, WARM, size, GROUP))
        assert drawn - words_in(plain_text(shown, GROUP)) - counted(shown) == Counter()
        assert sum(drawn.values()) > 3


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9])
@pytest.mark.parametrize(("language", "size"), list(product(SLIDES, [LANDSCAPE, PORTRAIT])))
def test_every_day_of_an_event_is_told_however_few_are_drawn(language, size, count):
    days = tuple(date(2026, 12, 1 + 3 * number) for number in range(count))
    slide = SLIDES[language]["event"]
    bare = replace(slide, blocks=(), event=replace(slide.event, days=days, getting_there=""))
    for shown in (upcoming(bare, TODAY), upcoming(bare, date(2025, 1, 1))):
        told = plain_text(shown, GROUP)
        assert drawn_words(lay_out(shown, WARM, size, GROUP)) - words_in(told) - counted(shown) == Counter()
        assert all(str(day.day) in words_in(told) or f"{day.day}" in told for day in days)


@pytest.mark.parametrize("language", SLIDES)
def test_the_words_around_a_slide_are_in_its_language(language):
    slide = with_everything(SLIDES[language]["event"])
    one_source = replace(slide, sources=slide.sources[:1], credit="")
    told = plain_text(upcoming(one_source, TODAY), GROUP)
    missing = [word for word in KINDS[language].split() if word not in told]
    assert missing == []
    english = ("Picture", "Source", "Phone", "Written", "December", "Thursday", "Also", " to ")
    assert language == "en" or not [word for word in english if word in told]


def test_a_slide_is_told_in_the_order_in_which_it_is_read():
    event = Event((date(2026, 12, 3), date(2026, 12, 10)), time(14), time(16), "The park gate", "Bus 240", 7)
    slide = replace(with_everything(EVERY_LAYOUT["text"]), title="Our walk", event=event, sources=(), credit="")
    told = plain_text(upcoming(slide, TODAY), GROUP).split("\n")
    assert told == [
        "Our walk",
        "Thursday 3 December, 2pm to 4pm",
        "Also 10 December",
        "The park gate",
        "Bus 240",
        "Your heart still works. It pumps less blood than your body needs.",
        "Tablets, and help from a heart failure nurse, let many people live well for years.",
        "Picture: A hill in the evening sun",
        "Our walk" if slide.picture.caption == "Our walk" else slide.picture.caption,
        "Phone 0141 496 0122",
        "talk.example.org",
        "Written by Lanarkshire heart failure group",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_half_of_a_pair_is_told_under_the_name_of_its_language(language):
    slide = SLIDES[language]["pair"]
    told = plain_text(slide, GROUP).split("\n")
    (_, first), (_, second) = halves_of(slide)
    assert told.index("English") < told.index("Take your tablets each day.") < told.index(second[0].words[0].text)
    assert len(first) == 2
