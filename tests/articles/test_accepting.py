"""Accepting and rejecting facts."""

import pytest
from django.db import IntegrityError, transaction

from articles.actions.evidence import attach, check
from articles.actions.facts import accept, propose, reject
from articles.lifecycle import Refused
from articles.models import Evidence, Fact
from catalog.models import Show
from tests import builders as make
from tests.rows import every_row

pytestmark = pytest.mark.django_db


def refused(action, *args, **named):
    """The reason for which an action is refused, having changed nothing."""
    before = every_row()
    with pytest.raises(Refused) as refusal:
        action(*args, **named)
    assert every_row() == before
    return str(refusal.value)


def copy_of(fact, key):
    """A second row that says the same, status and all, past every action."""
    twin = Fact.objects.get(pk=fact.pk)
    twin.pk, twin.key = None, key
    return twin


def test_a_fact_without_evidence_is_not_accepted():
    fact = propose(by=None, subject=make.a_show(), predicate="rating", text="TV-MA")

    assert refused(accept, fact, by=None) == (
        "No passage supports it: attach one first."
    )


def test_a_fact_with_disputing_evidence_alone_is_not_accepted():
    fact = propose(by=None, subject=make.a_show(), predicate="rating", text="TV-MA")
    attach(fact, make.a_passage(), by=None, stance="disputes")

    assert "No passage supports it" in refused(accept, fact, by=None)


def test_a_fact_is_not_accepted_twice():
    fact = make.an_accepted_fact()

    assert refused(accept, fact, by=None) == (
        "The fact is accepted; it cannot become accepted."
    )


def test_a_rejected_fact_is_not_accepted():
    fact = reject(make.a_fact(), by=None, why="A typing error.")

    assert "rejected; it cannot become accepted" in refused(accept, fact, by=None)


def test_a_second_value_is_refused_where_one_is_allowed():
    show = make.a_show()
    first = make.an_accepted_fact(show, predicate="rating", text="TV-MA")
    second = make.a_fact(show, predicate="rating", text="TV-14")

    assert refused(accept, second, by=None) == (
        f"Another value is already accepted here: TV-MA ({first.key}). "
        f"Only one is allowed at a time."
    )


def test_the_same_claim_is_refused_where_many_are_allowed():
    show = make.a_show()
    first = make.an_accepted_fact(show, predicate="genre", text="Crime")
    again = make.a_fact(show, predicate="genre", text="crime")

    assert refused(accept, again, by=None) == (
        f"The same is accepted already: Crime ({first.key})."
    )


def test_another_claim_is_accepted_where_many_are_allowed():
    show = make.a_show()
    make.an_accepted_fact(show, predicate="genre", text="Crime")

    fact = make.an_accepted_fact(show, predicate="genre", text="Drama")

    assert fact.status == "accepted"


@pytest.mark.parametrize(
    ("predicate", "text"), [("rating", "TV-MA"), ("genre", "Crime")]
)
def test_the_database_holds_no_second_value_either(predicate, text):
    fact = make.an_accepted_fact(make.a_show(), predicate=predicate, text=text)

    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.bulk_create([copy_of(fact, "twin")])

    assert Fact.objects.accepted().get() == fact


def test_a_value_that_comes_in_between_is_refused_and_not_a_crash(monkeypatch):
    show = make.a_show()
    make.an_accepted_fact(show, predicate="rating", text="TV-MA")
    second = make.a_fact(show, predicate="rating", text="TV-14")
    monkeypatch.setattr("articles.actions.facts.rival_of", lambda fact: None)

    assert refused(accept, second, by=None) == (
        "Another value was accepted here in the meantime."
    )


def test_an_absence_stands_beside_the_value_that_ends_it():
    show = make.a_show()
    make.an_accepted_fact(
        show, predicate="premiere", kind="none_announced", known_on="2024-01"
    )

    make.an_accepted_fact(show, predicate="premiere", date="July 2025")

    assert Fact.objects.accepted().count() == 2


def test_the_same_absence_of_another_day_is_another_fact():
    show = make.a_show()
    for day in ("2024-01", "2024-02"):
        make.an_accepted_fact(
            show, predicate="premiere", kind="none_announced", known_on=day
        )

    assert Fact.objects.accepted().count() == 2


def test_nobody_accepts_what_they_proposed_where_four_eyes_are_asked_for(settings):
    settings.FOUR_EYES = True
    checker = make.a_user("checker")
    fact = make.a_fact(by=checker)

    assert refused(accept, fact, by=checker) == (
        "You proposed it yourself: somebody else must accept it."
    )
    assert accept(fact, by=make.a_user("checker")).status == "accepted"


def test_one_pair_of_eyes_is_enough_where_no_more_are_asked_for(settings):
    settings.FOUR_EYES = False
    checker = make.a_user("checker")

    assert accept(make.a_fact(by=checker), by=checker).status == "accepted"


def test_accepting_checks_the_passages_that_support_the_fact():
    checker = make.a_user("checker")
    fact = make.a_fact()
    against = attach(fact, make.a_passage(), by=None, stance="disputes")

    accept(fact, by=checker)

    supporting = fact.evidence.get(stance="supports")
    assert supporting.checked_by == checker
    assert supporting.checked_at is not None
    against.refresh_from_db()
    assert against.checked_at is None


def test_who_has_checked_a_passage_before_stays_on_record():
    first, second = make.a_user("checker"), make.a_user("checker")
    fact = make.a_fact()
    check(fact.evidence.get(), by=first)

    accept(fact, by=second)

    assert fact.evidence.get().checked_by == first


def test_a_passage_that_left_its_snapshot_is_refused():
    fact = make.a_fact()
    passage = fact.evidence.get().passage
    # What no action can do: the words moved under the passage.
    type(passage).objects.filter(pk=passage.pk).update(start=passage.start + 1)

    reason = refused(accept, fact, by=None)

    assert reason.startswith("A passage does not stand in its snapshot: ")


def test_a_value_the_catalogue_cannot_hold_is_refused_whole():
    show = make.a_show()
    fact = make.a_fact(show, predicate="rating", text="suitable for all who can read")

    reason = refused(accept, fact, by=None)

    assert reason.startswith("The catalogue’s rating: Ensure this value has at most 16")
    assert Show.objects.get(pk=show.pk).rating == ""


# --- Rejecting --------------------------------------------------------------------


@pytest.mark.parametrize("why", ["", "  \n"], ids=["nothing", "space"])
def test_a_rejection_needs_its_reason(why):
    assert refused(reject, make.a_fact(), by=None, why=why) == (
        "Say why it is rejected."
    )


def test_a_rejected_fact_stays_with_its_reason():
    fact = reject(make.a_fact(), by=None, why="A typing error.")

    assert Fact.objects.get(pk=fact.pk).status == "rejected"
    assert fact.changes.get(verb="reject").why == "A typing error."


def test_an_accepted_fact_is_not_rejected():
    fact = make.an_accepted_fact()

    assert "accepted; it cannot become rejected" in refused(
        reject, fact, by=None, why="It is wrong."
    )


# --- Evidence ---------------------------------------------------------------------


def test_a_rejected_fact_takes_no_evidence():
    fact = reject(make.a_fact(), by=None, why="A typing error.")
    passage = make.a_passage()

    assert refused(attach, fact, passage, by=None) == (
        "The fact is rejected; it takes no more evidence."
    )


def test_a_passage_supports_a_fact_once():
    fact = make.a_fact()
    passage = fact.evidence.get().passage

    assert refused(attach, fact, passage, by=None, stance="disputes") == (
        "This passage is already evidence for this fact."
    )


def test_evidence_that_comes_later_is_unchecked():
    fact = make.an_accepted_fact()

    later = attach(fact, make.a_passage(), by=None)

    assert list(Evidence.objects.checked()) == list(fact.evidence.exclude(pk=later.pk))


@pytest.mark.parametrize(
    ("detail", "message"),
    [
        ({"stance": "likes"}, "Value 'likes' is not a valid choice."),
        ({"origin": "a dream"}, "Value 'a dream' is not a valid choice."),
    ],
)
def test_evidence_of_no_known_kind_is_refused(detail, message):
    fact, passage = make.a_fact(), make.a_passage()

    assert refused(attach, fact, passage, by=None, **detail) == message
