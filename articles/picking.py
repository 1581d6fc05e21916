"""Finding the fact to cite, or the picture to show, by a few words."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import CLAIM_ROWS, Evidence, Fact, FactStatus
from articles.predicates import PREDICATES, predicate
from articles.values import value_words
from catalog.models import Image, Title
from catalog.text import fold

MOST = 12
"""Rows that are offered at once: more is not looked through, but narrowed down."""

_LOOKED_AT = 400
_MOST_WORDS = 8
_WORD = re.compile(r"[^\W_]+")
_CITABLE = (FactStatus.ACCEPTED, FactStatus.PROPOSED)


@dataclass(frozen=True)
class Pick:
    """A fact as the person sees it who looks for one to cite."""

    key: str
    subject: str
    label: str
    words: str
    certainty: str
    certainty_label: str
    status: str
    is_supported: bool


@dataclass(frozen=True)
class Shot:
    """A picture as the person sees it who looks for one to show."""

    number: int
    alt: str
    credit: str
    entry: str
    src: str


def facts_for(query: str, *, about: Collection[int] = ()) -> list[Pick]:
    """The facts that can be cited and have every word of the query, the best first.

    A word is found in the entries a fact names, by any of their titles, in its
    predicate, its value and its key, without accents. Facts of the entries `about`
    come before equals; without a query they are all there is, or else the newest.
    1 query.
    """
    # PostgreSQL takes no NUL.
    query = query.replace("\0", "")
    words = _WORD.findall(fold(query))[:_MOST_WORDS]
    rows: Any = Fact.objects.filter(status__in=_CITABLE)
    for word in words:
        rows = rows.filter(_has(word))
    if not words and about:
        rows = rows.filter(subject__in=about)
    # The whole key is the answer, however many newer facts share its words.
    exact = Q(key=query.strip().strip("[]@"))
    rows = (rows | Fact.objects.filter(exact, status__in=_CITABLE)).order_by(
        "status", "-proposed_at", "-pk"
    )
    found = [(_score(row, words, about), row) for row in _supported(rows)[:_LOOKED_AT]]
    found.sort(key=lambda pair: -pair[0])
    return [_pick(row) for _, row in found[:MOST]]


def _has(word: str) -> Q:
    """Selects facts with the word in what they say or are about."""
    labels = [row.key for row in PREDICATES.values() if word in fold(row.label)]
    called = _called(word)
    return (
        Q(key__contains=word)
        | Q(folded__contains=word)
        | Q(subject__folded__contains=word)
        | Q(target__folded__contains=word)
        | Q(character__folded__contains=word)
        | Q(via__folded__contains=word)
        | Q(job__name__icontains=word)
        | Q(subject__in=called)
        | Q(target__in=called)
        | Q(predicate__in=labels)
    )


def _called(word: str) -> QuerySet:
    """The entries that have the word in another title."""
    return Title.objects.filter(folded__contains=word).values("entry")


def _supported(rows: QuerySet) -> Any:
    checked = Evidence.objects.supporting().checked().standing()
    return rows.select_related(*CLAIM_ROWS).annotate(
        is_supported=Exists(checked.filter(fact=OuterRef("pk")))
    )


def _score(fact: Any, words: list[str], about: Collection[int]) -> float:
    """How near a fact is to what was asked: whole words before beginnings of words,
    the entry before its predicate, what can be published before what cannot."""
    parts = (
        (3.0, _WORD.findall(fold(fact.subject.title))),
        (2.0, _WORD.findall(fold(predicate(fact.predicate).label))),
        (1.5, _WORD.findall(fold(value_words(fact.claim)))),
    )
    score = 0.0
    for word in words:
        score += max(
            (
                weight * (2 if word == own else 1.5 if own.startswith(word) else 0.5)
                for weight, held in parts
                for own in held
                if word in own
            ),
            default=0.0,
        )
    if words and "-".join(words) == fact.key:
        score += 100
    # Of two entries with the word, the one that is called nothing else.
    title = parts[0][1]
    score += sum(own in words for own in title) / (len(title) or 1)
    score += 2 * (fact.status == FactStatus.ACCEPTED) + fact.is_supported
    return score + (fact.subject_id in about)


def _pick(fact: Any) -> Pick:
    return Pick(
        key=fact.key,
        subject=fact.subject.title,
        label=predicate(fact.predicate).label,
        words=value_words(fact.claim),
        certainty=fact.certainty,
        certainty_label=fact.get_certainty_display(),
        status=fact.status,
        is_supported=fact.is_supported,
    )


def pictures_for(query: str, *, about: Collection[int] = ()) -> list[Shot]:
    """The pictures with every word in their own words or their entry; 1 query.

    Those of the entries `about` first, and all there are of them without a query.
    """
    # PostgreSQL takes no NUL.
    query = query.replace("\0", "")
    words = _WORD.findall(fold(query))[:_MOST_WORDS]
    rows: Any = Image.objects.order_by("-pk")
    for word in words:
        rows = rows.filter(
            Q(folded__contains=word)
            | Q(entry__folded__contains=word)
            | Q(entry__in=_called(word))
        )
    columns = ("pk", "alt", "credit", "entry__title", "file", "entry_id")
    found = list(rows.values_list(*columns)[:_LOOKED_AT])
    found.sort(key=lambda row: row[-1] not in about)
    return [
        Shot(number, alt, credit, entry, default_storage.url(file))
        for number, alt, credit, entry, file, _ in found[:MOST]
    ]
