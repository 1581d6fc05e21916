"""Where the words of an old text stand in a newer one.

The two are aligned word by word, so that of two sentences that look alike each
keeps its own place. A stretch that the newer text changed has no place in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

MAX_WORDS = 20_000
"""Between the common start and the common end; longer texts align line by line."""

_WORD = re.compile(r"\S+\s*|\s+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Kept:
    """A stretch that both texts have: where it starts in each, and how long it is."""

    old: int
    new: int
    length: int


class Alignment:
    """The stretches of an old text that a newer one kept, in their order."""

    def __init__(self, old: str, new: str) -> None:
        self.kept = _joined(_align(old, new))
        self._starts = [part.old for part in self.kept]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where old offsets lie in the new text; None if it changed anything there."""
        index = bisect_right(self._starts, start) - 1
        if index < 0:
            return None
        part = self.kept[index]
        if end > part.old + part.length:
            return None
        return start + part.new - part.old, end + part.new - part.old


def _align(old: str, new: str) -> list[Kept]:
    head = _common(old, new)
    most = min(len(old), len(new)) - head
    tail = min(_common(old[::-1], new[::-1]), most)
    first, second = old[head : len(old) - tail], new[head : len(new) - tail]
    found = [Kept(0, 0, head)]
    found += [
        Kept(part.old + head, part.new + head, part.length)
        for part in _middle(first, second)
    ]
    found.append(Kept(len(old) - tail, len(new) - tail, tail))
    return [part for part in found if part.length]


def _common(one: str, other: str) -> int:
    """The length of what both texts begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _middle(old: str, new: str) -> list[Kept]:
    for pattern in (_WORD, _LINE):
        first, second = pattern.findall(old), pattern.findall(new)
        if max(len(first), len(second)) <= MAX_WORDS:
            return _kept_of(first, second)
    return []


def _kept_of(old: list[str], new: list[str]) -> list[Kept]:
    old_at, new_at = _offsets(old), _offsets(new)
    return [
        Kept(
            old_at[block.src_start],
            new_at[block.dest_start],
            old_at[block.src_end] - old_at[block.src_start],
        )
        for block in LCSseq.opcodes(old, new)
        if block.tag == "equal"
    ]


def _offsets(parts: list[str]) -> list[int]:
    found = [0]
    for part in parts:
        found.append(found[-1] + len(part))
    return found


def _joined(parts: list[Kept]) -> list[Kept]:
    """Stretches that touch in both texts as one."""
    found: list[Kept] = []
    for part in parts:
        last = found[-1] if found else None
        if (
            last is not None
            and last.old + last.length == part.old
            and last.new + last.length == part.new
        ):
            found[-1] = Kept(last.old, last.new, last.length + part.length)
        else:
            found.append(part)
    return found
