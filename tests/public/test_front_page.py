"""The front page is filled by its slots, from top to bottom."""

import re

import pytest

from articles.actions.evidence import attach
from articles.actions.replacing import replace
from articles.models import FrontSlot
from tests import builders as make

pytestmark = pytest.mark.django_db


def headlines(client):
    """The headlines of the front page in order, the lead first."""
    html = client.get("/").content.decode()
    return re.findall(r'<h[23]><a href="/news/[^"]+">([^<]+)</a>', html)


@pytest.fixture
def articles():
    casting = make.a_section("Casting")
    return [
        make.an_edition(name, section=casting if name in "BD" else None)
        for name in "ABCDE"
    ]


def test_without_slots_the_newest_leads(client, articles):
    assert headlines(client) == ["E", "D", "C", "B", "A"]


def test_a_slot_holds_the_article_chosen_for_it(client, articles):
    chosen = articles[1].article
    FrontSlot.objects.create(order=1, rule="article", article=chosen)
    FrontSlot.objects.create(order=2, rule="latest", count=2)

    assert headlines(client) == ["B", "E", "D"]


def test_a_slot_holds_the_latest_of_a_section(client, articles):
    FrontSlot.objects.create(order=1, count=1)
    FrontSlot.objects.create(
        order=2, rule="section", section=articles[1].section, count=2
    )

    assert headlines(client) == ["E", "D", "B"]


def test_no_article_stands_there_twice(client, articles):
    FrontSlot.objects.create(order=1, rule="article", article=articles[4].article)
    FrontSlot.objects.create(order=2, rule="latest", count=5)
    FrontSlot.objects.create(order=3, rule="latest", heading="More", count=5)

    found = headlines(client)

    assert sorted(found) == ["A", "B", "C", "D", "E"]


def test_a_chosen_article_that_is_not_out_leaves_its_place_to_the_newest(client):
    draft = make.an_article("Draft")
    make.an_edition("Out")
    FrontSlot.objects.create(order=1, rule="article", article=draft)

    assert headlines(client) == ["Out"]


def test_what_became_known_last_is_told_with_its_mark(client):
    show = make.a_show("Harbour")
    for year in range(2020, 2030):
        make.an_accepted_fact(
            show, predicate="premise", text=f"Premise {year}", known_on=str(year)
        )

    html = client.get("/").content.decode()

    told = re.findall(r"<ins>Premise (\d+)</ins><a class=\"cite\"", html)
    assert told == ["2029", "2028", "2027", "2026", "2025", "2024"]


def test_the_headings_are_the_editors_own(client, articles):
    make.a_masthead(latest_heading="Fresh", changes_heading="News of facts")
    make.an_accepted_fact(make.a_show())
    FrontSlot.objects.create(order=1, count=3)

    html = client.get("/").content.decode()

    assert "<h2>Fresh</h2>" in html and "<h2>News of facts</h2>" in html


# --- What changed lately -----------------------------------------------------------


@pytest.mark.parametrize("how", ["development", "correction"])
def test_a_value_that_took_the_place_of_another_stands_beside_it_struck(client, how):
    show = make.a_show("Harbour")
    old = make.an_accepted_fact(show, predicate="status", text="ordered")
    new = make.a_fact(show, predicate="status", text="filming", known_on="2026-02")
    attach(new, make.a_passage(), by=None)
    replace(old, new, how=how, by=None, why="A later report.")

    html = client.get("/").content.decode()

    [line] = re.findall(rf'<li data-kind="{how}">.*?</li>', html, re.DOTALL)
    assert "<del>ordered</del>" in line
    assert "<ins>filming</ins>" in line


def test_a_value_that_came_first_stands_alone(client):
    make.an_accepted_fact(make.a_show("Harbour"), predicate="status", text="ordered")

    html = client.get("/").content.decode()

    [line] = re.findall(r'<li data-kind="news">.*?</li>', html, re.DOTALL)
    assert "<ins>ordered</ins>" in line and "<del>" not in line
