"""All words that a slide puts on the screen, with the lines that they stand on."""

from collections.abc import Iterator

from publisher.drawing.flow import text_of
from publisher.model.slides import Block, Bullets, Slide


def words_of(slide: Slide) -> tuple[tuple[int, str], ...]:
    """Each text of a slide with its line: title, blocks, caption, event, phone and link."""
    title = (slide.lines.get("title", 1), slide.title)
    return (title, *(pair for block in slide.blocks for pair in _of_block(block)), *_of_front_matter(slide))


def _of_block(block: Block) -> Iterator[tuple[int, str]]:
    if isinstance(block, Bullets):
        yield from ((item.line, text_of(item.words)) for item in block.items)
    else:
        yield block.line, text_of(block.words)


def _of_front_matter(slide: Slide) -> Iterator[tuple[int, str]]:
    if slide.picture and slide.picture.caption:
        yield slide.picture.line, slide.picture.caption
    if slide.event:
        yield slide.event.line, slide.event.place
        yield slide.event.line, slide.event.getting_there
    for key, text in (("phone", slide.phone), ("link", slide.link)):
        if text:
            yield slide.lines.get(key, 1), text
