"""What of a story has been used, and what waits."""

import pytest
from django.core.management import call_command

from articles.actions.evidence import attach
from articles.actions.facts import propose, reject
from articles.actions.sources import mark_block, quote_passage
from articles.models import SourceStory
from articles.source_coverage import source_coverage
from tests import builders as make

pytestmark = pytest.mark.django_db

TEXT = "More news here. Harbour was ordered. It has ten hours. What a treat!"


@pytest.fixture
def snapshot():
    return make.a_snapshot(TEXT)


def use(snapshot, words):
    fact = propose(
        subject=make.a_show().entry, predicate="premise", text=words, by=None
    )
    attach(fact, quote_passage(snapshot, words, by=None), by=None)
    return fact


def measured():
    (row,) = source_coverage(SourceStory.objects.all())
    return row


def test_a_sentence_that_a_passage_touches_is_used(snapshot):
    use(snapshot, "was ordered")

    row = measured()

    assert (row.used, row.claims) == (1, 4)
    assert row.unclaimed == ("More news here.", "It has ten hours.", "What a treat!")


def test_furniture_and_opinion_are_no_claims(snapshot):
    mark_block(snapshot, "More news here.", kind="chrome", by=None)
    mark_block(snapshot, "What a treat!", kind="opinion", by=None)
    use(snapshot, "was ordered")

    row = measured()

    assert (row.used, row.claims, row.percent) == (1, 2, 50.0)


def test_a_passage_of_a_rejected_fact_uses_nothing(snapshot):
    reject(use(snapshot, "was ordered"), by=None, why="Misread.")

    assert measured().used == 0


def test_a_story_that_claims_nothing_lacks_nothing():
    snapshot = make.a_snapshot("What a treat!")
    mark_block(snapshot, "What a treat!", kind="opinion", by=None)

    assert measured().percent == 100.0


def test_the_cost_is_the_same_for_many_stories(django_assert_num_queries):
    for n in range(6):
        use(make.a_snapshot(f"Story {n} says much. And more."), f"Story {n} says much")

    with django_assert_num_queries(4):
        assert len(source_coverage(SourceStory.objects.all())) == 6


def test_the_command_lists_the_claims_that_wait(snapshot, capsys):
    use(snapshot, "was ordered")

    call_command("coverage", "--sources")

    said = capsys.readouterr().out
    assert f"{snapshot.story.key}  1 of 4 claim sentences used  25.0 %" in said
    assert "    It has ten hours." in said
