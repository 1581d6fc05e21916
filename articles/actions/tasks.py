"""What articles have to do about facts that changed under them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from articles.lifecycle import Refused
from articles.models import Article, Edition, Fact, Task
from catalog.versions import mark

from .changes import By, locked, record, require


def open_tasks(fact: Fact, *, kind: str, by: By) -> list[Task]:
    """A task on every article whose newest edition cites the fact.

    Within the caller's transaction. A scheduled edition counts: it is out already,
    only not yet seen.
    """
    newest = Edition.objects.newest().filter(citations__fact=fact)
    opened = []
    for edition in newest.select_related("article").order_by("article_id"):
        before = Task.objects.filter(article=edition.article, fact=fact)
        if before.open().exists():
            continue
        opened.append(
            Task.objects.create(
                article=edition.article,
                fact=fact,
                kind=kind,
                number=before.count() + 1,
                opened_at=timezone.now(),
            )
        )
        record(edition.article, f"open {kind}", by=by, why=fact.key)
    return opened


@transaction.atomic
def word_correction(
    task: Task, wording: str, *, by: By, seen: str | None = None
) -> Task:
    """Keeps what readers will be told; publishing the correction makes it public.

    Raises Refused where `seen` is not the mark of the wording that is kept now.
    """
    require(by, "articles.change_article", "word corrections")
    article = locked(task.article)
    task = Task.objects.get(pk=task.pk)
    if seen is not None and seen != mark([task.wording]):
        raise Refused(
            f"Somebody worded it since you opened this page: “{task.wording}” Keep "
            f"yours again to put it in place of theirs."
        )
    before, task.wording = task.wording, wording.strip()
    task.save(update_fields=["wording"])
    record(article, "word correction", by=by, before=before, after=task.wording)
    return task


def close_done(article: Article, *, by: By, at: datetime.datetime) -> list[Task]:
    """Closes the article's open tasks; within the transaction that publishes.

    They bear the moment of the edition, which is how cancelling it finds them.
    """
    closed = list(article.tasks.open())
    _close(closed, by=by, at=at)
    return closed


def open_again(tasks: Iterable[Task]) -> None:
    """Opens closed tasks, but where the same fact has asked the article since."""
    for task in tasks:
        if Task.objects.open().filter(article=task.article, fact=task.fact).exists():
            continue
        task.closed_at, task.closed_by = None, None
        task.save(update_fields=["closed_at", "closed_by"])


def close_for(fact: Fact, *, by: By) -> None:
    """Closes the open tasks about a fact that holds again."""
    tasks = list(fact.tasks.open().select_related("article"))
    _close(tasks, by=by, at=timezone.now())
    for task in tasks:
        record(task.article, f"close {task.kind}", by=by, why=fact.key)


def _close(tasks: list[Task], *, by: By, at: datetime.datetime) -> None:
    for task in tasks:
        task.closed_at = at
        task.closed_by = by
        task.save(update_fields=["closed_at", "closed_by"])
