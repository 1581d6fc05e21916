"""What readers get of an article: its live edition, with all that its page shows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models import Value as Constant
from django.db.models.functions import Coalesce
from django.http import Http404

from articles import body
from articles.actions.rendering import rendering_of
from articles.known import for_article
from articles.models import Edition, EditionKind, Rendering, Topic
from catalog.models import Entry

from .cards import ABOUT_COLUMNS, RELATED_COLUMNS, moment_in
from .cells import moment
from .contents import Content
from .folded import json_rows
from .inputs import EditionLine, Notice
from .pictures import picture_of, with_hero
from .site import with_frame

# What a reader is told of an edition on the page of the article itself.
_TOLD = (EditionKind.RETRACTION, EditionKind.CORRECTION, EditionKind.UPDATE)
_WEIGHT = {EditionKind.UPDATE: 1}

# The name and the address under which readers meet a topic, merged or not.
TOPIC_COLUMNS = {
    "name": Coalesce("merged_into__name", "name"),
    "slug": Coalesce("merged_into__slug", "slug"),
    "order": Coalesce("merged_into__order", "order"),
}


def live_at(slug: str, *, at: datetime.datetime) -> QuerySet[Edition]:
    """The live edition of the article that has, or had, this slug; best first.

    Only an edition that is or was out gives an address: neither a draft nor a
    schedule can be found by its slug.
    """
    named = Edition.objects.out(at=at).filter(article=OuterRef("article"), slug=slug)
    return (
        Edition.objects.live(at=at)
        .filter(Exists(named))
        .annotate(
            has_it_now=Case(When(slug=slug, then=Constant(0)), default=Constant(1))
        )
        .order_by("has_it_now", "-live_from")
    )


def edition_at(slug: str, *, at: datetime.datetime) -> Any:
    """The same with everything around it, the masthead too; 1 query. Raises Http404."""
    related = Edition.objects.listed(at=at).filter(
        article__in=Edition.related.through.objects.filter(
            edition=OuterRef(OuterRef("pk"))
        ).values("article")
    )
    about = Entry.objects.with_page().filter(editions=OuterRef("pk"))
    topics = Topic.objects.filter(editions=OuterRef("pk"))
    told = Edition.objects.out(at=at).filter(
        article=OuterRef("article"), kind__in=_TOLD
    )
    found = (
        with_frame(with_hero(live_at(slug, at=at)))
        .select_related("section", "rendering")
        .annotate(
            topic_rows=json_rows(topics, **TOPIC_COLUMNS),
            about_rows=json_rows(about, **ABOUT_COLUMNS),
            related_rows=json_rows(related, **RELATED_COLUMNS),
            told_rows=json_rows(
                told.filter(~Q(note="")),
                number="number",
                kind="kind",
                note="note",
                live_from="live_from",
            ),
        )
        .first()
    )
    if found is None:
        raise Http404
    return found


def history_url(edition: Edition) -> str:
    """The address of everything that readers got of the article."""
    return f"{edition.get_absolute_url()}history/"


def edition_line(edition: Edition) -> EditionLine:
    return EditionLine(
        number=edition.number,
        label=f"Edition {edition.number}",
        live_from=moment(edition.live_from),
        history_url=history_url(edition),
    )


def content_of(edition: Any) -> Content:
    """What the page of an edition is made from; 1 query."""
    about = edition.about_rows or ()
    return Content(
        headline=edition.headline,
        dek=edition.dek,
        byline=edition.byline,
        section=edition.section,
        key_points=edition.key_points,
        body=edition.body,
        made=rendering(edition),
        ledger=for_article(edition.pk, [row["pk"] for row in about]),
        edition=edition_line(edition),
        picture=picture_of(edition),
        topics=edition.topic_rows or (),
        about=about,
        related=edition.related_rows or (),
        notices=notices(edition.told_rows or ()),
    )


def rendering(edition: Any) -> Rendering:
    """The HTML as it was made at publishing; made now where it is not there."""
    try:
        kept: Rendering = edition.rendering
    except Rendering.DoesNotExist:
        return rendering_of(edition)
    return kept if kept.version == body.VERSION else rendering_of(edition)


def notices(rows: Iterable[Mapping[str, Any]]) -> tuple[Notice, ...]:
    """What changed in the article since it came out: corrections first, newest first.

    Minor changes are not told here; they stand in its history.
    """
    newest = sorted(rows, key=lambda row: row["number"], reverse=True)
    newest.sort(key=lambda row: _WEIGHT.get(row["kind"], 0))
    return tuple(
        Notice(
            label=str(EditionKind(row["kind"]).label),
            date=moment(moment_in(row["live_from"])),
            text=row["note"],
            kind=row["kind"],
        )
        for row in newest
    )
