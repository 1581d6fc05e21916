"""The queues of the desk: what waits for somebody, how much of it, and where.

A capability adds its own with `add`. A queue is counted by a query when the desk is
opened; nothing has to keep a counter true.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.coverage import entries_with_page, unsourced
from articles.models import Article, ArticleStatus, Edition, Fact
from articles.predicate_shapes import Predicate
from articles.predicates import for_kind
from catalog.sheets import Cell

User = Any

# Entries looked through for unsourced values: one batch of the sheets, 11 queries.
ENTRIES_AT_ONCE = 1_000


@dataclass(frozen=True)
class Queue:
    """One kind of work. `place` names its list: an address of the desk and a query.

    `permission` is what somebody needs to work on it; `count` may depend on who asks.
    """

    key: str
    title: str
    what: str
    place: str
    permission: str
    count: Callable[[User], int]
    query: str = ""


@dataclass(frozen=True)
class Waiting:
    """A queue as one person sees it now."""

    queue: Queue
    count: int


_QUEUES: dict[str, Queue] = {}


def add(queue: Queue) -> None:
    """Puts a queue on the desk, after those that are there."""
    if queue.key in _QUEUES:
        raise ValueError(f"There is a queue “{queue.key}” already.")
    _QUEUES[queue.key] = queue


def all_queues() -> list[Queue]:
    return list(_QUEUES.values())


def shown_to(user: User) -> list[Waiting]:
    """The queues this person may work on, with their counts; a few queries each."""
    return [
        Waiting(queue, queue.count(user))
        for queue in _QUEUES.values()
        if user.has_perm(queue.permission)
    ]


def articles_for(user: User) -> QuerySet[Article]:
    """The working copies this person may read: who cannot publish, only their own.

    Others' are theirs to read once they are published.
    """
    if user.has_perm("articles.publish_article"):
        return Article.objects.all()
    return Article.objects.filter(Q(author=user) | Q(status=ArticleStatus.PUBLISHED))


def scheduled_for(user: User) -> QuerySet[Edition]:
    return Edition.objects.scheduled(at=timezone.now()).filter(
        article__in=articles_for(user)
    )


# --- Values without a source -----------------------------------------------------


@dataclass(frozen=True)
class UnsourcedValue:
    """A value that readers see and nothing supports; `predicate` could state it."""

    entry_id: int
    entry: str
    kind: str
    url: str
    label: str
    text: str
    predicate: str


@dataclass(frozen=True)
class UnsourcedValues:
    """`is_all` is False where there are more entries than were looked through."""

    rows: tuple[UnsourcedValue, ...]
    is_all: bool


def unsourced_values() -> UnsourcedValues:
    """The unsourced values of the first thousand entries; at most 12 queries."""
    entries = list(islice(entries_with_page(), ENTRIES_AT_ONCE + 1))
    rows = tuple(
        UnsourcedValue(
            entry_id=cell.entry_id,
            entry=found.label if "/" not in found.slug else _long_name(found.slug),
            kind=found.kind,
            url=found.url,
            label=cell.label,
            text=cell.text,
            predicate=predicate.key if predicate else "",
        )
        for found in unsourced(entries[:ENTRIES_AT_ONCE])
        for cell in found.missing
        for predicate in [predicate_for(cell, found.kind)]
    )
    return UnsourcedValues(rows, is_all=len(entries) <= ENTRIES_AT_ONCE)


def _long_name(slug: str) -> str:
    """A season or an episode by its address, in words: "ballard, season 1"."""
    return ", ".join(slug.split("/")).replace("-", " ")


def predicate_for(cell: Cell, kind: str) -> Predicate | None:
    """What would have to be claimed so that the cell rests on it, if anything."""
    for row in for_kind(kind):
        if cell.column:
            if row.column(kind) == cell.column:
                return row
        elif row.row and _says(row, cell):
            return row
    return None


def _says(row: Predicate, cell: Cell) -> bool:
    name, _, detail = row.row.partition(":")
    if name == "credit" and cell.row == "credit":
        return row.key == cell.group
    held = {"company": "company_credit"}.get(name, name)
    return cell.row == held and detail in ("", cell.detail) and not cell.is_incoming


# --- The queues of the ground floor ----------------------------------------------

add(
    Queue(
        key="to-check",
        title="To check",
        what="Proposed facts that wait for somebody to compare them with their words.",
        place="admin:articles_fact_changelist",
        query="status__exact=proposed",
        permission="articles.view_fact",
        count=lambda user: Fact.objects.proposed().count(),
    )
)
add(
    Queue(
        key="drafts",
        title="Drafts",
        what="Articles that no reader has seen yet.",
        place="admin:articles_article_changelist",
        query="status__exact=draft",
        permission="articles.view_article",
        count=lambda user: (
            articles_for(user).filter(status=ArticleStatus.DRAFT).count()
        ),
    )
)
add(
    Queue(
        key="scheduled",
        title="Scheduled",
        what="Editions whose time has not come.",
        place="admin:articles_edition_changelist",
        query="live=scheduled",
        permission="articles.view_edition",
        count=lambda user: scheduled_for(user).count(),
    )
)
add(
    Queue(
        key="unsourced",
        title="Values without a source",
        what="Readers see them, and no checked passage supports them.",
        place="admin:queue_unsourced",
        permission="articles.view_fact",
        count=lambda user: len(unsourced_values().rows),
    )
)
