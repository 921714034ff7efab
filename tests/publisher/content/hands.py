"""Slides as a hypothesis draws them, and hands that write the same slide down, each in its own way."""

import random
import unicodedata

from hypothesis import strategies as st

WORDS = st.sampled_from(
    ["Rest", "walk", "tea", "doctor", "légumes", "Ärztin", "garden", "please", "10", "zażyj", "دوا", "药"]
)
PHRASES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
SAID = st.fixed_dictionaries(
    {
        "title": PHRASES,
        "kind": st.sampled_from(["local", "condition", "question"]),
        "group": st.just("friends"),
        "body": st.lists(st.tuples(st.sampled_from(["", "## ", "> ", "- "]), PHRASES), min_size=1, max_size=4),
    },
    optional={
        "language": st.sampled_from(["pl", "ur", "zh-Hant"]),
        "credit": PHRASES,
        "phone": st.just("0800 00 1066"),
        "link": st.just("example.org/rest"),
        "layout": st.sampled_from(["text", "list"]),
        "picture": st.fixed_dictionaries({"file": st.just("images/stairs.png"), "alt": PHRASES, "caption": PHRASES}),
        "sources": st.lists(
            st.fixed_dictionaries({"publisher": PHRASES, "title": PHRASES, "address": st.just("https://nhs.uk/a")}),
            min_size=1,
            max_size=2,
        ),
        "event": st.fixed_dictionaries(
            {
                "days": st.just("[2027-03-02, 2027-03-09]"),
                "starts": st.just("14:00"),
                "ends": st.just("15:30"),
                "place": PHRASES,
            }
        ),
    },
)
"""What a slide says, by the names of the top part; `body` is what stands below, block by block."""


class Hand:
    """Somebody who writes the same slide down in their own way."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)

    def writes(self, said: dict[str, object]) -> bytes:
        front = [self._line(name, value) for name, value in said.items() if name != "body"]
        front += ["owners: [a carer, a nurse]", "owners:\n- a patient"][: self._dice.randrange(2)]
        front += ["agreed: 2026-11-01"] * self._dice.randrange(2) + ["dwell: 60"] * self._dice.randrange(2)
        front += [f"review_by: 202{self._dice.choice('789')}-01-01"] * self._dice.randrange(2)
        self._dice.shuffle(front)
        rows = [row for line in front for row in (*self._comment(), line)]
        body = ("\n" * self._dice.randint(2, 4)).join(self._block(block) for block in said["body"])
        gap, end = "\n" * self._dice.randrange(3), "\n" * self._dice.randrange(4)
        text = "\n".join(["---", *rows, "---" + self._spaces(), f"{gap}{body}{end}"])
        text = unicodedata.normalize(self._dice.choice(("NFC", "NFD")), text)
        text = text.replace("\n", self._dice.choice(("\n", "\r\n", "\r")))
        return (b"\xef\xbb\xbf" if self._dice.random() < 0.3 else b"") + text.encode()

    def _line(self, name: str, value: object) -> str:
        if isinstance(value, str):
            return f"{name}:{' ' * self._dice.randint(1, 3)}{self._scalar(value)}{self._spaces()}"
        if isinstance(value, dict):
            return f"{name}:{self._mapping(value, '  ')}"
        items = "\n".join(f"  -   {self._flow(item)}" for item in value)
        return f"{name}:\n{items}"

    def _mapping(self, value: dict[str, str], indent: str) -> str:
        parts = list(value.items())
        self._dice.shuffle(parts)
        if self._dice.random() < 0.4:
            return f" {self._flow(dict(parts))}"
        return "".join(f"\n{indent}{name}: {self._scalar(one)}{self._spaces()}" for name, one in parts)

    def _flow(self, value: dict[str, str]) -> str:
        parts = list({**value, **({"checked": self._day()} if "publisher" in value else {})}.items())
        self._dice.shuffle(parts)
        return f"{{{', '.join(f'{name}: {self._quoted(one)}' for name, one in parts)}}}"

    def _day(self) -> str:
        return f"2026-11-{self._dice.randint(10, 20)}"

    def _scalar(self, value: str) -> str:
        way = self._dice.randrange(4)
        folded = self._wrapped(value, "    ", 0.5)
        return self._quoted(value) if way < 2 else (f">-\n    {folded}" if way == 2 and "[" not in value else value)

    def _quoted(self, value: str) -> str:
        if value.startswith("["):
            return value
        mark = self._dice.choice("'\"")
        return f"{mark}{value}{mark}"

    def _block(self, block: tuple[str, str]) -> str:
        sign, words = block
        marks = self._dice.choice(("**", "__"))
        words = words.replace("**", marks)
        wrapped = self._wrapped(words, "  " if sign else "", 0.2)
        return f"{sign}{wrapped if sign in {'', '- '} else words}{self._spaces(1)}"

    def _wrapped(self, words: str, indent: str, chance: float) -> str:
        """Words wrapped at some of their spaces; between two Chinese ones a line's end stands for none."""
        first, *others = words.split(" ")
        rows = [first]
        for before, word in zip((first, *others), others, strict=False):
            may = (before, word) != ("药", "药") and self._dice.random() < chance
            rows.append(f"\n{indent}{word}" if may else f" {word}")
        return "".join(rows)

    def _comment(self) -> list[str]:
        return ["# to be looked at again"] * (self._dice.random() < 0.2)

    def _spaces(self, most: int = 3) -> str:
        return " " * self._dice.randint(0, most)
