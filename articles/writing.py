"""What a text rests on, for the person who is writing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process

from articles import body, origins, pictures
from articles.citing import words_of
from articles.lifecycle import why_not_cite
from articles.models import CLAIM_ROWS, Evidence, Fact
from articles.predicates import predicate
from articles.sentences import sentences
from articles.values import value_words

_LIKE_ENOUGH = 80
_LOADED = (*CLAIM_ROWS, *(f"replaced_by__{name}" for name in CLAIM_ROWS))


@dataclass(frozen=True)
class Cited:
    """A fact that a text cites, under the number of its mark.

    `problem` says why the text cannot be published with it, or is empty; `successor`
    is the key of the fact that took its place, `successor_words` what that says.
    """

    number: int
    fact_id: int
    key: str
    subject: str
    label: str
    words: str
    certainty: str
    certainty_label: str
    status: str
    stories: int
    origins: int
    is_supported: bool
    problem: str
    successor: str = ""
    successor_words: str = ""


@dataclass(frozen=True)
class Unknown:
    """A key that no fact has, with keys like it."""

    key: str
    near: tuple[str, ...]


@dataclass(frozen=True)
class DeskCheck:
    """What a text rests on. `bare` are the sentences that cite nothing, of `claims`
    sentences in all; `problems` are those of the text itself, `pictures` those it
    shows, by number."""

    cited: tuple[Cited, ...]
    unknown: tuple[Unknown, ...]
    bare: tuple[str, ...]
    claims: int
    words: int
    minutes: int
    problems: tuple[str, ...]
    pictures: tuple[tuple[int, body.Figure], ...] = ()


def desk_check(headline: str, dek: str, key_points: str, text: str) -> DeskCheck:
    """What the text cites and what it says without a source; at most 4 queries.

    A text that is too much of anything is not looked into any further.
    """
    words = body.count_words(f"{dek} {key_points} {text}")
    minutes = body.reading_minutes(words)
    against = body.problems(key_points, text)
    if against:
        return DeskCheck((), (), (), 0, words, minutes, tuple(against))
    keys = body.citations(key_points, text)
    shown = pictures.figures(key_points, text)
    cited = _cited(keys)
    known = {row.key for row in cited}
    said = list(_sentences(key_points, text))
    bare = [sentence for sentence in said if not body.citations(sentence)]
    return DeskCheck(
        cited=tuple(cited),
        unknown=tuple(_unknown([key for key in keys if key not in known])),
        bare=tuple(words_of(sentence) for sentence in bare),
        claims=len(said),
        words=words,
        minutes=minutes,
        problems=tuple(pictures.problems_of(shown, key_points, text)),
        pictures=tuple(
            (number, shown[number])
            for number in body.images(key_points, text)
            if number in shown
        ),
    )


def unknown_keys(*texts: str) -> list[Unknown]:
    """The keys the texts cite that no fact has, each with keys like it.

    One query; a second, over all keys, only where something is unknown.
    """
    keys = body.citations(*texts)
    known = set(Fact.objects.filter(key__in=keys).values_list("key", flat=True))
    return _unknown([key for key in keys if key not in known])


def _unknown(missing: list[str]) -> list[Unknown]:
    if not missing:
        return []
    every = list(Fact.objects.values_list("key", flat=True))
    return [
        Unknown(
            key,
            tuple(
                match
                for match, _, _ in process.extract(
                    key, every, limit=3, score_cutoff=_LIKE_ENOUGH
                )
            ),
        )
        for key in missing
    ]


def _cited(keys: list[str]) -> list[Cited]:
    """The facts with these keys, in their order; 2 queries."""
    facts = {
        fact.key: fact
        for fact in Fact.objects.filter(key__in=keys).select_related(*_LOADED)
    }
    stories, witnesses, checked = _evidence(fact.pk for fact in facts.values())
    return [
        _row(
            number,
            facts[key],
            stories=len(stories[facts[key].pk]),
            origins=origins.independent(witnesses[facts[key].pk]),
            is_supported=facts[key].pk in checked,
        )
        for number, key in enumerate(keys, start=1)
        if key in facts
    ]


def _evidence(
    fact_ids: Iterable[int],
) -> tuple[dict[int, set[int]], dict[int, list[origins.Witness]], set[int]]:
    """By fact: the stories and the passages in support; and which facts somebody has
    checked a passage of. 1 query."""
    stories: dict[int, set[int]] = defaultdict(set)
    witnesses: dict[int, list[origins.Witness]] = defaultdict(list)
    checked = set()
    rows = (
        Evidence.objects.supporting()
        .standing()
        .filter(fact__in=list(fact_ids))
        .order_by("pk")
        .values_list(
            "pk",
            "fact_id",
            "passage__snapshot__story_id",
            "passage__exact",
            "repeats_id",
            "checked_at",
        )
    )
    for pk, fact_id, story_id, exact, repeats, at in rows:
        stories[fact_id].add(story_id)
        witnesses[fact_id].append(origins.Witness(pk, story_id, exact, repeats))
        if at is not None:
            checked.add(fact_id)
    return stories, witnesses, checked


def _row(number: int, fact: Any, *, is_supported: bool, **counted: int) -> Cited:
    newer = fact.replaced_by
    problem = why_not_cite(
        key=fact.key,
        status=fact.status,
        supported=is_supported,
        successor=newer.key if newer else "",
    )
    return Cited(
        number=number,
        fact_id=fact.pk,
        key=fact.key,
        subject=fact.subject.title,
        label=predicate(fact.predicate).label,
        words=value_words(fact.claim),
        certainty=fact.certainty,
        certainty_label=fact.get_certainty_display(),
        status=fact.status,
        is_supported=is_supported,
        problem=problem or "",
        successor=newer.key if newer else "",
        successor_words=value_words(newer.claim) if newer else "",
        **counted,
    )


def _sentences(key_points: str, text: str) -> Iterable[str]:
    """What is said in prose, sentence by sentence; a key point is prose as well."""
    for prose in (*body.lines(key_points), *body.paragraphs(text)):
        for span in sentences(prose):
            sentence = prose[span.start : span.end]
            if body.count_words(sentence):
                yield sentence
