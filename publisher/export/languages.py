"""Which way a language is written, as pages and slides want to be told."""

from publisher.model.languages import runs_leftwards


def direction_of(language: str) -> str:
    """`rtl` or `ltr` for a BCP 47 tag; a script in the tag, as in `pa-Arab`, decides."""
    return "rtl" if runs_leftwards(language) else "ltr"
