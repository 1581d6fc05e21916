"""Stories that copy each other count as one origin."""

import pytest

from articles.actions.evidence import attach, own_origin, same_origin
from articles.lifecycle import Refused
from articles.origins import Witness, groups, independent, likely_copies
from articles.shingles import overlap
from tests import builders as make


def test_passages_of_one_story_have_one_origin():
    assert independent([Witness(1, 10, "a"), Witness(2, 10, "b")]) == 1


def test_two_stories_have_two_origins_until_one_passes_the_other_on():
    first, second = Witness(1, 10, "a"), Witness(2, 20, "b")

    assert independent([first, second]) == 2
    assert independent([first, Witness(2, 20, "b", repeats=1)]) == 1


def test_a_chain_of_copies_is_one_origin():
    rows = [
        Witness(1, 10, "a"),
        Witness(2, 20, "b", repeats=1),
        Witness(3, 30, "c", repeats=2),
        Witness(4, 40, "d"),
    ]

    assert [[row.pk for row in group] for group in groups(rows)] == [[1, 2, 3], [4]]


def test_nothing_has_no_origin():
    assert independent([]) == 0


def test_copied_words_are_proposed_as_one_origin_and_own_words_are_not():
    words = "ten episodes of the harbour series were ordered by the company"
    copied = Witness(2, 20, f"As we said, {words}.")
    own = Witness(3, 30, "The company has taken ten hours of a drama about a port.")

    assert likely_copies([Witness(1, 10, words), copied, own]) == [
        (copied, Witness(1, 10, words))
    ]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("", "anything", 0.0),
        ("a b c d e", "A B C D É", 1.0),
        ("a b c d e f", "a b c d e g", 0.5),
        ("one two", "one two", 1.0),
    ],
)
def test_overlap_is_a_share_of_the_shorter_text(one, other, share):
    assert overlap(one, other) == share


@pytest.mark.django_db
def test_an_editor_joins_two_origins_and_parts_them_again():
    fact = make.a_fact()
    first = fact.evidence.get()
    second = attach(fact, make.a_passage(), by=None)

    same_origin(second, first, by=None)
    second.refresh_from_db()
    assert second.repeats == first

    with pytest.raises(Refused, match="already passes on"):
        same_origin(first, second, by=None)

    own_origin(second, by=None)
    second.refresh_from_db()
    assert second.repeats is None


@pytest.mark.django_db
def test_evidence_for_another_fact_is_no_origin_here():
    one, other = make.a_fact(), make.a_fact()

    with pytest.raises(Refused, match="different facts"):
        same_origin(one.evidence.get(), other.evidence.get(), by=None)
