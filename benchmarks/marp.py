"""Ours beside `@marp-team/marp-cli`, in one run: `python benchmarks/marp.py [ROUNDS]`.

The same 20 slides in six languages, half of them with a photo of 12 megapixels, as 1920x1080 JPEGs
of quality 90, on this machine's own Chromium. The two take turns; the table has medians.

An edit is measured alike on both sides, while the program watches: from the moment a slide is saved
until its new picture is there, which is a file for Marp and an answer to a browser's question for us.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from PIL import Image, ImageFilter

REPO = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPO), str(Path(__file__).parent)]

from measured import Cost, cost_of, tree_of

from publisher.content.alone import read_slide_file
from publisher.drawing.compose import lay_out
from publisher.drawing.render import draw
from publisher.model.findings import Level
from publisher.model.screens import Size

VERSION = "4.5.1"
HOME = Path.home() / ".cache" / "waiting-room-screens" / f"marp-{VERSION}"
SIZE = Size(1920, 1080)
SLIDES = 20
PHOTOS = 5
WORDS = {
    "en": ("Out of breath on the stairs?", "Tell your nurse what you could do last month and cannot do now."),
    "pl": ("Brak tchu na schodach?", "Powiedz pielęgniarce, co udawało się miesiąc temu, a teraz już nie."),
    "gd": ("Goirid san anail air an staidhre?", "Innis don nurs dè b' urrainn dhut a dhèanamh am mìos a chaidh."),
    "ar": ("هل تشعر بضيق التنفس على الدرج؟", "أخبر الممرضة بما كنت تفعله قبل شهر ولا تستطيع فعله الآن."),
    "ur": ("سیڑھیوں پر سانس پھولتا ہے؟", "اپنی نرس کو بتائیں کہ پچھلے مہینے آپ کیا کر سکتے تھے۔"),  # noqa: RUF001 - an Urdu full stop
    "pa": ("ਪੌੜੀਆਂ ਤੇ ਸਾਹ ਚੜ੍ਹਦਾ ਹੈ?", "ਆਪਣੀ ਨਰਸ ਨੂੰ ਦੱਸੋ ਕਿ ਪਿਛਲੇ ਮਹੀਨੇ ਤੁਸੀਂ ਕੀ ਕਰ ਸਕਦੇ ਸੀ।"),
}
PEOPLE = "name: Heart group\nagreement: [We listen.]\nagreeing: {rule: Everybody says yes.}\n"


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    if not shutil.which("npm") or not shutil.which("chromium"):
        print("Marp needs npm and Chromium; install both to compare with it.")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        languages = write_slides(folder)
        print(f"{SLIDES} slides in {', '.join(languages)}, {SIZE}, medians of {rounds}, {os.cpu_count()} cores")
        print(f"{'':44}{'marp':>9}{'ours':>9}{'ratio':>8}   to reach")
        compare_cold(folder, rounds)
        compare_one(folder, rounds)
        compare_edits(folder, rounds)


def compare_cold(folder: Path, rounds: int) -> None:
    """All slides from nothing, by a command."""
    theirs, ours = [], []
    for number in range(rounds):
        theirs.append(
            cost_of(marp(folder / "deck.md", "--images", folder / "out" / "s.jpg"), surroundings(), memory=True)
        )
        ours.append(
            cost_of(
                publisher("build", folder, "-o", folder / f"shelf-{number}", "--size", SIZE),
                surroundings(),
                memory=True,
            )
        )
    row(f"{SLIDES} slides from cold, seconds", theirs, ours, lambda cost: cost.seconds, "10")
    row(f"{SLIDES} slides from cold, processor seconds", theirs, ours, lambda cost: cost.processor_seconds, "")
    row("the most memory meanwhile, MiB", theirs, ours, lambda cost: cost.peak_mib, "12")


def compare_one(folder: Path, rounds: int) -> None:
    """One slide, by a command."""
    slide = folder / "slides" / "s0.md"
    theirs, ours = [], []
    for _ in range(rounds):
        theirs.append(cost_of(marp(folder / "one.md", "--image", folder / "one.jpg"), surroundings()))
        ours.append(cost_of(publisher("draw", slide, "-o", folder / "o.jpg", "--size", SIZE), surroundings()))
    row("one slide from a cold command, seconds", theirs, ours, lambda cost: cost.seconds, "15")
    row("the same, processor seconds", theirs, ours, lambda cost: cost.processor_seconds, "")


def compare_edits(folder: Path, rounds: int) -> None:
    """One slide edited while the program watches; Marp draws its whole deck again, we that slide."""
    with watching(folder) as edit:
        theirs = [edit(number) for number in range(rounds + 1)][1:]
    with own_watching(folder) as edit:
        ours = [edit(number) for number in range(rounds + 1)][1:]
    everything = [own_edits(folder, number) for number in range(rounds + 1)][1:]
    row("one edited slide while watching, seconds", theirs, ours, lambda cost: cost.seconds, "300")
    row("the same, processor seconds", theirs, ours, lambda cost: cost.processor_seconds, "")
    row(f"{SLIDES} edited, photos cached, processor s.", theirs, everything, lambda cost: cost.processor_seconds, "12")


def own_edit(slide: Path, number: int) -> Cost:
    """A slide that somebody changed, read and drawn in a program that runs already."""
    change(slide, number)
    started, used = time.perf_counter(), time.process_time()
    read, content = read_slide_file(slide)
    draw(lay_out(read, content.themes["light"], SIZE, content.groups.get(read.group)))
    return Cost(time.perf_counter() - started, time.process_time() - used)


def change(slide: Path, number: int) -> None:
    """Put other words into a slide of ours."""
    slide.write_text(re.sub(r"\n(Edit \d+\.\n)?\Z", f"\nEdit {number}.\n", slide.read_text()))


@contextmanager
def own_watching(folder: Path) -> Iterator[Callable[[int], Cost]]:
    """Ours watching its content, asked as a page in a browser asks: it hears of a change, and fetches the picture."""
    command = publisher("watch", folder, "--slide", "s0", "--port", 0)
    process = subprocess.Popen(command, env=surroundings(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    address = re.search(r"http://\S+/", process.stdout.readline())[0]

    def fetch() -> bytes:
        page = urlopen(f"{address}slides/s0").read().decode()
        return urlopen(address + re.search(r"pictures/\w+\.jpg", page)[0]).read()

    try:
        seen = fetch()
        with urlopen(f"{address}news") as news:
            news.readline()

            def edit(number: int) -> Cost:
                nonlocal seen
                started, used = time.perf_counter(), processor_seconds(process.pid)
                change(folder / "slides" / "s0.md", number + 1000)
                while not news.readline().startswith(b"data:"):
                    pass
                before, seen = seen, fetch()
                if seen == before:
                    raise SystemExit("The picture did not change.")
                return Cost(time.perf_counter() - started, processor_seconds(process.pid) - used)

            yield edit
    finally:
        process.terminate()
        process.wait()


def own_edits(folder: Path, number: int) -> Cost:
    """Every slide edited and drawn once."""
    costs = [own_edit(folder / "slides" / f"s{at}.md", number) for at in range(1, SLIDES)]
    costs.append(costs[0])
    return Cost(sum(cost.seconds for cost in costs), sum(cost.processor_seconds for cost in costs))


@contextmanager
def watching(folder: Path) -> Iterator[Callable[[int], Cost]]:
    """Marp watching its deck; at the end it is killed, since it does not heed being asked."""
    out = folder / "watched"
    deck = folder / "deck.md"
    command = [*marp(deck, "--images", out / "s.jpg"), "--watch"]
    out.mkdir()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=surroundings(), stdin=quiet, stdout=quiet, stderr=quiet)
    first, last = out / "s.001.jpg", out / f"s.{SLIDES:03}.jpg"

    def edit(number: int) -> Cost:
        before = first.stat().st_mtime_ns, last.stat().st_mtime_ns
        started, used = time.perf_counter(), processor_seconds(process.pid)
        deck.write_text(deck.read_text().replace("month", f"month {number}", 1))
        wait_for(lambda: first.stat().st_mtime_ns != before[0])
        seconds = time.perf_counter() - started
        wait_for(lambda: last.stat().st_mtime_ns != before[1])
        settle(process.pid)
        return Cost(seconds, processor_seconds(process.pid) - used)

    try:
        wait_for(last.exists)
        settle(process.pid)
        yield edit
    finally:
        for pid in reversed(tree_of(process.pid)):
            subprocess.run(["kill", "-KILL", str(pid)], check=False, stderr=subprocess.DEVNULL)
        process.wait()


def wait_for(seen: Callable[[], bool]) -> None:
    """Wait until something is there, two minutes at most."""
    until = time.monotonic() + 120
    while not seen():
        if time.monotonic() > until:
            raise SystemExit("Marp did not draw within two minutes.")
        time.sleep(0.01)


def settle(top: int) -> None:
    """Wait until a program is idle: Marp does not hear of a change that comes too soon after the one before."""
    until, used = time.monotonic() + 60, -1.0
    while processor_seconds(top) - used > 0.1 and time.monotonic() < until:
        used = processor_seconds(top)
        time.sleep(2)


def processor_seconds(top: int) -> float:
    """What a process and all below it have used so far."""
    total = 0
    for pid in tree_of(top):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(field) for field in fields[11:15])
    return total / os.sysconf("SC_CLK_TCK")


def row(what: str, theirs: list[Cost], ours: list[Cost], of: Callable[[Cost], float], goal: str) -> None:
    """One line of the table."""
    one, other = (statistics.median(of(cost) for cost in costs) for costs in (theirs, ours))
    print(f"{what:44}{one:>9.2f}{other:>9.3f}{one / other:>8.1f}   {goal}", flush=True)


def marp(source: Path, how: str, target: Path) -> list[str]:
    """The command that draws as Marp does, at our size and quality."""
    if not (HOME / "node_modules/.bin/marp").exists():
        HOME.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "install", "--silent", "--no-fund", "--no-audit", f"@marp-team/marp-cli@{VERSION}"],
            cwd=HOME,
            check=True,
        )
    look = ["--jpeg-quality", "90", "--image-scale", "1.5", "--allow-local-files", "--no-config"]
    return [str(HOME / "node_modules/.bin/marp"), str(source), how, "jpeg", *look, "-o", str(target)]


def publisher(*words: object) -> list[str]:
    """A command of ours."""
    return [sys.executable, "-m", "publisher", *map(str, words)]


def surroundings() -> dict[str, str]:
    """The environment of both: bytecode is kept, as in every installation, and Chromium may run as root."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "CHROME_PATH": str(shutil.which("chromium")), "CHROME_NO_SANDBOX": "1", "PYTHONPATH": str(REPO)}


def write_slides(folder: Path) -> list[str]:
    """The slides as ours and as Marp's, in the languages that our typefaces have; which these are."""
    for name in ("slides", "playlists", "groups", "images", "out"):
        (folder / name).mkdir()
    (folder / "groups/heart.yaml").write_text(PEOPLE)
    for number in range(PHOTOS):
        photo(number).save(folder / f"images/p{number}.jpg", quality=88)
    languages = [name for name in WORDS if can_draw(folder, name)]
    deck = [marp_slide(folder, languages, number) for number in range(SLIDES)]
    for number in range(SLIDES):
        (folder / f"slides/s{number}.md").write_text(own_slide(languages[number % len(languages)], number))
    entries = "".join(f"  - s{number}\n" for number in range(SLIDES))
    (folder / "playlists/all.yaml").write_text(f"title: All\ngroup: heart\nslides:\n{entries}")
    (folder / "deck.md").write_text("---\nmarp: true\nsize: 16:9\n---\n\n" + "\n\n---\n\n".join(deck))
    (folder / "one.md").write_text(f"---\nmarp: true\nsize: 16:9\n---\n\n{deck[0]}")
    return languages


def own_slide(language: str, number: int) -> str:
    """A slide of ours; every other one has a photo."""
    title, words = WORDS[language]
    picture = f"picture: {{file: images/p{number // 2 % PHOTOS}.jpg, alt: Stairs at home}}\n" if number % 2 == 0 else ""
    front = f"title: {title!r}\nlanguage: {language}\nkind: question\ngroup: heart\nowners: [Somebody]\n"
    front += "credit: The heart group\nagreed: 2026-11-01\n"
    return f"---\n{front}{picture}---\n\n{words} {number}\n\n"


def marp_slide(folder: Path, languages: list[str], number: int) -> str:
    """The same slide for Marp."""
    title, words = WORDS[languages[number % len(languages)]]
    picture = f"![bg right:45%]({folder}/images/p{number // 2 % PHOTOS}.jpg)\n\n" if number % 2 == 0 else ""
    return f"{picture}# {title}\n\n{words} {number}"


def can_draw(folder: Path, language: str) -> bool:
    """Whether our typefaces have the letters of a language."""
    trial = folder / "slides" / "trial.md"
    trial.write_text(own_slide(language, 1))
    read, content = read_slide_file(trial)
    trial.unlink()
    layout = lay_out(read, content.themes["light"], SIZE, content.groups.get(read.group))
    return not any(finding.level is Level.ERROR for finding in layout.findings)


def photo(number: int) -> Image.Image:
    """Twelve megapixels with as much detail as a photo has."""
    noise = Image.effect_noise((1000, 750), 60 + number).filter(ImageFilter.GaussianBlur(1.5)).resize((4000, 3000))
    shade = Image.linear_gradient("L").resize((4000, 3000))
    return Image.merge("RGB", (noise, shade, Image.blend(noise, shade, 0.5)))


if __name__ == "__main__":
    main()
