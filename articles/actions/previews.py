"""Preview links: made for somebody outside, and revoked."""

from __future__ import annotations

import datetime

from django.db import transaction

from articles import clock
from articles.lifecycle import Refused
from articles.models import Article, PreviewLink

from .articles import require_writer, why_not_write
from .changes import By, locked, record

LONGEST = datetime.timedelta(days=90)


@transaction.atomic
def make_preview_link(
    article: Article, *, by: By, expires_at: datetime.datetime, note: str = ""
) -> PreviewLink:
    """A link that shows the working copy until `expires_at`. Raises Refused."""
    article = locked(article)
    require_writer(article, by=by)
    now = clock.latest()
    if expires_at <= now:
        raise Refused("The link would have ended already: choose a later moment.")
    if expires_at > now + LONGEST:
        raise Refused(f"A preview link lasts {LONGEST.days} days at most.")
    link = PreviewLink.objects.create(
        article=article,
        note=note.strip(),
        made_by=by,
        made_at=now,
        expires_at=expires_at,
    )
    until = f"until {expires_at.isoformat()}"
    record(article, "share preview", by=by, after=until, why=link.note)
    return link


@transaction.atomic
def revoke(link: PreviewLink, *, by: By) -> PreviewLink:
    """Ends a preview link at once. Raises Refused where it has ended already."""
    article = locked(link.article)
    against = why_not_write(article, by=by)
    link = PreviewLink.objects.get(pk=link.pk)
    if against and (by is None or link.made_by_id != by.pk):
        raise Refused(against)
    if link.revoked_at is not None:
        raise Refused("The link is revoked already.")
    link.revoked_at = clock.latest()
    link.save(update_fields=["revoked_at"])
    record(article, "revoke preview", by=by, why=link.note)
    return link
