"""Signatures are checked by `cryptography`, or not at all.

Where securesystemslib cannot load it, it falls back without a word to code of its own that accepts
malleable signatures.
"""

import importlib

MISSING = "The Python package `cryptography` is missing. Install it; signatures need it."


def find_shortcoming() -> str | None:
    """What keeps signatures from being checked well, and what to do; None if nothing does.

    To be called before anything of python-tuf is loaded, for it keeps what it finds.
    """
    try:
        types = importlib.import_module("cryptography.hazmat.primitives.asymmetric.types")
    except ImportError:
        return MISSING
    if not hasattr(types, "PublicKeyTypes"):  # Debian 12 has cryptography 38, where the type had another name
        types.PublicKeyTypes = types.PUBLIC_KEY_TYPES  # type: ignore[attr-defined]
    if importlib.import_module("securesystemslib.signer._key").CRYPTO_IMPORT_ERROR is not None:
        return "The Python package `cryptography` is too old or damaged. Install it anew; signatures need it."
    return None
