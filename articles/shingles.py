"""How much of one text stands in another, by runs of words.

A shingle is five words in a row, folded. Texts that were copied share most of
theirs; texts that report the same news in other words share few. The share ranks
suggestions; a person decides.
"""

from __future__ import annotations

import re

from catalog.text import fold

WIDTH = 5
LIKELY_COPIED = 0.5
"""From this share on "the same origin" is proposed."""

_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of five words; of a shorter text the one run that it is."""
    words = _WORD.findall(fold(text))
    if not words:
        return frozenset()
    last = max(1, len(words) - WIDTH + 1)
    return frozenset(tuple(words[i : i + WIDTH]) for i in range(last))


def overlap(one: str, other: str) -> float:
    """The share of the shorter text's shingles that stand in the other, 0 to 1."""
    first, second = shingles(one), shingles(other)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))
