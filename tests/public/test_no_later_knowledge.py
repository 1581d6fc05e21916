"""Random histories of facts: no page of a past day shows what came later."""

from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.actions.evidence import attach
from articles.actions.facts import accept, propose
from articles.actions.replacing import replace, retract
from articles.actions.sources import quote_passage
from tests import builders as make

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))
STATUSES = ("in-development", "ordered", "filming", "premiered", "renewed", "ended")
HISTORIES = st.lists(
    st.tuples(
        DAYS, st.sampled_from(("premise", "status", "take back", "correct the status"))
    ),
    min_size=1,
    max_size=5,
)


def token(number):
    return f"Quill{number:03}mark"


def a_known_fact(show, day, number, **claim):
    """A proposed fact of that day whose story and passage carry its token."""
    snapshot = make.a_snapshot(f"It is said: {token(number)}.", published=str(day))
    fact = propose(subject=show.entry, by=None, known_on=str(day), **claim)
    attach(fact, quote_passage(snapshot, token(number), by=None), by=None)
    return fact


def live_through(show, history):
    """Does the deeds in the order of their days; the day of each token."""
    days, status, premises = {}, None, []
    for number, (day, deed) in enumerate(sorted(history)):
        days[token(number)] = day
        if deed == "take back" and premises:
            retract(premises.pop(), by=None, why="Misread.")
        elif deed.endswith("status"):
            word = STATUSES[number % len(STATUSES)]
            new = a_known_fact(show, day, number, predicate="status", text=word)
            how = "correction" if deed.startswith("correct") else "development"
            if status is None:
                status = accept(new, by=None)
            else:
                status = replace(status, new, how=how, by=None, why="The post.")
        else:
            text = f"A premise with {token(number)}"
            fact = a_known_fact(show, day, number, predicate="premise", text=text)
            premises.append(accept(fact, by=None))
    return days


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES, asked=DAYS)
def test_a_page_of_a_past_day_shows_nothing_that_was_known_later(history, asked):
    with transaction.atomic():
        make.a_masthead()
        days = live_through(make.a_show("Harbour", slug="harbour"), history)

        for path in ("/shows/harbour/", "/shows/harbour/known/"):
            page = Client().get(f"{path}?as_of={asked}").content.decode()
            later = [word for word, day in days.items() if day > asked]
            assert [word for word in later if word in page] == []

        transaction.set_rollback(True)


def test_from_its_day_on_a_fact_is_on_the_page_with_its_passage(client):
    make.a_masthead()
    day = date(2024, 3, 1)
    live_through(make.a_show("Harbour", slug="harbour"), [(day, "premise")])

    for path in ("/shows/harbour/", "/shows/harbour/known/"):
        assert token(0) in client.get(f"{path}?as_of={day}").content.decode()
        before = client.get(f"{path}?as_of=2024-02-29").content.decode()
        assert token(0) not in before
