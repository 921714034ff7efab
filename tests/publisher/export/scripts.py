"""A playlist with a slide in each script, with phone numbers, times and names in all of them."""

# ruff: noqa: RUF001 - letters of other scripts are what this is about

from datetime import date
from pathlib import Path

from publisher.content.source.sources import open_folder
from publisher.export.book import Book, bind_playlist
from publisher.model.screens import Size

TODAY = date(2026, 11, 22)
NUMBER, HOURS, NAME = "+44 (0)141 496 0122", "09:00–17:00", "St. John's (Hamilton)"
SAID = {
    "ur": ("فون کریں", f"مدد کے لیے {NUMBER} پر فون کریں۔", f"وقت {HOURS} ہے۔", f"ہم {NAME} میں ہیں"),
    "ar": ("اتصل بنا", f"اتصل على {NUMBER} الآن.", f"نفتح {HOURS} كل يوم.", f"نحن في {NAME} اليوم"),
    "pa": ("ਫ਼ੋਨ ਕਰੋ", f"ਮਦਦ ਲਈ {NUMBER} ’ਤੇ ਫ਼ੋਨ ਕਰੋ।", f"ਸਮਾਂ {HOURS} ਹੈ।", f"ਅਸੀਂ {NAME} ਵਿੱਚ ਹਾਂ"),
    "zh": ("打电话", f"请拨打 {NUMBER}。", f"时间 {HOURS}。", f"我们在 {NAME}"),
    "gd": ("Cuir fòn", f"Cuir fòn gu {NUMBER} an-diugh.", f"Fosgailte {HOURS}.", f"Tha sinn aig {NAME}"),
}
_SLIDE = """---
title: {title} {number}
group: g
kind: local
owners: [a patient, a nurse]
agreed: 2026-11-22
review_by: 2028-11-22
language: {language}
---

{first}

- {second}
- {third}
- {number}
"""
_MIXED = """---
title: Call us
group: g
kind: local
owners: [a patient, a nurse]
agreed: 2026-11-22
review_by: 2028-11-22
---

We speak Urdu.

{ur}

## العربية

{ar}
"""
_GROUP = """name: Test group
agreement:
  - We listen.
agreeing:
  rule: All say yes.
  lived_experience: 1
  practice: 1
"""
_FACTS = """phones:
  - number: 0141 496 0122
    whose: [our practice]
    source: our practice
    checked: 2026-11-22
"""


def write_scripts(folder: Path) -> Path:
    """The files of the playlist, in a folder of their own."""
    for name in ("slides", "groups", "playlists"):
        (folder / name).mkdir(parents=True)
    for language, (title, first, second, third) in SAID.items():
        said = _SLIDE.format(title=title, number=NUMBER, language=language, first=first, second=second, third=third)
        (folder / f"slides/{language}.md").write_text(said, "utf-8")
    (folder / "slides/mixed.md").write_text(_MIXED.format(ur=SAID["ur"][1], ar=SAID["ar"][1]), "utf-8")
    (folder / "groups/g.yaml").write_text(_GROUP, "utf-8")
    (folder / "facts.yaml").write_text(_FACTS, "utf-8")
    listed = "".join(f"  - {name}\n" for name in (*SAID, "mixed"))
    (folder / "playlists/all.yaml").write_text(f"title: All\ngroup: g\nslides:\n{listed}", "utf-8")
    return folder


def bind_scripts(folder: Path) -> Book:
    """The playlist bound for exporting."""
    return bind_playlist(open_folder(write_scripts(folder)).read(), "all", Size(1280, 720), TODAY)
