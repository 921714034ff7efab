"""The examples that text cannot show, made as they are told: links, pipes, damaged pictures, long texts."""

import os
from collections.abc import Callable
from pathlib import Path

import pygit2

from publisher.rules.pages.example import SLIDE
from tests.publisher.checks.content_of_examples import picture, slide_text, write
from tests.publisher.drawing.hostile_pictures import RGB, chunk, flat_png

Make = Callable[[Path], None]


def _slide(text: str) -> Make:
    return lambda folder: write(folder, SLIDE, text)


def _file(path: str, text: str | bytes = "Anything") -> Make:
    def make(folder: Path) -> None:
        write(folder, path, "")
        (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())

    return make


def _folder(path: str) -> Make:
    return lambda folder: (folder / path).mkdir(parents=True)


def _link(path: str) -> Make:
    return lambda folder: (folder / path).symlink_to("/etc/hostname")


def _replace_with(make: Callable[[Path], object]) -> Make:
    def remake(folder: Path) -> None:
        (folder / SLIDE).unlink()
        make(folder / SLIDE)

    return remake


def _no_slides(folder: Path) -> None:
    (folder / SLIDE).unlink()
    (folder / "slides").rmdir()


def _submodule(folder: Path) -> None:
    """A git repo in which slides/ holds another repo."""
    repo = pygit2.init_repository(folder, initial_head="main")
    slides, root = repo.TreeBuilder(), repo.TreeBuilder()
    slides.insert("example.md", repo.create_blob((folder / SLIDE).read_bytes()), pygit2.enums.FileMode.BLOB)
    slides.insert("more", pygit2.Oid(hex="1" * 40), pygit2.enums.FileMode.COMMIT)
    root.insert("slides", slides.write(), pygit2.enums.FileMode.TREE)
    person = pygit2.Signature("a carer", "nobody@example.org", 0, 0)
    repo.create_commit("refs/heads/main", person, person, "Write", root.write(), [])


def _playlist_of(sentence: str) -> Make:
    def make(folder: Path) -> None:
        names = [f"part-{at}" for at in range(10)]
        for name in names:
            write(folder, f"slides/{name}.md", slide_text(body=sentence))
        entries = "".join(f"  - {name}\n" for name in names)
        write(folder, "playlists/winter.yaml", f"title: Winter\ngroup: friends\nslides:\n{entries}")

    return make


_BROKEN_PROFILE = flat_png(1600, 1200, RGB, extra=chunk(b"iCCP", b"mine\0\0nothing of the kind"))
_SOUND = _slide(slide_text())
_LINKED = _slide(slide_text("link: nhs.uk/heart"))
_EASY = _playlist_of("Your tablets help you. Take them each day, and rest when you need to.")

TOLD: dict[str, tuple[Make, Make]] = {
    "RE101": (_file(SLIDE, slide_text(body="Café").encode("cp1252")), _slide(slide_text(body="Café"))),
    "RE102": (_slide("x" * 65_000), _SOUND),
    "RE103": (_replace_with(lambda file: file.symlink_to("/etc/hostname")), _SOUND),
    "RE104": (_submodule, _folder("slides/more")),
    "RE105": (_file("slides/Flu Jabs.md", slide_text()), _file("slides/flu-jabs.md", slide_text())),
    "RE107": (_file("slides/a/b/c/d/e/f/g/h/deep.md", slide_text()), _file("slides/a/b/deep.md", slide_text())),
    "RE108": (_slide(""), _SOUND),
    "RE109": (_slide(slide_text("title: Rest\0")), _SOUND),
    "RE110": (_file("playlists/spring.yml"), _file("playlists/spring.yaml", "title: Spring\nslides: [example]\n")),
    "RE111": (_no_slides, _SOUND),
    "RE112": (_replace_with(os.mkfifo), _SOUND),
    "RE113": (_link("more"), _folder("more")),
    "RE114": (_slide(slide_text(f"title: Re{12 * chr(0x301)}st")), _slide(slide_text("title: R\u00e9st"))),
    "RE115": (_slide(slide_text("title: Rest \u202etser")), _slide(slide_text("title: Rest"))),
    "RE116": (_slide(slide_text(body="w" * 101)), _slide(slide_text(body="w" * 10))),
    "RE119": (
        _file("images/stairs.png", f"version https://git-lfs.github.com/spec/v1\noid sha256:{64 * 'a'}\nsize 9\n"),
        _SOUND,
    ),
    "FM110": (_slide(slide_text(f"credit: {'x' * 6_000}")), _slide(slide_text(f"credit: {'x' * 20}"))),
    "MD114": (_slide(slide_text(body="Rest. " * 400)), _slide(slide_text(body="Rest. " * 3))),
    "RD101": (
        _playlist_of("Medicines help people to manage difficult symptoms, and improve everyday life considerably."),
        _EASY,
    ),
    "RD102": (
        _playlist_of("Pharmacological interventions facilitate improvement in cardiovascular conditions."),
        _EASY,
    ),
    "QR101": (_LINKED, _LINKED),
    "PI201": (_file("images/stairs.png", "No picture"), _SOUND),
    "PI202": (_file("images/stairs.png", _BROKEN_PROFILE), _SOUND),
    "PI203": (_file("images/stairs.png", picture(40, 30)), _SOUND),
}
"""For each rule that is told, what breaks it and what keeps it."""
