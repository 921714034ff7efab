"""What slides are held against together: the facts, the consents, and each other as translations."""

from collections.abc import Iterable, Iterator

from publisher.checks.consent import check_consent
from publisher.checks.facts import check_facts
from publisher.checks.translations import check_stale_entry, check_translation
from publisher.model.content import Content, Playlist
from publisher.model.findings import Finding
from publisher.model.slides import Slide


def check_registers(content: Content, slides: Iterable[Slide]) -> Iterator[Finding]:
    """Everything that takes more than one file to see about some slides, which are those shown together."""
    known, chosen = {**content.drafts, **content.slides}, tuple(slides)
    yield from check_facts(content.facts, chosen)
    for slide in chosen:
        yield from check_consent(slide, content.consents)
        yield from check_translation(slide, known)


def check_entries(content: Content, playlist: Playlist) -> Iterator[Finding]:
    """Which stale translations a playlist shows, and who said yes."""
    for entry in playlist.entries:
        if entry.slide in content.slides:
            yield from check_stale_entry(entry, content.slides[entry.slide], content.slides, playlist.file)
