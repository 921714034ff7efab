from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from publisher.errors import StoreError
from publisher.store import jobs
from publisher.store.rows import JobState

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(seconds=5)


def add(store, subject="winter", kind="publish"):
    with store.begin() as db:
        return jobs.add(db, kind, subject, NOW)


def claim(store):
    with store.begin() as db:
        return jobs.claim(db, LATER)


def get(store, job):
    with store.begin() as db:
        return jobs.get(db, job.id)


def requeue(store):
    with store.begin() as db:
        jobs.requeue_running(db)


def finish(store, job):
    with store.begin() as db:
        jobs.finish(db, job.id, "winter is out as edition 3.", LATER)


def test_a_job_waits_runs_and_is_done(store):
    job = add(store)
    assert (job.kind, job.subject, job.state, job.created_at) == ("publish", "winter", "waiting", NOW)
    running = claim(store)
    assert (running.id, running.state, running.started_at) == (job.id, JobState.RUNNING, LATER)
    with store.begin() as db:
        jobs.advance(db, job.id, 7, 20)
    assert (get(store, job).done, get(store, job).total) == (7, 20)
    finish(store, job)
    done = get(store, job)
    assert (done.state, done.message, done.finished_at) == ("done", "winter is out as edition 3.", LATER)
    assert claim(store) is None


def test_a_job_that_failed_keeps_its_findings(store):
    job = add(store)
    claim(store)
    with store.begin() as db:
        jobs.fail(db, job.id, "2 slides have errors.", '[{"code": "WO101"}]', LATER)
    failed = get(store, job)
    assert (failed.state, failed.message, failed.findings) == ("failed", "2 slides have errors.", '[{"code": "WO101"}]')


def test_jobs_are_taken_in_the_order_they_came(store):
    for subject in ("b", "c", "a"):
        add(store, subject)
    assert [claim(store).subject for _ in range(3)] == ["b", "c", "a"]


def test_equal_jobs_that_wait_become_one(store):
    assert {add(store).id for _ in range(5)} == {add(store).id}
    assert add(store, "summer").id != add(store).id != add(store, kind="programme").id


def test_a_job_is_not_merged_into_one_that_runs_and_waits_until_that_is_done(store):
    first = add(store)
    claim(store)
    second = add(store)
    assert second.id != first.id
    assert claim(store) is None
    finish(store, first)
    assert claim(store).id == second.id


def test_eight_who_ask_for_the_same_at_once_get_one_job(store):
    with ThreadPoolExecutor(8) as people:
        assert len(set(people.map(lambda _: add(store).id, range(16)))) == 1


def test_eight_workers_never_run_one_job_twice(store):
    with store.begin() as db:
        wanted = {jobs.add(db, "programme", f"screen-{number}", NOW).id for number in range(40)}

    def work(_):
        taken = []
        while job := claim(store):
            taken.append(job.id)
        return taken

    with ThreadPoolExecutor(8) as workers:
        taken = Counter(job for jobs_of_one in workers.map(work, range(8)) for job in jobs_of_one)
    left = set()
    while job := claim(store):
        left.add(job.id)
    assert set(taken) | left == wanted
    assert not set(taken) & left
    assert set(taken.values()) == {1}


def test_asking_while_workers_take_loses_no_wish(store):
    """Whoever asked before a job was taken is served by it; whoever asked after has another."""

    def ask_and_take(turn):
        return add(store).id if turn % 2 else (job := claim(store)) and (finish(store, job), job.id)[1]

    with ThreadPoolExecutor(8) as people:
        list(people.map(ask_and_take, range(60)))
    last = add(store)
    while job := claim(store):
        finish(store, job)
    assert get(store, last).state == "done"


def test_what_a_stopped_worker_left_is_done_again(store):
    job = add(store)
    claim(store)
    requeue(store)
    waiting = get(store, job)
    assert (waiting.state, waiting.started_at, waiting.done) == ("waiting", None, 0)
    assert claim(store).id == job.id


def test_what_a_stopped_worker_left_gives_way_to_the_same_that_waits(store):
    left = add(store)
    claim(store)
    again = add(store)
    requeue(store)
    assert get(store, left).state == "failed"
    assert "the same waits again" in get(store, left).message
    assert claim(store).id == again.id


def test_a_job_that_was_running_when_the_worker_was_killed_twice_is_given_up(store):
    job = add(store)
    for _ in range(2):
        assert claim(store).id == job.id
        requeue(store)
    given_up = get(store, job)
    assert given_up.state == "failed"
    assert given_up.message.startswith("The worker was killed 2 times while it did this, so it is given up")
    assert claim(store) is None


def test_a_job_that_was_cut_short_on_purpose_is_done_again_however_often(store):
    job = add(store)
    for _ in range(4):
        assert claim(store).id == job.id
        with store.begin() as db:
            jobs.put_back(db, job.id)
    assert get(store, job).state == "waiting"


def test_the_newest_jobs_come_first(store):
    for subject in "abcd":
        add(store, subject)
    with store.begin() as db:
        assert [job.subject for job in jobs.recent(db, limit=3)] == ["d", "c", "b"]


def test_the_workers_sign_of_life_is_the_last_one(store):
    with store.begin() as db:
        assert jobs.last_beat(db) is None
        jobs.beat(db, NOW)
        jobs.beat(db, LATER)
        assert jobs.last_beat(db) == LATER


def test_a_job_that_is_not_there_says_so(store):
    for act in (lambda db: jobs.get(db, 7), lambda db: jobs.advance(db, 7, 1, 2)):
        with pytest.raises(StoreError, match=r"There is no job 7"), store.begin() as db:
            act(db)


def test_only_jobs_that_were_over_long_ago_are_forgotten(store):
    done, failed = add(store, "a"), add(store, "b")
    claim(store)
    claim(store)
    finish(store, done)
    with store.begin() as db:
        jobs.fail(db, failed.id, "No.", "[]", LATER)
    running, waiting = add(store, "c"), add(store, "d")
    assert claim(store).id == running.id
    with store.begin() as db:
        assert (jobs.count_finished(db, LATER), jobs.forget_finished(db, LATER)) == (0, 0)
        after = LATER + timedelta(seconds=1)
        assert (jobs.count_finished(db, after), jobs.forget_finished(db, after)) == (2, 2)
        assert [job.id for job in jobs.recent(db)] == [waiting.id, running.id]
