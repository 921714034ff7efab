"""What the worker does by itself, and what it tells whoever asked for something."""

import secrets
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from player.contract.limits import FORMAT
from player.contract.reading import read_manifest
from player.contract.records import EnrolmentRequest, Showing
from publisher.errors import SigningError
from publisher.model.screens import Size
from publisher.preparation import prepare
from publisher.signing.signing import ContentRepository
from publisher.store import assignments, editions, enrolments, jobs, notices, practices, screens
from publisher.store.rows import Screen
from publisher.worker.round import CutShort, Round
from publisher.worker.sweeping import say_what_would_go
from publisher.worker.workshop import Workshop
from tests.journey.conftest import slide
from tests.journey.stage import ContentRepo, Publisher, wait_until

CAFE = """---
title: Café
group: sample
kind: event
event:
  days: [2026-12-01, 2027-01-05]
  starts: "14:00"
  ends: "16:00"
  place: Example Hall
  getting_there: No steps.
owners: [a person who waits, a nurse]
agreed: 2026-11-01
review_by: 2028-10-31
---
"""
BEFORE = datetime(2026, 11, 30, 12, tzinfo=UTC)


def ask(workshop: Workshop, kind: str, subject: str, now: datetime) -> int:
    with workshop.store.begin() as db:
        return jobs.add(db, kind, subject, now).id


def work_off(worker: Round) -> None:
    """Do every job that waits; the first round of a day asks for a sweep besides."""
    while worker.once():
        pass


def answer(workshop: Workshop, job_id: int) -> str:
    with workshop.store.begin() as db:
        return jobs.get(db, job_id).message


def test_a_cafe_is_drawn_again_once_its_day_has_passed_and_as_it_was_agreed(
    workshop: Workshop, content: ContentRepo
) -> None:
    playlist = "title: Waiting\ngroup: sample\nslides: [cafe]\n"
    content.save(**{"slides/cafe.md": CAFE, "playlists/waiting.yaml": playlist})
    worker = Round(workshop, lambda: BEFORE)
    published = ask(workshop, "publish", "waiting", BEFORE)
    work_off(worker)
    assert "edition 1" in answer(workshop, published)
    content.save(**{"slides/cafe.md": CAFE.replace("Example Hall", "Another place")})

    later = Round(workshop, lambda: datetime(2026, 12, 2, 9, tzinfo=UTC))
    work_off(later)
    latest = workshop.shelf.latest("waiting")
    assert latest is not None
    manifest = workshop.shelf.manifest("waiting", 2, latest.sizes[0])
    assert manifest is not None
    assert b"Tuesday 5 January" in manifest
    assert b"1 December" not in manifest
    assert b"Example Hall" in manifest
    assert b"Another place" not in manifest


def test_a_playlist_with_an_error_stays_at_its_edition_and_the_job_has_the_findings(
    workshop: Workshop, content: ContentRepo
) -> None:
    worker = Round(workshop, lambda: BEFORE)
    ask(workshop, "publish", "waiting", BEFORE)
    work_off(worker)
    content.save(**{"slides/tea.md": slide("Tea", "Call me on <b>this</b> number.")})
    refused = ask(workshop, "publish", "waiting", BEFORE)
    work_off(worker)
    with workshop.store.begin() as db:
        job = jobs.get(db, refused)
    assert job.state == "failed"
    assert '"slides/tea.md"' in (job.findings or "")
    latest = workshop.shelf.latest("waiting")
    assert latest is not None
    assert latest.number == 1


def pair(workshop: Workshop, screen_id: str, size: tuple[int, int] = (640, 360)) -> Screen:
    """A screen that shows a playlist, as if its code had been typed in."""
    with workshop.store.begin() as db:
        if not practices.everyone(db):
            practices.add(db, "oakfield", "Oakfield", "Europe/London", BEFORE)
        request = EnrolmentRequest(FORMAT, secrets.token_hex(32), *size, "1.0")
        code = enrolments.begin(db, request, BEFORE).code
        screen = enrolments.claim(db, code, "oakfield", screen_id, screen_id, BEFORE)
        assignments.assign(db, screen.id, "waiting", BEFORE)
    return screen


def test_what_was_signed_for_a_screen_is_taken_away_when_it_is_unpaired_and_signed_anew_for_its_next(
    workshop: Workshop,
) -> None:
    worker = Round(workshop, lambda: BEFORE)
    ask(workshop, "publish", "waiting", BEFORE)
    work_off(worker)
    for screen in (pair(workshop, "desk"), pair(workshop, "lift")):
        ask(workshop, "programme", screen.id, BEFORE)
        work_off(worker)
    with workshop.store.begin() as db:
        notices.notify(db, "desk", "waiting", BEFORE + timedelta(hours=1), BEFORE)
        screens.unpair(db, "desk", BEFORE)
    unpaired = ask(workshop, "programme", "desk", BEFORE)
    work_off(worker)
    assert answer(workshop, unpaired) == "desk was unpaired. Nothing is signed for it any more."
    assert workshop.shelf.listing("screens") == ["lift"]

    work_off(Round(workshop, lambda: BEFORE + timedelta(hours=2)))  # the notice has ended
    with workshop.store.begin() as db:
        assert {job.state for job in jobs.recent(db)} == {"done"}
    pair(workshop, "desk")
    again = ask(workshop, "programme", "desk", BEFORE)
    work_off(worker)
    assert "has programme" in answer(workshop, again)
    assert workshop.programme_repository.version("desk")


def frame_of_tea(workshop: Workshop, number: int) -> str:
    manifest = workshop.shelf.manifest("waiting", number, Size(640, 360))
    assert manifest is not None
    return next(entry.frame for entry in read_manifest(manifest).entries if entry.slide == "tea")


def test_the_worker_sweeps_once_a_day_and_leaves_what_a_screen_may_still_show(
    workshop: Workshop, content: ContentRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.signing.repository.KEPT_VERSIONS", 1)
    pair(workshop, "desk")
    worker = Round(workshop)
    for number in range(1, 6):
        content.save(**{"slides/tea.md": slide(f"Tea at {number}")})
        ask(workshop, "publish", "waiting", datetime.now(UTC))
        work_off(worker)
    frames = [frame_of_tea(workshop, number) for number in range(1, 6)]
    with workshop.store.begin() as db:
        screens.heard(db, "desk", datetime.now(UTC), "1.0", Showing(frames[1], "tea", "waiting", 2, 0, 1))
        done = len(jobs.recent(db))
    assert all(workshop.shelf.has_frame(one) for one in frames)

    next_season = datetime.now(UTC) + timedelta(days=100)
    would = say_what_would_go(workshop.store, workshop.shelf, next_season)
    assert would.startswith("A sweep would take away frames that nobody needed for 90 days: 1, of 0.0 MB")
    work_off(Round(workshop, lambda: next_season))
    assert [workshop.shelf.has_frame(one) for one in frames] == [False, True, True, True, True]
    with workshop.store.begin() as db:
        messages = [job.message for job in jobs.recent(db) if job.kind == "sweep"]
    assert messages == [would.replace("A sweep would take away", "Swept away")]
    assert would.endswith(f"before: {done}.")


def test_signatures_are_renewed_before_they_run_out(workshop: Workshop) -> None:
    timestamp = workshop.shelf.content_file("metadata/timestamp.json")
    before = timestamp.read_bytes()
    Round(workshop, lambda: datetime.now(UTC)).once()
    assert timestamp.read_bytes() == before
    Round(workshop, lambda: datetime.now(UTC) + timedelta(days=3)).once()
    assert timestamp.read_bytes() != before


@pytest.mark.parametrize("step", [ContentRepository, editions], ids=["before signing", "before it is noted"])
def test_a_publication_that_was_cut_short_is_finished_when_the_worker_is_started_again(
    workshop: Workshop, content: ContentRepo, monkeypatch: pytest.MonkeyPatch, step: object
) -> None:
    worker = Round(workshop, lambda: BEFORE)
    ask(workshop, "publish", "waiting", BEFORE)
    work_off(worker)
    content.save(**{"slides/tea.md": slide("Tea at 4")})
    again = ask(workshop, "publish", "waiting", BEFORE)

    def end(*_: object) -> None:
        raise CutShort

    with monkeypatch.context() as patch:
        patch.setattr(step, "publish" if step is ContentRepository else "add", end)
        with pytest.raises(CutShort):
            work_off(worker)
    work_off(Round(workshop, lambda: BEFORE))
    assert answer(workshop, again).startswith("waiting is out as edition 2")
    assert "0 drawn" in answer(workshop, again)
    with workshop.store.begin() as db:
        row = editions.latest(db, "waiting")
    assert row is not None
    assert row.number == 2


def test_a_screen_of_a_new_size_gets_what_is_out_and_nothing_that_was_only_saved(
    workshop: Workshop, content: ContentRepo
) -> None:
    worker = Round(workshop, lambda: BEFORE)
    ask(workshop, "publish", "waiting", BEFORE)
    work_off(worker)
    content.save(**{"slides/tea.md": slide("Nobody agreed to this yet")})
    pair(workshop, "desk", (800, 600))
    ask(workshop, "programme", "desk", BEFORE)
    work_off(worker)
    manifest = workshop.shelf.manifest("waiting", 2, Size(800, 600))
    assert manifest is not None
    assert b"Nobody agreed" not in manifest
    assert workshop.programme_repository.version("desk")


def test_damaged_signatures_of_one_screen_keep_no_other_screen_and_no_job_waiting(
    workshop: Workshop, content: ContentRepo, caplog: pytest.LogCaptureFixture
) -> None:
    worker = Round(workshop)
    ask(workshop, "publish", "waiting", datetime.now(UTC))
    work_off(worker)
    for screen in ("desk", "lift"):
        pair(workshop, screen)
        ask(workshop, "programme", screen, datetime.now(UTC))
    work_off(worker)
    (workshop.settings.shelf / "screens/desk/metadata/timestamp.json").write_bytes(bytes(300))
    timestamp = workshop.settings.shelf / "screens/lift/metadata/timestamp.json"
    before = timestamp.read_bytes()
    later = datetime.now(UTC) + timedelta(days=3)
    work_off(Round(workshop, lambda: later))
    assert timestamp.read_bytes() != before

    content.save(**{"slides/tea.md": slide("Tea at 4")})
    shown = workshop.programme_repository.version("lift")
    job = ask(workshop, "publish", "waiting", later)
    work_off(Round(workshop, lambda: later))
    assert "timestamp.json: this signed file is damaged" in answer(workshop, job)
    assert workshop.programme_repository.version("lift") > shown
    assert "The signatures of desk could not be refreshed" in caplog.text


def test_a_root_that_ends_soon_is_said_once_a_day(workshop: Workshop, caplog: pytest.LogCaptureFixture) -> None:
    ends_at = workshop.content_repository.root_expires_at().replace(hour=12)  # far from midnight
    moments = [ends_at - timedelta(days=61), ends_at - timedelta(days=59)]
    moments += [moments[1] + timedelta(minutes=20), moments[1] + timedelta(days=1)]
    worker = Round(workshop, lambda: moments[0])
    said = []
    while moments:
        work_off(worker)
        said.append(len([line for line in caplog.messages if "The root of trust ends on" in line]))
        moments.pop(0)
    assert said == [0, 1, 1, 2]


def test_new_keys_are_never_made_where_players_know_the_old_ones(make_publisher: Publisher, tmp_path: Path) -> None:
    prepare(make_publisher.settings)
    make_publisher.settings.keys.rename(tmp_path / "elsewhere")
    with pytest.raises(SigningError, match="Put the folder back"):
        prepare(make_publisher.settings)


def test_a_second_worker_is_told_that_one_is_enough(publisher: Publisher) -> None:
    said = publisher.call_alone("worker", expect=2)
    assert "A worker is running already" in said


ENDLESS = """
import time
from publisher import cli
from publisher.worker import round
round.WORK["publish"] = lambda workshop, *_: workshop.executor.submit(time.sleep, 600).result()
cli.publisher(["worker"])
"""


def test_a_worker_with_a_drawing_that_does_not_end_stops_within_seconds_and_does_the_job_again(
    make_publisher: Publisher,
) -> None:
    prepare(make_publisher.settings)
    with make_publisher.store.begin() as db:
        asked = jobs.add(db, "publish", "waiting", datetime.now(UTC))

    def state() -> str:
        with make_publisher.store.begin() as db:
            return jobs.get(db, asked.id).state

    for _ in range(2):
        with subprocess.Popen([sys.executable, "-c", ENDLESS], env=make_publisher.environment) as worker:
            wait_until(lambda: state() == "running", "the job is begun")
            worker.terminate()
            begun = time.monotonic()
            assert worker.wait(60) == 0
            assert time.monotonic() - begun < 20  # five seconds, and what a busy machine needs
        assert state() == "waiting"
