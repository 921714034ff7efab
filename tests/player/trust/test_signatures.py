"""Signatures are checked by `cryptography`, old or new, or not at all."""

import subprocess
import sys

OLD = """
import cryptography.hazmat.primitives.asymmetric.types as types
types.PUBLIC_KEY_TYPES = types.PublicKeyTypes
del types.PublicKeyTypes
"""
DAMAGED = "import sys; sys.modules['cryptography.hazmat.primitives.asymmetric.padding'] = None"
MISSING = "import sys; sys.modules['cryptography'] = None"
TRUST = "import player.trust.trust; from securesystemslib.signer import _key; print(_key.CRYPTO_IMPORT_ERROR)"


def load_trust(before: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-c", f"{before}\n{TRUST}"], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.strip() or done.stderr.splitlines()[-1]


def test_debian_12_has_an_older_cryptography_that_checks_them_as_well() -> None:
    assert load_trust(OLD) == (0, "None")
    assert load_trust("") == (0, "None")


def test_without_it_nothing_is_checked_by_a_weaker_stand_in() -> None:
    code, said = load_trust(MISSING)
    assert code == 1
    assert "TrustError: The Python package `cryptography` is missing" in said
    code, said = load_trust(DAMAGED)
    assert code == 1
    assert "TrustError: The Python package `cryptography` is too old or damaged" in said
