"""YAML to nodes with exact places, in the quickest way that reads it rightly."""

from publisher.content.nodes import MappingNode
from publisher.content.notes import Notebook
from publisher.content.plain_yaml import read_plain


def compose(text: str, notes: Notebook) -> MappingNode | None:
    """The one mapping that a text holds, or None after a finding."""
    node = read_plain(text)
    if node is not None:
        return node
    from publisher.content.whole_yaml import read_whole  # noqa: PLC0415 - takes long to load, and few texts need it

    return read_whole(text, notes)
