"""Pages as of a day, from facts alone."""

from datetime import date

import pytest

from articles.actions.evidence import attach
from articles.actions.facts import accept, propose
from articles.actions.replacing import replace, retract
from articles.actions.sources import quote_passage
from articles.timeline import as_of, changes, history_of
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return make.a_show("Ballast")


def known(show, *, on, published=None, **claim):
    """An accepted fact from a story of that day."""
    snapshot = make.a_snapshot(
        f"On {on} it was said: {sorted(claim.items())}.", published=published or on
    )
    fact = propose(subject=show.entry, by=None, known_on=on, **claim)
    attach(fact, quote_passage(snapshot, f"On {on} it was said", by=None), by=None)
    return fact


def sheet(show, day):
    return as_of(history_of([show.pk]), entry_ids=[show.pk], day=day)


def words(past, label):
    return [cell.text for cell in past.cells if cell.label == label]


def test_a_page_of_the_past_shows_the_status_and_the_title_of_that_day(show):
    accept(
        known(
            show, on="2023-11-17", predicate="working-title", text="Untitled Project"
        ),
        by=None,
    )
    ordered = accept(
        known(show, on="2023-11-17", predicate="status", text="ordered"), by=None
    )
    accept(known(show, on="2024-06-01", predicate="title", text="Ballast"), by=None)
    filming = known(show, on="2024-06-01", predicate="status", text="filming")
    replace(ordered, filming, how="development", by=None)

    past = sheet(show, date(2024, 1, 31))

    assert (past.title, words(past, "Status")) == ("Untitled Project", ["Ordered"])
    later = sheet(show, date(2024, 6, 1))
    assert (later.title, words(later, "Status")) == ("Ballast", ["Filming"])


def test_before_anything_was_known_a_page_is_empty(show):
    accept(known(show, on="2023-11-17", predicate="status", text="ordered"), by=None)

    past = sheet(show, date(2023, 11, 16))

    assert (past.title, past.cells, past.ledger.facts) == ("", (), [])


def test_an_absence_holds_until_the_value_comes(show):
    accept(
        known(show, on="2024-01-31", predicate="premiere", kind="none_announced"),
        by=None,
    )
    accept(known(show, on="2025-05-01", predicate="premiere", date="2025-07"), by=None)

    past = sheet(show, date(2024, 12, 1))
    assert words(past, "Premiere") == []
    assert [a.words for a in past.ledger.absences(show.pk)] == ["none announced"]

    later = sheet(show, date(2025, 6, 1))
    assert words(later, "Premiere") == ["July 2025"]
    assert later.ledger.absences(show.pk) == []


def test_a_passage_of_a_later_story_is_not_shown_for_an_earlier_day(show):
    fact = known(show, on="2023-11-17", predicate="status", text="ordered")
    later = make.a_snapshot("A year later: it was ordered.", published="2024-11-17")
    attach(fact, quote_passage(later, "it was ordered", by=None), by=None)
    accept(fact, by=None)

    past = sheet(show, date(2024, 1, 1))

    (held,) = past.ledger.facts
    assert [s.exact for s in held.evidence] == ["On 2023-11-17 it was said"]


def test_what_was_corrected_later_is_shown_as_it_was_believed(show):
    wrong = accept(
        known(show, on="2023-11-17", predicate="rating", text="TV-14"), by=None
    )
    right = known(show, on="2024-02-01", predicate="rating", text="TV-MA")
    replace(wrong, right, how="correction", by=None, why="Misread.")

    past = sheet(show, date(2024, 1, 1))

    assert words(past, "Rating") == ["TV-14"]
    assert past.ledger.facts[0].replaced_how == "correction"
    assert words(sheet(show, date(2024, 2, 1)), "Rating") == ["TV-MA"]


def test_changes_tell_news_developments_and_retractions_in_order(show):
    ordered = accept(
        known(show, on="2023-11-17", predicate="status", text="ordered"), by=None
    )
    filming = known(show, on="2024-06-01", predicate="status", text="filming")
    replace(ordered, filming, how="development", by=None)
    rating = accept(
        known(show, on="2024-01-01", predicate="rating", text="TV-14"), by=None
    )
    retract(rating, by=None, why="Another show.", ended_on=rating.known_on)

    told = changes(history_of([show.pk]), entry_ids=[show.pk])

    assert [
        (str(c.on), c.kind, c.old and c.old.words, c.new and c.new.words) for c in told
    ] == [
        ("17 November 2023", "news", None, "ordered"),
        ("1 January 2024", "news", None, "TV-14"),
        ("1 January 2024", "retraction", "TV-14", None),
        ("1 June 2024", "development", "ordered", "filming"),
    ]


def test_a_page_of_the_past_costs_the_same_however_much_is_known(
    show, django_assert_num_queries
):
    for n in range(12):
        accept(
            known(show, on=f"2024-01-{n + 1:02}", predicate="premise", text=f"P{n}"),
            by=None,
        )

    with django_assert_num_queries(2):
        past = sheet(show, date(2024, 1, 31))
        assert len(past.ledger.on_record(show.pk)) == 12
