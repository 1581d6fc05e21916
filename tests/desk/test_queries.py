"""How many queries a page of the desk costs does not depend on how much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.actions.evidence import attach, taint
from articles.actions.replacing import replace
from articles.actions.sources import add_snapshot
from catalog.models import Show
from tests import builders as make

pytestmark = pytest.mark.django_db


def queries(client, place):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(place).status_code == 200
    return len(captured)


def a_cast(show, people):
    for number in range(people):
        person = make.a_person(f"{show} person {number}")
        make.an_accepted_fact(
            show.entry,
            predicate="cast",
            job=make.a_job(),
            target=person.entry,
            character=make.a_character(f"{show} part {number}").entry,
        )
        make.an_article(f"{show} piece {number}", about=[show.entry])
        season = make.a_season(show, number + 1)
        what_changed(show, season, person)


def what_changed(show, season, person):
    """Something for every queue that follows from change."""
    for how in ("development", "correction"):
        other = make.a_show(f"{show} {season.number} {how}")
        old = make.an_accepted_fact(other, predicate="status", text="ordered")
        make.an_edition(body=f"It stands so.[@{old.key}]")
        new = make.a_fact(other, predicate="status", text="filming")
        replace(old, new, how=how, by=None, why="Misread.")
        attach(new, make.a_passage(), by=None, stance="disputes")
        taint(new)
        Show.objects.filter(pk=other.pk).update(status="ended")
    snapshot = make.a_snapshot(f"{show} {season.number} has two seasons, or three.")
    for count, words in ((2, "two seasons"), (3, "three")):
        claim = {"predicate": "season-count", "number": count}
        fact = make.a_fact(show, **claim)
        attach(fact, make.a_passage(words, snapshot=snapshot), by=None)
    add_snapshot(snapshot.story, f"{show} {season.number} has seasons.", by=None)
    job = make.a_job()
    season.credits.create(person=person, job=job, part="finale", needs_binding=True)


LISTS = (
    "articles_article_changelist",
    "articles_change_changelist",
    "articles_evidence_changelist",
    "articles_fact_changelist",
    "articles_passage_changelist",
    "articles_sourcestory_changelist",
    "catalog_entry_changelist",
    "catalog_person_changelist",
    "catalog_season_changelist",
    "articles_task_changelist",
    "catalog_credit_changelist",
    "index",
    "queue_conflicts",
    "queue_contradictions",
    "queue_corrections",
    "queue_credits",
    "queue_drift",
    "queue_orphaned",
    "queue_stale",
    "queue_unchecked",
    "queue_unsourced",
    "queue_unsupported",
)


def test_a_list_costs_the_same_for_three_rows_and_for_thirty(root):
    places = {name: reverse(f"admin:{name}") for name in LISTS}
    a_cast(make.a_show("Harbour"), 3)
    root.get(reverse("admin:index"))
    few = {name: queries(root, place) for name, place in places.items()}

    a_cast(make.a_show("Docks"), 27)

    assert {name: queries(root, place) for name, place in places.items()} == few


def test_the_page_of_a_show_costs_the_same_for_any_cast(root):
    show = make.a_show("Harbour")
    a_cast(show, 2)
    place = reverse("admin:catalog_show_change", args=[show.pk])
    queries(root, place)
    few = queries(root, place)

    for number in range(10, 25):
        person = make.a_person(f"Person {number}")
        show.credits.create(person=person, job=make.a_job())

    assert queries(root, place) == few


def test_the_page_of_a_story_costs_the_same_for_any_number_of_passages(root):
    snapshot = make.a_snapshot(" ".join(f"Sentence {n}." for n in range(40)))
    make.a_passage("Sentence 0.", snapshot=snapshot)
    place = reverse("admin:articles_sourcestory_change", args=[snapshot.story.pk])
    queries(root, place)
    few = queries(root, place)

    for number in range(1, 31):
        make.a_passage(f"Sentence {number}.", snapshot=snapshot)

    assert queries(root, place) == few
