"""How many origins stand behind a fact: stories that copy each other count once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.shingles import LIKELY_COPIED, overlap


@dataclass(frozen=True)
class Witness:
    """One piece of supporting evidence: which it is, whose story, what it repeats."""

    pk: int
    story: int
    exact: str
    repeats: int | None = None


def groups(witnesses: Iterable[Witness]) -> list[list[Witness]]:
    """The witnesses by origin, in their order.

    Passages of one story have one origin, and whatever repeats another has that
    one's. Linear in the witnesses.
    """
    rows = list(witnesses)
    leader: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while leader.setdefault(node, node) != node:
            node = leader[node]
        return node

    for row in rows:
        leader[find(("evidence", row.pk))] = find(("story", row.story))
        if row.repeats is not None:
            leader[find(("evidence", row.pk))] = find(("evidence", row.repeats))
    found: dict[tuple[str, int], list[Witness]] = {}
    for row in rows:
        found.setdefault(find(("evidence", row.pk)), []).append(row)
    return list(found.values())


def independent(witnesses: Iterable[Witness]) -> int:
    """How many independent origins the witnesses have."""
    return len(groups(witnesses))


def likely_copies(witnesses: Iterable[Witness]) -> list[tuple[Witness, Witness]]:
    """Pairs of different origins whose words overlap enough to be one: proposals.

    Each pair once, the later passage first, the most alike first.
    """
    parts = groups(witnesses)
    pairs = [
        (share, later, earlier)
        for i, first in enumerate(parts)
        for second in parts[i + 1 :]
        for earlier in first
        for later in second
        if (share := overlap(earlier.exact, later.exact)) >= LIKELY_COPIED
    ]
    pairs.sort(key=lambda pair: -pair[0])
    return [(later, earlier) for _share, later, earlier in pairs]
