"""The queues of the desk: what waits for somebody, how much of it, and where.

A capability adds its own with `add`. A queue is counted by a query when the desk is
opened; nothing has to keep a counter true.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles import clock
from articles.coverage import entries_with_page, unsourced
from articles.models import Article, ArticleStatus, Change, Comment, Edition, Fact
from articles.predicate_shapes import Predicate
from articles.predicates import for_kind
from articles.reviewing import MOVES
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
    """The working copies this person may read.

    Editors all; others their own, those assigned to them and those that are out; who
    may comment also what is in review or ready.
    """
    if user.has_perm("articles.publish_article"):
        return Article.objects.all()
    is_out = Edition.objects.out(at=clock.latest()).filter(article=OuterRef("pk"))
    which = Q(author=user) | Q(assignee=user) | Q(Exists(is_out))
    if user.has_perm("articles.comment_article"):
        which |= Q(status__in=(ArticleStatus.IN_REVIEW, ArticleStatus.READY))
    return Article.objects.filter(which)


_COMMENTING = ("comment", "answer comment", "resolve comment", "reopen comment")


def changes_for(user: User) -> QuerySet[Change]:
    """The deeds this person may read of: none on an article that they may not read,
    and what is said in comments only where they may see these."""
    readable = articles_for(user).values("pk")
    rows = Change.objects.filter(Q(article=None) | Q(article__in=readable))
    if user.has_perm("articles.comment_article"):
        return rows
    own = Q(article__author=user) | Q(article__assignee=user)
    return rows.filter(own | ~Q(verb__in=_COMMENTING))


def mine(user: User) -> QuerySet[Article]:
    """What this person has to bring on: assigned to them, begun by them and with
    nobody else, sent back to them, or with words for them; the soonest due first."""
    moves = Change.objects.filter(article=OuterRef("pk"), verb__in=MOVES)
    last_move = Subquery(moves.order_by("-pk").values("verb")[:1])
    words = Exists(_comments_for(user).filter(article=OuterRef("pk")))
    own_draft = Q(author=user, status=ArticleStatus.DRAFT)
    return (
        articles_for(user)
        .annotate(last_move=last_move, has_words=words)
        .filter(
            Q(assignee=user) & ~Q(status=ArticleStatus.PUBLISHED)
            | own_draft & (Q(assignee=None) | Q(last_move="send back"))
            | Q(has_words=True)
        )
        .order_by(F("due_on").asc(nulls_last=True), "-edited_at", "pk")
    )


@dataclass(frozen=True)
class Mine:
    """An article that waits for somebody, and why it does."""

    article: Article
    why: str
    is_overdue: bool


def first_of_mine(user: User, most: int) -> list[Mine]:
    """What waits for this person soonest; 1 query, none for who reads no articles."""
    if not user.has_perm("articles.view_article"):
        return []
    today = timezone.localdate()
    return [
        Mine(
            article=row,
            why=_why_mine(row, user),
            is_overdue=row.due_on is not None
            and row.due_on < today
            and row.status != ArticleStatus.PUBLISHED,
        )
        for row in mine(user)[:most]
    ]


def _why_mine(article: Any, user: User) -> str:
    if article.has_words:
        return "a comment waits for your answer"
    if article.author_id == user.pk and article.last_move == "send back":
        return "sent back to you"
    return "assigned to you" if article.assignee_id == user.pk else "begun by you"


def _comments_for(user: User) -> QuerySet[Comment]:
    """Open comments in which somebody else had the last word: on their article, or on
    a remark of theirs."""
    answers = Comment.objects.filter(answers_to=OuterRef("pk")).order_by("-number")
    last_by = Subquery(answers.values("by")[:1])
    return (
        Comment.objects.open()
        .annotate(answered_by=last_by, is_answered=Exists(answers))
        .annotate(
            last_by=Case(
                When(is_answered=True, then=Coalesce("answered_by", 0)),
                default=Coalesce("by", 0),
                output_field=BigIntegerField(),
            )
        )
        .filter(Q(article__author=user) | Q(by=user))
        .exclude(last_by=user.pk)
    )


def scheduled_for(user: User) -> QuerySet[Edition]:
    return Edition.objects.scheduled(at=clock.latest()).filter(
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
        key="mine",
        title="Mine",
        what="Articles that wait for you: assigned to you, begun by you, sent back, or "
        "with comments for you.",
        place="admin:articles_article_changelist",
        query="mine=yes",
        permission="articles.view_article",
        count=lambda user: mine(user).count(),
    )
)

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


def _count_in(status: str, user: User) -> int:
    return articles_for(user).filter(status=status).count()


for _status, _title, _what in (
    (ArticleStatus.DRAFT, "Drafts", "Articles that somebody is writing."),
    (ArticleStatus.IN_REVIEW, "In review", "Articles that wait for an editor."),
    (ArticleStatus.READY, "Ready", "Approved, and not published yet."),
):
    add(
        Queue(
            key="drafts" if _status == ArticleStatus.DRAFT else _status.value,
            title=_title,
            what=_what,
            place="admin:articles_article_changelist",
            query=f"status__exact={_status.value}",
            permission="articles.view_article",
            count=partial(_count_in, _status),
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
