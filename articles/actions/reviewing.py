"""The way of an article from its author to being ready, and back again."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles import clock
from articles.lifecycle import Refused
from articles.models import Article, ArticleStatus
from articles.reviewing import (
    why_not_approve,
    why_not_reopen,
    why_not_send_back,
    why_not_submit,
    why_not_withdraw,
)

from .articles import require_writer, unchanged
from .changes import By, record, require
from .publishing import is_own

_APPROVING = "articles.publish_article"


def reasons_against_submitting(article: Article) -> list[str]:
    """Every reason why it cannot be sent to review; no query."""
    return why_not_submit(
        status=article.status, headline=article.headline, body=article.body
    )


def reasons_against_approving(article: Article, *, by: By) -> list[str]:
    """Every reason why it cannot be approved; at most 3 queries."""
    return why_not_approve(
        status=article.status,
        own_article=is_own(article, by=by),
        four_eyes=settings.FOUR_EYES,
        open_comments=article.comments.open().count(),
    )


@transaction.atomic
def submit(
    article: Article, *, by: By, note: str = "", seen: int | None = None
) -> Article:
    """Sends a draft to review; its author or whoever may change it. Raises Refused."""
    article = unchanged(article, seen=seen)
    require_writer(article, by=by)
    _ask(reasons_against_submitting(article))
    return _move(article, ArticleStatus.IN_REVIEW, "submit", by=by, why=note)


@transaction.atomic
def withdraw(article: Article, *, by: By, seen: int | None = None) -> Article:
    """Takes an article out of review, to go on with it; its author, or an editor."""
    article = unchanged(article, seen=seen)
    require(by, "articles.change_article", "take articles out of review")
    _ask(why_not_withdraw(status=article.status))
    own = article.author_id, article.assignee_id
    if by is not None and by.pk not in own and not by.has_perm(_APPROVING):
        raise Refused("It is somebody else's article.")
    return _move(article, ArticleStatus.DRAFT, "withdraw", by=by)


@transaction.atomic
def send_back(
    article: Article, *, by: By, why: str, seen: int | None = None
) -> Article:
    """Gives an article back to its author with a reason. Raises Refused."""
    require(by, _APPROVING, "send articles back")
    article = unchanged(article, seen=seen)
    _ask(why_not_send_back(status=article.status, why=why))
    return _move(article, ArticleStatus.DRAFT, "send back", by=by, why=why.strip())


@transaction.atomic
def approve(
    article: Article, *, by: By, note: str = "", seen: int | None = None
) -> Article:
    """Says that the article is ready to be published as it stands. Raises Refused."""
    require(by, _APPROVING, "approve articles")
    article = unchanged(article, seen=seen)
    _ask(reasons_against_approving(article, by=by))
    return _move(article, ArticleStatus.READY, "approve", by=by, why=note)


@transaction.atomic
def reopen(article: Article, *, by: By, seen: int | None = None) -> Article:
    """Makes a published article a draft again, for its author to work on.

    Readers keep the edition they have. Raises Refused.
    """
    require(by, _APPROVING, "reopen articles")
    article = unchanged(article, seen=seen)
    scheduled = article.editions.scheduled(at=clock.latest()).exists()
    _ask(why_not_reopen(status=article.status, is_scheduled=scheduled))
    return _move(article, ArticleStatus.DRAFT, "reopen", by=by)


@transaction.atomic
def assign(
    article: Article, *, to: Any, by: By, due_on: datetime.date | None = None
) -> Article:
    """Makes somebody responsible, or nobody (`to` None), with a day it is due.

    Editors assign to anybody; others take on or give up their own share. Raises
    Refused.
    """
    require(by, "articles.change_article", "assign articles")
    article = unchanged(article, seen=None)
    if by is not None and not by.has_perm(_APPROVING):
        theirs = article.author_id in (None, by.pk) or article.assignee_id == by.pk
        if not theirs or (to is not None and to.pk != by.pk):
            raise Refused("Only editors assign articles to others.")
    if to is not None and not (to.is_active and to.is_staff):
        raise Refused(f"{to} has no seat at the desk.")
    before = _assignment(article)
    article.assignee, article.due_on = to, due_on
    article.save(update_fields=["assignee", "due_on"])
    record(article, "assign", by=by, before=before, after=_assignment(article))
    return article


def _assignment(article: Article) -> str:
    due = f", due {article.due_on.isoformat()}" if article.due_on else ""
    return f"{article.assignee or 'nobody'}{due}"


@transaction.atomic
def set_embargo(
    article: Article, *, until: datetime.datetime | None, by: By, why: str = ""
) -> Article:
    """Says before which moment no edition may go live; None lifts it.

    Raises Refused where an edition is out or scheduled before it, and ValueError for
    a moment without a zone.
    """
    require(by, _APPROVING, "set embargoes")
    if until is not None and timezone.is_naive(until):
        raise ValueError("until must know its time zone.")
    article = unchanged(article, seen=None)
    if until is not None:
        first = article.editions.standing().filter(live_from__lt=until).first()
        if first is not None:
            is_out = first.live_from <= clock.latest()
            state = (
                "out already" if is_out else "scheduled before that: cancel it first"
            )
            raise Refused(f"Edition {first.number} is {state}.")
    before, article.embargo_until = article.embargo_until, until
    article.save(update_fields=["embargo_until"])
    record(
        article,
        "embargo" if until else "lift embargo",
        by=by,
        before=before.isoformat() if before else "",
        after=until.isoformat() if until else "",
        why=why.strip(),
    )
    return article


def _ask(against: list[str] | str | None) -> None:
    """Raises Refused where there is a reason."""
    reasons = [against] if isinstance(against, str) else against
    if reasons:
        raise Refused(*reasons)


def _move(
    article: Article, status: str, verb: str, *, by: By, why: str = ""
) -> Article:
    before, article.status = article.status, status
    article.save(update_fields=["status"])
    record(article, verb, by=by, before=before, after=status, why=why.strip())
    return article
