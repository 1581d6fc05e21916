"""A page costs the same queries with ten facts and with ten thousand."""

import copy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Evidence, Fact
from tests import builders as make

pytestmark = [pytest.mark.long, pytest.mark.django_db]

PATHS = (
    "/shows/harbour/",
    "/shows/harbour/known/",
    "/shows/harbour/timeline/",
    "/shows/harbour/?as_of=2024-01-31",
)
MOST = 15


def multiply(fact, times):
    """Copies of an accepted fact and of its evidence, each with a text of its own."""
    evidence = fact.evidence.get()
    facts = []
    for n in range(times):
        row = copy.copy(fact)
        row.pk, row.key, row.text = None, f"{fact.key}-{n}", f"{fact.text} {n}"
        row._state = copy.copy(fact._state)
        row._state.adding = True
        facts.append(row)
    Fact.objects.bulk_create(facts, batch_size=500)
    rows = []
    for row in facts:
        one = copy.copy(evidence)
        one.pk, one.fact = None, row
        rows.append(one)
    Evidence.objects.bulk_create(rows, batch_size=500)


def queries(client, path):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_ten_thousand_facts_cost_no_more_queries_than_ten(client):
    make.a_masthead()
    show = make.a_show("Harbour")
    fact = make.an_accepted_fact(
        show, predicate="premise", text="It begins", known_on="2024-01-01"
    )
    multiply(fact, 9)
    few = {path: queries(client, path) for path in PATHS}

    multiply(Fact.objects.get(key=f"{fact.key}-0"), 9_990)
    many = {path: queries(client, path) for path in PATHS}

    assert many == few
    assert max(many.values()) <= MOST
