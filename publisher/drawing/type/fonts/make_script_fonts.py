"""Makes the TTF files of every script but Latin from the npm packages that `README.md` names.

Run it with the folder that the packages were unpacked into: `python make_script_fonts.py PACKAGES`.
"""

# mypy: disable-error-code="import-untyped, no-any-return"
# fontTools carries no types.

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
EXTRA = HERE.parents[2] / "fonts" / "waiting_room_fonts"
SCRIPTS = {
    "naskh": (HERE, "noto-naskh-arabic", "arabic"),
    "nastaliq": (HERE, "noto-nastaliq-urdu", "arabic"),
    "gurmukhi": (HERE, "noto-sans-gurmukhi", "gurmukhi"),
    "han": (EXTRA, "noto-sans-sc", "chinese-simplified"),
}
WEIGHTS = {"regular": 400, "bold": 700}
LEFT_OUT = ("SVG ", "STAT", "gasp", "vhea", "vmtx")
"""Tables that drawing never reads: the same emoji once more as SVG, and measures of vertical text."""


def make_font(web_font: Path, target: Path) -> None:
    """Unpack one web font into a TTF without the tables that are never read."""
    font = TTFont(web_font, recalcTimestamp=False)
    font.flavor = None
    for table in LEFT_OUT:
        if table in font:
            del font[table]
    font.save(target)


def complete_chinese(files: Path, weight: int, target: Path) -> None:
    """Add the letters of GB 2312 that the package keeps in its many small web fonts."""
    whole = TTFont(target)
    wanted = {ord(letter) for letter in chinese_letters()} - set(whole.getBestCmap())
    with tempfile.TemporaryDirectory() as folder:
        parts = [str(target)]
        for web_font in sorted(files.glob(f"noto-sans-sc-[0-9]*-{weight}-normal.woff2")):
            part = TTFont(web_font, recalcTimestamp=False)
            found = wanted & set(part.getBestCmap())
            if found:
                wanted -= found
                parts.append(str(Path(folder, f"{len(parts)}.ttf")))
                keep_outlines(part, found).save(parts[-1])
        merged = Merger().merge(parts)
    merged["head"].modified = merged["head"].created = whole["head"].created
    merged.recalcTimestamp = False
    merged.save(target)


def chinese_letters() -> set[str]:
    """The 6,763 Chinese letters of GB 2312, rows 16 to 87."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return {code.decode("gb2312") for code in codes if not (code[0] == 0xD7 and code[1] > 0xF9)}


def keep_outlines(font: TTFont, characters: set[int]) -> TTFont:
    """The font with these letters alone, and nothing of its typesetting rules."""
    options = Options(layout_features=[], drop_tables=["GSUB", "GPOS", "GDEF", "BASE", *LEFT_OUT])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.flavor = None
    return font


def record_digests(folder: Path) -> None:
    """Write the SHA-256 of each font of a folder, which frames are named by."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.glob("*.ttf"))]
    (folder / "digests.txt").write_text("".join(lines), "ascii")


def make_all(packages: Path) -> None:
    """Write every font, its licence, and the digests."""
    for script, (folder, package, letters) in SCRIPTS.items():
        for weight, number in WEIGHTS.items():
            web_font = packages / package / "files" / f"{package}-{letters}-{number}-normal.woff2"
            make_font(web_font, folder / f"{script}-{weight}.ttf")
            if script == "han":
                complete_chinese(packages / package / "files", number, folder / f"{script}-{weight}.ttf")
        shutil.copy(packages / package / "LICENSE", folder / f"OFL-{script}.txt")
    emoji = packages / "noto-color-emoji"
    make_font(emoji / "files" / "noto-color-emoji-emoji-400-normal.woff2", EXTRA / "emoji-regular.ttf")
    shutil.copy(emoji / "LICENSE", EXTRA / "OFL-emoji.txt")
    for folder in (HERE, EXTRA):
        record_digests(folder)


if __name__ == "__main__":
    make_all(Path(sys.argv[1]))
