"""The player on a whole machine with a television: `make test-panel`, or `python tests/panel/run.py [PACKAGE.deb]`.

A stock Debian with its own kernel runs in QEMU, without KVM, so everything in it is some ten times
slower than here. Each scenario prints one line with what it measured; the first that fails ends it.
"""

import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent / "player"), str(HERE)]

import scenarios  # noqa: E402 - the rooms of this folder and of the player's tests
from lab import Lab  # noqa: E402
from payload import find_package  # noqa: E402


def main() -> int:
    """Run every scenario in its order; 1 if one failed."""
    package = find_package(sys.argv[1:])
    words = ("the package " + package.name) if package is not None else "the player's folder (no package in dist/)"
    sys.stdout.write(f"Television in QEMU, with {words}.\n")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Lab(Path(folder), package) as lab:
        for scenario in scenarios.ALL:
            if not _run(lab, scenario):
                sys.stdout.write(lab.account_of_failure())
                return 1
    sys.stdout.write(f"All {len(scenarios.ALL)} scenarios hold, in {time.monotonic() - began:.0f} s.\n")
    return 0


def _run(lab: Lab, scenario: scenarios.Scenario) -> bool:
    title = (scenario.__doc__ or "").splitlines()[0].rstrip(".")
    began = time.monotonic()
    try:
        found = scenario(lab)
    except (AssertionError, OSError) as error:
        sys.stdout.write(f"FAILED  {title}: {error}\n")
        return False
    sys.stdout.write(f"ok      {title}: {found} ({time.monotonic() - began:.0f} s)\n")
    sys.stdout.flush()
    return True


if __name__ == "__main__":
    sys.exit(main())
