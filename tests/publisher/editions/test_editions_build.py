"""From a playlist to an edition: what is drawn, what is used again, what is refused."""

import os
import subprocess
import sys
import time
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from player.contract.reading import read_manifest
from publisher.building.build import build_edition, drawing_pool, unchanged
from publisher.building.drawings import Outcome, Wanted, do_all
from publisher.building.entries import LONGEST_ALT, entry_of
from publisher.drawing.words.telling import plain_text
from publisher.errors import ContentError, DrawingError, SlidesRefusedError
from publisher.limits import MAX_PROCESS_BYTES
from publisher.model.content import PlaylistEntry
from publisher.model.findings import Finding, Level, Place
from publisher.model.slides import Bullets, Item, Paragraph, Picture, Text

from .samples import COMMIT, LANDSCAPE, LIGHT, PORTRAIT, TODAY, content, event, slide

BOTH = (LANDSCAPE, PORTRAIT)
TOO_LONG = "word " * 1000


def everything_in(shelf) -> list[str]:
    return [str(path) for path in shelf.root.rglob("*") if path.is_file()]


def built(shelf, *slides, number=1, today=TODAY, **more):
    return build_edition(content(*slides), "walks", BOTH, number, today, shelf, **more)


def test_an_edition_has_a_frame_of_each_slide_at_each_size(shelf):
    result = built(shelf, slide("door"), slide("park"))
    assert (result.drawn, result.reused) == (4, 0)
    for size, manifest in zip(BOTH, result.edition.manifests, strict=True):
        assert read_manifest(shelf.manifest("walks", 1, size)) == manifest
        assert [entry.slide for entry in manifest.entries] == ["door", "park"]
        for entry in manifest.entries:
            with Image.open(shelf.frame_path(entry.frame)) as picture:
                assert picture.size == (size.width, size.height)
            assert shelf.frame_path(entry.frame).stat().st_size == entry.frame_bytes


def test_a_second_build_draws_nothing(shelf):
    first = built(shelf, slide("door"))
    again = built(shelf, slide("door"))
    assert (again.drawn, again.reused) == (0, 2)
    assert again.edition == first.edition


def test_one_changed_slide_is_drawn_once_at_each_size(shelf):
    built(shelf, slide("door"), slide("park"))
    result = built(shelf, slide("door"), slide("park", "Meet us by the pond."), number=2)
    assert (result.drawn, result.reused) == (2, 2)


def test_a_damaged_frame_is_drawn_again(shelf):
    first = built(shelf, slide("door"))
    damaged = first.edition.manifests[0].entries[0].frame
    shelf.frame_path(damaged).write_bytes(b"rotten")
    assert built(shelf, slide("door")).drawn == 1
    assert sha256(shelf.read_frame(damaged)).hexdigest() == damaged


def test_frames_with_one_picture_are_drawn_by_one_process_a_few_at_a_time():
    picture = Picture("images/a.jpg", "A door", 4, b"as good as any")
    drawn = {f"{name} {size}": Wanted(slide(name), LIGHT, size, None) for name in ("door", "park") for size in BOTH}
    drawn |= {str(at): Wanted(replace(slide("pond"), picture=picture), LIGHT, LANDSCAPE, None) for at in range(8)}
    with ThreadPoolExecutor(2) as threads:
        sent = Counts(threads)
        outcomes = do_all(lambda one: Outcome(None, (one,)), drawn, sent, lambda: None)
    assert {key: outcome.findings[0] for key, outcome in outcomes.items()} == drawn
    assert sorted(sent.counted) == [1, 1, 1, 1, 2, 6]


class Counts(Executor):
    """How many drawings somebody was given at once."""

    def __init__(self, inner):
        self._inner, self.counted = inner, []

    def submit(self, fn, /, task, some):
        self.counted.append(len(some))
        return self._inner.submit(fn, task, some)


def test_processes_draw_the_same_as_one(shelf, tmp_path):
    steps = []
    with drawing_pool(2) as pool:
        together = built(shelf, slide("door"), slide("park"), executor=pool, progress=lambda *at: steps.append(at))
    alone = built(type(shelf)(tmp_path / "another"), slide("door"), slide("park"))
    assert together.edition == alone.edition
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


def test_an_entry_says_what_a_player_needs(shelf):
    manifest = built(shelf, slide("door"), event("tea", date(2026, 12, 1), date(2026, 12, 8))).edition.manifests[0]
    door, tea = manifest.entries
    assert (manifest.commit, manifest.title, manifest.media_type) == (COMMIT, "Walks", "image/jpeg")
    assert (door.title, door.last_day, door.needs_clock) == ("Walk with us: door", date(2028, 10, 2), False)
    assert (tea.last_day, tea.needs_clock) == (date(2026, 12, 1), True)
    assert door.dwell_seconds == 10
    assert door.alt.startswith("Walk with us: door\nMeet us at the front door on Tuesday.\nSource: The walking group")
    assert "Tuesday 1 December, 2pm to 4pm\nAlso 8 December\nThe Hall, High Street" in tea.alt


def test_the_plain_text_of_a_slide_has_every_word_of_it():
    items = tuple(Item((Text("Bring "), Text(what, bold=True)), 12) for what in ("shoes", "water"))
    picture = Picture("images/pond.png", "Ducks on the pond", 9, b"")
    full = replace(slide("park"), blocks=(Bullets(items, 12),), picture=picture, phone="111", link="walks.example.org")
    assert plain_text(full) == (
        "Walk with us: park\nBring shoes\nBring water\nPicture: Ducks on the pond\nPhone 111\nwalks.example.org\n"
        "Source: The walking group, checked October 2026\nThe walking group"
    )


def test_a_very_long_plain_text_is_cut_between_words():
    endless = replace(slide("park"), blocks=(Paragraph((Text(TOO_LONG),), 12),))
    text = entry_of(PlaylistEntry("park", 1), endless, None, "0" * 64, 1).alt
    assert len(text) <= LONGEST_ALT
    assert text.endswith("word…")


def test_a_slide_past_its_last_day_is_left_out_and_reported(shelf):
    over = event("tea", TODAY - timedelta(days=1))
    result = built(shelf, over, slide("door"))
    assert [entry.slide for entry in result.edition.manifests[0].entries] == ["door"]
    assert [(finding.code, finding.place.file) for finding in result.findings] == [("EV101", "slides/tea.md")]


def test_an_error_on_a_slide_that_is_left_out_keeps_nothing_back(shelf):
    over = replace(event("tea", TODAY - timedelta(days=1)), title="We don't meet here")
    assert len(built(shelf, over, slide("door")).edition.manifests[0].entries) == 1


def test_a_playlist_with_nothing_left_to_show_is_refused(shelf):
    with pytest.raises(SlidesRefusedError) as refused:
        built(shelf, event("tea", TODAY - timedelta(days=1)))
    assert "PL104" in {finding.code for finding in refused.value.findings}
    assert everything_in(shelf) == []


def test_every_error_of_every_slide_is_told_at_once_and_nothing_is_kept(shelf):
    wordy = slide("park", "We don't meet here.")
    unread = Finding(Place("slides/door.md", 3), "FM104", Level.ERROR, "languag is not a key.", "ours")
    wide = replace(slide("pond"), title="Pneumonoultramicroscopicsilicovolcanoconiosis")
    broken = replace(content(slide("door"), wordy, wide), findings=(unread,))
    with pytest.raises(SlidesRefusedError, match=r"walks has \d errors, so nothing was built") as refused:
        build_edition(broken, "walks", BOTH, 1, TODAY, shelf)
    found = {(finding.place.file, finding.code) for finding in refused.value.findings}
    assert {("slides/door.md", "FM104"), ("slides/park.md", "WO108"), ("slides/pond.md", "LE202")} <= found
    assert unread in refused.value.findings
    assert everything_in(shelf) == []


def test_an_error_elsewhere_in_the_content_keeps_nothing_back(shelf):
    elsewhere = Finding(Place("slides/other.md"), "FM104", Level.ERROR, "languag is not a key.", "ours")
    assert (
        build_edition(replace(content(slide("door")), findings=(elsewhere,)), "walks", BOTH, 1, TODAY, shelf).drawn == 2
    )


def test_a_picture_that_is_none_is_refused_with_its_line(shelf):
    picture = Picture("images/pond.png", "Ducks on the pond", 9, b"not a picture")
    with pytest.raises(SlidesRefusedError) as refused:
        built(shelf, replace(slide("park"), picture=picture), slide("door"))
    assert Place("slides/park.md", 9) in {finding.place for finding in refused.value.findings}
    assert everything_in(shelf) == []


def test_words_that_do_not_fit_are_refused_and_nothing_is_kept(shelf):
    long_word = replace(slide("park"), title="Pneumonoultramicroscopicsilicovolcanoconiosis" * 2)
    with pytest.raises(SlidesRefusedError) as refused:
        built(shelf, slide("door"), long_word)
    assert {finding.place.file for finding in refused.value.findings} == {"slides/park.md"}
    assert everything_in(shelf) == []


def test_an_unknown_playlist_names_those_there_are(shelf):
    with pytest.raises(ContentError, match=r"There is no playlist 'talks'\. The content has: walks\."):
        build_edition(content(slide("door")), "talks", BOTH, 1, TODAY, shelf)


def test_a_playlist_that_could_not_be_read_is_refused_with_the_reason(shelf):
    unread = Finding(Place("playlists/talks.yaml", 3), "PL101", Level.ERROR, "No slides.", "ours")
    with pytest.raises(SlidesRefusedError) as refused:
        build_edition(replace(content(slide("door")), findings=(unread,)), "talks", BOTH, 1, TODAY, shelf)
    assert refused.value.findings == (unread,)


def test_a_theme_that_is_not_there_is_refused(shelf):
    lost = replace(content(slide("door")), themes={})
    with pytest.raises(SlidesRefusedError, match="there is no theme 'light'"):
        build_edition(lost, "walks", BOTH, 1, TODAY, shelf)


def test_a_number_that_another_edition_has_is_passed_over(shelf):
    built(shelf, slide("door"))
    result = built(shelf, slide("park"), number=1)
    assert result.edition.number == 2
    assert {manifest.edition for manifest in result.edition.manifests} == {2}


def test_progress_that_raises_stops_the_build_and_keeps_nothing(shelf):
    def stop(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as threads, pytest.raises(KeyboardInterrupt):
        built(shelf, slide("door"), slide("park"), executor=threads, progress=stop)
    assert everything_in(shelf) == []


class LosesTheSecond(Executor):
    """Does the first thing it is given, and loses what comes after: cancelled, or broken."""

    def __init__(self, error: type[BaseException]) -> None:
        self.error, self.given = error, 0

    def submit(self, fn, /, *args, **kwargs):
        self.given += 1
        future: Future = Future()
        if self.given == 1:
            future.set_result(fn(*args, **kwargs))
        elif self.error is CancelledError:
            future.cancel()
            future.set_running_or_notify_cancel()
        else:
            future.set_exception(self.error("broken on purpose"))
        return future


@pytest.mark.parametrize(
    ("error", "seen"), [(CancelledError, DrawingError), (DrawingError, DrawingError), (OSError, OSError)]
)
def test_a_drawing_that_is_lost_leaves_nothing_half_built(error, seen, shelf):
    with pytest.raises(seen):
        built(shelf, slide("door"), slide("park"), executor=LosesTheSecond(error))
    assert everything_in(shelf) == []


def test_a_pool_whose_process_was_killed_draws_what_is_missing(shelf):
    with drawing_pool(1) as pool:
        pool.submit(os._exit, 9)
        assert built(shelf, slide("door"), slide("park"), executor=pool).drawn == 4
        assert built(shelf, slide("door"), executor=pool, number=2).drawn == 0


def draw_unless_it_is_bad(wanted: Wanted) -> Outcome:
    """A slide that ends its process, one that never comes to an end, one that asks for all memory; and good ones."""
    if wanted.slide.id == "crash":
        os._exit(9)
    if wanted.slide.id == "endless":
        time.sleep(60)
    if wanted.slide.id == "huge":
        bytearray(MAX_PROCESS_BYTES)
    return Outcome(None, ())


@pytest.mark.parametrize("bad", ["crash", "endless"])
def test_a_slide_that_cannot_be_drawn_is_named_and_all_others_are_drawn(bad, monkeypatch):
    monkeypatch.setattr("publisher.building.drawings.MAX_DRAWING_SECONDS", 3)
    names, done = ("door", bad, "park", "pond"), []
    wanted = {name: Wanted(slide(name), LIGHT, LANDSCAPE, None) for name in names}
    with drawing_pool(2) as pool:
        with pytest.raises(DrawingError, match=rf"for slides/{bad}\.md at 1920x1080\. .*PUBLISHER_PROCESSES"):
            do_all(draw_unless_it_is_bad, wanted, pool, lambda: done.append(1))
        assert len(done) == 3
        del wanted[bad]
        assert set(do_all(draw_unless_it_is_bad, wanted, pool, lambda: None)) == set(wanted)


def test_a_drawing_gets_no_more_memory_than_any_needs():
    with drawing_pool(1) as pool, pytest.raises(MemoryError):
        do_all(draw_unless_it_is_bad, {"huge": Wanted(slide("huge"), LIGHT, LANDSCAPE, None)}, pool, lambda: None)


def test_drawing_processes_end_when_their_program_is_killed(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        "import os, time\n"
        "from publisher.building.pools import drawing_pool\n"
        "if __name__ == '__main__':\n"
        "    with drawing_pool(1) as pool:\n"
        "        print(pool.submit(os.getpid).result(), flush=True)\n"
        "        time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        drawing = Path(f"/proc/{int(running.stdout.readline())}")
        assert drawing.exists()
        running.kill()
    until = time.monotonic() + 10
    while drawing.exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert not drawing.exists()


def test_what_did_not_change_need_not_be_read(shelf):
    built(shelf, event("tea", date(2026, 12, 1)), slide("door"))
    latest = shelf.latest("walks")
    assert unchanged(latest, COMMIT, BOTH, TODAY)
    assert not unchanged(latest, "d" * 40, BOTH, TODAY)
    assert not unchanged(latest, COMMIT, (LANDSCAPE,), TODAY)
    assert not unchanged(None, COMMIT, BOTH, TODAY)
    assert unchanged(latest, COMMIT, BOTH, date(2026, 12, 1))
    assert not unchanged(latest, COMMIT, BOTH, date(2026, 12, 2))
