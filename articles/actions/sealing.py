"""Digests of what never changes: the editions of an article, the deeds on a subject.

Rows that came by fixture carry none; they are sealed when the next row of their
chain is written, when the demo is loaded, or by `verify_integrity --seal`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from articles.models import Cancellation, Change, Edition
from articles.seals import digest_of

_SUBJECTS = ("story_id", "fact_id", "article_id", "entry_id")
_CHANGE = ("key", "at", "by_id", "verb", "before", "after", "why", *_SUBJECTS)
_EDITION = (
    "article_id", "number", "kind", "slug", "headline", "dek", "key_points", "body",
    "byline", "section_id", "hero_id", "live_from", "first_live", "note",
    "published_by_id", "published_at",
)  # fmt: skip
_CANCELLATION = ("edition_id", "at", "by_id", "why")

Chained = Change | Edition


def cancellation_digest(row: Cancellation, edition: str) -> str:
    """The digest of a cancellation, over that of its edition."""
    return digest_of({name: getattr(row, name) for name in _CANCELLATION}, edition)


def change_digest(change: Change, before: str) -> str:
    return digest_of({name: getattr(change, name) for name in _CHANGE}, before)


def edition_digest(
    edition: Edition, before: str, *, lists: dict[str, list[int]]
) -> str:
    """The digest of the edition with its lists: topics, about, related, facts."""
    row = {name: getattr(edition, name) for name in _EDITION}
    return digest_of(row | lists, before)


def lists_of(edition: Edition) -> dict[str, list[int]]:
    """The numbers of all rows that the edition names; the facts in their order.

    Costs no query where `chains` has read the edition, and 4 otherwise.
    """
    found = {
        name: sorted(row.pk for row in getattr(edition, name).all())
        for name in ("topics", "about", "related")
    }
    cited = sorted(edition.citations.all(), key=lambda row: row.number)
    return found | {"facts": [row.fact_id for row in cited]}


def digest_now(row: Chained, before: str) -> str:
    """What the digest of the row has to be, from what the database holds now."""
    if isinstance(row, Edition):
        return edition_digest(row, before, lists=lists_of(row))
    return change_digest(row, before)


def last_digest(model: type[Chained], **chain: Any) -> str:
    """The digest of the newest row of that chain, "" where there is none; 1 query.

    Rows before it that carry none, as after a plain loaddata, are sealed first.
    """
    rows = model.objects.filter(**chain).order_by("pk")
    last = rows.values_list("digest", flat=True).last()
    if last == "":
        seal(rows)
        last = rows.values_list("digest", flat=True).last()
    return last or ""


def chains(rows: models.QuerySet | None = None) -> Iterator[list[Chained]]:
    """The rows of every chain in their order: of each article, of each subject."""
    if rows is not None:
        yield list(_whole(rows))
        return
    editions = _whole(Edition.objects.order_by("article_id", "pk"))
    for _, group in groupby(editions, key=lambda row: row.article_id):
        yield list(group)
    changes = Change.objects.order_by(*_SUBJECTS, "pk")
    for _, group in groupby(
        changes.iterator(2_000),
        key=lambda row: [getattr(row, name) for name in _SUBJECTS],
    ):
        yield list(group)


def _whole(rows: models.QuerySet) -> Iterable[Any]:
    if rows.model is Edition:
        named = ("topics", "about", "related", "citations")
        return rows.prefetch_related(*named).iterator(500)
    return rows


@transaction.atomic
def seal(rows: models.QuerySet | None = None) -> int:
    """Gives a digest to the rows that lack one, in order; how many there were.

    A row that has a digest keeps it: sealing never hides a change.
    """
    done = 0
    for chain in chains(rows):
        before = ""
        for row in chain:
            if not row.digest:
                row.digest = digest_now(row, before)
                _write(row)
                done += 1
            before = row.digest
    return done + (0 if rows is not None else _seal_cancellations())


def _seal_cancellations() -> int:
    bare = Cancellation.objects.filter(digest="").select_related("edition")
    for row in bare:
        row.digest = cancellation_digest(row, row.edition.digest)
        _write(row)
    return len(bare)


def _write(row: Chained | Cancellation) -> None:
    """The one column that comes after the row; the manager would refuse it."""
    models.QuerySet(type(row)).filter(Q(pk=row.pk, digest="")).update(digest=row.digest)
