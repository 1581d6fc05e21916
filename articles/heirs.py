"""What holds in the place of facts that fell: the last of those that replaced them."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models import CLAIM_ROWS, Fact, FactStatus


def heirs_of(facts: Iterable[Fact]) -> dict[int, Fact]:
    """The accepted fact at the end of each line of replacements, by the number of the
    fact that began it, with its entries; a query for each step.

    A fact whose line ends with one that is no longer accepted has no heir.
    """
    next_ids = {fact.pk: fact.replaced_by_id for fact in facts}
    found: dict[int, Fact] = {}
    while wanted := {pk: heir for pk, heir in next_ids.items() if heir is not None}:
        rows = Fact.objects.select_related(*CLAIM_ROWS).in_bulk(set(wanted.values()))
        found |= {pk: rows[heir] for pk, heir in wanted.items()}
        next_ids = {pk: rows[heir].replaced_by_id for pk, heir in wanted.items()}
    return {pk: f for pk, f in found.items() if f.status == FactStatus.ACCEPTED}
