"""Keys appear whole, are for their owner only, and are never replaced."""

import stat

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from publisher.errors import SigningError
from publisher.signing.keys import ROOTS, Keys


def test_new_keys_are_for_their_owner_only(tmp_path):
    keys = Keys.create(tmp_path / "keys")
    assert stat.S_IMODE(keys.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys.folder.iterdir()} == {0o600}
    assert {path.name for path in keys.folder.iterdir()} == {*ROOTS, "targets.pem", "online.pem", "programme.pem"}


def test_all_keys_differ_and_come_back_as_they_were(tmp_path):
    made, loaded = Keys.create(tmp_path / "keys"), Keys.load(tmp_path / "keys")
    every = [made.targets, made.online, made.programme, *made.roots]
    assert len({signer.public_key.keyid for signer in every}) == 6
    again = [loaded.targets, loaded.online, loaded.programme, *loaded.roots]
    assert [signer.public_key for signer in every] == [signer.public_key for signer in again]


def test_keys_are_never_written_over(keys):
    before = {path.name: path.read_bytes() for path in keys.folder.iterdir()}
    with pytest.raises(SigningError, match="never written over"):
        Keys.create(keys.folder)
    assert {path.name: path.read_bytes() for path in keys.folder.iterdir()} == before


def test_a_lost_key_is_named_and_not_made_again(keys):
    (keys.folder / "online.pem").unlink()
    with pytest.raises(SigningError, match=r"online\.pem: this key is missing\. Put it back"):
        Keys.load(keys.folder)
    assert not (keys.folder / "online.pem").exists()


def test_root_keys_may_be_elsewhere(keys):
    for name in ROOTS:
        (keys.folder / name).unlink()
    assert Keys.load(keys.folder).roots == ()


@pytest.mark.parametrize("text", [b"", b"not a key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_file_that_is_no_key_is_named(keys, text):
    (keys.folder / "targets.pem").write_bytes(text)
    with pytest.raises(SigningError, match=r"targets\.pem: this is not a private key"):
        Keys.load(keys.folder)


def test_a_key_of_another_kind_is_named(keys):
    other = generate_private_key(SECP256R1())
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (keys.folder / "root-2.pem").write_bytes(pem)
    with pytest.raises(SigningError, match=r"root-2\.pem: this is not an Ed25519 key"):
        Keys.load(keys.folder)


def test_keys_that_cannot_be_made_leave_nothing(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SigningError, match="the keys could not be made"):
        Keys.create(tmp_path / "file" / "keys")
    (tmp_path / "place").mkdir()
    (tmp_path / "place" / "keys").write_bytes(b"a file in the way")
    with pytest.raises(SigningError, match="the keys could not be made"):
        Keys.create(tmp_path / "place" / "keys")
    assert [path.name for path in (tmp_path / "place").iterdir()] == ["keys"]
