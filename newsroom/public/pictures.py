"""Pictures of entries and articles, and the posters drawn where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import OuterRef, QuerySet

from catalog.models import Entry, EntryKind, Image

from .folded import json_row
from .inputs import Picture
from .posters import Poster, poster

_POSTERS: dict[str, str] = {
    EntryKind.PERSON: "person",
    EntryKind.CHARACTER: "person",
    EntryKind.ORGANISATION: "organisation",
}


_COLUMNS = ("file", "alt", "credit", "source_url", "width", "height")


def with_picture(rows: QuerySet) -> QuerySet:
    """Adds `picture_row`, the first picture of each entry as a dict, to the query.

    A dict and not an Image, because an Image without its size opens its file.
    """
    first = Image.objects.filter(entry=OuterRef("pk")).order_by("order", "pk")
    return rows.annotate(picture_row=json_row(first, *_COLUMNS))


def with_hero(rows: QuerySet) -> QuerySet:
    """Adds `picture_row`, the picture chosen for each article."""
    chosen = Image.objects.filter(pk=OuterRef("hero"))
    return rows.annotate(picture_row=json_row(chosen, *_COLUMNS))


def picture_of(row: Any) -> Picture | None:
    """The picture that came with the entry or the article, if there is one."""
    return _picture(row.picture_row) if row.picture_row else None


def picture_numbered(number: int | None) -> Picture | None:
    """The picture with that number, if there is one; 1 query."""
    row = Image.objects.filter(pk=number or 0).values(*_COLUMNS).first()
    return _picture(row) if row else None


def _picture(found: Mapping[str, Any]) -> Picture:
    return Picture(
        src=default_storage.url(found["file"]),
        alt=found["alt"],
        width=found["width"] or "",
        height=found["height"] or "",
        credit=found["credit"],
        credit_url=found["source_url"],
    )


def drawn(entry: Entry, subtitle: str = "") -> Poster:
    """The poster drawn for an entry from its title."""
    return draw(entry.title, entry.slug, entry.kind, subtitle)


def draw(title: str, slug: str, kind: str, subtitle: str = "") -> Poster:
    return poster(title, slug, subtitle, _POSTERS.get(kind, "work"))
