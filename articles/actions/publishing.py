"""Making editions of articles: at once or from a moment on, and calling that off."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles import body, clock, pictures
from articles.lifecycle import Refused, why_not_cite
from articles.models import (
    Article,
    ArticleStatus,
    Cancellation,
    Change,
    Edition,
    EditionCitation,
    EditionKind,
    Evidence,
    Fact,
    Task,
    TaskKind,
)
from articles.reviewing import (
    why_not_cancel,
    why_not_follow,
    why_not_publish,
    why_not_then,
)

from .articles import unchanged
from .changes import By, locked, record, require
from .rendering import render
from .sealing import cancellation_digest, edition_digest, last_digest
from .tasks import close_done, open_again

_COPIED = ("slug", "headline", "dek", "key_points", "body", "byline", "section", "hero")
_TEXTS = ("dek", "key_points", "body")
_WRITING = ("start", "revise", "reword")


def reasons_against_publishing(
    article: Article, *, by: By, are_worded: bool = False
) -> list[str]:
    """Every reason why the article cannot be published now; 6 queries at most.

    `are_worded` says that its corrections get their wording with the deed.
    """
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
        problems=_problems(article),
        unknown_keys=[key for key in keys if key not in facts],
        citation_reasons=[reason for reason in against if reason],
        address=_reason_against_address(article),
        image_without_alt=article.hero is not None and not article.hero.alt,
        own_article=is_own(article, by=by),
        four_eyes=settings.FOUR_EYES,
        unworded_corrections=[]
        if are_worded
        else list(unworded.values_list("fact__key", flat=True)),
    )


def _problems(article: Article) -> list[str]:
    """What of the text cannot be shown to readers; at most 1 query."""
    texts = article.key_points, article.body
    return body.problems(*texts) or pictures.problems(*texts)


def _reason_against_address(article: Article) -> str:
    """Why no edition can go to the address of the article, or nothing; 1 query.

    Links lead to an address for ever: no two articles have the same, at any time.
    """
    others = Edition.objects.filter(slug=article.slug).exclude(article=article)
    if others.exists():
        slug = article.slug
        return f"Another article is published at “{slug}”: choose another address."
    return ""


def is_own(article: Article, *, by: By) -> bool:
    """Whether nobody but `by` has had a hand in what would be published.

    Of a first edition the author counts; of a later one, all who changed the text
    since the last. At most 2 queries, and none where four eyes are not asked for.
    """
    if by is None or not settings.FOUR_EYES:
        return False
    last = article.editions.standing().order_by("number").last()
    if last is None:
        return article.author_id == by.pk
    since = Change.objects.filter(
        article=article, verb__in=_WRITING, at__gte=last.published_at
    )
    writers = set(since.values_list("by", flat=True))
    return writers == {by.pk} if writers else article.author_id == by.pk


@transaction.atomic
def publish(
    article: Article,
    *,
    by: By,
    kind: str = "",
    live_from: datetime.datetime | None = None,
    note: str = "",
    seen: int | None = None,
) -> Edition:
    """Makes the next edition, live at once or from `live_from` on.

    The edition is a copy of everything readers get and never changes. Without a
    `kind` it is the first, a correction where one is due, or an update. Commands may
    publish for the past, as an archive that is brought in was. About 25 queries and
    one insert for all citations. Raises Refused with every reason, and Stale where
    `seen` is not the version that would be published.
    """
    require(by, "articles.publish_article", "publish articles")
    if live_from is not None and timezone.is_naive(live_from):
        raise ValueError("live_from must know its time zone.")
    article = unchanged(article, seen=seen)
    now = clock.latest()
    last = article.editions.standing().order_by("number").last()
    tasks = article.tasks.open().filter(kind=TaskKind.CORRECTION)
    corrections = list(tasks.values_list("wording", flat=True))
    kind = kind or _kind_after(last, corrections)
    note = note.strip() or "\n".join(corrections)
    reasons = reasons_against_publishing(article, by=by)
    reasons += why_not_then(
        live_from=live_from if by is not None else None,
        now=live_from or now if by is None else now,
        embargo_until=article.embargo_until,
    )
    reasons += _reasons_against_kind(kind, last)
    if last is not None:
        reasons += why_not_follow(
            kind=kind,
            number=last.number,
            last_live_from=last.live_from,
            live_from=live_from or now,
            is_out=last.live_from <= now,
            note=note,
            has_corrections=bool(corrections),
        )
    if reasons:
        raise Refused(*reasons)
    edition = _make(article, last, kind, by=by, live_from=live_from, note=note, now=now)
    _cite(edition)
    render(edition)
    close_done(article, by=by, at=now)
    _record_publishing(article, edition, by=by)
    return edition


def _kind_after(last: Edition | None, corrections: list[str]) -> str:
    if last is None:
        return EditionKind.FIRST
    return EditionKind.CORRECTION if corrections else EditionKind.UPDATE


def _reasons_against_kind(kind: str, last: Edition | None) -> list[str]:
    if kind == EditionKind.RETRACTION:
        return ["A retraction has a button of its own."]
    if last is None and kind != EditionKind.FIRST:
        return ["No edition is out yet: this one is the first."]
    return [] if kind in EditionKind.values else ["Choose what kind of edition it is."]


@transaction.atomic
def retract_article(
    article: Article, *, by: By, why: str, seen: int | None = None
) -> Edition:
    """Takes the article back: from now on its address shows a notice and `why`.

    The notice is an edition without any of the text. Raises Refused.
    """
    require(by, "articles.publish_article", "retract articles")
    article = unchanged(article, seen=seen)
    now = clock.latest()
    last = article.editions.standing().order_by("number").last()
    reasons = []
    if last is None or last.first_live > now:
        reasons.append("No reader has seen it: there is nothing to retract.")
    elif last.kind == EditionKind.RETRACTION:
        reasons.append("It is retracted already.")
    else:
        reasons += why_not_follow(
            kind=EditionKind.RETRACTION,
            number=last.number,
            last_live_from=last.live_from,
            live_from=now,
            is_out=last.live_from <= now,
            note=why,
            has_corrections=False,
        )
    if reasons:
        raise Refused(*reasons)
    kind, note = EditionKind.RETRACTION, why.strip()
    edition = _make(article, last, kind, by=by, live_from=None, note=note, now=now)
    render(edition)
    close_done(article, by=by, at=now)
    _record_publishing(article, edition, by=by)
    return edition


def _make(
    article: Article,
    last: Edition | None,
    kind: str,
    *,
    by: By,
    live_from: datetime.datetime | None,
    note: str,
    now: datetime.datetime,
) -> Edition:
    """The row of the next edition with its lists, and its digest over both."""
    live_from = live_from or now
    columns: dict[str, Any] = {name: getattr(article, name) for name in _COPIED}
    if kind == EditionKind.RETRACTION:
        columns |= dict.fromkeys(_TEXTS, "") | {"hero": None}
    edition = Edition(
        article=article,
        number=article.editions.count() + 1,
        kind=kind,
        live_from=live_from,
        first_live=last.first_live if last else live_from,
        note=note,
        published_by=by,
        published_at=now,
        **columns,
    )
    named = {
        name: list(getattr(article, name).values_list("pk", flat=True))
        for name in ("topics", "about", "related")
    }
    before = last_digest(Edition, article=article)
    lists = {name: sorted(pks) for name, pks in named.items()}
    lists["facts"] = list(_cited(edition).values())
    edition.digest = edition_digest(edition, before, lists=lists)
    edition.save()
    for name, pks in named.items():
        getattr(edition, name).set(pks)
    return edition


def _record_publishing(article: Article, edition: Edition, *, by: By) -> None:
    old = article.status
    article.status = ArticleStatus.PUBLISHED
    article.save(update_fields=["status"])
    record(
        article,
        "retract" if edition.kind == EditionKind.RETRACTION else "publish",
        by=by,
        before=old,
        after=f"edition {edition.number}, live from {edition.live_from.isoformat()}",
        why=edition.note,
    )


def _cited(edition: Edition) -> dict[str, int]:
    """The facts that the edition cites, in the order of their marks; 1 query."""
    keys = body.citations(edition.key_points, edition.body)
    ids = dict(Fact.objects.filter(key__in=keys).values_list("key", "pk"))
    return {key: ids[key] for key in keys if key in ids}


def _cite(edition: Edition) -> None:
    EditionCitation.objects.bulk_create(
        EditionCitation(edition=edition, number=number, fact_id=pk)
        for number, pk in enumerate(_cited(edition).values(), start=1)
    )


@transaction.atomic
def cancel(edition: Edition, *, by: By, why: str = "") -> Cancellation:
    """Calls a scheduled edition off: it stays on record and never goes live.

    The article is where it was before: ready, or published where an edition is out;
    the tasks that publishing had closed are open again. Raises Refused once it is out.
    """
    require(by, "articles.publish_article", "cancel schedules")
    article: Article = locked(edition.article)
    standing = article.editions.standing().order_by("number")
    last = standing.last()
    against = why_not_cancel(
        is_out=edition.live_from <= clock.latest(),
        is_cancelled=last is None or not standing.filter(pk=edition.pk).exists(),
    )
    if not against and last is not None and last.pk != edition.pk:
        against = f"Edition {last.number} comes after it: cancel that one first."
    if against:
        raise Refused(against)
    row = Cancellation(edition=edition, at=clock.latest(), by=by, why=why.strip())
    # Seals the editions of a fixture first, which bear none yet.
    last_digest(Edition, article=article)
    sealed = Edition.objects.values_list("digest", flat=True).get(pk=edition.pk)
    row.digest = cancellation_digest(row, sealed)
    row.save()
    open_again(Task.objects.filter(article=article, closed_at=edition.published_at))
    old = article.status
    if not standing.exists() and old == ArticleStatus.PUBLISHED:
        article.status = ArticleStatus.READY
        article.save(update_fields=["status"])
    told = f"edition {edition.number}"
    record(article, "cancel", by=by, before=told, after=article.status, why=row.why)
    return row
