"""Notices, opening hours and the health of screens, in both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from player.contract.limits import FORMAT
from player.contract.records import EnrolmentRequest, Health
from publisher.errors import RefusedError
from publisher.programmes.opening import parse_opening
from publisher.store import assignments, enrolments, notices, practices, screens

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=8)


@pytest.fixture
def screen(store):
    with store.begin() as db:
        practices.add(db, "oakfield", "Oakfield Medical Practice", "Europe/London", NOW)
        code = enrolments.begin(db, EnrolmentRequest(FORMAT, "a" * 64, 1920, 1080, "1.0"), NOW).code
        return enrolments.claim(db, code, "oakfield", None, "Front desk", NOW)


def playlists(found):
    return [one.playlist for one in found]


def test_a_notice_stands_beside_what_is_chosen_until_it_ends(store, screen):
    with store.begin() as db:
        assignments.assign(db, screen.id, "hearts", NOW)
        notice = notices.notify(db, screen.id, "moved", LATER, NOW)
        assignments.assign(db, screen.id, "minds", NOW)
        assert (notice.notice, notice.ends_at) == (True, LATER)
        assert playlists(assignments.current(db, screen.id)) == ["minds"]
        assert playlists(notices.running(db, screen.id, NOW)) == ["moved"]
        assert notices.running(db, screen.id, LATER) == ()
        assert [one.id for one in assignments.screens_showing(db, "moved")] == [screen.id]


def test_the_same_notice_again_gets_the_new_end(store, screen):
    with store.begin() as db:
        notices.notify(db, screen.id, "moved", LATER, NOW)
        notices.notify(db, screen.id, "moved", LATER + timedelta(days=1), NOW)
        assert [one.ends_at for one in notices.running(db, screen.id, NOW)] == [LATER + timedelta(days=1)]


def test_a_notice_can_be_ended_early_and_only_once(store, screen):
    with store.begin() as db:
        notices.notify(db, screen.id, "moved", LATER, NOW)
        assert notices.end(db, screen.id, "moved", NOW)
        assert not notices.end(db, screen.id, "moved", NOW)
        assert notices.running(db, screen.id, NOW) == ()
        assert len(assignments.history(db, screen.id)) == 1


def test_what_has_ended_by_itself_is_noted_once(store, screen):
    with store.begin() as db:
        notices.notify(db, screen.id, "moved", LATER, NOW)
        assert notices.end_overdue(db, NOW) == ()
        assert notices.end_overdue(db, LATER) == (screen.id,)
        assert notices.end_overdue(db, LATER) == ()
        assert assignments.history(db, screen.id)[0].ended_at == LATER


def test_a_notice_that_is_over_already_is_refused(store, screen):
    with pytest.raises(RefusedError, match="must be still to come"), store.begin() as db:
        notices.notify(db, screen.id, "moved", NOW, NOW)


def test_opening_hours_are_kept_with_the_practice(store, screen):
    with store.begin() as db:
        assert practices.get(db, "oakfield").opening == ""
        practices.set_opening(db, "oakfield", parse_opening("Mon-Fri 8:00-18:30"))
        assert practices.get(db, "oakfield").opening == "mon-fri 08:00-18:30"
        practices.set_opening(db, "oakfield", ())
        assert practices.get(db, "oakfield").opening == ""
    with pytest.raises(RefusedError, match="There is no practice 'nowhere'"), store.begin() as db:
        practices.set_opening(db, "nowhere", ())


def test_the_health_of_a_screen_is_kept_if_it_could_be_true(store, screen):
    health = Health(temperature_c=52.5, under_voltage=False, model="Raspberry Pi 4 Model B\x00" + "x" * 900)
    with store.begin() as db:
        screens.heard(db, screen.id, NOW, "1.0", None, health)
        kept = screens.get(db, screen.id).health
        assert (kept.temperature_c, kept.under_voltage, kept.disk_errors) == (52.5, False, None)
        assert kept.model.startswith("Raspberry Pi 4 Model B x")
        assert len(kept.model) == 500
        screens.heard(db, screen.id, LATER, "1.0", None, Health(temperature_c=1e9))
        screens.heard(db, screen.id, LATER, "1.0", None)
        assert screens.get(db, screen.id).health == kept
