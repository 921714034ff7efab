"""Practices, screens, assignments, editions and programmes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from player.contract.limits import FORMAT
from player.contract.records import EnrolmentRequest, Showing
from publisher.errors import StoreError
from publisher.store import assignments, editions, enrolments, practices, programmes, screens
from publisher.store.rows import EditionRow

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
SHOWING = Showing("f" * 64, "heart-failure/stairs", "heart-failure", 3, 12_000, 7)


def pair(store, name="Front desk", secret="a"):
    with store.begin() as db:
        code = enrolments.begin(db, EnrolmentRequest(FORMAT, secret * 64, 1080, 1920, "1.0"), NOW).code
        return enrolments.claim(db, code, "oakfield", None, name, NOW)


@pytest.fixture
def oakfield(store):
    with store.begin() as db:
        practices.add(db, "oakfield", "Oakfield Medical Practice", "Europe/London", NOW)
    return store


@pytest.fixture
def screen(oakfield):
    return pair(oakfield)


def edition(number, playlist="winter", **changes):
    manifests = {"1080x1920": ("b" * 64, 812), "1920x1080": ("a" * 64, 800)}
    values = {"title": "Winter", "commit": "c" * 40, "built_at": NOW, "manifests": manifests} | changes
    return EditionRow(playlist=playlist, number=number, **values)


def test_a_practice_is_added_once(oakfield):
    with pytest.raises(StoreError, match=r"There is a practice 'oakfield' already"), oakfield.begin() as db:
        practices.add(db, "oakfield", "Another", "Europe/London", NOW)
    with oakfield.begin() as db:
        assert practices.get(db, "oakfield").name == "Oakfield Medical Practice"


@pytest.mark.parametrize("zone", ["London", "", "../etc", "Europe"])
def test_a_time_zone_that_is_none_is_refused(store, zone):
    with pytest.raises(StoreError, match=r"is not a time zone. Write one such as Europe/London"), store.begin() as db:
        practices.add(db, "elm", "Elm", zone, NOW)


def test_a_screen_is_known_by_its_secret_until_it_is_unpaired(oakfield, screen):
    with oakfield.begin() as db:
        assert screens.by_secret(db, "a" * 64) == screen
        assert screens.by_secret(db, "b" * 64) is None
        assert screens.unpaired_by_secret(db, "a" * 64) is None
        screens.unpair(db, screen.id, LATER)
        assert screens.by_secret(db, "a" * 64) is None
        assert screens.unpaired_by_secret(db, "a" * 64).unpaired_at == LATER
        assert screens.everyone(db) == screens.of_practice(db, "oakfield") == ()


@pytest.mark.parametrize("act", [screens.get, screens.unpair, assignments.assign, programmes.next_serial])
def test_nothing_can_be_done_with_a_screen_that_was_unpaired(oakfield, screen, act):
    more = {screens.get: (), assignments.assign: ("winter", NOW)}.get(act, (NOW,))
    with oakfield.begin() as db:
        screens.unpair(db, screen.id, LATER)
    with pytest.raises(StoreError, match=r"'Front desk' was unpaired. Pair it again"), oakfield.begin() as db:
        act(db, screen.id, *more)


def test_a_screen_that_is_not_there_is_answered_with_those_that_are(oakfield, screen):
    answer = r"no screen 'attic'\. Paired screens: oakfield-front-desk"
    with pytest.raises(StoreError, match=answer), oakfield.begin() as db:
        screens.get(db, "attic")


def test_what_a_screen_shows_is_remembered_and_a_late_word_does_not_undo_it(oakfield, screen):
    with oakfield.begin() as db:
        screens.heard(db, screen.id, LATER, "1.1", SHOWING)
        screens.heard(db, screen.id, NOW, "1.0", None)
        heard = screens.get(db, screen.id)
    assert (heard.heard_at, heard.player_version, heard.showing) == (LATER, "1.1", SHOWING)


def test_what_a_player_says_is_kept_short_and_printable(oakfield, screen):
    rude = Showing(None, None, None, None, 0, None, problem="no\nsignal\ud800" + "x" * 100_000)
    with oakfield.begin() as db:
        screens.heard(db, screen.id, NOW, "1\0" + "9" * 100, rude)
    with oakfield.begin() as db:
        heard = screens.get(db, screen.id)
    assert heard.showing.problem.startswith("no signal")
    assert (len(heard.showing.problem), len(heard.player_version)) == (500, 40)


def test_what_a_screen_cannot_be_showing_is_not_noted(oakfield, screen):
    with oakfield.begin() as db:
        screens.heard(db, screen.id, NOW, "1.0", Showing("\0", "\ud800", "🫀", None, 0, None))
    with oakfield.begin() as db:
        heard = screens.get(db, screen.id)
    assert (heard.heard_at, heard.showing) == (NOW, None)


def test_a_screen_gets_another_name_and_keeps_its_id(oakfield, screen):
    with oakfield.begin() as db:
        renamed = screens.rename(db, screen.id, "  By the   lift ")
    assert (renamed.id, renamed.name) == ("oakfield-front-desk", "By the lift")


def test_an_assignment_takes_the_place_of_the_one_before_which_stays_on_record(oakfield, screen):
    with oakfield.begin() as db:
        first = assignments.assign(db, screen.id, "winter", NOW)
        second = assignments.assign(db, screen.id, "heart-failure", LATER)
        assert assignments.current(db, screen.id) == (second,)
        assert [(each.playlist, each.ended_at) for each in assignments.history(db, screen.id)] == [
            ("winter", LATER),
            ("heart-failure", None),
        ]
    assert (first.weekdays, first.from_minute, first.until_minute) == ((1, 2, 3, 4, 5, 6, 7), 0, 1440)


def test_eight_clicks_on_assign_are_one_assignment(oakfield, screen):
    def click(_):
        with oakfield.begin() as db:
            return assignments.assign(db, screen.id, "winter", NOW)

    with ThreadPoolExecutor(8) as clicks:
        assert len(set(clicks.map(click, range(8)))) == 1


def test_the_screens_that_show_a_playlist_are_found_by_name(oakfield, screen):
    upstairs = pair(oakfield, "A landing upstairs", "b")
    gone = pair(oakfield, "Cellar", "c")
    with oakfield.begin() as db:
        for each in (screen, upstairs, gone):
            assignments.assign(db, each.id, "winter", NOW)
        screens.unpair(db, gone.id, NOW)
        assert assignments.screens_showing(db, "winter") == (upstairs, screen)
        assignments.assign(db, screen.id, "summer", LATER)
        assert assignments.screens_showing(db, "winter") == (upstairs,)


def test_the_newest_edition_of_each_playlist_is_the_one_with_the_highest_number(store):
    with store.begin() as db:
        assert editions.latest(db, "winter") is None
        assert editions.numbers(db, "winter") == ()
        for number in (1, 2, 10):
            editions.add(db, edition(number))
        editions.add(db, edition(4, "summer"))
    with store.begin() as db:
        assert editions.latest(db, "winter") == edition(10)
        assert editions.all_latest(db) == (edition(4, "summer"), edition(10))
        assert editions.numbers(db, "winter") == (1, 2, 10)
        assert editions.latest(db, "winter").sizes == ("1080x1920", "1920x1080")


def test_an_edition_never_changes(store):
    with store.begin() as db:
        editions.add(db, edition(1))
    with pytest.raises(StoreError, match=r"Edition 1 of 'winter' is there already"), store.begin() as db:
        editions.add(db, edition(1, title="Spring"))


def test_a_serial_is_never_given_twice_even_to_eight_at_once(oakfield, screen):
    def take(_):
        with oakfield.begin() as db:
            return programmes.next_serial(db, screen.id, NOW)

    with ThreadPoolExecutor(8) as workers:
        first = int(NOW.timestamp())
        assert sorted(workers.map(take, range(16))) == list(range(first, first + 16))


def test_a_serial_is_above_every_earlier_one_though_an_old_copy_of_the_database_was_put_back(oakfield, screen):
    with oakfield.begin() as db:
        lost = [programmes.next_serial(db, screen.id, NOW + timedelta(seconds=at)) for at in (0, 0, 1, 2)]
        db.rollback()
    with oakfield.begin() as db:
        assert programmes.next_serial(db, screen.id, NOW + timedelta(minutes=1)) > max(lost)
        seen = int(NOW.timestamp()) + 86_400
        assert programmes.next_serial(db, screen.id, NOW, above=seen) == seen + 1
        beyond = datetime(2040, 1, 1, tzinfo=UTC)
        assert programmes.next_serial(db, screen.id, beyond) == int(beyond.timestamp())


def test_the_latest_programme_is_the_last_that_was_issued(oakfield, screen):
    with oakfield.begin() as db:
        assert programmes.latest(db, screen.id) is None
        taken = [programmes.next_serial(db, screen.id, NOW) for _ in range(3)]
        programmes.issued(db, screen.id, taken[1], "d" * 64, LATER)
        latest = programmes.latest(db, screen.id)
        assert (latest.serial, latest.digest, latest.issued_at) == (taken[1], "d" * 64, LATER)
    with pytest.raises(StoreError, match=r"Programme 9 of 'oakfield-f.* was never begun"), oakfield.begin() as db:
        programmes.issued(db, screen.id, 9, "d" * 64, LATER)
