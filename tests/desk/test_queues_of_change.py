"""The lists of what follows from change, each with what to do about it."""

import pytest
from django.urls import reverse

from articles import upkeep
from articles.actions.amending import amend
from articles.actions.evidence import attach
from articles.actions.replacing import replace
from articles.actions.sources import add_snapshot, quote_passage
from articles.roles import ROLES
from catalog.models import Show
from newsroom import queue_pages
from newsroom.queue_pages import PAGES
from tests import builders as make
from tests.forms import VERSION, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return make.a_show("Harbour")


@pytest.fixture
def ordered(show):
    return make.an_accepted_fact(show, predicate="status", text="ordered")


def list_of(key):
    return reverse(f"admin:queue_{key}")


def fact_page(fact, page="change"):
    return reverse(f"admin:articles_fact_{page}", args=[fact.pk])


def test_every_queue_of_change_has_its_page():
    paged = {page.key for page in PAGES} | {"stale"}

    assert paged == {queue.key for queue in upkeep._QUEUES}


def test_a_conflict_leads_to_replacing_or_rejecting(root, show, ordered):
    proposal = make.a_fact(show, predicate="status", text="filming")

    page = root.get(list_of("conflicts"))

    shown = page.content.decode()
    assert [row.proposal for row in page.context["rows"]] == [proposal]
    assert f"{fact_page(ordered, 'replace')}?successor={proposal.pk}" in shown
    assert f"{fact_page(proposal)}#reject" in shown


def test_a_dispute_leads_to_its_passage(root, ordered):
    row = attach(ordered, make.a_passage(), by=None, stance="disputes")

    shown = root.get(list_of("conflicts")).content.decode()

    assert f"{fact_page(ordered)}#evidence-{row.pk}" in shown


def test_a_story_that_says_two_things_is_listed_with_both(root, show):
    snapshot = make.a_snapshot("It has two seasons. Seasons: 3.")
    for number, words in ((2, "two seasons"), (3, "Seasons: 3")):
        fact = make.a_fact(show, predicate="season-count", number=number)
        attach(fact, quote_passage(snapshot, words, by=None), by=None)

    page = root.get(list_of("contradictions"))

    assert [row.story for row in page.context["rows"]] == [snapshot.story]
    assert [(r.one, r.other) for r in page.context["shown"]] == [("2", "3")]


def test_drift_ends_when_the_fact_is_applied_again(root, show, ordered):
    Show.objects.filter(pk=show.pk).update(status="ended")
    assert root.get(list_of("drift")).context["shown"][0].other == "ended"

    form = opened(root, list_of("drift"))
    assert form["fact"] == [ordered.key]

    answer = root.post(reverse("admin:queue_drift_apply"), form)

    assert answer.url == list_of("drift")
    assert Show.objects.get(pk=show.pk).status == "ordered"
    assert not root.get(list_of("drift")).context["rows"]


@pytest.mark.parametrize(
    ("forged", "told"),
    [
        ({}, "It changed since you opened this page: what is shown."),
        ({VERSION: ""}, "This page does not say what it showed you"),
    ],
    ids=["an old page", "no version"],
)
def test_a_value_that_was_mended_meanwhile_is_not_written_over(
    root, show, ordered, forged, told
):
    Show.objects.filter(pk=show.pk).update(status="ended")
    form = opened(root, list_of("drift"))
    Show.objects.filter(pk=show.pk).update(status="filming")
    apply = reverse("admin:queue_drift_apply")

    answer = root.post(apply, {**form, **forged}, follow=True)

    assert told in answer.content.decode()
    assert Show.objects.get(pk=show.pk).status == "filming"


def test_a_fact_is_applied_by_a_button_alone_and_by_those_who_may(
    root, client_of, show, ordered
):
    Show.objects.filter(pk=show.pk).update(status="ended")
    apply = reverse("admin:queue_drift_apply")

    root.get(apply, {"fact": ordered.key})
    reporter = client_of(make.a_user("reporter"))

    assert reporter.post(apply, {"fact": ordered.key}).status_code == 403
    assert apply not in reporter.get(list_of("drift")).content.decode()
    assert Show.objects.get(pk=show.pk).status == "ended"


@pytest.mark.parametrize("key", ["", "no-such-fact", "\0"])
def test_applying_a_fact_that_is_not_there_is_told(root, key):
    answer = root.post(reverse("admin:queue_drift_apply"), {"fact": key}, follow=True)

    assert "The fact is no longer there." in answer.content.decode()


def test_a_fact_that_is_no_longer_accepted_is_not_applied(root, show):
    proposal = make.a_fact(show, predicate="status", text="filming")

    answer = root.post(
        reverse("admin:queue_drift_apply"), {"fact": proposal.key}, follow=True
    )

    assert "Only an accepted fact" in answer.content.decode()
    assert Show.objects.get(pk=show.pk).status == ""


def test_amending_puts_evidence_and_fact_into_their_queues(root, ordered):
    amend(ordered, by=None, known_on="2026")

    unchecked = root.get(list_of("unchecked"))
    unsupported = root.get(list_of("unsupported"))

    assert [row.fact for row in unchecked.context["rows"]] == [ordered]
    assert list(unsupported.context["rows"]) == [ordered]


def test_orphaned_words_lead_to_what_changed(root, ordered):
    snapshot = make.a_snapshot("The port series was ordered.")
    attach(ordered, quote_passage(snapshot, "was ordered", by=None), by=None)
    add_snapshot(snapshot.story, "The port series was delayed.", by=None)

    page = root.get(list_of("orphaned"))

    compare = reverse("admin:articles_sourcestory_compare", args=[snapshot.story.pk])
    assert f"{compare}?old=1&amp;new=2" in page.content.decode()
    assert not root.get(list_of("unsupported")).context["rows"]


def test_a_correction_waits_for_its_words(root, show, ordered):
    article = make.an_edition(body=f"It stands so.[@{ordered.key}]").article
    new = make.a_fact(show, predicate="status", text="filming")
    replace(ordered, new, how="correction", by=None, why="Misread.")

    page = root.get(list_of("corrections"))

    [row] = page.context["shown"]
    assert (row.item.article, row.one, row.other) == (article, "ordered", "filming")


def test_an_update_needs_no_words(root, show, ordered):
    make.an_edition(body=f"It stands so.[@{ordered.key}]")
    new = make.a_fact(show, predicate="status", text="filming")
    replace(ordered, new, how="development", by=None)

    assert not root.get(list_of("corrections")).context["rows"]


def test_a_credit_that_lost_its_episodes_waits_to_be_bound(root, show):
    credit = make.a_season(show).credits.create(
        person=make.a_person(), job=make.a_job(), part="finale", needs_binding=True
    )

    shown = root.get(list_of("credits")).content.decode()

    assert reverse("admin:catalog_credit_bind", args=[credit.pk]) in shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_queue_opens_for_its_roles_and_for_nobody_else(client_of, page):
    answers = {
        role: client_of(make.a_user(role)).get(list_of(page.key)).status_code
        for role in ("", *ROLES)
    }

    assert answers.pop("") == 403
    assert set(answers.values()) == {200}


def test_a_long_queue_is_read_in_pages(root, show, monkeypatch):
    monkeypatch.setattr(queue_pages, "ROWS_AT_ONCE", 2)
    season, job = make.a_season(show), make.a_job()
    for number in range(3):
        person = make.a_person(f"Person {number}")
        season.credits.create(person=person, job=job, needs_binding=True)

    first = root.get(list_of("credits"))
    last = root.get(list_of("credits"), {"page": "999"})

    assert [len(page.context["shown"]) for page in (first, last)] == [2, 1]
    assert "?page=2" in first.content.decode()
