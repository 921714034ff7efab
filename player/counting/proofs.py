"""Proofs of what was shown, for a publisher that an old copy has made forget it.

A publisher counts only views of what it knows that it published. After database and shelf were both put back from an
old copy, nobody remembers the editions made since but the screens that showed them. So with each edition that a player
takes it keeps what it was given: the manifest, and the signed list that names it. The publisher checks its own
signature, and counts the views under their names.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from player.contract.errors import ContractError, StorageError
from player.contract.limits import FORMAT, MAX_RECORD_BYTES
from player.contract.reading import read_manifest, read_proof_wanted, write
from player.contract.records import Proof, ProofWanted
from player.keeping.cache import read_current, read_previous
from player.keeping.digests import sha256_hex
from player.keeping.files import paths_in, read_hint, remove, write_whole
from player.keeping.identity import Identity
from player.keeping.log import Log
from player.keeping.state import State
from player.line.client import Client

ASK_FOR_PROOF = "ask-for-proof"
MOST_BYTES = 20_000_000
"""Some hundred editions. They go when their views are counted; while nobody takes those, the oldest go first."""
_TAKEN = 202

log = Log(__name__)


def keep_proofs(state: State, identity: Identity, targets: bytes, manifests: Iterable[str]) -> None:
    """Keep under which signed list these manifests are taken, each by its digest, unless it is kept by now.

    A disk that has no room for it is no reason to refuse what is new.
    """
    names = {f"{sha256_hex(text.encode())}.json": text for text in manifests}
    for name, text in names.items():
        path = state.proofs / name
        data = write(Proof(FORMAT, identity.screen, text, targets.decode(errors="replace")))
        if targets and len(data) <= MAX_RECORD_BYTES and _read(path) is None:
            try:
                write_whole(path, data)
            except StorageError as error:
                log.warning("What proves an edition is not kept: %s", error)
    _make_room(state, needed=names.keys())


def prove(state: State, identity: Identity, client: Client, answer: bytes) -> None:
    """Send what proves the editions that the publisher asks for in its answer to a report, if it is here.

    Raises OfflineError, UnpairedError or GoneError; then the report waits, and so do its proofs.
    """
    try:
        wanted = read_proof_wanted(answer)
    except ContractError:
        return  # whoever said that was no publisher of ours
    for proof in _proofs_of(state, wanted):
        told = replace(proof, screen=identity.screen)  # it may have been paired anew since
        said = client.post(f"/screens/{identity.screen}/proofs", write(told), private=True)
        if said.status != _TAKEN:
            log.warning("The publisher does not take a proof: %s", said.body[:200].decode(errors="replace").strip())


def forget_proofs(state: State) -> None:
    """Remove those that no view needs any more, all being counted: what is kept can still be shown."""
    kept = [adopted for adopted in (read_current(state), read_previous(state)) if adopted is not None]
    needed = {f"{assigned.manifest}.json" for adopted in kept for assigned in adopted.programme.assigned}
    for path in paths_in(state.proofs) if kept else ():
        if path.name not in needed:
            remove(path)


def _proofs_of(state: State, wanted: ProofWanted) -> Iterable[Proof]:
    editions = {(one.playlist, one.edition) for one in wanted.editions}
    for proof in filter(None, map(_read, paths_in(state.proofs))):
        manifest = read_manifest(proof.manifest.encode())
        if (manifest.playlist, manifest.edition) in editions:
            yield proof


def _read(path: Path) -> Proof | None:
    """A proof as it was kept; None if it is missing or damaged."""
    proof = read_hint(Proof, path)
    if proof is None or f"{sha256_hex(proof.manifest.encode())}.json" != path.name:
        return None
    try:
        read_manifest(proof.manifest.encode())
    except ContractError:
        return None
    return proof


def _make_room(state: State, needed: Iterable[str]) -> None:
    """Remove the oldest beyond what may be kept, but none that is needed now."""
    total = 0
    for _, size, path in sorted(map(_found, paths_in(state.proofs)), reverse=True):
        total += size
        if total > MOST_BYTES and path.name not in needed:
            remove(path)


def _found(path: Path) -> tuple[int, int, Path]:
    """When it was written, and its length; what the disk does not tell of is the oldest."""
    try:
        status = path.lstat()
    except OSError:
        return 0, 0, path
    return status.st_mtime_ns, status.st_size, path
