"""Finding what readers ask for: entries, articles and sources in one list.

Plain for now: every word must stand somewhere in the title or the text, accents and
capitals aside. What readers may not see is not looked at.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, QuerySet, When
from django.db.models import Value as Constant
from django.db.models.functions import Cast, ExtractYear, TruncDate

from articles import body
from articles.models import Edition, SourceStory
from catalog.models import Entry, EntryKind
from catalog.text import fold

from .cells import sentence_case, when
from .html import plain
from .inputs import Piece, Result

LONGEST_QUERY = 200
MOST_WORDS = 12
SNIPPET = 180
LONGEST_TEXT = 20_000
"""Characters that are read for a snippet; longer texts are searched all the same."""

_ARTICLE, _SOURCE = "article", "source"


def cleaned(asked: str) -> str:
    """The words asked for: printable, on one line, and not too many."""
    line = "".join(c if c.isprintable() else " " for c in asked[:LONGEST_QUERY])
    return " ".join(line.split()[:MOST_WORDS])


def found(words: str, *, at: datetime.datetime) -> QuerySet | None:
    """Everything that matches, best first, as one query; None without a word.

    An entry whose title is what was asked for comes first, then those that begin
    with it, then all others; articles and sources follow, the newest first.
    """
    plain = fold(words)
    if not plain:
        return None
    entries = _aligned(
        Entry.objects.with_page().matching(words),
        kind=F("kind"),
        text=F("summary"),
        rank=Case(
            When(sort_key=plain, then=Constant(0)),
            When(folded__startswith=plain, then=Constant(1)),
            default=Constant(2),
        ),
        sort=F("sort_key"),
    )
    editions = _aligned(
        Edition.objects.listed(at=at).matching(words),
        kind=Constant(_ARTICLE),
        title=F("headline"),
        year=ExtractYear("first_live", tzinfo=datetime.UTC),
        day=TruncDate("first_live"),
        text=F("dek"),
        rank=Constant(3),
    )
    stories = SourceStory.objects.all()
    for word in plain.split():
        stories = stories.filter(folded__contains=word)
    sources = _aligned(
        stories.exclude(headline=""),
        kind=Constant(_SOURCE),
        title=F("headline"),
        slug=F("key"),
        day=F("published_latest"),
        rank=Constant(4),
    )
    ordered = entries.union(editions, sources, all=True)
    return ordered.order_by("hit_rank", "hit_sort", "-hit_day", "hit_title", "hit_pk")


def _aligned(rows: QuerySet, **columns: Any) -> QuerySet:
    """The rows in the shape that all kinds share, in columns of the same type."""
    given = {
        "kind": F("kind"),
        "pk": F("pk"),
        "title": F("title"),
        "slug": F("slug"),
        "year": Constant(0),
        "day": Constant(""),
        "text": Constant(""),
        "rank": Constant(0),
        "sort": Constant(""),
    } | columns
    whole = {"pk", "year", "rank"}
    return rows.order_by().values(
        **{
            f"hit_{name}": Cast(value, IntegerField() if name in whole else CharField())
            for name, value in given.items()
        }
    )


def results(hits: list[dict[str, Any]], words: str) -> tuple[Result, ...]:
    """The hits of one page as readers see them; 1 query for the articles' text."""
    found = Edition.objects.filter(
        pk__in=[hit["hit_pk"] for hit in hits if hit["hit_kind"] == _ARTICLE]
    )
    bodies = {
        pk: plain(rendering or body.render(text))
        for pk, rendering, text in found.values_list("pk", "rendering__body", "body")
    }
    return tuple(_result(hit, bodies, words) for hit in hits)


def _result(hit: dict[str, Any], bodies: dict[int, str], words: str) -> Result:
    kind, slug, text = hit["hit_kind"], hit["hit_slug"], hit["hit_text"]
    date = None
    if hit["hit_day"]:
        date = when(datetime.date.fromisoformat(hit["hit_day"][:10]))
    if kind == _ARTICLE:
        url = f"/news/{hit['hit_year']}/{slug}/"
        whole = bodies.get(hit["hit_pk"], "")
        if not spans(text, words) and spans(whole, words):
            text = whole
    elif kind == _SOURCE:
        url = f"/sources/{slug}/"
    else:
        url = f"/{EntryKind(kind).path}/{slug}/"
    return Result(
        url=url,
        title=hit["hit_title"],
        kind=sentence_case(kind),
        snippet=snippet(text, words),
        date=date if kind == _ARTICLE else None,
    )


# --- Snippets ----------------------------------------------------------------------


def spans(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand in the text, accents and capitals aside, in order."""
    folded, places = _folded(text)
    hits = []
    for word in set(fold(words).split()):
        at = folded.find(word)
        while at >= 0:
            hits.append((places[at], places[at + len(word) - 1] + 1))
            at = folded.find(word, at + len(word))
    return _apart(sorted(hits))


def _folded(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter, and where each letter came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = " " if letter.isspace() else fold(letter)
        letters.append(plain)
        places += [place] * len(plain)
    return "".join(letters), places


def _apart(hits: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches without overlaps."""
    found: list[tuple[int, int]] = []
    for start, end in hits:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def snippet(text: str, words: str) -> tuple[Piece, ...]:
    """Some of the text around the first match, with every match in it marked."""
    line = " ".join(text[:LONGEST_TEXT].split())
    hits = spans(line, words)
    start = max(0, hits[0][0] - SNIPPET // 3) if hits else 0
    if start:
        start = line.find(" ", start) + 1
    end = min(len(line), start + SNIPPET)
    if end < len(line):
        end = max(line.rfind(" ", start, end), start)
    return tuple(_pieces(line, start, end, hits))


def _pieces(
    line: str, start: int, end: int, hits: list[tuple[int, int]]
) -> Iterator[Piece]:
    at = start
    if start:
        yield Piece("… ")
    for first, last in hits:
        if at <= first and last <= end:
            if first > at:
                yield Piece(line[at:first])
            yield Piece(line[first:last], is_match=True)
            at = last
    if at < end:
        yield Piece(line[at:end])
    if end < len(line):
        yield Piece(" …")
