"""What stands below a slide's front matter."""

from dataclasses import dataclass

from publisher.model.slides import Block


@dataclass(frozen=True, slots=True)
class Icon:
    """A picture at the start of a list's item, and where it stands."""

    path: str
    alt: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the front matter, and the icons that it names."""

    blocks: tuple[Block, ...]
    icons: tuple[Icon, ...]
