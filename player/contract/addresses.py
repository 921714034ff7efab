"""The address of a publisher, read alike by both ends: one form, however somebody typed it.

A browser and a player ask for `https://SCREENS.example.org:443/` and for `https://screens.example.org` in
the same words, so both are kept as the second one. What cannot be an address is refused here, once, and not
by every page later.
"""

import re

from player.contract.errors import PlayerError

EXAMPLE = "https://screens.example.org"
USUAL_PORTS = {"http": 80, "https": 443}
"""The port that belongs to each scheme, and so is not written (RFC 9110, 4.2)."""

_WHOLE = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*)://)?([^/\\]*)(.*)", re.DOTALL)
_AUTHORITY = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]*)(?::([0-9]{0,9}))?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?")
_TWO_WAYS = frozenset("ßẞς\u200c\u200d")
"""Browsers keep these letters in a name (UTS 46), and Python's codec changes them (IDNA 2003)."""
_THIS_MACHINE = re.compile(r"(?:localhost|127(?:\.[0-9]+){3}|\[::1\])(?![\w.-])")
_EVERY_ADDRESS = frozenset({"0.0.0.0", "[::]"})  # noqa: S104 - refused, not listened on


def read_address(word: str, where: str) -> str:
    """An address in its one form: small letters, punycode, no usual port, no slash at its end.

    `https://Praxis-Müller.example:443/` becomes `https://xn--praxis-mller-yhb.example`. Raises PlayerError
    with what is wrong and what to write. A name before an `@` may be a secret, so it is never repeated.
    """
    scheme, authority, path = _parts(word, where)
    host, port = read_host(authority, scheme)
    if not host:
        raise _no_name(word, where, authority)
    if host in _EVERY_ADDRESS:
        raise _wrong(word, where, f"{host} stands for every address of a machine, which nobody can open", EXAMPLE)
    if port is not None and not 0 < port < 65_536:
        raise _wrong(word, where, "its port is not from 1 to 65535", f"{scheme}://{host}")
    if _PATH.fullmatch(path) is None:
        whole = "its path has more than letters, digits, hyphens and single slashes"
        raise _wrong(word, where, whole, f"{scheme}://{host}/screens")
    return f"{scheme}://{host}{'' if port is None else f':{port}'}{path.rstrip('/')}"


def read_host(authority: str, scheme: str) -> tuple[str, int | None]:
    """`Screens.example.org.:443` as name and port; no port if it is the scheme's own, no name if it cannot be one."""
    found = _AUTHORITY.fullmatch(authority)
    if found is None:
        return "", None
    port = int(found[2]) if found[2] else None
    host = _ipv6(found[1]) if found[1].startswith("[") else _name(found[1])
    return host, None if port == USUAL_PORTS[scheme] else port


def readable(address: str) -> str:
    """The address as people know it: `https://praxis-müller.example` where machines say `https://xn--…`."""
    try:
        return re.sub("xn--[a-z0-9-]+", lambda label: label[0].encode("ascii").decode("idna"), address)
    except UnicodeError:
        return address


def _parts(word: str, where: str) -> tuple[str, str, str]:
    found = _WHOLE.fullmatch(word)
    scheme, authority, path = (part or "" for part in found.groups()) if found else ("", "", word)
    if "@" in word:
        raise PlayerError(f"{where}: this is not a publisher's address, for there is an @ in it. Write {EXAMPLE}.")
    if not word.isprintable() or " " in word:
        raise _wrong(word, where, "there is a space or an unseen sign in it", EXAMPLE)
    if scheme.lower() not in USUAL_PORTS:
        raise _wrong(word, where, "it does not begin with https://", _with_scheme(word))
    if "?" in word or "#" in word:
        raise _wrong(word, where, "it goes on after a ? or a #", re.split("[?#]", word)[0])
    return scheme.lower(), authority, path


def _with_scheme(word: str) -> str:
    """What somebody meant who left the scheme out, or got it wrong; the example if that is no address either."""
    rest = re.sub(r"^[A-Za-z]*:?//?", "", word)
    try:
        return read_address(f"{'http' if _THIS_MACHINE.match(rest) else 'https'}://{rest}", "")
    except PlayerError:
        return EXAMPLE


def _name(word: str) -> str:
    """A name in small letters and punycode, or a number with four parts; empty if it is neither."""
    if _TWO_WAYS & set(word):
        return ""
    try:
        name = (word if word.isascii() else word.encode("idna").decode("ascii")).lower().removesuffix(".")
    except UnicodeError:
        return ""
    labels = name.split(".")
    if len(name) > 253 or not all(map(_LABEL.fullmatch, labels)):
        return ""
    return name if _NUMBER.fullmatch(labels[-1]) is None or _is_ipv4(labels) else ""


def _is_ipv4(labels: list[str]) -> bool:
    """Whether these are four numbers as people write them: browsers read 010 and 127.1 each in their own way."""
    return len(labels) == 4 and all(part.isdecimal() and part == str(int(part)) and int(part) < 256 for part in labels)


def _ipv6(word: str) -> str:
    from ipaddress import AddressValueError, IPv6Address  # noqa: PLC0415 - hardly anybody writes one

    try:
        address = IPv6Address(word[1:-1])
    except AddressValueError:
        return ""
    return "" if "%" in word else f"[{address.compressed}]"


def _no_name(word: str, where: str, authority: str) -> PlayerError:
    if authority.isascii():
        return _wrong(word, where, "its name or its port cannot be one", EXAMPLE)
    return _wrong(
        word, where, "no machine knows its name in these letters", "its form with xn--, which your provider names"
    )


def _wrong(word: str, where: str, why: str, instead: str) -> PlayerError:
    return PlayerError(f"{where}: '{word:.60}' is not a publisher's address, because {why}. Write {instead}.")
