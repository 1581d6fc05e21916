"""The queues of what follows from change: found by asking, when the desk is opened."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.conflicts import conflicts, drift, self_contradictions
from articles.models import CLAIM_ROWS, Evidence, Fact, FactStatus, Task, TaskKind
from articles.queues import Queue, add, articles_for
from articles.stale import stale_articles
from catalog.models import Credit


def unchecked_evidence() -> QuerySet[Evidence]:
    """Evidence of accepted facts that nobody has compared with them as they are."""
    return (
        Evidence.objects.standing()
        .filter(checked_at=None, fact__status=FactStatus.ACCEPTED)
        .select_related(
            *(f"fact__{name}" for name in CLAIM_ROWS), "passage__snapshot__story"
        )
        .defer("passage__snapshot__text")
        .order_by("pk")
    )


def orphaned_evidence() -> QuerySet[Evidence]:
    """Evidence of facts in use whose words no longer stand in their story."""
    return (
        Evidence.objects.exclude(passage__orphaned_in=None)
        .filter(fact__status__in=(FactStatus.ACCEPTED, FactStatus.PROPOSED))
        .select_related(
            *(f"fact__{name}" for name in CLAIM_ROWS),
            "passage__snapshot__story",
            "passage__orphaned_in",
        )
        .defer("passage__snapshot__text", "passage__orphaned_in__text")
        .order_by("pk")
    )


def unsupported_facts() -> QuerySet[Fact]:
    """Accepted facts that rest on no checked passage that still stands."""
    support = Evidence.objects.supporting().checked().standing()
    return (
        Fact.objects.accepted()
        .filter(~Exists(support.filter(fact=OuterRef("pk"))))
        .select_related(*CLAIM_ROWS)
        .order_by("proposed_at", "pk")
    )


def tasks_for(user: Any, *, kind: str) -> QuerySet[Task]:
    """The open tasks of that kind on the articles this person may read."""
    return (
        Task.objects.open()
        .filter(kind=kind, article__in=articles_for(user).values("pk"))
        .select_related(
            "article",
            *(f"fact__{name}" for name in CLAIM_ROWS),
            *(f"fact__replaced_by__{name}" for name in CLAIM_ROWS),
        )
        .order_by("opened_at", "pk")
    )


def credits_to_bind() -> QuerySet[Credit]:
    """Credits that lost their episodes when these were renumbered."""
    return (
        Credit.objects.filter(needs_binding=True)
        .select_related("work", "person", "job")
        .order_by("pk")
    )


_QUEUES = (
    Queue(
        key="conflicts",
        title="Conflicts",
        what="Proposals and passages that speak against an accepted fact.",
        place="admin:queue_conflicts",
        permission="articles.view_fact",
        count=lambda user: len(conflicts()),
    ),
    Queue(
        key="contradictions",
        title="Stories against themselves",
        what="One story says two things of which one cannot be right.",
        place="admin:queue_contradictions",
        permission="articles.view_fact",
        count=lambda user: len(self_contradictions()),
    ),
    Queue(
        key="drift",
        title="Drift",
        what="The catalogue shows another value than the accepted fact.",
        place="admin:queue_drift",
        permission="articles.view_fact",
        count=lambda user: len(drift()),
    ),
    Queue(
        key="unchecked",
        title="Unchecked evidence",
        what="Passages beside accepted facts that nobody has compared with them.",
        place="admin:queue_unchecked",
        permission="articles.view_evidence",
        count=lambda user: unchecked_evidence().count(),
    ),
    Queue(
        key="orphaned",
        title="Orphaned quotes",
        what="Their words no longer stand in the story.",
        place="admin:queue_orphaned",
        permission="articles.view_evidence",
        count=lambda user: orphaned_evidence().count(),
    ),
    Queue(
        key="unsupported",
        title="Facts without support",
        what="Accepted, and no checked passage bears them out any more.",
        place="admin:queue_unsupported",
        permission="articles.view_fact",
        count=lambda user: unsupported_facts().count(),
    ),
    Queue(
        key="stale",
        title="Stale articles",
        what="Their sentences rest on what has changed; each has a wording to accept.",
        place="admin:queue_stale",
        permission="articles.view_task",
        count=lambda user: stale_articles(user).count(),
    ),
    Queue(
        key="corrections",
        title="Corrections to word",
        what="They cite what never was so, and readers have not been told.",
        place="admin:queue_corrections",
        permission="articles.view_task",
        count=lambda user: (
            tasks_for(user, kind=TaskKind.CORRECTION).filter(wording="").count()
        ),
    ),
    Queue(
        key="credits",
        title="Credits to bind",
        what="Episodes were renumbered: which ones are meant?",
        place="admin:queue_credits",
        permission="catalog.view_credit",
        count=lambda user: credits_to_bind().count(),
    ),
)

for _queue in _QUEUES:
    add(_queue)
