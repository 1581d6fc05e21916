"""Comments on articles: made, answered and resolved.

A page says which state of a comment it showed. Who resolves or answers another state
is told what somebody else did meanwhile, and decides again.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from articles import clock
from articles.lifecycle import Refused
from articles.models import Article, Comment

from .articles import why_not_write
from .changes import By, locked, name_of, record

MAX_LENGTH = 5_000
"""Characters of a comment at most."""


def may_read(article: Article, *, by: By) -> bool:
    """Whether somebody sees the comments: who may write it or comment on it."""
    if by is None or by.has_perm("articles.comment_article"):
        return True
    return by.pk in (article.author_id, article.assignee_id)


def state_of(remark: Comment, answers: list[Comment]) -> str:
    """What a page says of the comment it shows: the last word, and whether it is
    resolved; no query. Each deed on a comment brings it to another state."""
    last = max((answer.number for answer in answers), default=remark.number)
    return f"{last}{' resolved' if remark.resolved_at else ''}"


@transaction.atomic
def comment(article: Article, *, by: By, text: str, sentence: str = "") -> Comment:
    """A remark for the author, on one sentence or on the whole. Raises Refused."""
    article = locked(article)
    text = _words(article, text, by=by)
    sentence = " ".join(sentence.split())
    if sentence and sentence not in " ".join(
        f"{article.headline} {article.dek} {article.key_points} {article.body}".split()
    ):
        raise Refused("The sentence is not in the article: choose it again.")
    made = _made(article, by=by, text=text, sentence=sentence)
    record(article, "comment", by=by, after=text, why=sentence)
    return made


@transaction.atomic
def answer(remark: Comment, *, by: By, text: str, seen: str | None = None) -> Comment:
    """An answer under a comment; one that was resolved is open again by it.

    Raises Refused, also where it was resolved since the page that was answered from
    showed it as `seen`. Another answer is no reason: both are kept.
    """
    article = locked(remark.article)
    remark, answers = _thread(remark)
    text = _words(article, text, by=by)
    if remark.resolved_at is not None and seen is not None and "resolved" not in seen:
        raise Refused(
            f"{name_of(remark.resolved_by)} resolved the comment meanwhile: answer "
            f"once more to open it again."
        )
    made = _made(article, by=by, text=text, answers_to=remark)
    if remark.resolved_at is not None:
        remark.resolved_at = remark.resolved_by = None
        remark.save(update_fields=["resolved_at", "resolved_by"])
        record(article, "reopen comment", by=by, after=remark.text)
    record(article, "answer comment", by=by, after=text, why=remark.text)
    return made


@transaction.atomic
def resolve(remark: Comment, *, by: By, seen: str | None = None) -> Comment:
    """Says that a comment is dealt with: who may write the article, or made it.

    Raises Refused, also where it is not as it was `seen`.
    """
    article = locked(remark.article)
    remark, answers = _thread(remark)
    made_it = by is not None and remark.by_id == by.pk
    if not made_it and why_not_write(article, by=by):
        raise Refused("Only its author, an editor or whoever made it resolves it.")
    if remark.resolved_at is not None:
        at = timezone.localtime(remark.resolved_at)
        raise Refused(
            f"The comment is resolved already: {name_of(remark.resolved_by)} did it on "
            f"{at:%-d %B at %H:%M}."
        )
    if seen is not None and seen != state_of(remark, answers):
        if not answers:
            raise Refused("The page does not say what it showed: look at it again.")
        raise Refused(f"{name_of(answers[-1].by)} answered meanwhile: read it first.")
    remark.resolved_at, remark.resolved_by = clock.latest(), by
    remark.save(update_fields=["resolved_at", "resolved_by"])
    record(article, "resolve comment", by=by, after=remark.text)
    return remark


def _words(article: Article, text: str, *, by: By) -> str:
    """What is said, without the space around it; Refused where it cannot be."""
    if not may_read(article, by=by):
        raise Refused("Your role does not allow you to comment on this article.")
    text = text.strip()
    if not text:
        raise Refused("A comment needs some words.")
    if len(text) > MAX_LENGTH:
        raise Refused(
            f"The comment has {len(text):,} characters; {MAX_LENGTH:,} are allowed."
        )
    return text


def _made(article: Article, **columns: Any) -> Comment:
    last = article.comments.aggregate(last=Max("number"))["last"] or 0
    return Comment.objects.create(
        article=article, number=last + 1, at=clock.latest(), **columns
    )


def _thread(remark: Comment) -> tuple[Comment, list[Comment]]:
    """The comment as it is now, or the one that it answers, and all its answers."""
    rows = Comment.objects.select_related("by", "resolved_by")
    first = rows.get(pk=remark.answers_to_id or remark.pk)
    return first, list(rows.filter(answers_to=first).order_by("number"))
