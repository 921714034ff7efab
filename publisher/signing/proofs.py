"""What a screen was given when it took an edition, held against our own signatures; no disk and no clock in here.

The list of editions that a proof brings along was signed by the targets key. It may be as old as it likes: what was
signed once was published once. Keys that were replaced count too, since a restore may well have cost the old ones. So a
thief needs a screen's secret and a targets key that counted once, and then names slides in counts, and puts nothing on
any screen.
"""

from collections.abc import Iterable

from tuf.api.exceptions import LengthOrHashMismatchError, RepositoryError
from tuf.api.metadata import Metadata, Root, Targets

from player.contract.errors import ContractError
from player.contract.reading import read_manifest
from player.contract.records import Manifest, Proof
from publisher.errors import SigningError
from publisher.signing.metadata import is_signed_for, read_signed
from publisher.signing.signed import PLAYLISTS


def proven(proof: Proof, roots: Iterable[Root]) -> Manifest:
    """The manifest that was signed by keys that one of these roots names; raises ContractError if it was not."""
    data = proof.manifest.encode()
    manifest = read_manifest(data)
    path = f"{PLAYLISTS}{manifest.playlist}/{manifest.width}x{manifest.height}.json"
    try:
        targets = read_signed(Targets, proof.targets.encode(), "A proof")
        targets.signed.targets[path].verify_length_and_hashes(data)
    except (SigningError, KeyError, LengthOrHashMismatchError) as error:
        raise ContractError(f"A proof does not name edition {manifest.edition} of {manifest.playlist}.") from error
    if not any(_is_signed_by(targets, root) for root in roots):
        raise ContractError("A proof is not signed with any key of this publisher.")
    return manifest


def _is_signed_by(targets: Metadata[Targets], root: Root) -> bool:
    try:
        return is_signed_for(targets, root)
    except (RepositoryError, ValueError):
        return False  # it cannot even be written as whoever signs it would have
