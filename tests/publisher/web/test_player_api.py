import gzip
import hashlib
import io
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from PIL import Image

from player.contract.reading import read_enrolment, read_manifest, read_paired, read_programme, read_receipt, write
from publisher.model.screens import Size
from publisher.store import screens, views

from .described import Described
from .house import House, NewPlayer, key_of


@pytest.fixture
def api(house: House) -> Described:
    return Described(house.client())


def test_a_new_player_gets_a_code_and_the_same_one_when_it_asks_again(api: Described) -> None:
    player = NewPlayer()
    first = api.post("/enrolments", write(player.request))
    again = api.post("/enrolments", write(player.request))
    assert (first.status_code, again.status_code) == (201, 201)
    assert read_enrolment(first.data).code == read_enrolment(again.data).code


def test_a_player_waits_until_its_code_is_typed_in_and_signed_for(api: Described, house: House) -> None:
    player = NewPlayer()
    code = read_enrolment(api.post("/enrolments", write(player.request)).data).code
    waiting = api.get("/enrolments/mine", headers=player.bearer)
    assert waiting.status_code == 202
    assert read_enrolment(waiting.data).code == code

    typed = {"code": code, "name": "Reception", "practice": "oakfield", "form_key": key_of(api.client)}
    assert api.client.post("/pair", data=typed).status_code == 303
    unsigned = api.get("/enrolments/mine", headers=player.bearer)
    assert (unsigned.status_code, unsigned.headers["Retry-After"]) == (503, "2")

    with house.store.begin() as db:
        house.sign(screens.get(db, "oakfield-reception"))
    paired = read_paired(api.get("/enrolments/mine", headers=player.bearer).data)
    assert (paired.screen, paired.name, paired.practice) == (
        "oakfield-reception",
        "Reception",
        "Oakfield Medical Practice",
    )
    assert json.loads(paired.content_root)["signed"]["_type"] == "root"
    assert json.loads(paired.programme_root)["signed"]["_type"] == "root"


def test_a_new_player_starts_with_the_newest_root(api: Described, house: House) -> None:
    player, screen = house.pair()
    house.sign(screen)
    newer = house.shelf.content_file("metadata/1.root.json").with_name("10.root.json")
    newer.write_text('{"signatures": [], "signed": {"version": 10}}')
    house.shelf.content_file("metadata/1.root.json").with_name("2.root.json").write_text("{}")
    paired = read_paired(api.get("/enrolments/mine", headers=player.bearer).data)
    assert json.loads(paired.content_root)["signed"]["version"] == 10


def test_the_pairing_picture_is_as_large_as_the_screen(api: Described) -> None:
    player = NewPlayer()
    api.post("/enrolments", write(player.request))
    picture = api.get("/enrolments/mine/picture", headers=player.bearer)
    assert (picture.status_code, picture.mimetype) == (200, "image/jpeg")
    assert _sides(picture.data) == (player.request.width, player.request.height)


def test_a_huge_screen_gets_a_picture_of_its_own_shape_that_is_quick_to_draw(api: Described) -> None:
    player = NewPlayer(Size(7680, 5760))
    api.post("/enrolments", write(player.request))
    width, height = _sides(api.get("/enrolments/mine/picture", headers=player.bearer).data)
    assert width * height <= 3840 * 2160
    assert abs(width / height - 4 / 3) < 0.01


def test_many_who_ask_for_pictures_at_once_keep_nobody_else_waiting(small_house: House) -> None:
    players = [NewPlayer(Size(3840, 2160)) for _ in range(12)]
    for player in players:
        Described(small_house.client()).post("/enrolments", write(player.request))

    def ask(player: NewPlayer) -> tuple[int, str | None]:
        answer = Described(small_house.client()).get("/enrolments/mine/picture", headers=player.bearer)
        return answer.status_code, answer.headers.get("Retry-After")

    with ThreadPoolExecutor(len(players)) as crowd:
        answers = Counter(crowd.map(ask, players))
    assert set(answers) == {(200, None), (503, "2")}
    assert ask(players[0]) == (200, None)


def test_an_unknown_secret_has_no_enrolment(api: Described) -> None:
    assert api.get("/enrolments/mine", headers=NewPlayer().bearer).status_code == 404
    assert api.get("/enrolments/mine/picture", headers=NewPlayer().bearer).status_code == 404


def test_signed_files_come_from_the_shelf_and_are_not_sent_twice(api: Described, house: House) -> None:
    player, screen = house.pair()
    house.assign(screen, house.publish("hearts", "Know your heart", ["One", "Two"]))
    for path in (
        "/content/metadata/1.root.json",
        "/content/metadata/timestamp.json",
        f"/screens/{screen.id}/metadata/timestamp.json",
    ):
        first = api.get(path, headers=player.bearer)
        assert (first.status_code, first.headers["Cache-Control"]) == (200, "no-cache")
        again = api.get(path, headers=player.bearer | {"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_targets_and_frames_may_be_kept_for_ever(api: Described, house: House) -> None:
    player, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["One", "Two"])
    house.assign(screen, edition)

    programme_file = next(house.shelf.screen_file(screen.id, "metadata/timestamp.json").parents[1].rglob("targets/*/*"))
    programme = api.get(f"/screens/{screen.id}/targets/screens/{programme_file.name}", headers=player.bearer)
    assert programme.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assigned = read_programme(programme.data).assigned[0]

    manifest = api.get(f"/content/targets/playlists/hearts/{assigned.manifest}.640x360.json")
    assert manifest.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    entry = read_manifest(manifest.data).entries[0]

    frame = api.get(f"/frames/{entry.frame}")
    assert frame.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert hashlib.sha256(frame.data).hexdigest() == entry.frame
    kept = api.get(f"/frames/{entry.frame}", headers={"If-None-Match": frame.headers["ETag"]})
    assert (kept.status_code, kept.data) == (304, b"")
    assert "Last-Modified" not in frame.headers


def test_a_frame_is_gone_on_with_where_the_line_was_cut(api: Described, house: House) -> None:
    frame = house.publish("hearts", "Know your heart", ["One"]).manifests[0].entries[0]
    whole = api.get(f"/frames/{frame.frame}")
    tag = whole.headers["ETag"]
    rest = api.get(f"/frames/{frame.frame}", headers={"Range": "bytes=1000-", "If-Range": tag})
    assert (rest.status_code, rest.data) == (206, whole.data[1000:])
    assert rest.headers["Content-Range"] == f"bytes 1000-{frame.frame_bytes - 1}/{frame.frame_bytes}"
    assert rest.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    other = api.get(f"/frames/{frame.frame}", headers={"Range": "bytes=1000-", "If-Range": '"another"'})
    assert (other.status_code, other.data) == (200, whole.data)
    beyond = api.get(f"/frames/{frame.frame}", headers={"Range": f"bytes={frame.frame_bytes}-", "If-Range": tag})
    assert beyond.status_code == 416


def test_a_report_is_counted_once_however_often_it_comes(api: Described, house: House) -> None:
    player, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["One", "Two"])
    report = write(player.report(screen, edition, [0, 1, 0], house.clock()))
    first = api.post(f"/screens/{screen.id}/reports", report, headers=player.bearer)
    house.clock.advance(minutes=5)
    again = api.post(f"/screens/{screen.id}/reports", report, headers=player.bearer)
    assert (first.status_code, again.status_code) == (202, 202)
    assert read_receipt(first.data).report == read_receipt(again.data).report
    counted = [(receipt.counted, receipt.already) for receipt in map(read_receipt, (first.data, again.data))]
    assert counted == [(3, 0), (0, 3)]
    with house.store.begin() as db:
        assert sum(count.views for count in views.counts(db)) == 3


def test_a_report_of_a_newer_player_is_counted(api: Described, house: House) -> None:
    player, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["One", "Two"])
    report = json.loads(write(player.report(screen, edition, [0, 1], house.clock())))
    for one in (report, report["now"], *report["views"]):
        one["brightness"] = {"evening": 0.4}
    said = api.post(f"/screens/{screen.id}/reports", json.dumps(report).encode(), headers=player.bearer)
    assert (said.status_code, read_receipt(said.data).counted) == (202, 2)


def test_a_packed_report_is_the_same_report(api: Described, house: House) -> None:
    player, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["One"])
    report = write(player.report(screen, edition, [0, 0], house.clock()))
    headers = player.bearer | {"Content-Encoding": "gzip"}
    packed = api.wrong(
        "POST",
        f"/screens/{screen.id}/reports",
        data=gzip.compress(report),
        content_type="application/json",
        headers=headers,
    )
    plain = api.post(f"/screens/{screen.id}/reports", report, headers=player.bearer)
    assert [(read_receipt(one.data).counted, read_receipt(one.data).already) for one in (packed, plain)] == [
        (2, 0),
        (0, 2),
    ]


def test_asking_for_news_is_a_sign_of_life(api: Described, house: House) -> None:
    player, screen = house.pair()
    house.sign(screen)
    house.clock.advance(minutes=1)
    api.get(f"/screens/{screen.id}/metadata/timestamp.json", headers=player.bearer)
    with house.store.begin() as db:
        assert screens.get(db, screen.id).heard_at == house.clock()


def test_a_report_of_another_screen_is_refused(api: Described, house: House) -> None:
    player, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["One"])
    report = replace(player.report(screen, edition, [0], house.clock()), screen="somebody-else")
    refused = api.post(f"/screens/{screen.id}/reports", write(report), headers=player.bearer)
    assert refused.status_code == 400
    assert "another screen" in refused.get_json()["error"]


def test_only_its_own_secret_opens_a_screen(api: Described, house: House) -> None:
    player, screen = house.pair("Reception")
    _, other = house.pair("Corridor")
    house.sign(screen)
    house.sign(other)
    for headers, screen_id, status in (
        ({}, screen.id, 401),
        ({"Authorization": "Bearer short"}, screen.id, 401),
        ({"Authorization": f"Basic {player.secret}"}, screen.id, 401),
        (NewPlayer().bearer, screen.id, 401),
        (player.bearer, other.id, 404),
        (player.bearer, screen.id, 200),
    ):
        answer = api.wrong("GET", f"/screens/{screen_id}/metadata/timestamp.json", headers=headers)
        assert answer.status_code == status
        if status != 200:
            assert answer.get_json()["error"].endswith((".", "digits."))


def test_an_unpaired_player_is_told_so_everywhere(api: Described, house: House) -> None:
    player, screen = house.pair()
    house.sign(screen)
    edition = house.publish("hearts", "Know your heart", ["One"])
    with house.store.begin() as db:
        screens.unpair(db, screen.id, house.clock())
    report = write(player.report(screen, edition, [0], house.clock()))
    answers = (
        api.get(f"/screens/{screen.id}/metadata/timestamp.json", headers=player.bearer),
        api.post(f"/screens/{screen.id}/reports", report, headers=player.bearer),
        api.get("/enrolments/mine", headers=player.bearer),
    )
    assert [answer.status_code for answer in answers] == [410, 410, 410]
    assert "was unpaired" in answers[0].get_json()["error"]


def test_an_unpaired_player_can_be_paired_anew_with_the_same_secret(api: Described, house: House) -> None:
    player, screen = house.pair()
    with house.store.begin() as db:
        screens.unpair(db, screen.id, house.clock())
    assert api.post("/enrolments", write(player.request)).status_code == 201
    assert api.get("/enrolments/mine", headers=player.bearer).status_code == 202


def test_health_says_when_the_worker_was_last_there(api: Described, house: House) -> None:
    assert api.get("/health").get_json() == {"status": "ok", "worker_heard_at": house.clock().isoformat()}


def _sides(data: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(data)).size
