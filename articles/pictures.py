"""The pictures that a text shows, and why one of them cannot be shown."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.files.storage import default_storage

from articles import body
from catalog.models import Image

_COLUMNS = ("pk", "file", "alt", "width", "height", "credit", "source_url")


def figures(*texts: str) -> dict[int, body.Figure]:
    """The pictures of these texts by number, as `body.render` wants them.

    One query, and none for texts without pictures. A number that no picture has is
    not among them.
    """
    numbers = body.images(*texts)
    if not numbers:
        return {}
    # Columns and not rows: an Image without its size opens its file.
    rows = Image.objects.filter(pk__in=numbers).values_list(*_COLUMNS)
    return {
        pk: body.Figure(default_storage.url(file), alt, width, height, credit, url)
        for pk, file, alt, width, height, credit, url in rows
    }


def problems(*texts: str) -> list[str]:
    """Why pictures of these texts cannot be shown to readers; at most one query."""
    return problems_of(figures(*texts), *texts)


def problems_of(known: Mapping[int, body.Figure], *texts: str) -> list[str]:
    """The same of pictures that are loaded already; no query."""
    found = []
    for number in body.images(*texts):
        if number not in known:
            found.append(f"There is no picture {number}: choose another one.")
        elif not known[number].alt.strip():
            found.append(f"Picture {number} has no alternative text: write it first.")
    return found
