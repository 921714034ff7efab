"""Everything about content at once: reading, checks, pictures and layout."""

from dataclasses import replace

from publisher.building.review import review
from publisher.model.content import Playlist, PlaylistEntry
from publisher.model.findings import Finding, Level, Place
from publisher.model.slides import Picture

from .samples import LANDSCAPE, LIGHT, PORTRAIT, TODAY, content, slide

BOTH = (LANDSCAPE, PORTRAIT)


def test_slides_with_nothing_wrong_have_no_findings():
    assert review(content(slide("door"), slide("park")), TODAY, BOTH) == ()


def test_findings_of_every_kind_stand_in_order_and_once_each():
    unread = Finding(Place("playlists/talks.yaml", 3), "FM104", Level.ERROR, "No slides.", "ours")
    picture = Picture("images/pond.png", "Ducks on the pond", 9, b"not a picture")
    wrong = replace(
        content(slide("door", "We don't meet here."), replace(slide("park"), picture=picture)), findings=(unread,)
    )
    findings = review(wrong, TODAY, BOTH)
    assert list(findings) == sorted(set(findings))
    assert {"playlists/talks.yaml", "slides/door.md", "slides/park.md"} == {finding.place.file for finding in findings}
    assert [finding.place.line for finding in findings if finding.place.file == "slides/park.md"] == [9]


def test_what_does_not_fit_is_told_for_each_size():
    long_word = replace(slide("park"), title="Pneumonoultramicroscopicsilicovolcanoconiosis" * 2)
    findings = review(content(long_word), TODAY, BOTH)
    for size in BOTH:
        assert any(str(size) in finding.message for finding in findings)


def test_a_slide_is_laid_out_in_the_theme_of_each_playlist_that_shows_it():
    pale = replace(LIGHT, id="pale", file="themes/pale.yaml", title="#cccccc")
    shown = content(slide("door"))
    assert review(replace(shown, themes={"light": LIGHT, "pale": pale}), TODAY, BOTH) == ()
    talks = Playlist("talks", "playlists/talks.yaml", "Talks", "en", "walkers", (PlaylistEntry("door", 6),), "pale")
    both = replace(shown, themes={"light": LIGHT, "pale": pale}, playlists={**shown.playlists, "talks": talks})
    assert {finding.place.file for finding in review(both, TODAY, BOTH)} == {"themes/pale.yaml"}


def test_a_slide_that_no_playlist_shows_is_looked_at_too():
    alone = replace(slide("park"), title="Pneumonoultramicroscopicsilicovolcanoconiosis" * 2)
    shown = content(slide("door"))
    findings = review(replace(shown, slides={**shown.slides, "park": alone}), TODAY, BOTH)
    assert {finding.place.file for finding in findings} == {"slides/park.md"}
