"""Reading named values out of a mapping, with a finding at the exact place of each that is wrong."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar
from unicodedata import normalize

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from publisher.content.names import did_you_mean, shown
from publisher.content.text import values
from publisher.content.text.notes import Notebook
from publisher.content.text.signs import long_word_in, trouble_in
from publisher.content.text.slips import CURLY, slip_in_name
from publisher.content.text.spots import BROKEN, ESCAPED, INSTEAD, Spot, escape_in, is_broken, spot_of, start_of
from publisher.limits import MAX_VALUE_CHARACTERS
from publisher.rules import rules
from publisher.rules.rule import Rule

Value = TypeVar("Value")


class Fields:
    """The names and values of one mapping. Whatever is wrong with one is noted, and it counts as left out."""

    def __init__(self, node: MappingNode, notes: Notebook, above: str = "") -> None:
        self.notes = notes
        start = start_of(node)
        self.line, self.column = start.line, start.column
        self._above = above
        self._nodes: dict[str, Node] = {}
        self._keys: dict[str, Spot] = {}
        for key, value in node.value:
            self._add(key, value)

    @property
    def lines(self) -> dict[str, int]:
        """The line of each name that was written, as `picture.alt` where it stands inside another."""
        return {f"{self._above}{name}": key.line for name, key in self._keys.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """Each name that was written, in order."""
        return tuple(self._keys)

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Note every name that means nothing here."""
        names = tuple(known)
        for name, key in self._keys.items():
            if name not in names:
                if odd := slip_in_name(name, names):
                    self._note(rules.UNKNOWN_KEY, key, odd)
                    continue
                hint = did_you_mean(name, names) or f" The names here are: {', '.join(names)}."
                self._note(rules.UNKNOWN_KEY, key, f"`{shown(name)}` means nothing here.{hint}")

    def written(self, name: str) -> bool:
        """Whether a name was written, rightly or wrongly."""
        return name in self._keys

    def spot(self, name: str) -> Spot | None:
        """The text of a name's value and where it stands."""
        return self._scalar(name, self._nodes[name]) if name in self._nodes else None

    def take(self, name: str, read: Callable[[str], Value], default: Value) -> Value:
        """The value of a name, or the default if it was left out or is wrong."""
        spot = self.spot(name)
        return default if spot is None else self._read(name, spot, read, default)

    def need(self, name: str, read: Callable[[str], Value], default: Value, example: str) -> Value:
        """The value of a name that has to be there."""
        self.demand(name, example)
        return self.take(name, read, default)

    def demand(self, name: str, example: str) -> None:
        """Note that a name is missing."""
        if name not in self._keys:
            where = Spot("", self.line if self._above else 1, self.column if self._above else 1)
            self._note(rules.MISSING_KEY, where, f"`{self._above}{name}` is missing. Write it, such as `{example}`.")

    def each(self, name: str, read: Callable[[str], Value]) -> tuple[Value, ...]:
        """The values of a list of plain texts; those that are wrong are left out."""
        spots = (self._scalar(name, node) for node in self._items(name))
        found = (self._read(name, spot, read, None) for spot in spots if spot is not None)
        return tuple(value for value in found if value is not None)

    def table(self, name: str) -> "Fields | None":
        """The mapping under a name."""
        node = self._nodes.get(name)
        return None if node is None else self._table(name, node)

    def tables(self, name: str) -> Iterator["Fields"]:
        """The mappings in a list under a name."""
        for node in self._items(name):
            table = self._table(name, node)
            if table is not None:
                yield table

    def texts_or_tables(self, name: str, if_empty: Rule) -> Iterator["Spot | Fields"]:
        """The items of a list in which each is a plain text or a mapping."""
        for node in self._items(name, if_empty):
            item = self._table(name, node) if isinstance(node, MappingNode) else self._scalar(name, node)
            if item is not None:
                yield item

    def _add(self, key: Node, value: Node) -> None:
        if not isinstance(key, ScalarNode):
            self._note(rules.BAD_VALUE, start_of(key), "A name has to be one word. Write `name: value`.")
        elif key.value in self._keys:
            first = self._keys[key.value].line
            message = f"`{shown(key.value)}` stands here a second time; the first is in line {first}. Keep one."
            self._note(rules.DUPLICATE_KEY, start_of(key), message)
        else:
            self._keys[key.value] = start_of(key)
            self._nodes[key.value] = value

    def _scalar(self, name: str, node: Node) -> Spot | None:
        if not isinstance(node, ScalarNode):
            self._note(rules.BAD_VALUE, start_of(node), f"`{self._above}{name}` takes one value. Write it on one line.")
            return None
        spot = spot_of(node)
        if not spot.text:
            message = f"`{self._above}{name}` is empty. Write its value, or take the line away."
            self._note(rules.BAD_VALUE, self._keys[name], message)
            return None
        if escape := escape_in(spot):
            self._note(rules.BAD_VALUE, spot, f"{self._above}{name}: {escape} {ESCAPED.get(escape, '')}{INSTEAD}")
            return None
        if is_broken(node):
            self._note(rules.BAD_VALUE, spot, f"{self._above}{name}: {BROKEN}")
            return None
        return replace(spot, text=normalize("NFC", spot.text)) if self._is_drawable(name, spot) else None

    def _is_drawable(self, name: str, spot: Spot) -> bool:
        """Whether a value is of a length, and of signs, that people write."""
        if len(spot.text) > MAX_VALUE_CHARACTERS:
            message = f"has {len(spot.text)} signs; {MAX_VALUE_CHARACTERS} is the most. Cut it."
            self._note(rules.BAD_VALUE, spot, f"`{self._above}{name}` {message}")
            return False
        trouble = trouble_in(spot.text) or (None if "://" in spot.text else long_word_in(spot.text))
        if trouble is not None:
            self._note(trouble.rule, spot, f"{self._above}{name}: {trouble.message}")
        return trouble is None

    def _read(self, name: str, spot: Spot, read: Callable[[str], Value], default: Value) -> Value:
        try:
            return read(spot.text)
        except values.MarkedError as error:
            self.notes.note(error.mark.rule, *spot.place_of(error.mark.sign), f"{self._above}{name}: {error}")
            return default
        except ValueError as error:
            curly = " Its quotation marks are curly; type straight ones." if spot.text[0] in CURLY else ""
            self._note(rules.BAD_VALUE, spot, f"{self._above}{name} is '{shown(spot.text)}'. {error}{curly}")
            return default

    def _items(self, name: str, if_empty: Rule = rules.BAD_VALUE) -> list[Node]:
        node = self._nodes.get(name)
        if node is None:
            return []
        if not node.value:
            message = f"`{self._above}{name}` is empty. Write each item on its own line below it, after `- `."
            self._note(if_empty, self._keys[name], message)
            return []
        if not isinstance(node, SequenceNode):
            message = f"`{self._above}{name}` is a list. Write each item on its own line, after `- `."
            self._note(rules.BAD_VALUE, start_of(node), message)
            return []
        return list(node.value)

    def _table(self, name: str, node: Node) -> "Fields | None":
        if isinstance(node, MappingNode):
            return Fields(node, self.notes, f"{self._above}{name}.")
        message = f"`{self._above}{name}` has parts with names. Write each as `name: value` on its own line."
        self._note(rules.BAD_VALUE, start_of(node), message)
        return None

    def _note(self, rule: Rule, spot: Spot, message: str) -> None:
        self.notes.note(rule, spot.line, spot.column, message)
