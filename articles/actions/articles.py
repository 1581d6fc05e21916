"""Articles: starting them, and changing the working copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from articles.lifecycle import Refused
from articles.models import Article, ArticleStatus, Topic

from .changes import By, locked, record, require

LISTS = ("topics", "about", "related")


class Stale(Refused):
    """Somebody else changed the article since it was read."""

    def __init__(self, seen: int, version: int) -> None:
        super().__init__(
            "Somebody changed the article since you opened it: look at it again."
        )
        self.seen, self.version = seen, version


@transaction.atomic
def start(*, by: By, headline: str, section: Any, **draft: Any) -> Article:
    """A new draft, on record; raises ValidationError by field."""
    require(by, "articles.add_article", "write articles")
    draft.setdefault("byline", (by and by.get_full_name()) or "The desk")
    draft.setdefault("slug", slugify(headline)[:100].strip("-"))
    article = Article(headline=headline, section=section, author=by, **draft)
    article.full_clean()
    article.save()
    record(article, "start", by=by, after=headline)
    return article


@transaction.atomic
def revise(
    article: Article,
    *,
    by: By,
    columns: Mapping[str, Any],
    lists: Mapping[str, Iterable[Any]] | None = None,
    seen: int | None = None,
) -> Article:
    """Changes the working copy; what was ready goes back to review.

    `lists` are topics, about and related. What is the same as before is left alone,
    and where all is, nothing is written. Raises Stale where `seen` is not the version
    the article has now, Refused where `by` may not write it, and ValidationError.
    """
    article = unchanged(article, seen=seen)
    require_writer(article, by=by)
    changed = [name for name in columns if getattr(article, name) != columns[name]]
    for name in changed:
        setattr(article, name, columns[name])
    moved = [
        name
        for name, rows in (lists or {}).items()
        if _ids(getattr(article, name).all()) != _ids(rows)
    ]
    if not changed and not moved:
        return article
    against = reasons_against_topics((lists or {}).get("topics", ()))
    if against:
        raise ValidationError({"topics": against})
    article.full_clean()
    for name in moved:
        getattr(article, name).set((lists or {})[name])
    before, article = article.status, save_text(article, changed)
    what = ", ".join(sorted(changed + moved))
    record(article, "revise", by=by, before=before, after=article.status, why=what)
    return article


def reasons_against_topics(topics: Iterable[Topic]) -> list[str]:
    """Why articles cannot be sorted under these; a query for each that was merged."""
    return [
        f"“{topic}” was merged into “{topic.merged_into}”: choose that one."
        for topic in topics
        if topic.merged_into_id
    ]


def _ids(rows: Iterable[Any]) -> set[int]:
    return {row.pk for row in rows}


def save_text(article: Article, changed: list[str]) -> Article:
    """Saves these columns as another version; what was ready is in review again.

    Within the caller's transaction, and the caller puts it on record.
    """
    if article.status == ArticleStatus.READY:
        article.status = ArticleStatus.IN_REVIEW
    article.version += 1
    article.save(update_fields=[*changed, "status", "version", "edited_at"])
    return article


def unchanged(article: Article, *, seen: int | None) -> Article:
    """The article as the database has it, locked; raises Stale where it is another
    version than `seen`. None asks nothing."""
    article = locked(article)
    if seen is not None and article.version != seen:
        raise Stale(seen, article.version)
    return article


def why_not_write(article: Article, *, by: By) -> str | None:
    """Why this person cannot change the working copy; no query.

    Editors write everywhere; others their own drafts and those assigned to them.
    """
    if by is None or by.has_perm("articles.publish_article"):
        return None
    if by.pk not in (article.author_id, article.assignee_id):
        return "It is somebody else's article."
    if article.status != ArticleStatus.DRAFT:
        return f"It is {article.get_status_display()}: only editors change it now."
    return None


def require_writer(article: Article, *, by: By) -> None:
    """Raises Refused unless `by` may change the working copy."""
    require(by, "articles.change_article", "change articles")
    against = why_not_write(article, by=by)
    if against:
        raise Refused(against)
