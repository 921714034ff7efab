"""Fuzzing led by coverage: `python tests/fuzzing/fuzz.py TARGET --seconds 60`, or `--list` for the targets.

Needs atheris (`make soak` brings it). What breaks a target is kept beside the others in tests/fuzzing/found, where the
ordinary tests try it again and again.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOUND = Path(__file__).with_name("found")
SECONDS_FOR_ONE, MEBIBYTES = 10, 1024
"""More than this for one input is a fault, too."""
sys.path.insert(0, str(ROOT))

from tests.fuzzing.mutators import MUTATORS, Mutate  # noqa: E402 - the folder has to be known first


def seeds_of(target: str) -> list[bytes]:
    """What people and programs really write, to begin from."""
    from tests.fuzzing.seeds import SEEDS

    return SEEDS[target]()


def mutating(name: str, mutate: Mutate) -> dict[str, Callable[[bytes, int, int], bytes]]:
    """How inputs of this target are changed, if any bytes will not do."""
    change = MUTATORS.get(name)
    if change is None:
        return {}
    return {"custom_mutator": lambda data, most, seed: change(data, most, seed, mutate)}


def main() -> None:
    """Fuzz one target; the process ends with an exit code other than 0 if something broke it."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("target", nargs="?")
    reading.add_argument("--seconds", type=int, default=60)
    reading.add_argument("--list", action="store_true")
    chosen = reading.parse_args()
    if chosen.list:
        from tests.fuzzing.seeds import SEEDS

        sys.stdout.write(f"{' '.join(SEEDS)}\n")
        return
    fuzz(chosen.target, chosen.seconds)


def fuzz(name: str, seconds: int) -> None:
    """Try whatever leads to code that was not reached yet."""
    import atheris

    watched = ["publisher", "player", "markdown_it", "yaml", "werkzeug"]
    with atheris.instrument_imports(include=watched):
        from tests.fuzzing.targets import MOST_BYTES, TARGETS
    corpus = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    for number, seed in enumerate(seeds_of(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    known = FOUND / name
    known.mkdir(exist_ok=True)
    settings = {
        "max_total_time": seconds,
        "max_len": MOST_BYTES,
        "timeout": SECONDS_FOR_ONE,
        "rss_limit_mb": MEBIBYTES,
        "artifact_prefix": f"{known}/",
        "print_final_stats": 1,
    }
    words = [sys.argv[0], *(f"-{key}={value}" for key, value in settings.items()), str(corpus), str(known)]
    atheris.Setup(words, TARGETS[name], **mutating(name, lambda data, most: bytes(atheris.Mutate(data, most))))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
