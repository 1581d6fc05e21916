"""How many queries a page of the desk costs does not depend on how much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

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
        make.a_season(show, number + 1)


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
    "index",
    "queue_unsourced",
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
