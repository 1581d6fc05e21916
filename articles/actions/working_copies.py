"""What people have typed and not saved, and who is at it now. No deed: no record."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from articles import clock
from articles.lifecycle import Refused
from articles.models import Article, WorkingCopy

from .articles import why_not_write

SEEN_WITHIN = datetime.timedelta(minutes=1)
MAX_KEPT = 4_000_000
"""Characters that a working copy holds at most, over all its fields."""


@transaction.atomic
def keep(
    article: Article | None,
    *,
    by: Any,
    fields: Mapping[str, Any],
    base_version: int = 0,
) -> WorkingCopy:
    """Keeps what was typed, in place of what was kept before; 3 queries.

    `article` is None for one that is not started yet. Raises Refused where `by` may
    not write it or where there is too much.
    """
    against = why_not_write(article, by=by) if article is not None else None
    if against:
        raise Refused(against)
    length = sum(len(str(value)) for value in fields.values())
    if length > MAX_KEPT:
        raise Refused(f"{length:,} characters are too many to keep unsaved.")
    now = clock.latest()
    kept, _made = WorkingCopy.objects.update_or_create(
        article=article,
        user=by,
        defaults={
            "fields": dict(fields),
            "base_version": base_version,
            "saved_at": now,
            "seen_at": now,
        },
    )
    return kept


@transaction.atomic
def touch(article: Article, *, by: Any) -> list[Any]:
    """Says that `by` has the article open; the others who do, by name; 3 queries."""
    now = clock.latest()
    WorkingCopy.objects.update_or_create(
        article=article, user=by, defaults={"seen_at": now}
    )
    others = (
        WorkingCopy.objects.filter(article=article, seen_at__gte=now - SEEN_WITHIN)
        .exclude(user=by)
        .select_related("user")
        .order_by("user__username")
    )
    return [row.user for row in others]


@transaction.atomic
def discard(article: Article | None, *, by: Any) -> None:
    """Forgets what was typed, once it is saved or not wanted any more."""
    WorkingCopy.objects.filter(article=article, user=by).delete()
