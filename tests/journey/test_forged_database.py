"""Whoever broke into the web process writes into the database as it pleases; the worker signs nothing by that."""

from datetime import UTC, datetime, timedelta

import pygit2
import pytest
from sqlalchemy import delete, insert, select, update

from player.contract.reading import read_manifest
from publisher.content.source.sources import open_source
from publisher.errors import ContentError
from publisher.store import assignments, editions, jobs, screens
from publisher.store.rows import JobState
from publisher.store.tables import assignment, edition, job, practice, programme, screen
from publisher.worker.round import Round
from publisher.worker.workshop import Workshop
from tests.journey.conftest import slide
from tests.journey.stage import ContentRepo
from tests.journey.test_worker import answer, ask, pair, work_off

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
BLEACH = "Drink bleach"


@pytest.fixture
def fork(content: ContentRepo) -> str:
    """A commit on a branch that nobody merged."""
    repo = pygit2.Repository(str(content.folder))
    main = repo.references["refs/heads/main"].target
    content.save(**{"slides/tea.md": slide(BLEACH)})
    forked = str(repo.references["refs/heads/main"].target)
    repo.references.create("refs/heads/proposal", forked)
    repo.references["refs/heads/main"].set_target(main)
    return forked


@pytest.fixture
def desk(workshop: Workshop) -> Round:
    """A worker whose one screen shows the first edition."""
    worker = Round(workshop, lambda: NOW)
    ask(workshop, "publish", "waiting", NOW)
    pair(workshop, "desk")
    with workshop.store.begin() as db:
        assignments.assign(db, "desk", "waiting", NOW)
    ask(workshop, "programme", "desk", NOW)
    work_off(worker)
    return worker


def everything_signed(workshop: Workshop) -> str:
    """Every byte that a player could be given as signed."""
    out = workshop.content_repository.editions()
    texts = [f"{out.of(playlist)}" for playlist in out.playlists()]
    targets = (workshop.shelf.read(f"content/targets/{name}") for name in workshop.shelf.tree("content/targets"))
    return " ".join(
        [*texts, *((data or b"").decode() for data in targets), f"{workshop.programme_repository.current('desk')}"]
    )


@pytest.mark.parametrize("kind", ["redraw", "programme", "publish"])
def test_the_commit_that_the_database_names_is_not_drawn(
    kind: str, workshop: Workshop, desk: Round, fork: str, content: ContentRepo
) -> None:
    with workshop.store.begin() as db:
        db.execute(update(edition).values(commit=fork, title=BLEACH))
        db.execute(update(screen).values(width=800, height=600))
    asked = ask(workshop, kind, "desk" if kind == "programme" else "waiting", NOW)
    work_off(desk)
    assert fork not in everything_signed(workshop)
    assert BLEACH not in everything_signed(workshop)
    assert "Drink" not in answer(workshop, asked)
    signed = workshop.content_repository.editions().of("waiting")
    assert signed is not None
    assert "800x600" in signed.manifests


@pytest.mark.parametrize("number", [2, 7, 2**31 - 1])
def test_an_edition_that_only_the_database_has_is_on_no_screen(
    number: int, workshop: Workshop, desk: Round, fork: str, content: ContentRepo
) -> None:
    with workshop.store.begin() as db:
        row = db.execute(select(edition)).one()._asdict()
        manifests = '{"640x360": ["' + "1" * 64 + '", 900]}'
        db.execute(insert(edition).values(row | {"number": number, "commit": fork, "manifests": manifests}))
        db.execute(insert(edition).values(row | {"playlist": "invented", "manifests": manifests}))
        assignments.assign(db, "desk", "invented", NOW)
    ask(workshop, "programme", "desk", NOW + timedelta(seconds=1))
    work_off(desk)
    shown = workshop.programme_repository.current("desk")
    assert shown is not None
    assert shown.assigned == ()
    with workshop.store.begin() as db:
        assignments.assign(db, "desk", "waiting", NOW)
    ask(workshop, "programme", "desk", NOW)
    ask(workshop, "redraw", "waiting", NOW)
    work_off(desk)
    shown = workshop.programme_repository.current("desk")
    assert shown is not None
    assert [one.edition for one in shown.assigned] == [1]
    assert "1" * 64 not in everything_signed(workshop)
    assert fork not in everything_signed(workshop)
    content.save(**{"slides/tea.md": slide("Tea at 4")})
    published = ask(workshop, "publish", "waiting", NOW)
    work_off(desk)
    assert answer(workshop, published).startswith(f"waiting is out as edition {number + 1 if number < 1000 else 2},")


def test_programme_rows_say_nothing_of_what_is_signed(workshop: Workshop, desk: Round) -> None:
    before = workshop.programme_repository.current("desk")
    assert before is not None
    with workshop.store.begin() as db:
        db.execute(update(programme).values(serial=before.serial + 1000, digest="0" * 64))
    asked = ask(workshop, "programme", "desk", NOW)
    work_off(desk)
    assert "already" in answer(workshop, asked)
    with workshop.store.begin() as db:
        db.execute(delete(programme))
        assignments.assign(db, "desk", "nothing-of-the-kind", NOW)
    ask(workshop, "programme", "desk", NOW)
    work_off(desk)
    after = workshop.programme_repository.current("desk")
    assert after is not None
    assert after.serial > before.serial


def test_main_that_went_back_takes_its_later_commits_with_it(
    workshop: Workshop, desk: Round, content: ContentRepo
) -> None:
    repo = pygit2.Repository(str(content.folder))
    first = repo.references["refs/heads/main"].target
    content.save(**{"slides/tea.md": slide("Tea at 4")})
    ask(workshop, "publish", "waiting", NOW)
    work_off(desk)
    withdrawn = str(repo.references["refs/heads/main"].target)
    repo.references["refs/heads/main"].set_target(first)
    with workshop.store.begin() as db:
        db.execute(update(screen).values(width=800, height=600))
    asked = ask(workshop, "redraw", "waiting", NOW)
    programmed = ask(workshop, "programme", "desk", NOW)
    work_off(desk)
    for each in (asked, programmed):
        assert f"the commit {withdrawn} is not on main" in answer(workshop, each)
    signed = workshop.content_repository.editions().of("waiting")
    assert signed is not None
    assert (signed.number, sorted(signed.manifests)) == (2, ["640x360"])


@pytest.mark.parametrize("written", ["HEAD", "main", "proposal", "", "0" * 40, "../../x", "-", "z" * 40, "abc"])
def test_a_commit_is_named_in_full_and_in_no_other_way(written: str, content: ContentRepo, fork: str) -> None:
    source = open_source(content.folder)
    source.demand_agreed(source.commit())
    for refused in (written, fork, source.commit()[:10], source.commit().upper() + "0"):
        with pytest.raises(ContentError, match="is not on main"):
            source.demand_agreed(refused)


def test_an_earlier_commit_of_main_is_agreed_and_one_that_main_never_had_is_not(content: ContentRepo) -> None:
    source = open_source(content.folder)
    first = source.commit()
    content.save(**{"slides/tea.md": slide("Tea at 4")})
    source.demand_agreed(first)
    repo = pygit2.Repository(str(content.folder))
    who = pygit2.Signature("nobody", "nobody@example.org")
    loose = repo.create_commit(None, who, who, "On no branch", repo[first].peel(pygit2.Tree).id, [first])
    with pytest.raises(ContentError, match="is not on main"):
        source.demand_agreed(str(loose))


FORGED = ["../../etc", "waiting/../../x", "", "a" * 119, "waiting\n\x1b[31m", "-rf", "Ünï", "content", "waiting.json"]


@pytest.mark.parametrize("kind", ["publish", "redraw", "programme", "sweep", "format-disk", "", "__class__"])
def test_forged_jobs_end_with_a_sentence_and_the_next_one_is_done(kind: str, workshop: Workshop, desk: Round) -> None:
    before, files = everything_signed(workshop), set(workshop.shelf.tree("."))
    forged = [ask(workshop, kind, subject, NOW) for subject in FORGED]
    honest = ask(workshop, "programme", "desk", NOW)
    work_off(desk)
    with workshop.store.begin() as db:
        states = {jobs.get(db, each).state for each in forged}
    assert states <= ({JobState.DONE} if kind == "sweep" else {JobState.FAILED, JobState.DONE})
    assert all(answer(workshop, each) for each in forged)
    assert not any("The worker broke" in answer(workshop, each) for each in forged)
    assert "has programme" in answer(workshop, honest)
    assert everything_signed(workshop) == before
    assert {name for name in workshop.shelf.tree(".") if not name.startswith("drafts/")} == files


def test_forged_rows_of_a_screen_keep_no_other_screen_waiting(workshop: Workshop, desk: Round) -> None:
    with workshop.store.begin() as db:
        row = db.execute(select(screen)).one()._asdict()
        for at, size in enumerate([(10**9, 10**9), (0, 0), (-1, 5), (640, 10**6)]):
            name = f"forged-{at}"
            db.execute(
                insert(screen).values(
                    row | {"id": name, "secret_sha256": f"{at}" * 64, "width": size[0], "height": size[1]}
                )
            )
        for at in range(200):
            one = {"id": f"many-{at}", "secret_sha256": f"a{at:063}", "width": 400 + at, "height": 400}
            db.execute(insert(screen).values(row | one))
        db.execute(
            insert(screen).values(row | {"id": "../../content", "secret_sha256": "f" * 64, "showing": "no json"})
        )
        db.execute(
            update(screen).where(screen.c.id == "forged-0").values(health='{"temperature_c": "hot"}', refusal="[]")
        )
    content_published = ask(workshop, "publish", "waiting", NOW)
    asked = ask(workshop, "programme", "desk", NOW)
    climbing = ask(workshop, "programme", "../../content", NOW)
    work_off(desk)
    assert answer(workshop, content_published).startswith("waiting is out as edition 2")
    assert "has programme" in answer(workshop, asked)
    assert "cannot name a screen" in answer(workshop, climbing)
    signed = workshop.content_repository.editions().of("waiting")
    assert signed is not None
    assert len(signed.manifests) <= 25


def test_a_forged_choice_is_refused_before_it_is_signed(workshop: Workshop, desk: Round) -> None:
    before = workshop.programme_repository.current("desk")
    for forged in ({"weight": 10**6}, {"from_minute": -1}, {"weekdays": "9"}):
        with workshop.store.begin() as db:
            old = db.execute(select(assignment).where(assignment.c.screen == "desk")).one()._asdict()
            db.execute(update(assignment).values(forged))
        asked = ask(workshop, "programme", "desk", NOW)
        work_off(desk)
        assert "could not read this programme" in answer(workshop, asked)
        assert workshop.programme_repository.current("desk") == before
        with workshop.store.begin() as db:
            db.execute(update(assignment).values({name: old[name] for name in forged}))
    with workshop.store.begin() as db:
        db.execute(update(practice).values(opening="always, or so"))
    asked = ask(workshop, "programme", "desk", NOW)
    work_off(desk)
    assert "are no opening hours" in answer(workshop, asked)


def test_what_is_shown_again_is_what_was_signed_frame_by_frame(workshop: Workshop, desk: Round, fork: str) -> None:
    def frames() -> set[str]:
        names = workshop.shelf.tree("content/targets")
        manifests = [read_manifest(workshop.shelf.read(f"content/targets/{name}") or b"") for name in names]
        return {entry.frame for one in manifests for entry in one.entries}

    before = frames()
    with workshop.store.begin() as db:
        db.execute(delete(edition))
        editions.add(db, _forged_row(fork))
    ask(workshop, "redraw", "waiting", NOW)
    work_off(desk)
    assert frames() == before
    with workshop.store.begin() as db:
        assert screens.get(db, "desk")


def _forged_row(commit: str) -> editions.EditionRow:
    return editions.EditionRow("waiting", BLEACH, 1, commit, NOW, {"640x360": ("2" * 64, 800)})


def test_a_job_row_with_every_field_forged_is_put_away(workshop: Workshop, desk: Round) -> None:
    with workshop.store.begin() as db:
        row = db.execute(select(job)).first()
        assert row is not None
        forged = row._asdict() | {"id": 9999, "kind": "redraw", "subject": "x" * 120, "state": "waiting"}
        db.execute(
            insert(job).values(forged | {"attempts": -5, "done": -1, "message": "signed by all", "findings": "{"})
        )
    work_off(desk)
    assert answer(workshop, 9999) == f"{'x' * 120} was never published."
