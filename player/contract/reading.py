"""The wire between publisher and player: what may be shown, what to show, and what was shown.

Players in the field update last, so this module is the law for both ends. What is known has to fit
exactly; a field that is not known comes from a newer version, and is passed over. So a new field needs
a default, and a new `format` if old players must not go on without it. The records stand in `records`,
and their bounds in `limits`.
"""

from player.contract.errors import ContractError
from player.contract.limits import (
    FORMAT,
    LARGEST,
    LARGEST_NUMBER,
    LONGEST_TIMESTAMP_DAYS,
    MAX_ASSIGNED,
    MAX_DWELL_SECONDS,
    MAX_ENTRIES,
    MAX_OPENINGS,
    MAX_REASON,
    MAX_RECORD_BYTES,
    MAX_SEEN,
    MAX_SEQUENCE_SPAN,
    MAX_VIEWS_PER_REPORT,
    demand,
    demand_between,
    demand_bounded,
    demand_digest,
    demand_hours,
    demand_known_format,
    demand_name,
    demand_plain_name,
    demand_short,
    demand_size,
    demand_token,
)
from player.contract.records import (
    Assigned,
    Enrolment,
    EnrolmentRequest,
    Entry,
    Health,
    Manifest,
    Now,
    Opening,
    Paired,
    Programme,
    Proof,
    ProofWanted,
    Receipt,
    Refusal,
    Report,
    SeenEdition,
    Showing,
    UnknownEdition,
    View,
)
from player.contract.strict import decode, encode

Record = Manifest | Programme | Report | Receipt | ProofWanted | Proof | Refusal | EnrolmentRequest | Enrolment | Paired
"""Whatever goes over the wire by itself."""

__all__ = [
    "FORMAT",
    "LONGEST_TIMESTAMP_DAYS",
    "MAX_DWELL_SECONDS",
    "MAX_REASON",
    "MAX_RECORD_BYTES",
    "MAX_SEEN",
    "MAX_SEQUENCE_SPAN",
    "MAX_VIEWS_PER_REPORT",
    "Assigned",
    "Enrolment",
    "EnrolmentRequest",
    "Entry",
    "Health",
    "Manifest",
    "Now",
    "Opening",
    "Paired",
    "Programme",
    "Proof",
    "ProofWanted",
    "Receipt",
    "Refusal",
    "Report",
    "SeenEdition",
    "Showing",
    "UnknownEdition",
    "View",
    "is_plausible",
    "is_sound",
    "read_enrolment",
    "read_enrolment_request",
    "read_manifest",
    "read_paired",
    "read_programme",
    "read_proof",
    "read_proof_wanted",
    "read_receipt",
    "read_refusal",
    "read_report",
    "write",
]


def read_manifest(data: bytes) -> Manifest:
    """A manifest from bytes that were verified before; raises ContractError."""
    manifest = decode(Manifest, demand_bounded(data))
    demand_known_format(manifest.format)
    demand_name(manifest.playlist)
    demand_size(manifest.width, manifest.height)
    demand(len(manifest.entries) <= MAX_ENTRIES, f"more than {MAX_ENTRIES} entries")
    demand_between(manifest.edition, 1, LARGEST_NUMBER, "edition")
    for entry in manifest.entries:
        _check_entry(entry)
    return manifest


def read_programme(data: bytes) -> Programme:
    """A programme from bytes that were verified before; raises ContractError."""
    programme = decode(Programme, demand_bounded(data))
    demand_known_format(programme.format)
    demand_name(programme.screen)
    demand_size(programme.width, programme.height)
    demand_between(programme.poll_seconds, 1, 86_400, "poll_seconds")
    demand_between(programme.report_seconds, 1, 86_400, "report_seconds")
    demand(len(programme.assigned) <= MAX_ASSIGNED, f"more than {MAX_ASSIGNED} playlists")
    demand_between(programme.serial, 1, LARGEST, "serial")
    for assigned in programme.assigned:
        demand_name(assigned.playlist)
        demand_between(assigned.edition, 1, LARGEST_NUMBER, "edition")
        demand_digest(assigned.manifest)
        demand_between(assigned.weight, 1, 100, "weight")
        demand_between(assigned.manifest_bytes, 1, MAX_RECORD_BYTES, "manifest_bytes")
        demand_hours(assigned.weekdays, assigned.from_minute, assigned.until_minute)
    demand(len(programme.opening) <= MAX_OPENINGS, f"more than {MAX_OPENINGS} opening hours")
    for opening in programme.opening:
        demand_hours(opening.weekdays, opening.from_minute, opening.until_minute)
    return programme


def read_report(data: bytes) -> Report:
    """A report as it came in from anywhere; raises ContractError."""
    report = decode(Report, demand_bounded(data))
    demand_known_format(report.format)
    demand_token(report.id, "id")
    demand_token(report.journal, "journal")
    demand(len(report.views) <= MAX_VIEWS_PER_REPORT, f"more than {MAX_VIEWS_PER_REPORT} views")
    demand_short(report.player_version, 40, "player_version")
    demand_token(report.now.boot, "boot")
    demand_between(report.now.uptime_ms, 0, LARGEST, "uptime_ms")
    for view in report.views:
        _check_view(view)
    _check_sequences([view.sequence for view in report.views])
    return report


def read_refusal(data: bytes) -> Refusal:
    """What a player refuses, as it came in from anywhere; raises ContractError."""
    refusal = decode(Refusal, demand_bounded(data))
    demand_known_format(refusal.format)
    demand_short(refusal.reason, MAX_REASON, "reason")
    for number in (refusal.serial, refusal.content_version, refusal.programme_version):
        demand_between(number, 0, LARGEST, "serial or version")
    demand(len(refusal.editions) <= MAX_SEEN, f"more than {MAX_SEEN} editions")
    for seen in refusal.editions:
        demand_plain_name(seen.playlist)
        demand_between(seen.edition, 1, LARGEST_NUMBER, "edition")
    return refusal


def read_proof(data: bytes) -> Proof:
    """A proof as it came in from anywhere, whose signatures nobody has looked at yet; raises ContractError."""
    proof = decode(Proof, demand_bounded(data))
    demand_known_format(proof.format)
    return proof


def read_proof_wanted(data: bytes) -> ProofWanted:
    """The publisher's wish for proofs; raises ContractError."""
    return decode(ProofWanted, demand_bounded(data))


def is_sound(showing: Showing) -> bool:
    """Whether it names a frame, a slide and an edition as a publisher could have named them.

    Views are worth more than a word about the panel, so a report is taken in without it.
    """
    try:
        _check_showing(showing)
    except ContractError:
        return False
    return True


def is_plausible(health: Health) -> bool:
    """Whether its numbers could be those of a device; a report is taken in without a health that is not."""
    percent, temperature = health.card_used_percent or 0, health.temperature_c or 0.0
    counts = (
        health.disk_errors,
        health.disk_free_mb,
        health.disk_size_mb,
        health.memory_free_mb,
        health.memory_size_mb,
        health.views_lost,
    )
    return -100 <= temperature <= 300 and 0 <= percent <= 200 and all(0 <= (one or 0) <= LARGEST for one in counts)


def read_enrolment_request(data: bytes) -> EnrolmentRequest:
    """A player's wish to be paired; raises ContractError."""
    request = decode(EnrolmentRequest, demand_bounded(data))
    demand_known_format(request.format)
    demand_digest(request.secret_sha256)
    demand_size(request.width, request.height)
    demand_short(request.player_version, 40, "player_version")
    return request


def read_enrolment(data: bytes) -> Enrolment:
    """The publisher's answer to a request; raises ContractError."""
    return decode(Enrolment, demand_bounded(data))


def read_paired(data: bytes) -> Paired:
    """The publisher's word that the code was typed in; raises ContractError."""
    paired = decode(Paired, demand_bounded(data))
    demand_known_format(paired.format)
    demand_name(paired.screen)
    return paired


def read_receipt(data: bytes) -> Receipt:
    """The publisher's receipt; raises ContractError."""
    return decode(Receipt, demand_bounded(data))


def write(record: Record) -> bytes:
    """The record as canonical JSON; the same record always gives the same bytes."""
    return encode(record)


def _check_entry(entry: Entry) -> None:
    demand_name(entry.slide)
    demand_digest(entry.frame)
    demand_digest(entry.revision)
    demand_between(entry.frame_bytes, 1, 50_000_000, "frame_bytes")
    demand_between(entry.dwell_seconds, 1, MAX_DWELL_SECONDS, "dwell_seconds")


def _check_view(view: View) -> None:
    demand_name(view.slide)
    demand_plain_name(view.playlist)
    demand_digest(view.frame)
    demand_digest(view.revision)
    demand_token(view.boot, "boot")
    demand_between(view.sequence, 1, LARGEST, "sequence")
    demand_between(view.edition, 1, LARGEST_NUMBER, "edition")
    demand_between(view.ended_ms, 0, LARGEST, "ended_ms")
    demand_between(view.held_ms, 0, 2 * MAX_DWELL_SECONDS * 1000, "held_ms")


def _check_sequences(sequences: list[int]) -> None:
    demand(sequences == sorted(set(sequences)), "sequences must grow")
    demand(not sequences or sequences[-1] - sequences[0] < MAX_SEQUENCE_SPAN, "sequences lie too far apart")


def _check_showing(showing: Showing) -> None:
    demand_between(showing.since_ms, 0, LARGEST, "since_ms")
    if showing.frame is not None:
        demand_digest(showing.frame)
    if showing.slide is not None:
        demand_name(showing.slide)
    if showing.playlist is not None:
        demand_plain_name(showing.playlist)
    for number, highest in ((showing.edition, LARGEST_NUMBER), (showing.serial, LARGEST)):
        demand_between(1 if number is None else number, 1, highest, "edition or serial")
