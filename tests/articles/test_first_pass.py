"""The first whole pass: a story goes in, a cited value comes out."""

import pytest

from articles.actions.articles import start
from articles.actions.evidence import attach
from articles.actions.facts import accept, propose
from articles.actions.publishing import publish
from articles.actions.sources import archive_story, quote_passage
from articles.known import ledger_of
from catalog import sheets
from catalog.models import Show
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_a_story_becomes_a_cited_value_and_a_cited_article():
    show = make.a_show("Harbour")
    editor = make.a_user("editor")
    story = archive_story("Lantern ordered Harbour on Friday. Ten episodes.", by=editor)
    passage = quote_passage(story.snapshot, "ordered Harbour on Friday", by=editor)
    fact = propose(
        subject=show.entry, predicate="series-order", date="2026-03-06", by=editor
    )
    attach(fact, passage, by=editor)

    accept(fact, by=editor)

    show = Show.objects.get(pk=show.pk)
    assert str(show.ordered) == "6 March 2026"
    ledger = ledger_of([show.pk])
    order = next(c for c in sheets.column_cells(show) if c.column == "ordered")
    assert [known.key for known in ledger.behind(order)] == [fact.key]

    article = start(
        by=editor,
        headline="Harbour is ordered",
        section=make.a_section(),
        body=f"It is ordered.[@{fact.key}]",
    )
    edition = publish(make.approved(article), by=editor)

    assert f'href="/facts/{fact.key}/"' in edition.rendering.body
    assert [c.fact.key for c in edition.citations.all()] == [fact.key]
