"""Two people's changes to one text, as one text.

Each is compared with the text both began with, sentence by sentence. What only one
of them changed is taken from that one; where both changed the same stretch, mine
stays and the merge says that it is not clean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

# The white space after a sentence, a citation or a line: a unit of its own, so that
# what is added at the end of a text leaves its last sentence the same.
_BREAK = re.compile(r"((?<=[.!?…\])”’\"'])[ \t]+|\n+)")


@dataclass(frozen=True)
class Merged:
    """The text, and whether no stretch of it was changed by both."""

    text: str
    is_clean: bool


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Both changes to `base` in one text; `mine` wins where they overlap."""
    old, first, second = _units(base), _units(mine), _units(theirs)
    parts: list[str] = []
    is_clean = True
    at = (0, 0, 0)
    for stretch in _kept_by_both(old, first, second):
        start, end = stretch[:3], stretch[3:]
        between = (
            old[at[0] : start[0]],
            first[at[1] : start[1]],
            second[at[2] : start[2]],
        )
        chosen = _chosen(*between)
        is_clean = is_clean and chosen is not None
        parts += between[1] if chosen is None else chosen
        parts += old[start[0] : end[0]]
        at = (end[0], end[1], end[2])
    return Merged("".join(parts), is_clean)


def _chosen(base: list[str], mine: list[str], theirs: list[str]) -> list[str] | None:
    """The one change there is, or None where there are two."""
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None


def _units(text: str) -> list[str]:
    return [unit for unit in _BREAK.split(text) if unit]


def _kept_by_both(
    old: list[str], first: list[str], second: list[str]
) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Where a stretch starts in each of the three and where it ends, in order.

    The last one is the empty stretch at their ends.
    """
    mine, theirs = _places(old, first), _places(old, second)
    at = 0
    while at < len(old):
        if at not in mine or at not in theirs:
            at += 1
            continue
        length = 1
        while (
            mine.get(at + length) == mine[at] + length
            and theirs.get(at + length) == theirs[at] + length
        ):
            length += 1
        one, other = mine[at], theirs[at]
        yield at, one, other, at + length, one + length, other + length
        at += length
    yield (len(old), len(first), len(second)) * 2


def _places(old: list[str], new: list[str]) -> dict[int, int]:
    """Where each unit that was kept stands in the new text."""
    return {
        block.src_start + step: block.dest_start + step
        for block in LCSseq.opcodes(old, new)
        if block.tag == "equal"
        for step in range(block.src_end - block.src_start)
    }
