"""Articles: starting them, and making editions of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from articles import body
from articles.lifecycle import Refused, why_not_cite, why_not_publish
from articles.models import (
    Article,
    ArticleStatus,
    Edition,
    EditionCitation,
    EditionKind,
    Evidence,
    Fact,
    Rendering,
    TaskKind,
)

from .changes import By, locked, record, require
from .tasks import close_done

_COPIED = ("slug", "headline", "dek", "key_points", "body", "byline", "section", "hero")


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


def reasons_against_publishing(article: Article, *, by: By) -> list[str]:
    """Every reason why the article cannot be published now; 4 queries."""
    keys = body.citations(article.key_points, article.body)
    cited = Fact.objects.filter(key__in=keys).select_related("replaced_by")
    facts = {fact.key: fact for fact in cited}
    checked = set(
        Evidence.objects.supporting()
        .checked()
        .standing()
        .filter(fact__in=facts.values())
        .values_list("fact_id", flat=True)
    )
    against = (
        why_not_cite(
            key=key,
            status=fact.status,
            supported=fact.pk in checked,
            successor=fact.replaced_by.key if fact.replaced_by else "",
        )
        for key, fact in facts.items()
    )
    unworded = article.tasks.open().filter(kind=TaskKind.CORRECTION, wording="")
    return why_not_publish(
        status=article.status,
        headline=article.headline,
        body=article.body,
        unknown_keys=[key for key in keys if key not in facts],
        citation_reasons=[reason for reason in against if reason],
        address=_reason_against_address(article),
        image_without_alt=article.hero is not None and not article.hero.alt,
        own_article=by is not None and article.author_id == by.pk,
        four_eyes=settings.FOUR_EYES,
        unworded_corrections=list(unworded.values_list("fact__key", flat=True)),
    )


def _reason_against_address(article: Article) -> str:
    """Why no edition can go to the address of the article, or nothing; 1 query.

    An address is for ever: links lead there, and two articles cannot share it.
    """
    slugs = dict(
        Edition.objects.filter(Q(article=article) | Q(slug=article.slug))
        .order_by("-number")
        .values_list("article_id", "slug")
    )
    own = slugs.pop(article.pk, article.slug)
    if own != article.slug:
        return f"Its first edition is at “{own}”, and the address stays: set it back."
    if slugs:
        return f"Another article is published at “{own}”: choose another address."
    return ""


@transaction.atomic
def publish(
    article: Article,
    *,
    by: By,
    live_from: datetime.datetime | None = None,
    note: str = "",
) -> Edition:
    """Makes the next edition, live at once or from `live_from` on.

    The edition is a copy of everything readers get and never changes. About 20
    queries and one insert for all citations. Raises Refused with every reason.
    """
    require(by, "articles.publish_article", "publish articles")
    if live_from is not None and timezone.is_naive(live_from):
        raise ValueError("live_from must know its time zone.")
    article = locked(article)
    now = timezone.now()
    live_from = live_from or now
    last = article.editions.order_by("number").last()
    tasks = article.tasks.open().filter(kind=TaskKind.CORRECTION)
    corrections = list(tasks.values_list("wording", flat=True))
    note = note.strip() or "\n".join(corrections)
    reasons = reasons_against_publishing(article, by=by)
    if last is not None:
        reasons += _reasons_against_following(last, live_from=live_from, note=note)
    if reasons:
        raise Refused(*reasons)

    edition = Edition(
        article=article,
        number=last.number + 1 if last else 1,
        kind=_kind_of(last, corrections),
        live_from=live_from,
        first_live=last.first_live if last else live_from,
        note=note,
        published_by=by,
        published_at=now,
        **{name: getattr(article, name) for name in _COPIED},
    )
    edition.save()
    edition.topics.set(article.topics.all())
    edition.about.set(article.about.all())
    edition.related.set(article.related.all())
    _cite(edition)
    render(edition)
    close_done(article, by=by)
    _record_publishing(article, edition, by=by)
    return edition


def _reasons_against_following(
    last: Edition, *, live_from: datetime.datetime, note: str
) -> list[str]:
    """Why no edition can come after `last` at that moment with that note."""
    reasons = []
    if not note:
        reasons.append("Say in a note to readers what changed.")
    if last.live_from > live_from:
        reasons.append(
            f"Edition {last.number} goes live at {last.live_from:%Y-%m-%d %H:%M} UTC; "
            f"the next one cannot come before it."
        )
    return reasons


def _record_publishing(article: Article, edition: Edition, *, by: By) -> None:
    old = article.status
    article.status = ArticleStatus.PUBLISHED
    article.save(update_fields=["status"])
    record(
        article,
        "publish",
        by=by,
        before=old,
        after=f"edition {edition.number}, live from {edition.live_from.isoformat()}",
        why=edition.note,
    )


def _kind_of(last: Edition | None, corrections: list[str]) -> str:
    if last is None:
        return EditionKind.FIRST
    return EditionKind.CORRECTION if corrections else EditionKind.UPDATE


def _cite(edition: Edition) -> None:
    keys = body.citations(edition.key_points, edition.body)
    ids = dict(Fact.objects.filter(key__in=keys).values_list("key", "pk"))
    EditionCitation.objects.bulk_create(
        EditionCitation(edition=edition, number=number, fact_id=ids[key])
        for number, key in enumerate(keys, start=1)
    )


def render(edition: Edition) -> Rendering:
    """The HTML of the edition, made and kept; 6 queries."""
    made = rendering_of(edition)
    made.save()
    return made


def rendering_of(edition: Edition) -> Rendering:
    """The HTML of the edition, made and not kept; 3 queries."""
    marks = {
        key: body.Mark(number, certainty)
        for number, key, certainty in edition.citations.order_by("number").values_list(
            "number", "fact__key", "fact__certainty"
        )
    }
    return Rendering(
        edition=edition,
        version=body.VERSION,
        body=body.render(edition.body, marks),
        key_points=[
            body.render_line(line, marks) for line in body.lines(edition.key_points)
        ],
        topics=[[t.name, t.get_absolute_url()] for t in edition.topics.all()],
        about=[
            [entry.title, entry.get_absolute_url()]
            for entry in edition.about.with_page()
        ],
        words=body.count_words(f"{edition.dek} {edition.key_points} {edition.body}"),
    )


def render_missing(editions: Iterable[Edition] | None = None) -> int:
    """Makes the HTML of all editions that lack it; how many there were."""
    if editions is None:
        editions = Edition.objects.exclude(rendering__version=body.VERSION)
    made = 0
    for edition in editions:
        render(edition)
        made += 1
    return made
