"""The Markdown that is understood: CommonMark with what people expect of it, each understood so that it can be refused.

Two things are read as they are plainly meant, and not as CommonMark has them. Spaces of any kind after a mark are
spaces, since keyboards type no-break and full-width ones there. And ** makes words bold wherever it touches them:
CommonMark's rule looks for spaces around punctuation, which Chinese does not have, nor does Arabic always.
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.rules_inline.state_inline import Delimiter

_OTHER_SPACES = r"\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_AFTER_MARK = re.compile(
    rf"^([ {_OTHER_SPACES}]*)(#{{1,6}}|[-*+>]|\d{{1,9}}[.)])(?=[ ]*[{_OTHER_SPACES}])[ {_OTHER_SPACES}]+", re.MULTILINE
)
_BEFORE_MARK = re.compile(
    rf"^ *[{_OTHER_SPACES}][ {_OTHER_SPACES}]*(?=(?:#{{1,6}}|[-*+>]|\d{{1,9}}[.)])\s)", re.MULTILINE
)
_ONLY_SPACES = re.compile(rf"^[ \t{_OTHER_SPACES}]+$", re.MULTILINE)


@cache
def parser() -> MarkdownIt:
    """The one parser of all slides."""
    made = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["text_join", "reference"])
    made.inline.ruler.at("emphasis", _take_stars)
    made.validateLink = lambda url: True  # type: ignore[method-assign]
    made.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return made


def with_plain_spaces(text: str) -> str:
    """The text with plain spaces around the marks at the start of its lines, and nothing in lines of only spaces."""
    if text.isascii():
        return text
    text = _BEFORE_MARK.sub("", _ONLY_SPACES.sub("", text))
    return _AFTER_MARK.sub(lambda found: f"{found[1]}{found[2]} ", text)


def _take_stars(state: StateInline, silent: bool) -> bool:
    """Stars that touch words begin or end what is bold, whatever stands on their other side; 5*3 is a sum."""
    if silent or state.src[state.pos] != "*":
        return tokenize(state, silent)
    start, end = state.pos, state.pos
    while end < state.posMax and state.src[end] == "*":
        end += 1
    before, after = state.src[start - 1 : start] or " ", state.src[end : end + 1] or " "
    may = not (end - start == 1 and before.isdigit() and after.isdigit())
    for _ in range(end - start):
        state.push("text", "", 0).content = "*"
        opens, closes = may and not after.isspace(), may and not before.isspace()
        state.delimiters.append(Delimiter(ord("*"), end - start, len(state.tokens) - 1, -1, opens, closes))
    state.pos = end
    return True
