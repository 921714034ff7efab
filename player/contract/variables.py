"""Environment variables that were meant for us, and that nobody would read."""

from collections.abc import Iterable, Sequence

ALIKE = 0.8
"""How much of two names has to be the same (difflib's ratio, 0 to 1): ADRESS is ADDRESS, PORT is nothing of ours."""


def misspelt(names: Iterable[str], known: Sequence[str]) -> list[str]:
    """A sentence for each variable that is nearly a setting. Others are somebody else's, such as a container's."""
    prefix = known[0].partition("_")[0] + "_"
    unknown = sorted(name for name in names if name.startswith(prefix) and name not in known)
    if not unknown:
        return []
    from difflib import get_close_matches  # noqa: PLC0415 - hardly ever needed

    bare = [name.removeprefix(prefix) for name in known]
    near = [(name, get_close_matches(name.removeprefix(prefix), bare, 1, ALIKE)) for name in unknown]
    return [f"{name} is not a setting. Write {prefix}{match[0]}, or take it away." for name, match in near if match]
