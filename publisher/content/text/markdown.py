"""Markdown of a small kind to blocks: paragraphs, bold, `-` lists, `##` headings and quotations.

Everything else is refused at its line and column, so that what is drawn is what was agreed.
"""

from collections.abc import Iterator

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from publisher.content.text.bodies import Body, Icon
from publisher.content.text.dialect import parser, with_plain_spaces
from publisher.content.text.inlines import Ruler, read_inline, take_icon
from publisher.content.text.marks import mark_at_start, repeated_sign
from publisher.content.text.notes import Notebook
from publisher.content.text.signs import long_word_in, trouble_in
from publisher.content.text.texts import position_of
from publisher.limits import MAX_BODY_CHARACTERS
from publisher.model.slides import Block, Bullets, Heading, Inline, Item, Paragraph, Quotation
from publisher.rules import rules
from publisher.rules.rule import Rule

_REFUSED = {
    "html_block": (rules.HTML, "This is HTML, which is never shown. Write it in plain words."),
    "fence": (rules.CODE, "This is set as code. Take the lines with ``` away."),
    "code_block": (rules.CODE, "This is indented like code. Take out the spaces in front of it."),
    "table": (rules.TABLE, "This is a table. Write a short list, or make a slide of each row."),
    "hr": (rules.RULE_LINE, "This draws a line across the slide. Take it away, or make two slides."),
    "ordered_list": (rules.LIST_KIND, "This list has numbers. Start each item with `- `."),
}
_HEADING = "Write `## ` in front of a heading below the title."


def read_markdown(text: str, notes: Notebook) -> Body:
    """Blocks with their lines; whatever is outside the small kind is noted."""
    if len(text.strip()) > MAX_BODY_CHARACTERS:
        line = text[: len(text) - len(text.lstrip())].count("\n") + 1
        message = f"The text has {len(text.strip())} characters; {MAX_BODY_CHARACTERS} is the most that is read."
        notes.note(rules.TOO_LONG, line, 1, f"{message} Cut it, or make several slides.")
        return Body((), ())
    if word := long_word_in(text):
        notes.note(word.rule, *position_of(text, word.at), word.message)
        return Body((), ())
    body = _parse(text, notes)
    for line, words in _written(body):  # what was written as `&#x202e;` is seen only now
        if trouble := trouble_in(words):
            notes.note(trouble.rule, line, 1, trouble.message)
            return Body((), ())
    return body


def _parse(text: str, notes: Notebook) -> Body:
    """The same of a text that is not too long."""
    tree = SyntaxTreeNode(parser().parse(with_plain_spaces(text)))
    reader = _Reader(text.split("\n"), notes)
    blocks = tuple(block for node in tree.children for block in reader.blocks(node))
    return Body(blocks, tuple(reader.icons))


def _written(body: Body) -> Iterator[tuple[int, str]]:
    """Every text with its line."""
    for block in body.blocks:
        for part in block.items if isinstance(block, Bullets) else (block,):
            yield part.line, "".join(run.text for run in part.words)


class _Reader:
    """Turns syntax nodes into blocks."""

    def __init__(self, lines: list[str], notes: Notebook) -> None:
        self.icons: list[Icon] = []
        self._lines = lines
        self._notes = notes

    def blocks(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """The blocks that one top-level node makes."""
        line = _line(node)
        if node.type == "paragraph":
            self._check_starts(node)
            yield Paragraph(self._words(node), line)
        elif node.type == "heading":
            self._check_heading(node)
            if not node.children[0].content:
                self._note(rules.NOTHING_SAID, node, "This heading is empty. Write something, or take it away.")
            yield Heading(self._words(node), line)
        elif node.type == "blockquote":
            yield from (Quotation(self._words(part), _line(part)) for part in self._paragraphs(node))
        elif node.type == "bullet_list":
            yield self._bullets(node)
        else:
            self._refuse(node)

    def _bullets(self, node: SyntaxTreeNode) -> Bullets:
        if node.children and node.children[0].markup != "-":
            message = f"The items of this list start with {node.children[0].markup}. Start each item with `- `."
            self._note(rules.LIST_KIND, node, message)
        return Bullets(tuple(self._item(item) for item in node.children), _line(node))

    def _item(self, node: SyntaxTreeNode) -> Item:
        parts = list(self._paragraphs(node))
        for extra in parts[1:]:
            self._note(rules.NESTED, extra, "An item has a second paragraph. Make it an item of its own.")
        if not parts:
            if not node.children:
                self._note(rules.NOTHING_SAID, node, "This item is empty. Write something, or take it away.")
            return Item((), _line(node))
        icon, words = self._item_words(parts[0])
        return Item(words, _line(node), icon)

    def _item_words(self, paragraph: SyntaxTreeNode) -> tuple[str | None, Inline]:
        inline = paragraph.children[0]
        ruler = self._ruler(inline)
        token = _token(inline)
        icon = take_icon(token, ruler)
        if icon is not None:
            self.icons.append(icon)
            if not token.children:
                self._note(rules.NOTHING_SAID, inline, "This icon has no words beside it. Say it in words too.")
        return icon.path if icon else None, read_inline(token, ruler, self._notes, is_item=True)

    def _paragraphs(self, node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
        for child in node.children:
            if child.type == "paragraph":
                yield child
            elif child.type in _REFUSED:
                self._refuse(child)
            else:
                self._note(rules.NESTED, child, "This stands inside another block. Move it out, or make two slides.")

    def _check_starts(self, node: SyntaxTreeNode) -> None:
        """Lines of one paragraph that start with one sign are a list to whoever wrote them."""
        rows = node.children[0].content.split("\n")
        at = repeated_sign(rows)
        if at is not None and not mark_at_start(rows[at], opens=at == 0):
            message = f"Lines that start with {rows[at].split()[0]} run on in one paragraph. Start each with `- `."
            self._notes.note(rules.LIST_KIND, _line(node) + at, 1, message)

    def _check_heading(self, node: SyntaxTreeNode) -> None:
        if node.markup in {"=", "-"}:
            self._note(rules.HEADING, node, f"The line of {node.markup} below makes this a heading. {_HEADING}")
        elif node.tag == "h1":
            self._note(rules.HEADING, node, f"`#` is the title, which stands in the top part. {_HEADING}")
        elif node.tag != "h2":
            self._note(rules.HEADING, node, f"`{node.markup}` is too deep for one slide. {_HEADING}")

    def _words(self, node: SyntaxTreeNode) -> Inline:
        inline = node.children[0]
        return read_inline(_token(inline), self._ruler(inline), self._notes)

    def _ruler(self, inline: SyntaxTreeNode) -> Ruler:
        return Ruler(inline.content, _line(inline), self._lines)

    def _refuse(self, node: SyntaxTreeNode) -> None:
        rule, message = _REFUSED.get(node.type, (rules.HTML, f"A slide has no place for this ({node.type})."))
        self._note(rule, node, message)

    def _note(self, rule: Rule, node: SyntaxTreeNode, message: str) -> None:
        line = _line(node)
        written = self._lines[line - 1] if line <= len(self._lines) else ""
        self._notes.note(rule, line, len(written) - len(written.lstrip()) + 1, message)


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1


def _token(node: SyntaxTreeNode) -> Token:
    return node.token or Token("inline", "", 0, children=[])
