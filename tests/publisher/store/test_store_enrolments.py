from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from player.contract.limits import FORMAT
from player.contract.records import EnrolmentRequest, Health
from publisher.errors import StoreError
from publisher.store import codes, enrolments, practices, screens
from publisher.store.rows import PairedScreen, WaitingScreen

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def asking(secret: str = "a") -> EnrolmentRequest:
    return EnrolmentRequest(FORMAT, secret.rjust(64, "0"), 1920, 1080, "1.0")


@pytest.fixture
def town(store):
    with store.begin() as db:
        practices.add(db, "oakfield", "Oakfield Medical Practice", "Europe/London", NOW)
        practices.add(db, "elm", "Elm Surgery", "Europe/London", NOW)
    return store


def begin(store, secret="a", now=NOW):
    with store.begin() as db:
        return enrolments.begin(db, asking(secret), now)


def find(store, secret="a", now=NOW):
    with store.begin() as db:
        return enrolments.find(db, asking(secret).secret_sha256, now)


def claim(store, code, practice="oakfield", name="Front desk", *, screen_id=None, now=NOW):
    with store.begin() as db:
        return enrolments.claim(db, code, practice, screen_id, name, now)


def unpair(store, screen_id):
    with store.begin() as db:
        screens.unpair(db, screen_id, NOW)


def test_a_screen_shows_a_code_and_is_paired_when_it_is_typed_in(town):
    enrolment = begin(town)
    waiting = find(town)
    assert isinstance(waiting, WaitingScreen)
    assert waiting.enrolment == enrolment
    assert str(waiting.size) == "1920x1080"
    screen = claim(town, enrolment.code)
    assert (screen.id, screen.practice, screen.name) == ("oakfield-front-desk", "oakfield", "Front desk")
    assert find(town) == PairedScreen(screen)


def test_codes_are_two_groups_of_three_without_look_alikes_or_vowels():
    drawn = {codes.spell(codes.draw_code()) for _ in range(500)}
    assert len(drawn) > 490
    assert not set("".join(drawn)) & set("0OQ1IL5S2Z8BUVAEG")
    assert all(len(code) == 7 and code[3] == "-" for code in drawn)


@pytest.mark.parametrize("typed", ["k7r4md", " K7R 4MD ", "K7R-4MD", "k7r\u20134m0", "K7R.4MO", "K7R_AMD"])
def test_a_code_is_understood_however_it_is_typed(typed):
    assert codes.understand(typed) == "K7R4MD"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "A code has six letters and numbers; you typed none."),
        ("💧", "A code has six letters and numbers; you typed none."),
        ("k7", "A code has six letters and numbers; you typed 2."),
        ("K7R-4MDD", "A code has six letters and numbers; you typed 7."),
        ("x" * 10_000, "A code has six letters and numbers; you typed 10000."),
        ("K7R-4M1", "A code never has the number 1."),
        ("K7R-4ME", "A code never has the letter E."),
        ("ABC 123", "A code never has B, 1 or 2."),
    ],
)
def test_what_cannot_be_a_code_is_refused_with_the_reason_and_an_example(typed, reason):
    with pytest.raises(StoreError) as refused:
        codes.understand(typed)
    assert str(refused.value) == f"{reason} Type the code that the screen shows, such as K7R 4MD."


def test_the_same_screen_keeps_its_code_for_an_hour_and_then_gets_a_new_one(town):
    first = begin(town)
    assert begin(town, now=NOW + 59 * MINUTE) == first
    assert find(town, now=NOW + 60 * MINUTE) is None
    second = begin(town, now=NOW + 60 * MINUTE)
    assert second.expires_at == NOW + 120 * MINUTE
    with pytest.raises(
        StoreError, match=f"No screen is waiting with the code {first.code.replace('-', ' ')}. Look at the code on the"
    ):
        claim(town, first.code, now=NOW + 61 * MINUTE)


def test_a_code_nobody_shows_is_refused(town):
    with pytest.raises(StoreError, match=r"No screen is waiting with the code K7R 4MD"):
        claim(town, "K7R-4MD")


def test_an_unknown_practice_leaves_the_code_for_the_right_one(town):
    code = begin(town).code
    with pytest.raises(StoreError, match=r"There is no practice 'ash'. There is: elm, oakfield"):
        claim(town, code, practice="ash")
    assert claim(town, code).practice == "oakfield"


def test_two_managers_who_type_the_same_code_at_once_get_one_screen_between_them(town):
    code = begin(town).code
    with ThreadPoolExecutor(8) as people:
        tries = [people.submit(claim, town, code, ["oakfield", "elm"][turn % 2]) for turn in range(8)]
    problems = {str(each.exception()) for each in tries if each.exception()}
    assert len({each.result().id for each in tries if not each.exception()}) == 1
    assert problems == {
        f"The code {code.replace('-', ' ')} was used already at another practice. Each code pairs one screen once."
    }
    assert sum(each.exception() is None for each in tries) == 4


def test_a_double_click_pairs_once_and_says_the_same_twice(town):
    code = begin(town).code
    with ThreadPoolExecutor(8) as clicks:
        screens_seen = set(clicks.map(lambda _: claim(town, code), range(8)))
    assert len(screens_seen) == 1
    with town.begin() as db:
        assert screens.everyone(db) == tuple(screens_seen)


def test_a_used_code_says_which_screen_of_the_practice_it_was_for(town):
    code = begin(town).code
    claim(town, code)
    with pytest.raises(StoreError, match=f"The code {code.replace('-', ' ')} was used already, for 'Front desk'"):
        claim(town, code, name="Upstairs")


def test_ids_are_made_from_the_names_and_never_twice(town):
    names = ["Front desk", "Front desk", "Front  Desk!", "Réception", "接待", "x" * 120]
    made = [claim(town, begin(town, f"{turn:x}").code, name=name).id for turn, name in enumerate(names)]
    assert made[:5] == [
        "oakfield-front-desk",
        "oakfield-front-desk-2",
        "oakfield-front-desk-3",
        "oakfield-reception",
        "oakfield-screen",
    ]
    assert len(made[5]) <= 60


def test_eight_screens_of_one_name_paired_at_once_get_eight_ids(town):
    waiting = [begin(town, f"{turn:x}").code for turn in range(8)]
    with ThreadPoolExecutor(8) as people:
        paired = set(people.map(lambda code: claim(town, code).id, waiting))
    assert paired == {"oakfield-front-desk", *(f"oakfield-front-desk-{number}" for number in range(2, 9))}


@pytest.mark.parametrize("wrong", ["Front desk", "../up", "a" * 61, "", "a--b"])
def test_an_id_that_cannot_stand_in_an_address_is_refused(town, wrong):
    with pytest.raises(StoreError, match=r"cannot be the id of a screen. Write small letters"):
        claim(town, begin(town).code, screen_id=wrong)


def test_a_name_of_nothing_is_refused_and_the_code_still_holds(town):
    code = begin(town).code
    with pytest.raises(StoreError, match=r"The screen needs a name"):
        claim(town, code, name=" \t\0")
    assert claim(town, code).name == "Front desk"


def test_an_id_in_use_is_refused(town):
    claim(town, begin(town, "1").code, screen_id="oak-1")
    with pytest.raises(StoreError, match=r"There is a screen 'oak-1' already. Choose another id, or unpair"):
        claim(town, begin(town, "2").code, screen_id="oak-1")


def test_a_new_player_can_take_the_place_of_one_that_was_unpaired(town):
    claim(town, begin(town, "1").code, screen_id="oak-1")
    with town.begin() as db:
        screens.heard(db, "oak-1", NOW, "1.0", None, Health(disk_errors=3))
    unpair(town, "oak-1")
    with pytest.raises(StoreError, match=r"There is a screen 'oak-1' already"):
        claim(town, begin(town, "2").code, practice="elm", screen_id="oak-1")
    again = claim(town, begin(town, "2").code, screen_id="oak-1", name="Lift")
    assert (again.id, again.name, again.unpaired_at) == ("oak-1", "Lift", None)
    assert (again.heard_at, again.showing, again.health) == (None, None, None)
    assert find(town, "1") is None


def test_an_unpaired_player_can_come_back_with_its_secret_and_a_new_code(town):
    first = begin(town)
    claim(town, first.code)
    unpair(town, "oakfield-front-desk")
    assert find(town) is None
    second = begin(town)
    assert second.code != first.code
    assert claim(town, second.code).id == "oakfield-front-desk-2"


def test_a_paired_player_that_asks_again_is_told_that_it_is_paired(town):
    code = begin(town).code
    screen = claim(town, code)
    assert begin(town).code == code
    late = begin(town, now=NOW + 61 * MINUTE)
    assert find(town, now=NOW + 61 * MINUTE) == PairedScreen(screen)
    with pytest.raises(StoreError, match=r"This screen is paired already, as 'Front desk'"):
        claim(town, late.code, now=NOW + 61 * MINUTE)


def test_the_same_secret_asking_eight_times_at_once_gets_one_code(town):
    with ThreadPoolExecutor(8) as asks:
        assert len(set(asks.map(lambda _: begin(town), range(8)))) == 1


def test_a_flood_of_made_up_screens_does_not_push_out_one_that_goes_on_asking(town, monkeypatch):
    monkeypatch.setattr(enrolments, "MOST_OPEN", 10)
    silent, real = begin(town, "e1"), begin(town, "e2")
    for turn in range(30):
        now = NOW + timedelta(seconds=11 * (turn + 1))
        begin(town, f"f{turn:x}", now=now)
        assert find(town, "e2", now=now) is not None
    assert find(town, "e1", now=now) is None
    assert claim(town, real.code, now=now).name == "Front desk"
    with pytest.raises(StoreError, match=f"No screen is waiting with the code {silent.code.replace('-', ' ')}"):
        claim(town, silent.code, now=now)


def test_screens_that_came_back_to_ask_outlast_any_number_that_did_not(town, monkeypatch):
    monkeypatch.setattr(enrolments, "MOST_OPEN", 10)
    real = begin(town, "e1")
    assert find(town, "e1", now=NOW + timedelta(seconds=1)) is not None
    for turn in range(50):
        begin(town, f"f{turn:x}", now=NOW + timedelta(seconds=2, milliseconds=turn))
    assert find(town, "e1", now=NOW + timedelta(seconds=5)).enrolment.code == real.code


def test_screens_that_were_switched_off_make_room_for_new_ones(town, monkeypatch):
    monkeypatch.setattr(enrolments, "MOST_OPEN", 3)
    for turn in range(3):
        begin(town, f"e{turn}")
        find(town, f"e{turn}", now=NOW + timedelta(seconds=1))
    later = NOW + 5 * MINUTE
    begin(town, "f1", now=later)
    begin(town, "f2", now=later + timedelta(milliseconds=1))
    assert find(town, "f1", now=later) is not None
