"""What readers see of facts that changed: their pages, records, notes and drawings."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.actions.articles import start
from articles.actions.evidence import attach
from articles.actions.facts import accept, propose
from articles.actions.publishing import publish
from articles.actions.replacing import replace, retract
from articles.actions.sources import quote_passage
from articles.models import Evidence, Passage
from catalog.models import FormerSlug
from newsroom.public.charts import Span, chart
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return make.a_show("Harbour")


def said(show, *, outlet=None, on="2024-01-01", accepted=True, **claim):
    words = f"It was said of {sorted(map(str, claim.items()))}"
    snapshot = make.a_snapshot(
        f"{words}, on {on}.", published=on, outlet=outlet or make.an_outlet()
    )
    fact = propose(subject=show.entry, by=None, known_on=on, **claim)
    attach(fact, quote_passage(snapshot, words, by=None), by=None)
    return accept(fact, by=None) if accepted else fact


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


# --- The page of a fact ------------------------------------------------------------


def test_a_replaced_fact_names_its_successor_and_the_reason(client, show):
    old = said(show, predicate="rating", text="TV-14")
    new = said(show, predicate="rating", text="TV-MA", accepted=False)
    replace(old, new, how="correction", by=None, why="The story misread it.")

    html = page(client, old.get_absolute_url())
    assert "Replaced: it never was true" in html
    assert f'href="{new.get_absolute_url()}"' in html
    assert "The story misread it." in html
    html = page(client, new.get_absolute_url())
    assert "Took the place of" in html
    assert f'href="{old.get_absolute_url()}"' in html


def test_a_retracted_fact_stays_public_and_a_proposed_one_does_not(client, show):
    fact = said(show, predicate="rating", text="TV-14")
    retract(fact, by=None, why="Another show.")
    waiting = said(show, predicate="rating", text="TV-G", accepted=False)

    assert "Retracted" in page(client, fact.get_absolute_url())
    assert client.get(waiting.get_absolute_url()).status_code == 404


def test_a_fact_without_a_checked_passage_is_being_rechecked(client, show):
    fact = said(show, predicate="rating", text="TV-14")
    Evidence.objects.filter(fact=fact).update(checked_by=None, checked_at=None)

    html = page(client, show.get_absolute_url())
    assert "TV-14" in html
    assert 'data-state="rechecking"' in html
    assert "being re-checked" in html
    assert "Being re-checked" in page(client, fact.get_absolute_url())


def test_words_that_left_their_story_support_nothing(client, show):
    fact = said(show, predicate="rating", text="TV-14")
    passage = fact.evidence.get().passage
    Passage.objects.filter(pk=passage.pk).update(orphaned_in=passage.snapshot)

    html = page(client, fact.get_absolute_url())
    assert "no longer in the story" in html
    assert "Being re-checked" in html
    assert "1 origin" not in html


# --- Articles ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("development", "Replaced since: filming"),
        ("correction", "Found wrong: filming"),
    ],
)
def test_an_article_says_what_became_of_the_facts_it_cites(client, show, how, told):
    old = said(show, predicate="status", text="ordered")
    article = start(
        by=None,
        headline="Harbour is ordered",
        section=make.a_section(),
        byline="By the desk",
        body=f"It is ordered.[@{old.key}]",
    )
    edition = publish(make.approved(article), by=None)
    new = said(show, predicate="status", text="filming", accepted=False)
    replace(old, new, how=how, by=None, why="They said so.")

    html = page(client, edition.get_absolute_url())

    assert "It is ordered." in html
    assert told in html


# --- Everything we know, and timelines ---------------------------------------------


def test_the_surest_facts_come_first_in_their_part(client, show):
    said(show, predicate="premise", text="Perhaps a cat.", certainty="speculation")
    said(show, predicate="premise", text="A captain.", certainty="official")

    html = page(client, f"{show.get_absolute_url()}known/")

    assert html.index("A captain.") < html.index("Perhaps a cat.")


def test_what_nobody_knows_is_told_as_not_known(client, show):
    said(show, predicate="status", text="ordered")

    html = page(client, f"{show.get_absolute_url()}known/")

    unknown = html[html.index("Not known yet") :]
    assert "Premiere" in unknown
    assert "<dt>Status</dt>" not in unknown


def test_a_timeline_says_the_same_in_its_drawing_and_its_table(client, show):
    said(show, predicate="premiere", date="July 2025")
    said(show, predicate="series-order", date="2023-11-17")
    said(show, predicate="finale", date="July")

    html = page(client, f"{show.get_absolute_url()}timeline/")

    drawn = re.findall(r'<text class="number"[^>]*>(\d+)</text>', html)
    listed = re.findall(r'<td class="number">(\d+)</td>', html)
    assert sorted(drawn) == sorted(listed) == ["1", "2"]
    assert 'role="img" aria-label="Harbour: timeline"' in html
    assert "Without a date" in html


def test_a_month_is_a_span_and_a_day_is_a_disc():
    drawing = chart(
        [
            Span(1, date(2025, 7, 9), date(2025, 7, 9)),
            Span(2, date(2025, 9, 1), date(2025, 9, 30)),
        ]
    )

    day, month = drawing.bars
    assert (day.radius, day.width) == (11, 22)
    assert (month.radius, month.width > 22) == (0, True)
    assert day.y == month.y


def test_marks_of_the_same_days_do_not_overlap():
    spans = [Span(n, date(2025, 7, n), date(2025, 7, n)) for n in range(1, 9)]

    drawing = chart(spans)

    assert len({(bar.x, bar.y) for bar in drawing.bars}) == 8
    assert len({bar.y for bar in drawing.bars}) == 8
    assert chart([]) is None


@pytest.mark.parametrize("tail", ["known/", "timeline/"])
def test_a_former_address_leads_to_the_same_page_of_the_show(client, show, tail):
    FormerSlug.objects.create(entry=show.entry, kind="show", slug="old-harbour")

    response = client.get(f"/shows/old-harbour/{tail}?as_of=2024-01-31")

    assert response.status_code == 301
    assert response["Location"] == f"{show.get_absolute_url()}{tail}?as_of=2024-01-31"


# --- The record of an outlet -------------------------------------------------------


def _record(html):
    return dict(re.findall(r"<dt>(\w+)</dt>\s*<dd>(\d+)</dd>", html))


def test_an_outlet_answers_for_what_it_reported_first(client, show):
    first, second = make.an_outlet("First Paper"), make.an_outlet("Second Paper")
    say = {"outlet": first}
    said(show, **say, predicate="series-order", date="2024-01-01")
    for how, key, one, other in (
        ("development", "status", "ordered", "filming"),
        ("correction", "rating", "TV-14", "TV-MA"),
        ("refinement", "logline", "A captain.", "A captain minds a harbour."),
    ):
        old = said(show, **say, predicate=key, text=one)
        new = said(show, outlet=second, predicate=key, text=other, accepted=False)
        replace(old, new, how=how, by=None, why="It is so.")
    retract(said(show, **say, predicate="genre", text="Noir"), by=None, why="No.")

    found = _record(page(client, first.get_absolute_url()))

    assert found["Held"] == "1"
    assert found["Refined"] == "1"
    assert found["Developed"] == "1"
    assert found["Fell"] == "2"
    assert _record(page(client, second.get_absolute_url()))["Held"] == "3"


def test_who_repeats_a_fact_was_not_the_first(client, show):
    first, second = make.an_outlet("First Paper"), make.an_outlet("Second Paper")
    fact = said(show, outlet=first, predicate="status", text="ordered")
    copy = make.a_snapshot(
        "A copy: it is ordered.", outlet=second, published="2024-02-01"
    )
    attach(fact, quote_passage(copy, "it is ordered", by=None), by=None)

    assert "Held" not in _record(page(client, second.get_absolute_url()))
    assert _record(page(client, first.get_absolute_url()))["Held"] == "1"


# --- Queries -----------------------------------------------------------------------


def test_pages_of_changing_facts_cost_the_same_however_many_there_are(show):
    outlet = make.an_outlet()
    fact = said(show, predicate="status", text="ordered")
    paths = [
        show.get_absolute_url(),
        f"{show.get_absolute_url()}known/",
        f"{show.get_absolute_url()}timeline/",
        outlet.get_absolute_url(),
        fact.get_absolute_url(),
    ]
    said(show, predicate="rating", text="TV-14")
    few = [_cost(path) for path in paths]

    for n in range(40):
        said(show, predicate="premise", text=f"Premise {n}.")

    assert [_cost(path) for path in paths] == few


def _cost(path):
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path).status_code == 200
    return len(queries)
