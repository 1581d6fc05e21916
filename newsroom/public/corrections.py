"""What the newspaper got wrong: corrections and retractions that readers have seen."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.knowledge import KnownFact
from articles.known import facts_on_record
from articles.models import Edition, EditionKind, Fact, FactStatus, Task, TaskKind

from .before_after import MOST, TEXTS, before_after
from .cards import moment_in
from .cells import moment
from .edition_inputs import BeforeAfter, CorrectedFact, Correction, CorrectionMonth
from .folded import json_row
from .inputs import Link
from .words import shortened

PATH = "/corrections/"
LONGEST_VALUE = 160
_MONTH = re.compile(r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])")
_KINDS = (EditionKind.CORRECTION, EditionKind.RETRACTION)


def corrections(*, at: datetime.datetime) -> QuerySet[Edition]:
    """Every correction and retraction that is out, newest first.

    `now_row` is the live edition of its article: the headline and address of today.
    """
    live = Edition.objects.live(at=at).filter(article=OuterRef("article"))
    return (
        Edition.objects.out(at=at)
        .filter(kind__in=_KINDS)
        .annotate(now_row=json_row(live, "headline", "slug", "first_live"))
        .defer("dek", "key_points", "body", "folded")
        .order_by("-live_from", "-pk")
    )


def with_texts(rows: QuerySet[Edition], *, at: datetime.datetime) -> QuerySet[Edition]:
    """Adds `before_row`, the text that each put right, and `is_taken_back`, whether
    the article was retracted since: then no text of it is shown."""
    out = Edition.objects.out(at=at).filter(article=OuterRef("article"))
    before = out.filter(number__lt=OuterRef("number")).order_by("-number")
    retracted = out.filter(kind=EditionKind.RETRACTION, number__gte=OuterRef("number"))
    return (
        rows.defer(None)
        .defer("folded")
        .annotate(
            before_row=json_row(before, "number", "kind", *TEXTS),
            is_taken_back=Exists(retracted),
        )
    )


def of_month(rows: QuerySet[Edition], month: datetime.date) -> QuerySet[Edition]:
    """Those of one month where the newsroom is."""
    first = month.replace(day=1)
    following = (first + datetime.timedelta(days=31)).replace(day=1)
    start, end = (
        timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
        for day in (first, following)
    )
    return rows.filter(live_from__gte=start, live_from__lt=end)


def month_asked(text: str) -> datetime.date | None:
    """The month of an address, as in "2024-01", or None where that is none."""
    if not _MONTH.fullmatch(text):
        return None
    year, month = map(int, text.split("-"))
    return datetime.date(year, month, 1)


def address(row: Any) -> str:
    """Where the article of a row of `corrections` is today."""
    now = row.now_row
    return f"/news/{moment_in(now['first_live']).year}/{now['slug']}/"


def shown(rows: Sequence[Any]) -> tuple[CorrectionMonth, ...]:
    """The rows of `with_texts` as readers see them, month by month, with the facts
    that were wrong; 2 queries."""
    facts = _facts(rows)
    return tuple(
        CorrectionMonth(
            label=f"{month:%B %Y}",
            url=f"{PATH}?month={month:%Y-%m}",
            corrections=tuple(
                _shown(row, month, facts[row.article_id, row.published_at])
                for row in found
            ),
        )
        for month, found in groupby(rows, key=_month)
    )


def name_of(row: Any) -> str:
    """What tells the correction from all others, whatever becomes of its article."""
    return f"article-{row.article_id}-edition-{row.number}"


def _month(row: Any) -> datetime.date:
    return timezone.localtime(row.live_from).date().replace(day=1)


def _shown(row: Any, month: datetime.date, facts: list[CorrectedFact]) -> Correction:
    texts, compare = _texts(row)
    return Correction(
        name=name_of(row),
        permalink=f"{PATH}?month={month:%Y-%m}#{name_of(row)}",
        url=address(row),
        headline=row.now_row["headline"],
        label=row.get_kind_display(),
        kind=row.kind,
        date=moment(row.live_from),
        text=row.note,
        facts=tuple(facts),
        texts=texts,
        compare=compare,
    )


def _texts(row: Any) -> tuple[tuple[BeforeAfter, ...], Link | None]:
    """What changed in the text; nothing of an article that was taken back."""
    before = row.before_row
    if row.is_taken_back or before is None or before["kind"] == EditionKind.RETRACTION:
        return (), None
    found = before_after(before, {name: getattr(row, name) for name in TEXTS})
    query = f"?from={before['number']}&to={row.number}#changes"
    compare = Link("The whole text, before and after", f"{address(row)}history/{query}")
    return tuple(found[:MOST]), compare if found else None


_Edition = tuple[int, datetime.datetime]


def _facts(rows: Iterable[Any]) -> dict[_Edition, list[CorrectedFact]]:
    """The facts that each correction put right: publishing it closed their tasks.

    Left out is a fact that names a hidden entry, as it is everywhere, and one that
    was found to hold after all.
    """
    moments = {(row.article_id, row.published_at) for row in rows}
    tasks = Task.objects.filter(
        kind=TaskKind.CORRECTION,
        article__in={article for article, _ in moments},
        closed_at__in={at for _, at in moments},
    )
    done = [
        (task.article_id, task.closed_at, task.fact_id) for task in tasks.order_by("pk")
    ]
    wrong = Fact.objects.filter(pk__in={fact for _, _, fact in done})
    known = {
        fact.pk: fact
        for fact in facts_on_record(
            Q(fact__in=wrong.values("pk")) | Q(fact__in=wrong.values("replaced_by")),
            speakers=False,
        )
    }
    found: dict[_Edition, list[CorrectedFact]] = defaultdict(list)
    for article, closed_at, pk in done:
        holds = pk not in known or known[pk].status == FactStatus.ACCEPTED
        if closed_at is not None and not holds:
            told = _corrected(known[pk], known)
            found[article, closed_at].append(told)
    return found


def _corrected(fact: KnownFact, known: dict[int, KnownFact]) -> CorrectedFact:
    newer = known.get(fact.replaced_by_id or 0)
    return CorrectedFact(
        subject=Link(fact.subject.title, fact.subject.url),
        label=fact.predicate.label,
        old=_value(fact),
        new=_value(newer) if newer else None,
    )


def _value(fact: KnownFact) -> Link:
    return Link(shortened(fact.words, LONGEST_VALUE), fact.url)
