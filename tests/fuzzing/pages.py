"""A publisher whose forms and addresses are filled with anything; no answer is ever a fault of ours."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from publisher.store.database import Store
from tests.publisher.web.house import Clock, key_of, open_house

FORMS = ("/pair", "/screens/{}/name", "/screens/{}/change", "/screens/{}/notices/end", "/practices/oakfield/hours")
PAGES = ("/views?{}", "/views.csv?{}", "/screens/{}", "/playlists/{}", "/sign-in?{}", "/practices/{}/hours")
_SAFE = "%&=+;"


def open_pages() -> Callable[[bytes], None]:
    """A publisher with one screen; the first byte of what it is given says where the rest goes."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-pages-"))
    address = f"sqlite:///{folder / 'publisher.db'}"
    Store.open(address).upgrade()
    house = open_house(folder, address)
    player, screen = house.pair()
    house.assign(screen, house.publish("hearts", "Hearts", ["Tea"]))
    client = house.client()
    key = key_of(client)

    def answer(data: bytes) -> None:
        house.clock = Clock()
        choice, rest = (data[0], data[1:]) if data else (0, b"")
        if choice % 4 == 0:
            packed = {"Content-Encoding": "gzip"} if choice & 64 else {}
            path = f"/api/v1/screens/{screen.id}/reports" if choice & 128 else "/api/v1/enrolments"
            headers = {**player.bearer, **packed}
            said = client.post(path, data=rest, headers=headers, content_type="application/json")
        elif choice % 4 == 1:
            said = client.get(PAGES[choice // 4 % len(PAGES)].format(quote(rest, safe=_SAFE)))
        else:
            form = b"form_key=" + key.encode() + b"&" + rest
            path = FORMS[choice // 4 % len(FORMS)].format(screen.id)
            said = client.post(path, data=form, content_type="application/x-www-form-urlencoded")
        assert said.status_code < 500, (said.status_code, said.get_data()[:500])

    return answer
