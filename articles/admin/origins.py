"""How many independent origins stand behind a fact, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Evidence, Stance
from articles.origins import Witness, independent, likely_copies

MOST_COMPARED = 60
"""Passages whose words are compared; beyond, an editor names the origins unaided."""


@dataclass(frozen=True)
class Origins:
    """What supports a fact and still stands: stories, origins, and likely copies.

    A copy is the pair of the later piece of evidence and the one it may pass on.
    """

    stories: int
    origins: int
    copies: tuple[tuple[Evidence, Evidence], ...]

    def __str__(self) -> str:
        stories = "1 story" if self.stories == 1 else f"{self.stories} stories"
        origins = "1 origin" if self.origins == 1 else f"{self.origins} origins"
        return f"{stories}, {origins}"


def origins_of(evidence: Iterable[Evidence]) -> Origins:
    """The origins behind rows loaded with their passages and snapshots; 0 queries."""
    rows = {
        row.pk: row
        for row in evidence
        if row.stance == Stance.SUPPORTS and row.passage.orphaned_in_id is None
    }
    witnesses = [
        Witness(pk, row.passage.snapshot.story_id, row.passage.exact, row.repeats_id)
        for pk, row in rows.items()
    ]
    copies = likely_copies(witnesses) if len(witnesses) <= MOST_COMPARED else []
    return Origins(
        stories=len({witness.story for witness in witnesses}),
        origins=independent(witnesses),
        copies=tuple((rows[later.pk], rows[one.pk]) for later, one in copies),
    )
