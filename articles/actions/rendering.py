"""The HTML of what articles say: it follows from the text and can be made again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from articles import body
from articles.models import Edition, Fact, Rendering
from articles.pictures import figures


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
    made = _rendered(edition, marks)
    made.edition = edition
    made.topics = [[t.name, t.get_absolute_url()] for t in edition.topics.all()]
    made.about = [
        [entry.title, entry.get_absolute_url()] for entry in edition.about.with_page()
    ]
    return made


def rendering_of_draft(draft: Any, keys: Sequence[str]) -> Rendering:
    """The HTML of a text as publishing would make it, not kept; 2 queries.

    `draft` is an article, or has the texts of one; `keys` are those of the facts that
    get a mark, under the number of their place. One that no fact has leaves none.
    """
    known = dict(Fact.objects.filter(key__in=keys).values_list("key", "certainty"))
    marks = {
        key: body.Mark(number, known[key])
        for number, key in enumerate(keys, start=1)
        if key in known
    }
    return _rendered(draft, marks)


def _rendered(text: Any, marks: Mapping[str, body.Mark]) -> Rendering:
    """What the texts alone make; at most 1 query."""
    return Rendering(
        version=body.VERSION,
        body=body.render(text.body, marks, figures(text.body)),
        key_points=[
            body.render_line(line, marks) for line in body.lines(text.key_points)
        ],
        words=body.count_words(f"{text.dek} {text.key_points} {text.body}"),
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
