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


def with_picture(rows: QuerySet) -> QuerySet:
    """Adds `first_picture`, the first of each entry as a dict, to the same query."""
    first = Image.objects.filter(entry=OuterRef("pk")).order_by("order", "pk")
    columns = ("file", "alt", "credit", "source_url", "width", "height")
    return rows.annotate(first_picture=json_row(first, *columns))


def picture_of(entry: Any) -> Picture | None:
    """The picture that `with_picture` has loaded with the entry, if there is one."""
    return _picture(entry.first_picture) if entry.first_picture else None


def hero(image: Image | None) -> Picture | None:
    """The picture of an article, already loaded."""
    if image is None:
        return None
    return _picture(
        {
            "file": image.file.name,
            "alt": image.alt,
            "credit": image.credit,
            "source_url": image.source_url,
            "width": image.width,
            "height": image.height,
        }
    )


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
