"""A translation says what it translates, and is stale once that has moved on."""

from collections.abc import Iterator, Mapping

from publisher.model.content import PlaylistEntry
from publisher.model.findings import Finding, Place
from publisher.model.slides import Slide
from publisher.rules import rules

LETTERS_OF_A_REVISION = 12


def check_translation(slide: Slide, slides: Mapping[str, Slide]) -> Iterator[Finding]:
    """The slide that is translated is there, in another language, and still as it was."""
    translates = slide.translates
    if translates is None:
        return
    place = Place(slide.file, translates.line)
    source = slides.get(translates.slide)
    if source is None:
        message = f"There is no slide `{translates.slide}` to translate. Correct its name, or take this away."
        yield rules.NO_SUCH_ORIGINAL.at(place, message)
    elif source.language == slide.language:
        message = f"`{translates.slide}` is in the same language, {slide.language}. Correct one of the two."
        yield rules.SAME_LANGUAGE.at(place, message)
    elif not translates.revision:
        message = f"If this says what `{translates.slide}` says today, write"
        yield rules.STALE.at(place, f"{message} `revision: {_in_short(source)}`.")
    elif is_stale(slide, slides):
        message = f"`{translates.slide}` was changed since, so this is not shown. Translate it anew, and write"
        yield rules.STALE.at(place, f"{message} `revision: {_in_short(source)}`.")
    elif not source.revision.startswith(translates.revision):
        message = f"`{translates.slide}` says what it said, but its revision is counted in another way now. Write"
        yield rules.OLD_REVISION.at(place, f"{message} `revision: {_in_short(source)}`.")


def is_stale(slide: Slide, slides: Mapping[str, Slide]) -> bool:
    """Whether a slide translates something whose meaning has changed since."""
    source = slides.get(slide.translates.slide) if slide.translates else None
    if source is None or slide.translates is None:
        return False
    pinned = slide.translates.revision
    return not any(revision.startswith(pinned) for revision in (source.revision, *source.earlier))


def _in_short(slide: Slide) -> str:
    return slide.revision[:LETTERS_OF_A_REVISION]


def check_stale_entry(entry: PlaylistEntry, slide: Slide, slides: Mapping[str, Slide], file: str) -> Iterator[Finding]:
    """A stale translation that is shown all the same says who decided so."""
    if entry.although_stale and is_stale(slide, slides):
        message = f"{entry.slide} is behind its source and is shown all the same: {entry.although_stale.rstrip('.')}."
        yield rules.SHOWN_STALE.at(Place(file, entry.line, entry.column), message)
