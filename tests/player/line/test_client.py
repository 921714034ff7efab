"""How the player asks: bounded, private, patient, and polite to a publisher in trouble."""

import ssl
from pathlib import Path

import pytest
from certificates import make_certificate
from publisher_stand import PublisherStand
from screen import Screen

from player.contract.errors import OfflineError, PlayerError, UnpairedError
from player.line.client import Client
from player.line.line import demand_safe_address
from player.running.pace import LONGEST_SECONDS, Pace


@pytest.mark.parametrize(
    "address", ["https://screens.example.org", "http://127.0.0.1:8765", "http://localhost:1", "http://[::1]:1"]
)
def test_private_addresses_are_fine(address: str) -> None:
    demand_safe_address(address)


@pytest.mark.parametrize(
    "address", ["http://10.0.0.1", "http://localhost.example.org", "ftp://127.0.0.1", "example.org"]
)
def test_others_are_refused(address: str) -> None:
    with pytest.raises(PlayerError, match="https://"):
        demand_safe_address(address)


def test_plain_http_can_be_allowed_for_a_test_network() -> None:
    demand_safe_address("http://10.0.0.1", plain_http=True)


def test_the_secret_goes_only_where_it_has_to(screen: Screen, stand: PublisherStand) -> None:
    client = Client(stand.address, "wrong")
    assert client.get("/content/metadata/timestamp.json").status == 200
    with pytest.raises(UnpairedError):
        client.get("/screens/oakfield-1/metadata/timestamp.json", private=True)
    with pytest.raises(UnpairedError):
        client.get("/screens/oakfield-1/metadata/timestamp.json")  # not sent unless it is asked for
    client.close()


def test_a_publisher_in_trouble_says_how_long_to_wait(stand: PublisherStand) -> None:
    stand.wrongs["content"] = "503"
    with pytest.raises(OfflineError) as found:
        Client(stand.address).get("/content/metadata/timestamp.json")
    assert found.value.retry_after_seconds == 1.0


def test_nobody_there_is_one_plain_sentence() -> None:
    with pytest.raises(OfflineError, match="nobody answers there"):
        Client("http://127.0.0.1:9").get("/health")


def test_a_strangers_certificate_is_not_accepted(tmp_path: Path, stand: PublisherStand) -> None:
    certificate, key = make_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    stand.server.socket = context.wrap_socket(stand.server.socket, server_side=True, do_handshake_on_connect=False)
    address = stand.address.replace("http://127.0.0.1", "https://localhost")
    with pytest.raises(OfflineError, match="certificate is not trusted"):
        Client(address).get("/content/metadata/timestamp.json")
    trusting = Client(address, ca=certificate)
    assert trusting.get("/content/metadata/timestamp.json").status == 200
    trusting.close()
    with pytest.raises(PlayerError, match="PLAYER_CA"):
        Client(address, ca=key.with_name("missing.pem"))


def test_failures_are_tried_more_and_more_seldom() -> None:
    pace = Pace(60)
    pauses = [pace.after_failure() for _ in range(15)]
    assert all(low <= pause <= high for low, pause, high in zip([2, 4, 8, 16], pauses, [4, 8, 16, 32], strict=False))
    assert all(LONGEST_SECONDS / 2 <= pause <= LONGEST_SECONDS for pause in pauses[-3:])
    assert 48 <= pace.after_success() <= 72
    assert pace.after_failure() <= 4


def test_a_quick_pace_recovers_quickly() -> None:
    pace = Pace(1)
    assert all(1 <= pace.after_failure() <= 5 for _ in range(50))


def test_what_the_publisher_asks_for_is_honoured_within_reason() -> None:
    assert Pace(60).after_failure(at_least=120) == 120
    assert Pace(60).after_failure(at_least=10**9) == LONGEST_SECONDS
