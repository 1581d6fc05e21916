"""Claims that disagree are found by asking."""

import pytest

from articles.actions.evidence import attach, keep_dispute
from articles.actions.facts import propose
from articles.actions.replacing import replace
from articles.actions.sources import quote_passage
from articles.conflicts import conflicts, drift, self_contradictions
from articles.lifecycle import Refused
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return make.a_show("Harbour")


def test_a_proposal_that_differs_from_the_accepted_value_is_a_conflict(show):
    accepted = make.an_accepted_fact(show, predicate="status", text="ordered")
    proposal = make.a_fact(show, predicate="status", text="filming")

    assert [(c.accepted, c.proposal) for c in conflicts()] == [(accepted, proposal)]


def test_a_conflict_ends_when_one_replaces_the_other(show):
    accepted = make.an_accepted_fact(show, predicate="status", text="ordered")
    proposal = make.a_fact(show, predicate="status", text="filming")

    replace(accepted, proposal, how="development", by=None)

    assert conflicts() == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("A tough caseload", "A tough case­load", id="a soft hyphen"),
        pytest.param("Renée runs it", "RENEE  runs it", id="accents and capitals"),
        pytest.param("It’s hers", "It's hers", id="quotation marks"),
        pytest.param("A large caseload", "A large case load", id="a space"),
        pytest.param("Old, new, and odd", "Old, new and odd", id="a comma"),
    ],
)
def test_spelling_variants_open_no_conflict(show, one, other):
    make.an_accepted_fact(show, predicate="logline", text=one)
    make.a_fact(show, predicate="logline", text=other)

    assert conflicts() == []


def test_another_scope_or_another_platform_is_no_conflict(show):
    season = make.a_season(show)
    make.an_accepted_fact(show, predicate="status", text="renewed")
    make.a_fact(season, predicate="status", text="ordered")
    for name in ("Lantern", "Beacon"):
        platform = make.a_company(name).entry
        make.a_fact(show, predicate="available-on", target=platform)

    assert conflicts() == []


def test_an_absence_is_no_conflict_with_the_value_that_ends_it(show):
    make.an_accepted_fact(show, predicate="premiere", date="2025-07")
    make.a_fact(show, predicate="premiere", kind="none_announced", known_on="2024-01")

    assert conflicts() == []


def test_a_passage_that_disputes_an_accepted_fact_is_a_conflict(show):
    fact = make.an_accepted_fact(show, predicate="status", text="ordered")
    dispute = attach(fact, make.a_passage(), by=None, stance="disputes")

    assert [(c.accepted, c.dispute) for c in conflicts()] == [(fact, dispute)]


def test_a_dispute_that_is_kept_is_no_conflict_and_stays(show):
    fact = make.an_accepted_fact(show, predicate="status", text="ordered")
    dispute = attach(fact, make.a_passage(), by=None, stance="disputes")

    keep_dispute(dispute, by=make.a_user("checker"))

    assert conflicts() == []
    assert fact.evidence.filter(stance="disputes").exists()


def test_what_supports_a_fact_is_not_kept_as_a_dispute(show):
    fact = make.an_accepted_fact(show, predicate="status", text="ordered")

    with pytest.raises(Refused, match="disputes nothing"):
        keep_dispute(fact.evidence.get(), by=None)


def test_a_story_whose_infobox_counts_otherwise_contradicts_itself_once(show):
    snapshot = make.a_snapshot("It just ended its second season. Seasons 3.")
    for number, words in ((2, "its second season"), (3, "Seasons 3")):
        fact = propose(
            subject=show.entry, predicate="season-count", number=number, by=None
        )
        attach(fact, quote_passage(snapshot, words, by=None), by=None)

    found = self_contradictions()

    assert [(c.story, c.one.number, c.other.number) for c in found] == [
        (snapshot.story, 2, 3)
    ]


def test_two_stories_that_differ_contradict_each_other_and_not_themselves(show):
    make.a_fact(show, predicate="season-count", number=2)
    make.a_fact(show, predicate="season-count", number=3)

    assert self_contradictions() == []


def test_a_column_changed_by_hand_has_drifted_from_its_fact(show):
    fact = make.an_accepted_fact(show, predicate="rating", text="TV-MA")
    assert drift() == []

    show.refresh_from_db()
    show.rating = "TV-14"
    show.save()

    assert [(row.fact, row.shown) for row in drift()] == [(fact, "TV-14")]


def test_asking_costs_the_same_however_many_facts_there_are(
    show, django_assert_num_queries
):
    for n in range(8):
        other = make.a_show(f"Show {n}")
        make.an_accepted_fact(other, predicate="status", text="ordered")
        make.a_fact(other, predicate="status", text="filming")

    with django_assert_num_queries(3):
        assert len(conflicts()) == 8
    with django_assert_num_queries(2):
        assert drift() == []
