"""The address of a publisher, as people write it: put into its one form, or refused with what to write."""

import pytest

from player.contract.addresses import read_address, readable
from player.contract.errors import PlayerError


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://screens.example.org", "https://screens.example.org"),
        ("HTTPS://Screens.Example.ORG", "https://screens.example.org"),
        ("https://screens.example.org/", "https://screens.example.org"),
        ("https://screens.example.org.", "https://screens.example.org"),
        ("https://screens.example.org:443", "https://screens.example.org"),
        ("https://screens.example.org:443/", "https://screens.example.org"),
        ("https://screens.example.org:", "https://screens.example.org"),
        ("https://screens.example.org:8443/", "https://screens.example.org:8443"),
        ("http://screens.example.org:80", "http://screens.example.org"),
        ("http://screens.example.org:443", "http://screens.example.org:443"),
        ("https://screens.example.org:80", "https://screens.example.org:80"),
        ("https://example.org/Screens/", "https://example.org/Screens"),
        ("https://example.org/health/screens", "https://example.org/health/screens"),
        ("https://praxis-müller.example", "https://xn--praxis-mller-klb.example"),
        ("https://PRAXIS-MÜLLER.example", "https://xn--praxis-mller-klb.example"),
        ("https://praxis-mu\u0308ller.example", "https://xn--praxis-mller-klb.example"),
        ("https://xn--praxis-mller-klb.example", "https://xn--praxis-mller-klb.example"),
        ("https://例え。jp", "https://xn--r8jz45g.jp"),
        ("https://clinic_1.example", "https://clinic_1.example"),
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765"),
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765"),
        ("https://[2001:DB8:0:0::1]:443", "https://[2001:db8::1]"),
        ("http://[::1]:8765", "http://[::1]:8765"),
        ("http://publisher:8765", "http://publisher:8765"),
    ],
)
def test_an_address_has_one_form(written: str, read: str) -> None:
    assert read_address(written, "PUBLISHER_ADDRESS") == read
    assert read_address(read, "PUBLISHER_ADDRESS") == read


@pytest.mark.parametrize(
    ("written", "why", "instead"),
    [
        ("screens.example.org", "does not begin with https", "https://screens.example.org"),
        ("screens.example.org:8443", "does not begin with https", "https://screens.example.org:8443"),
        ("//screens.example.org", "does not begin with https", "https://screens.example.org"),
        ("https:/screens.example.org", "does not begin with https", "https://screens.example.org"),
        ("https:screens.example.org", "does not begin with https", "https://screens.example.org"),
        ("https//screens.example.org/x", "does not begin with https", "https://screens.example.org/x"),
        ("ftp://screens.example.org", "does not begin with https", "https://screens.example.org"),
        ("localhost:8765", "does not begin with https", "http://localhost:8765"),
        ("127.0.0.1:8765", "does not begin with https", "http://127.0.0.1:8765"),
        ("localhost.example.org", "does not begin with https", "https://localhost.example.org"),
        ("yes", "does not begin with https", "https://yes"),
        ("https:\\\\screens.example.org", "does not begin with https", "https://screens.example.org"),
        ("https://screens.example.org\\x", "path", "https://screens.example.org/screens"),
        ("https://", "name or its port", "https://screens.example.org"),
        ("https://:443", "name or its port", "https://screens.example.org"),
        ("https://screens..example.org", "name or its port", "https://screens.example.org"),
        ("https://*.example.org", "name or its port", "https://screens.example.org"),
        ("https://-x.example.org", "name or its port", "https://screens.example.org"),
        (f"https://{'a' * 64}.example.org", "name or its port", "https://screens.example.org"),
        (f"https://{'a.' * 130}org", "name or its port", "https://screens.example.org"),
        ("https://screens.example.org:https", "name or its port", "https://screens.example.org"),
        ("https://screens.example.org:0", "1 to 65535", "https://screens.example.org"),
        ("https://screens.example.org:65536", "1 to 65535", "https://screens.example.org"),
        ("https://screens.example.org:999999999", "1 to 65535", "https://screens.example.org"),
        (f"https://screens.example.org:{'9' * 5000}", "name or its port", "https://screens.example.org"),
        ("https://127.1:8765", "name or its port", "https://screens.example.org"),
        ("https://010.0.0.1", "name or its port", "https://screens.example.org"),
        ("https://1.2.3.256", "name or its port", "https://screens.example.org"),
        ("https://0x7f.0.0.0x1", "name or its port", "https://screens.example.org"),
        ("https://2130706433", "name or its port", "https://screens.example.org"),
        ("https://[::1", "name or its port", "https://screens.example.org"),
        ("https://[::1%25eth0]", "name or its port", "https://screens.example.org"),
        ("https://[screens]", "name or its port", "https://screens.example.org"),
        ("https://2001:db8::1", "name or its port", "https://screens.example.org"),
        ("http://0.0.0.0:8765", "every address", "https://screens.example.org"),
        ("http://[::]:8765", "every address", "https://screens.example.org"),
        ("https://straße.example", "in these letters", "its form with xn--"),
        ("https://\u2100.example", "in these letters", "its form with xn--"),
        ("https://screens.example.org?x=1", "? or a #", "https://screens.example.org"),
        ("https://example.org/screens#top", "? or a #", "https://example.org/screens"),
        ("https://example.org//screens", "path", "https://example.org/screens"),
        ("https://example.org/screens/../x", "path", "https://example.org/screens"),
        ("https://example.org/warte raum", "a space", "https://screens.example.org"),
        ("https://example.org/warte%20raum", "path", "https://example.org/screens"),
        ("https://example.org/größe", "path", "https://example.org/screens"),
        ("https://screens. example.org", "a space", "https://screens.example.org"),
        ("https://screens.example.org\u200b", "unseen sign", "https://screens.example.org"),
        ("https://screens.example.org\n", "unseen sign", "https://screens.example.org"),
    ],
)
def test_what_is_no_address_is_answered_with_what_to_write(written: str, why: str, instead: str) -> None:
    with pytest.raises(PlayerError) as caught:
        read_address(written, "PUBLISHER_ADDRESS")
    assert str(caught.value).startswith("PUBLISHER_ADDRESS: ")
    assert why in str(caught.value)
    assert f"Write {instead}" in str(caught.value)


def test_a_password_in_an_address_is_never_repeated() -> None:
    for written in ("https://pat:hunter2@example.org", "pat:hunter2@example.org", "https://example.org/@hunter2"):
        with pytest.raises(PlayerError, match="there is an @ in it") as caught:
            read_address(written, "--publisher")
        assert "hunter2" not in str(caught.value)


def test_people_read_a_name_in_their_own_letters() -> None:
    assert readable("https://xn--praxis-mller-klb.example:8443/a") == "https://praxis-müller.example:8443/a"
    assert readable("https://xn--a.example") == "https://xn--a.example"
    assert readable("https://screens.example.org") == "https://screens.example.org"
