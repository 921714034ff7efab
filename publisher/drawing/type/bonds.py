"""What belongs together on one line, though the line breaking algorithm could part it: numbers, names, words.

Each place where a line may end has a price. Lines are set where that is lowest: an even edge costs
least, a stranded little word a bit, one line more 100, and to part what belongs together more than that.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from publisher.drawing.type.isolates import numbers_in
from publisher.model.languages import code_of

KEPT = 1000.0
"""Parted only where it is wider than a line."""
WITHIN_WORD = 150.0
"""Within a Chinese word: a line more is better."""
_STRICT, _SOFT = 3.0, 0.3
_COUNTED = 0.6
"""Between a number and what it counts."""
_LITTLE = 0.12
_FIRST = 0.15
"""After the first word of a sentence, which belongs to what follows it."""
_SENTENCE, _CLAUSE = -0.12, -0.08
"""A line ends well where a sentence or a clause does."""
_FULL_STOPS = (".", "?", "!", "۔", "؟", "।", "。", "？", "！")  # noqa: RUF001
_ENDS_SENTENCE = (*_FULL_STOPS, ":", "\u2014", "：")  # noqa: RUF001
_ENDS_CLAUSE = (",", ";", "،", "؛", "，", "；", "、")  # noqa: RUF001

_UNIT = (
    "kg|g|mg|mcg|ml|l|litres?|cm|mm|m|km|st|stones?|lbs?|oz|am|pm|a\\.m\\.|p\\.m\\.|mph|miles?|units?|mins?|hrs?|"
    "zł|godz\\.?|£|%|°C"
)
_TIME = r"\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?"
_EMOJI = "\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff"
_WHOLE = (
    r"^[^:.!?]{1,16}:(?= )"  # a few words that lead in, as `What helped us:`
    r"|NHS 24\b"
    r"|\b(?:[Cc]all|[Dd]ial) (?:999|111|112)\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"  # a postcode
    rf"|\d[\d.,]* (?:{_UNIT})(?!\w)"
    rf"|{_TIME} ?(?:to|[-\u2013\u2014]|gu|do|至|到|إلى|سے|ਤੋਂ) ?{_TIME}(?!\w)"
    r"|\d+ in \d+\b"
    r"|(?<![^\W\d_])[^\W\d_]+(?:['\u2019]?[-\u2010][^\W\d_]+)+"  # a hyphenated word, as Gaelic `a-nis`
)
_WHOLE_BEYOND = (
    r"|(?:\d+ ?月 ?)?\d+ ?[年月日号路点岁]"
    # an emoji stays with the word before it
    rf"|(?:[^\s\u3000-\u9fff]{{1,100}}|[\u4e00-\u9fff]{{2}}[^\w\s]?) ?(?=[{_EMOJI}])[^\s\w]+"
)
"""What is whole in texts with emoji or Chinese; to compile it takes long, and most slides do without."""
_BEYOND = "\u2600"
"""The first sign of all those."""
_AFTER_NUMBER, _BEFORE_NUMBER = re.compile(r"(?<=\d) (?=\w)"), re.compile(r"(?<=\w) (?=\d)")
_LETTERS = re.compile(r"[^\W\d_]+$")
_LITTLE_WORDS = {
    "en": "a an and as at but by for from if in into is my no not of on or our per the their to with your",
    "gd": "a agus aig air am an de den dhan dhen do gu is le mo na nam nan no ri",
    "pl": "albo bez dla do lub na nad nie od oraz po pod we za ze",
}
_NEVER_LAST = {"pl": "a i o u w z", "ar": "بـ لـ كـ و"}
"""Words of one letter that no line ends with."""
_HAN_RUN = "[\u3001-\u3003\u3008-\u3011\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff1f\u201c\u201d]+"
_HAN_WORDS = (
    "心力衰竭|心脏病|失智症|痴呆症|认知症|家庭医生|全科医生|拨打|每天|按时|电话|称体重|吃药"
    "|[停坐躺慢静]下来|(?P<verb>[\u4e00-\u9fff])一(?P=verb)"  # as in `a little walk`
)
"""Words that the library of Chinese phrases parts, and that stand on many slides."""
_CLINGS_BACK = set("的了着过吗呢吧们地得，。、！？；：”）")  # noqa: RUF001 - Chinese punctuation
_CLINGS_ON = set("不很请每按把与在有就能也都还更最没别第小老这那一两几个向从被让给对为和或及“（")  # noqa: RUF001


@lru_cache(2048)
def prices(text: str, ends: tuple[int, ...], language: str) -> tuple[float, ...]:
    """What it costs to end a line at each place in `ends`; the last one, the end of the text, costs nothing."""
    whole = {at for span in _spans(text) for at in range(span[0] + 1, span[1])}
    beside = {place.end(): _SOFT for place in _BEFORE_NUMBER.finditer(text)}
    beside |= {place.end(): _COUNTED for place in _AFTER_NUMBER.finditer(text)}
    parted = _parted_words(text) if max(text, default="") >= _BEYOND else {}
    code = code_of(language)

    def price(start: int, end: int) -> float:
        if end in whole or (end - 1 in whole and text[end - 1] == " "):
            return KEPT
        if end in parted:
            return parted[end]
        if end in beside:
            return beside[end]
        first = text[:start].rstrip(" ").endswith(_FULL_STOPS)
        return _price_of_word(text[start:end].rstrip(" "), code) + (_FIRST if first else 0.0)

    return (*(price(start, end) for start, end in pairwise((0, *ends[:-1]))), 0.0)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    pattern = _WHOLE + _WHOLE_BEYOND if max(text, default="") >= _BEYOND else _WHOLE
    yield from (match.span() for match in _compiled(pattern).finditer(text))
    yield from numbers_in(text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when the first text needs it."""
    return re.compile(pattern)


def _price_of_word(word: str, code: str) -> float:
    """What it costs that a line ends with a word: little words lean on the next one."""
    if word in _words_of(_NEVER_LAST, code):
        return _STRICT
    if not _LETTERS.match(word):
        return _price_of_end(word)
    little = word.lower() in _words_of(_LITTLE_WORDS, code) or (len(word) <= 2 and word.isascii())
    return _LITTLE if little else 0.0


def _price_of_end(word: str) -> float:
    if word.endswith(_ENDS_SENTENCE):
        return _SENTENCE
    return _CLAUSE if word.endswith(_ENDS_CLAUSE) else 0.0


def _words_of(lists: Mapping[str, str], code: str) -> list[str]:
    return lists.get(code, "").split()


def _parted_words(text: str) -> dict[int, float]:
    """The price of each place between two Chinese characters."""
    found: dict[int, float] = {}
    for run in _compiled(_HAN_RUN).finditer(text):
        words = _chinese_words(run.group())
        at = run.start()
        for number, word in enumerate(words):
            found |= dict.fromkeys(range(at + 1, at + len(word)), WITHIN_WORD)
            at += len(word)
            if number + 1 < len(words):
                found[at] = _price_between(word, words[number + 1])
    return found


def _price_between(word: str, after: str) -> float:
    if after[0] in _CLINGS_BACK or (len(word) == 1 and word in _CLINGS_ON):
        return _STRICT
    if word[-1] in _CLINGS_BACK:
        return _price_of_end(word)
    return _SOFT if len(word.rstrip("，。")) == 1 or len(after.rstrip("，。！？")) == 1 else 0.0  # noqa: RUF001


def _chinese_words(text: str) -> Sequence[str]:
    """The words of a Chinese text, with those whole that are on our list."""
    ends, at = set(), 0
    for phrase in _phrases().parse(text):
        at += len(phrase)
        ends.add(at)
    for word in _compiled(_HAN_WORDS).finditer(text):
        ends -= set(range(word.start() + 1, word.end()))
    bounds = [0, *sorted(ends)]
    return [text[start:end] for start, end in pairwise(bounds)]


@cache
def _phrases():  # type: ignore[no-untyped-def]
    from budoux import load_default_simplified_chinese_parser  # noqa: PLC0415 - only Chinese slides need it

    return load_default_simplified_chinese_parser()
