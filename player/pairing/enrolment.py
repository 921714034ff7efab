"""Asking the publisher to be paired, and whether it has happened."""

from player import VERSION
from player.contract.errors import ContractError, OfflineError
from player.contract.limits import FORMAT
from player.contract.reading import read_enrolment, read_paired, write
from player.contract.records import Enrolment, EnrolmentRequest, Paired
from player.device.clock import Clock
from player.keeping.digests import sha256_hex
from player.keeping.identity import Identity, Pairing, keep_identity, read_pairing
from player.keeping.state import State
from player.line.client import API, Client
from player.running.apart import apart
from player.settings import Settings

MINE = "/enrolments/mine"
CHECKING_SECONDS = 300
PICTURE_BYTES = 10_000_000
JPEG = b"\xff\xd8\xff"
"""How it begins. Nobody has signed this picture, so no other decoder is ever let near it."""


def open_client(settings: Settings, publisher: str, secret: str) -> Client:
    """A connection to a publisher, as it was set; raises PlayerError for an address that is not safe."""
    client = Client(
        publisher,
        secret,
        ca=settings.ca,
        plain_http=settings.plain_http,
        timeout_seconds=settings.timeout_seconds,
        proxy=settings.proxy,
        bandwidth_kbit=settings.bandwidth_kbit,
    )
    client.believe(Clock(State(settings.state)).reckon)
    return client


def ask_for_code(client: Client, pairing: Pairing) -> Enrolment:
    """Ask to be paired, as often as needed; raises OfflineError."""
    digest = sha256_hex(pairing.secret.encode())
    request = EnrolmentRequest(FORMAT, digest, pairing.width, pairing.height, VERSION)
    answer = client.post("/enrolments", write(request))
    if answer.status != 201:
        raise OfflineError(f"{client.address}{API}/enrolments answered {answer.status}. Is it a publisher's address?")
    return read_enrolment(answer.body)


def ask_whether_paired(client: Client) -> Enrolment | Paired | None:
    """Who this screen is, once its code was typed in; its code while it waits; None if that has run out."""
    answer = client.get(MINE, private=True)
    if answer.status == 200:
        return read_paired(answer.body)
    return read_enrolment(answer.body) if answer.status == 202 else None


def fetch_picture(client: Client) -> bytes:
    """The picture that says how to pair this screen; raises OfflineError."""
    answer = client.get(f"{MINE}/picture", limit=PICTURE_BYTES, private=True)
    if answer.status != 200:
        raise OfflineError(f"{client.address} answered {answer.status} for the pairing picture.")
    if not answer.body.startswith(JPEG):
        raise ContractError(f"{client.address} sent a pairing picture that is no JPEG. It is not shown.")
    return answer.body


def accept(state: State, pairing: Pairing, paired: Paired) -> Identity:
    """Keep who this screen is, if the roots of trust that came along are sound; raises TrustError."""

    def work() -> bytes:
        """What the child does; nothing comes back but an error."""
        from player.trust.trust import demand_root  # noqa: PLC0415 - python-tuf is loaded by the child, and gone with it

        demand_root(paired.content_root)
        demand_root(paired.programme_root)
        return b""

    apart(work, CHECKING_SECONDS, "checking the publisher's keys")
    return keep_identity(state, pairing, paired)


def recover_identity(state: State, settings: Settings) -> Identity | None:
    """Ask again who this screen is, if its secret is still here; None if the publisher does not say."""
    pairing = read_pairing(state)
    if pairing is None:
        return None
    client = open_client(settings, pairing.publisher, pairing.secret)
    try:
        paired = ask_whether_paired(client)
    finally:
        client.close()
    return accept(state, pairing, paired) if isinstance(paired, Paired) else None
