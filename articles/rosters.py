"""Two rosters side by side: who is new, who is no longer listed, what changed.

A shorter list says nothing about why: somebody is "no longer listed", never "left".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from articles.models import Fact, ValueKind
from catalog.models import Entry


@dataclass(frozen=True)
class Listed:
    """One person in one roster: their jobs there, and the facts that say so."""

    person: Entry
    jobs: tuple[str, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Changed:
    """A person in both rosters whose jobs differ."""

    before: Listed
    after: Listed


@dataclass(frozen=True)
class Roster:
    """What the second roster has beside the first; each part by the person's name."""

    new: tuple[Listed, ...]
    no_longer_listed: tuple[Listed, ...]
    changed: tuple[Changed, ...]
    same: tuple[Listed, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.no_longer_listed or self.changed or self.same)


def compare(one: Entry, other: Entry, predicate: str = "crew") -> Roster:
    """The accepted credits of `other` beside those of `one`; 1 query.

    By person and job; which episodes somebody is credited for makes no difference.
    """
    rows = (
        Fact.objects.accepted()
        .filter(
            subject__in=[one.pk, other.pk],
            predicate=predicate,
            kind=ValueKind.VALUE,
            target__isnull=False,
        )
        .select_related("target", "job")
        .order_by("target__sort_key", "target", "job__order", "pk")
    )
    said: dict[int, dict[int, list[Fact]]] = {one.pk: {}, other.pk: {}}
    for fact in rows:
        assert fact.target_id is not None
        said[fact.subject_id].setdefault(fact.target_id, []).append(fact)
    before, after = _listed(said[one.pk]), _listed(said[other.pk])
    both = [(before[pk], after[pk]) for pk in after if pk in before]
    return Roster(
        new=tuple(row for pk, row in after.items() if pk not in before),
        no_longer_listed=tuple(row for pk, row in before.items() if pk not in after),
        changed=tuple(Changed(a, b) for a, b in both if set(a.jobs) != set(b.jobs)),
        same=tuple(b for a, b in both if set(a.jobs) == set(b.jobs)),
    )


def _listed(said: dict[int, list[Fact]]) -> dict[int, Listed]:
    found = {}
    for pk, facts in said.items():
        jobs: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            jobs[fact.job.name if fact.job else ""].append(fact)
        assert facts[0].target is not None
        found[pk] = Listed(facts[0].target, tuple(jobs), tuple(facts))
    return found
