"""Giving an entry another address."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from catalog.models import Entry, EntryKind, Episode, FormerSlug, Season


@transaction.atomic
def rename(entry: Entry, *, slug: str) -> Entry:
    """Moves the page of the entry to `slug`; the old address redirects for ever.

    Seasons and episodes of a show move with it. Raises ValidationError where the
    slug is malformed, taken, or still leads to another entry.
    """
    old = entry.slug
    if slug == old:
        return entry
    _move(entry, slug)
    if entry.kind == EntryKind.SHOW:
        parts: list[Entry] = list(Season.objects.filter(show=entry.pk))
        parts += list(Episode.objects.filter(season__show=entry.pk))
        for part in parts:
            _move(part, slug + part.slug.removeprefix(old))
    return entry


def _move(entry: Entry, slug: str) -> None:
    base = Entry.objects.select_for_update().get(pk=entry.pk)
    FormerSlug.objects.filter(kind=base.kind, slug=slug, entry=base).delete()
    FormerSlug.objects.get_or_create(kind=base.kind, slug=base.slug, entry=base)
    # Saved as its kind, so that the history of shows tells of it and not another.
    own = base.as_kind()
    own.slug = slug
    own.clean_fields(exclude=["kind"])
    own.clean()
    own.validate_constraints()
    own.save(update_fields=["slug"])
    entry.slug = slug


def slug_for(kind: str, title: str) -> str:
    """A free slug for a new entry of that kind; 1 query per slug tried."""
    wanted = slugify(title)[:100].strip("-") or kind
    number, slug = 1, wanted
    taken = Entry.objects.filter(kind=kind)
    while (
        taken.filter(slug=slug).exists()
        or FormerSlug.objects.filter(kind=kind, slug=slug).exists()
    ):
        number += 1
        slug = f"{wanted}-{number}"
    return slug
