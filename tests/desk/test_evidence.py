"""What the page of a fact tells of its evidence, and the buttons beside it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.actions.evidence import attach, same_origin
from articles.actions.sources import add_snapshot, quote_passage
from articles.models import Evidence
from tests import builders as make
from tests.desk.fact_pages import page_of, press

pytestmark = pytest.mark.django_db

WORDS = "ten episodes of the harbour series were ordered by the company"


def another_voice(fact, words="", **evidence):
    return attach(fact, make.a_passage(words), by=None, **evidence)


def test_stories_and_their_origins_are_counted(root):
    fact = make.an_accepted_fact()
    first = fact.evidence.get()
    same_origin(another_voice(fact), first, by=None)
    same_origin(another_voice(fact), first, by=None)

    assert "3 stories, 1 origin" in root.get(page_of(fact)).content.decode()


def test_copied_words_are_proposed_as_one_origin_and_joined_by_one_click(root):
    fact = make.an_accepted_fact(words=f"We hear that {WORDS}.")
    first, second = fact.evidence.get(), another_voice(fact, f"Indeed, {WORDS}.")
    [copy] = root.get(page_of(fact)).context["origins"].copies
    assert copy == (second, first)

    press(root, fact, "same", evidence=second.pk, other=first.pk)

    second.refresh_from_db()
    assert second.repeats == first
    page = root.get(page_of(fact))
    assert page.context["origins"].copies == ()
    assert "2 stories, 1 origin" in page.content.decode()


def test_origins_are_parted_again_by_one_click(root):
    fact = make.an_accepted_fact()
    second = another_voice(fact)
    same_origin(second, fact.evidence.first(), by=None)

    press(root, fact, "own", evidence=second.pk)

    second.refresh_from_db()
    assert second.repeats is None


def test_a_circle_of_origins_is_refused_in_words(root):
    fact = make.an_accepted_fact()
    first, second = fact.evidence.get(), another_voice(fact)
    same_origin(second, first, by=None)

    answer = press(root, fact, "same", evidence=first.pk, other=second.pk)

    assert "That one already passes on this one." in answer.content.decode()


@pytest.mark.parametrize("other", ["", "abc", "987654"])
def test_an_origin_that_is_not_there_is_refused(root, other):
    fact = make.an_accepted_fact()

    answer = press(root, fact, "same", evidence=fact.evidence.get().pk, other=other)

    assert answer.context["forms"]["same"].errors


def test_a_reporter_names_no_origins(client_of):
    fact = make.an_accepted_fact()
    second = another_voice(fact)
    given = {"evidence": second.pk, "other": fact.evidence.first().pk}

    answer = press(client_of(make.a_user("reporter")), fact, "same", **given)

    assert "Your role does not allow you to name origins." in answer.content.decode()
    assert not Evidence.objects.exclude(repeats=None).exists()


def test_an_orphaned_passage_is_marked_and_leads_to_what_changed(root):
    snapshot = make.a_snapshot("The port series was ordered.")
    fact = make.an_accepted_fact()
    passage = quote_passage(snapshot, "was ordered", by=None)
    attach(fact, passage, by=None)
    add_snapshot(snapshot.story, "The port series was delayed.", by=None)

    page = root.get(page_of(fact))

    compare = reverse("admin:articles_sourcestory_compare", args=[snapshot.story.pk])
    assert f'href="{compare}?old=1&amp;new=2"' in page.content.decode()
    assert page.context["origins"].stories == 1


def test_orphaned_words_alone_do_not_let_a_fact_be_accepted(root):
    snapshot = make.a_snapshot("The port series was ordered.")
    fact = make.a_fact()
    fact.evidence.all().delete()
    attach(fact, quote_passage(snapshot, "was ordered", by=None), by=None)
    add_snapshot(snapshot.story, "The port series was delayed.", by=None)

    page = root.get(page_of(fact))

    reason = "No passage supports it: attach one first."
    assert page.context["against"]["accept"] == reason


def test_disputes_and_attributions_are_told(root):
    fact = make.an_accepted_fact()
    another_voice(fact, stance="disputes", attribution="According to Variety")

    shown = root.get(page_of(fact)).content.decode()

    assert "<strong>disputes</strong>" in shown
    assert "attributed to According to Variety" in shown
    assert "1 story, 1 origin" in shown


def test_the_page_of_a_fact_costs_the_same_for_any_evidence(root):
    fact = make.an_accepted_fact()
    another_voice(fact)
    root.get(page_of(fact))
    with CaptureQueriesContext(connection) as few:
        root.get(page_of(fact))
    for _ in range(8):
        same_origin(another_voice(fact), fact.evidence.first(), by=None)

    with CaptureQueriesContext(connection) as many:
        root.get(page_of(fact))

    assert len(many) == len(few)
