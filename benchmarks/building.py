"""A repo of 5,000 slides: a build with nothing to do, and one after one slide changed: `python benchmarks/building.py`.

Each figure is the median of several whole commands from cold, and what it is above the command beside
it: an empty Python for nothing to do, `publisher draw` of the same slide at the same size for one change.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPO), str(Path(__file__).parent)]

from measured import cost_of

SLIDES = 5000
IN_A_PLAYLIST = 20
SIZE = "640x360"
ROUNDS = 7
FRONT = "kind: question\ngroup: heart\nowners: [Somebody]\ncredit: The heart group\nagreed: 2026-11-01\n"
PEOPLE = "name: Heart group\nagreement: [We listen.]\nagreeing: {rule: Everybody says yes.}\n"
GIT = ("git", "-c", "user.name=a carer", "-c", "user.email=carer@example.org")
KEPT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT = {**KEPT, "PYTHONPATH": str(REPO), "PUBLISHER_SIZES": SIZE}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "content"
        write_slides(folder)
        build = [sys.executable, "-m", "publisher", "build", str(folder), "-o", f"{name}/shelf"]
        first = cost_of(build, ENVIRONMENT)
        print(f"{SLIDES} slides in playlists of {IN_A_PLAYLIST}, at {SIZE}; milliseconds, medians of {ROUNDS}")
        print(f"{'':34}{'command':>9}{'beside':>9}{'more':>8}   to reach")
        compare("nothing changed", build, [sys.executable, "-c", "pass"], "60")
        slide = folder / "slides/t7/s3.md"
        draw = [sys.executable, "-m", "publisher", "draw", str(slide), "-o", f"{name}/one.jpg", "--size", SIZE]
        compare("one changed", build, draw, "100", slide)
        speed = SLIDES / first.processor_seconds
        print(f"everything from cold: {first.seconds:.0f} s, {speed:.0f} slides a second a core")


def compare(what: str, build: list[str], beside: list[str], goal: str, slide: Path | None = None) -> None:
    """Two commands in turns, as seconds and as processor seconds."""
    ours, others = [], []
    for number in range(ROUNDS):
        if slide is not None:
            slide.write_text(own_slide("t7", 3, f"What is question {number} that you have?"))
            subprocess.run([*GIT, "commit", "-qam", "One"], cwd=slide.parent, check=True)
        others.append(cost_of(beside, ENVIRONMENT))
        ours.append(cost_of(build, ENVIRONMENT))
    row(f"{what}, wall", [cost.seconds for cost in ours], [cost.seconds for cost in others], goal)
    row(f"{what}, processor", *([cost.processor_seconds for cost in costs] for costs in (ours, others)), "")


def row(what: str, ours: list[float], others: list[float], goal: str) -> None:
    """One line of the table."""
    one, other = (1000 * statistics.median(values) for values in (ours, others))
    print(f"{what:34}{one:>9.0f}{other:>9.0f}{one - other:>8.0f}   {goal}", flush=True)


def write_slides(folder: Path) -> None:
    """The repo."""
    for name in ("slides", "playlists", "groups"):
        (folder / name).mkdir(parents=True)
    (folder / "groups/heart.yaml").write_text(PEOPLE)
    for topic in range(SLIDES // IN_A_PLAYLIST):
        (folder / f"slides/t{topic}").mkdir()
        for number in range(IN_A_PLAYLIST):
            words = f"What is question {topic * IN_A_PLAYLIST + number} that you have?"
            (folder / f"slides/t{topic}/s{number}.md").write_text(own_slide(f"t{topic}", number, words))
        rows = "".join(f"  - t{topic}/s{number}\n" for number in range(IN_A_PLAYLIST))
        (folder / f"playlists/t{topic}.yaml").write_text(f"title: Topic {topic}\ngroup: heart\nslides:\n{rows}")
    for command in (("init", "-qb", "main"), ("add", "-A"), ("commit", "-qm", "All")):
        subprocess.run([*GIT, *command], cwd=folder, check=True)


def own_slide(topic: str, number: int, words: str) -> str:
    """One slide."""
    return f"---\ntitle: Ask about {topic} and {number}\n{FRONT}---\n\n{words}\n"


if __name__ == "__main__":
    main()
