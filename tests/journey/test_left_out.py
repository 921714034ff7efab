"""Whatever an edition goes without is told, with the reason, by everything that makes an edition or shows one."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from publisher.checks.leaving_out import left_out
from publisher.content.source.sources import open_source
from publisher.model.content import LeftOut, Reason
from publisher.store import jobs
from publisher.watch.server import watch_folder
from publisher.web.app import create_app
from publisher.worker.round import Round
from tests.journey.stage import GROUP, SLIDE, ContentRepo
from tests.journey.test_worker import answer, ask, work_off
from tests.publisher.watch.test_watch_pages import asked

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
EVENT = 'event: {days: [2026-11-03], starts: "14:00", ends: "15:00", place: The hall, getting_there: No steps.}\n'
CONSENT = "anna:\n  uses: [story]\n  given: 2026-11-01\n  kept: form 3, in the safe\n  withdrawn: 2026-11-20\n"
TRANSLATES = "language: pl\ntranslates: {slide: tea, revision: 0123456789ab, translator: an interpreter}\n"
REASONS = {
    "books": "It was to be reviewed by 10 November 2026. Look at it again, agree, and write the new days.",
    "walk": "The last day of its event was 3 November 2026. Write the next days, or take the slide away.",
    "songs": "Somebody has taken back what it shows of them. "
    "Take the slide away; it is shown under the consent `anna`.",
    "herbata": "The slide that it translates was changed since. "
    "Translate `tea` anew, or write who says yes as `although_stale`.",
}
TEA = SLIDE.format(title="Tea is ready", words="Please take a seat.").replace(
    "picture:\n  file: images/square.png\n  decorative: true\n", ""
)
LINES = [f"{name} is left out. {why}" for name, why in REASONS.items()]


FILES = {
    "groups/sample.yaml": GROUP,
    "consent.yaml": CONSENT,
    "playlists/waiting.yaml": f"title: While you wait\ngroup: sample\nslides: [tea, {', '.join(REASONS)}]\n",
    "slides/tea.md": TEA,
    "slides/books.md": TEA.replace("2029-10-31", "2026-11-10"),
    "slides/walk.md": TEA.replace("kind: local\n", f"kind: event\n{EVENT}"),
    "slides/songs.md": TEA.replace("kind: local\n", "kind: local\nconsent: [anna]\n"),
    "slides/herbata.md": TEA.replace("kind: local\n", f"kind: local\n{TRANSLATES}"),
}
"""A playlist of one slide that shows, and of one for each reason why a slide is left out."""


@pytest.fixture
def content(tmp_path: Path) -> ContentRepo:
    repo = ContentRepo(tmp_path / "content.git")
    repo.save(**FILES)
    return repo


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same as plain files."""
    for name, text in FILES.items():
        (tmp_path / "files" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "files" / name).write_text(text)
    return tmp_path / "files"


def told(output: str, playlist: str = "waiting: ") -> list[str]:
    return [line.removeprefix(playlist) for line in output.splitlines() if "left out" in line]


def test_there_is_one_list_and_it_has_every_reason(content):
    found = open_source(content.folder).read()
    entries = found.playlists["waiting"].entries
    lists = [left_out(found, found.slides[entry.slide], entry, NOW.date()) for entry in entries]
    assert [str(one) for each in lists for one in each] == LINES
    assert {one.reason for each in lists for one in each} == set(Reason)


def test_a_slide_with_two_reasons_is_told_both(content):
    content.save(**{"slides/walk.md": FILES["slides/walk.md"].replace("2029-10-31", "2026-11-10")})
    found = open_source(content.folder).read()
    entry = next(entry for entry in found.playlists["waiting"].entries if entry.slide == "walk")
    reasons = [one.reason for one in left_out(found, found.slides["walk"], entry, NOW.date())]
    assert reasons == [Reason.REVIEW, Reason.EVENT]


def test_a_build_tells_it_first_and_again_when_nothing_changed(make_publisher, content, tmp_path):
    words = ("build", str(content.folder), "-o", str(tmp_path / "shelf"))
    first, quick = make_publisher.call(*words), make_publisher.call_alone(*words)
    assert "edition 1, 1 drawn" in first and "edition 1, nothing changed." in quick
    assert told(first) == told(quick) == LINES
    (record,) = json.loads(make_publisher.call(*words, "--json"))
    assert [LeftOut(**one).slide for one in record["left_out"]] == list(REASONS)
    assert told(make_publisher.call(*words, "--playlist", "waiting")) == LINES
    content.save(**{"playlists/other.yaml": "title: Other\ngroup: sample\nslides: [tea]\n"})
    assert told(make_publisher.call(*words)) == LINES  # of a playlist that was not built this time, too


@pytest.mark.parametrize("form", ["pictures", "powerpoint", "pdf", "text", "html"])
def test_an_export_tells_it(make_publisher, content, tmp_path, form):
    words = ("export", "waiting", "--content", str(content.folder), "-o", str(tmp_path / "out"), "--size", "640x360")
    assert told(make_publisher.call(*words, "--form", form)) == LINES


def test_publishing_tells_it_and_so_does_an_export_of_that_edition(workshop, make_publisher, tmp_path):
    published = ask(workshop, "publish", "waiting", NOW)
    work_off(Round(workshop, lambda: NOW))
    again = ask(workshop, "publish", "waiting", NOW)
    work_off(Round(workshop, lambda: NOW))
    assert "edition 1, on 0 screens" in answer(workshop, published)
    assert "Nothing changed" in answer(workshop, again)
    assert told(answer(workshop, published)) == told(answer(workshop, again)) == LINES
    words = ("export", "waiting", "-o", str(tmp_path / "out"), "--size", "640x360", "--edition", "1", "--form", "text")
    assert told(make_publisher.call(*words)) == LINES


def test_a_slide_that_drops_out_with_its_day_is_told_by_the_job_that_draws_again(workshop, content):
    content.save(**{"slides/books.md": TEA.replace("2029-10-31", "2026-12-01")})
    ask(workshop, "publish", "waiting", NOW)
    work_off(Round(workshop, lambda: NOW))
    assert [one.slide for one in workshop.shelf.latest("waiting").left_out] == ["walk", "songs", "herbata"]
    work_off(Round(workshop, lambda: datetime(2026, 12, 2, 9, tzinfo=UTC)))
    with workshop.store.begin() as db:
        (redrawn,) = [job for job in jobs.recent(db) if job.kind == "redraw"]
    assert "books is left out. It was to be reviewed by 1 December 2026." in redrawn.message


def test_an_edition_of_a_version_that_did_not_say_it_is_made_anew_once(workshop):
    ask(workshop, "publish", "waiting", NOW)
    work_off(Round(workshop, lambda: NOW))
    summary = workshop.settings.shelf / "editions/waiting/1/edition.json"
    older = json.loads(summary.read_text())
    del older["left_out"]
    summary.write_text(json.dumps(older, sort_keys=True, separators=(",", ":")))
    messages = []
    for _ in range(2):
        job = ask(workshop, "publish", "waiting", NOW)
        work_off(Round(workshop, lambda: NOW))
        messages.append(answer(workshop, job))
    assert "edition 2" in messages[0] and "1 used again" in messages[0] and "stays at edition 2" in messages[1]
    assert told(messages[0]) == told(messages[1]) == LINES


def test_nothing_is_left_to_show_and_it_is_said_why(workshop, content):
    content.save(**{"slides/tea.md": TEA.replace("2029-10-31", "2026-11-10")})
    job = ask(workshop, "publish", "waiting", NOW)
    work_off(Round(workshop, lambda: NOW))
    assert "no slide of it may show on 2026-11-30" in answer(workshop, job)
    assert [line.partition(" ")[0] for line in told(answer(workshop, job))] == ["tea", *REASONS]


def test_the_pages_of_playlists_tell_it(workshop):
    ask(workshop, "publish", "waiting", NOW)
    work_off(Round(workshop, lambda: NOW))
    app = create_app(replace(workshop.settings, open_to_this_machine=True), lambda: NOW)
    client = app.test_client()
    of_all = client.get("/playlists", base_url=workshop.settings.address).get_data(as_text=True)
    of_one = client.get("/playlists/waiting", base_url=workshop.settings.address).get_data(as_text=True)
    assert "4 slides are left out." in of_all and "4 slides are left out." in of_one
    for name, why in REASONS.items():
        assert f"</strong>: {why.partition('. ')[0]}." in of_one, name


def test_watch_tells_it_beside_the_slide_and_in_the_list(folder):
    with watch_folder(folder, "", 0, NOW.date) as address:
        pages = {name: asked(address, f"/slides/{name}")[2] for name in ("tea", *REASONS)}
        everything = asked(address, "/slides/")[2]
    said = {name: unescape(re.sub(r"<code>(.*?)</code>", r"`\1`", page)) for name, page in pages.items()}
    assert "Left out of" not in said["tea"]
    for name, why in REASONS.items():
        assert f"today. {why}" in said[name]
    assert everything.count("Left out of") == len(REASONS)
