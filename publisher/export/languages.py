"""Which way a language is written."""

_RIGHT_TO_LEFT_SCRIPTS = {"arab", "aran", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"}
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
"""Languages whose usual script runs from right to left (CLDR, characterOrder)."""


def direction_of(language: str) -> str:
    """`rtl` or `ltr` for a BCP 47 tag; a script in the tag, as in `pa-Arab`, decides."""
    primary, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"
