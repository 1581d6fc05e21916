"""A newer text of a story: passages move along exactly, or lose their hold."""

import pytest

from articles.actions.amending import amend
from articles.actions.evidence import attach, check
from articles.actions.facts import accept, propose
from articles.actions.sources import add_snapshot, quote_passage
from articles.lifecycle import Refused
from articles.models import Passage
from tests import builders as make

pytestmark = pytest.mark.django_db

LOOK_ALIKES = (
    "The port series was ordered on Friday. It has ten episodes.\n\n"
    "The port series was ordered on Monday. It has two writers."
)


def test_one_changed_word_orphans_exactly_the_passages_that_cover_it():
    snapshot = make.a_snapshot(LOOK_ALIKES)
    kept = [
        quote_passage(snapshot, words, by=None)
        for words in ("ordered on Friday", "ten episodes", "two writers")
    ]
    lost = quote_passage(snapshot, "series was ordered on Monday", by=None)

    newer = add_snapshot(
        snapshot.story, "Update. " + LOOK_ALIKES.replace("Monday", "Tuesday"), by=None
    )

    orphans = Passage.objects.orphaned()
    assert [passage.pk for passage in orphans] == [lost.pk]
    for passage in Passage.objects.filter(pk__in=[p.pk for p in kept]):
        assert passage.snapshot == newer
        assert newer.text[passage.start : passage.end] == passage.exact


def test_a_passage_that_now_stands_twice_follows_its_surroundings():
    snapshot = make.a_snapshot("Before that, it was ordered. Then came winter.")
    passage = quote_passage(snapshot, "it was ordered", by=None)

    add_snapshot(
        snapshot.story,
        "They hoped it was ordered. Before that, it was ordered. Then came winter.",
        by=None,
    )

    passage.refresh_from_db()
    assert passage.orphaned_in is None
    assert passage.start > 26


def test_words_that_come_back_hold_again():
    first = "The port series was ordered."
    snapshot = make.a_snapshot(first)
    passage = quote_passage(snapshot, "was ordered", by=None)
    add_snapshot(snapshot.story, "The port series was cancelled.", by=None)

    add_snapshot(snapshot.story, first + " Again.", by=None)

    passage.refresh_from_db()
    assert passage.orphaned_in is None


def test_an_orphaned_passage_supports_no_new_acceptance():
    snapshot = make.a_snapshot("The port series was ordered.")
    passage = quote_passage(snapshot, "was ordered", by=None)
    fact = propose(
        subject=make.a_show().entry, predicate="status", text="ordered", by=None
    )
    attach(fact, passage, by=None)
    add_snapshot(snapshot.story, "The port series was delayed.", by=None)

    with pytest.raises(Refused, match="No passage supports it"):
        accept(fact, by=None)


def test_editing_what_a_fact_says_leaves_its_evidence_unchecked():
    fact = make.an_accepted_fact(make.a_show(), predicate="status", text="ordered")
    assert fact.evidence.checked().count() == 1

    amend(fact, by=None, known_on="2023-11-17")

    assert fact.evidence.checked().count() == 0
    check(fact.evidence.get(), by=make.a_user("checker"))
    assert fact.evidence.checked().count() == 1


def test_the_value_of_an_accepted_fact_is_not_edited_in_place():
    fact = make.an_accepted_fact(make.a_show(), predicate="status", text="ordered")

    with pytest.raises(Refused, match="propose the new value"):
        amend(fact, by=None, text="filming")


def test_certainty_rises_to_official_through_an_official_origin_alone():
    fact = make.an_accepted_fact(make.a_show(), predicate="status", text="ordered")

    with pytest.raises(Refused, match="No passage from an official"):
        amend(fact, by=None, certainty="official")

    attach(fact, make.a_passage(), by=None, origin="official-statement")
    amend(fact, by=None, certainty="official")
    fact.refresh_from_db()
    assert fact.certainty == "official"


def test_the_words_of_a_changed_sentence_are_not_taken_for_their_look_alike():
    snapshot = make.a_snapshot(LOOK_ALIKES)
    second = quote_passage(snapshot, "series was ordered", by=None, suffix=" on Monday")
    first = quote_passage(snapshot, "series was ordered", by=None, suffix=" on Friday")

    add_snapshot(
        snapshot.story,
        LOOK_ALIKES.replace("ordered on Monday", "delayed on Monday"),
        by=None,
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.orphaned_in is None
    assert second.orphaned_in is not None
