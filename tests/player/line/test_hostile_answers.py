"""Answers that no publisher gives: too slow, too long, and words with orders in them."""

import json
import logging
import time

import pytest
from raw_server import Manner, drips, says, serving

from player.contract.errors import ContractError, ElsewhereError, OfflineError, TrustError
from player.contract.plain import plain
from player.contract.terminal import PlainLines
from player.line.client import Client
from player.pairing.enrolment import fetch_picture
from player.trust.trust import demand_root


@pytest.mark.parametrize(
    "manner",
    [
        drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        drips(b"HTTP/1.1 200 OK\r\nX-Long: ", b"a"),
        drips(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"a"),
        drips(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    ],
    ids=["always about to answer", "an endless header", "a slow body", "a chunk that never begins"],
)
def test_an_answer_that_never_ends_is_given_up(manner: Manner) -> None:
    with serving(manner) as (address, _):
        client = Client(address, timeout_seconds=0.4)  # many drips long, also on a machine that stalls
        with pytest.raises(OfflineError, match=r"takes more than 4 s"):
            client.get("/health")
        client.close()


def test_whoever_is_quick_again_is_heard_after_one_who_was_slow() -> None:
    with serving(drips(b"HTTP/1.1 200 OK\r\nX: ", b"a")) as (slow, _), pytest.raises(OfflineError):
        Client(slow, timeout_seconds=0.15).get("/health")
    with serving(says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) as (quick, _):
        assert Client(quick).get("/health").body == b"ok"
        time.sleep(1.6)  # nothing is left behind that would ring now


@pytest.mark.parametrize("length", [b"9" * 5000, b"-1", b"1e3", b"\xb2", b"4000001"])
def test_a_length_that_is_none_or_too_large_is_refused(length: bytes) -> None:
    answer = says(b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\nx")
    with serving(answer) as (address, _), pytest.raises(OfflineError) as found:
        Client(address, timeout_seconds=1).get("/health")
    assert len(str(found.value)) < 200


@pytest.mark.parametrize("tag", [b"bare", b'"' + b"x" * 60_000 + b'"', b'"a\x00b"', b'"\xe9"', b'""'])
def test_a_tag_that_would_be_refused_for_ever_is_neither_kept_nor_sent(tag: bytes) -> None:
    answer = says(b"HTTP/1.1 200 OK\r\nETag: " + tag + b"\r\nContent-Length: 2\r\n\r\nok")
    with serving(answer) as (address, asked):
        assert Client(address).get("/health").etag is None
        assert Client(address).get("/health", etag=tag.decode("latin-1")).status == 200
    assert b"If-None-Match" not in asked[1]


def test_a_tag_of_a_publisher_or_of_a_cache_is_kept() -> None:
    for tag in (f'"{"0f" * 32}"', f'W/"{"0f" * 32}"'):
        answer = f"HTTP/1.1 200 OK\r\nETag: {tag}\r\nContent-Length: 0\r\n\r\n".encode()
        with serving(says(answer)) as (address, _):
            assert Client(address).get("/health").etag == tag


def test_a_pairing_picture_of_another_kind_is_never_decoded() -> None:
    no_picture, page = (ContractError, "no JPEG"), (ElsewhereError, "a web page")
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    for data, (refusal, words) in {
        b"GIF89a": no_picture,
        b"\x89PNG\r\n\x1a\n": no_picture,
        b"": no_picture,
        svg: page,
    }.items():
        answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(data) + data
        with serving(says(answer)) as (address, _), pytest.raises(refusal, match=words):
            fetch_picture(Client(address))


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_a_first_root_that_is_something_else_is_refused(role: str) -> None:
    signed = {"_type": role, "spec_version": "1.0.0", "version": 1, "expires": "2030-01-01T00:00:00Z"}
    more = {
        "targets": {"targets": {}},
        "snapshot": {"meta": {}},
        "timestamp": {"meta": {"snapshot.json": {"version": 1}}},
    }
    with pytest.raises(TrustError, match="first root"):
        demand_root(json.dumps({"signatures": [], "signed": signed | more[role]}))


def test_what_others_say_gives_the_terminal_no_orders() -> None:
    said = "Paired: this screen is \x1b]0;owned\x07Front\x9b2J \u202edesk."
    assert plain(said) == "Paired: this screen is \\u001b]0;owned\\u0007Front\\u009b2J \\u202edesk."
    record = logging.LogRecord("player", logging.WARNING, "", 0, "%s", ("\x1b[31m",), None)
    assert PlainLines("player sync: %(message)s").format(record) == "player sync: \\u001b[31m"
