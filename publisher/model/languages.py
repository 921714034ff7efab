"""What a language asks of a page: its direction, its typeface, its quotation marks."""

from functools import lru_cache

RIGHT_TO_LEFT = {"ar", "ur", "fa", "ps", "ckb", "sd", "ug", "he", "yi"}
_ARABIC_LETTERS = {"arab", "aran", "hebr"}
_NASTALIQ = {"ur", "ks"}
"""Languages that are read in Nastaliq, the sloping hand; other Arabic letters are set in Naskh."""
_URDU_LETTERS = set("\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2\u06d4")
"""Letters and the full stop that Urdu has, and Arabic, Persian and Pashto have not."""
NAMES = {
    "English": "en",
    "Gàidhlig": "gd",
    "Polski": "pl",
    "اردو": "ur",
    "العربية": "ar",
    "ਪੰਜਾਬੀ": "pa",
    "中文": "zh",
    "简体中文": "zh",
}
"""Languages by the names that their own readers look for."""
_BY_NAME = {name.lower(): code for name, code in NAMES.items()}


@lru_cache(64)
def code_of(language: str) -> str:
    """The language without its region: `zh-Hans-CN` is `zh`."""
    return language.lower().replace("_", "-").split("-")[0]


@lru_cache(64)
def runs_leftwards(language: str) -> bool:
    """Whether the language is written from right to left."""
    letters = set(language.lower().replace("_", "-").split("-")[1:])
    if "latn" in letters:
        return False
    return code_of(language) in RIGHT_TO_LEFT or bool(letters & _ARABIC_LETTERS)


@lru_cache(64)
def arabic_face(language: str) -> str:
    """The typeface for Arabic letters in this language."""
    return "nastaliq" if code_of(language) in _NASTALIQ else "naskh"


def language_of_letters(text: str, leftwards: bool) -> str:
    """The language in which to set words that run the other way than their page: as their letters let one guess."""
    if not leftwards:
        return "en"
    return "ur" if _URDU_LETTERS & set(text) else "ar"


def language_named(text: str) -> str:
    """The language that a heading names, such as `## اردو`, or nothing."""
    return _BY_NAME.get(text.strip().strip(":").lower(), "")


def own_name(language: str) -> str:
    """What readers of a language call it, or nothing if it has no name here."""
    return next((name for name, code in NAMES.items() if code == code_of(language)), "")
