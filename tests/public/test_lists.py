"""Long lists, in their order and a page at a time."""

import re

import pytest

from articles.models import SourceStory
from tests import builders as make

pytestmark = pytest.mark.django_db


def texts(client, path, tag):
    html = client.get(path).content.decode()
    return [
        re.sub(r"<[^>]+>", "", found).strip()
        for found in re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    ]


def test_news_is_listed_newest_first_and_goes_on(client):
    for number in range(21):
        make.an_edition(f"Story {number}")

    assert texts(client, "/news/", "h3")[0] == "Story 20"
    assert texts(client, "/news/?page=2", "h3") == ["Story 0"]


@pytest.mark.parametrize("page", ["x", "", "-1", "1e9", "²", "9" * 50])
def test_a_page_that_is_no_number_is_the_first(client, page):
    make.an_edition("Story")

    assert texts(client, f"/news/?page={page}", "h3") == ["Story"]


def test_shows_stand_under_their_universe(client):
    make.a_show("Alone")
    make.a_show("Harbour", franchise=make.a_franchise("The Harbour universe"))

    assert texts(client, "/shows/", "h2") == ["The Harbour universe", "More shows"]
    assert texts(client, "/shows/", "h3") == ["Harbour", "Alone"]


def test_a_stub_is_named_where_it_matters_and_listed_nowhere(client):
    stub = make.a_show("The Wire", slug="the-wire", covered=False)
    person = make.a_person("Ada Reyes")
    make.an_accepted_fact(person, predicate="known-for", target=stub.entry)

    html = client.get("/people/ada-reyes/").content.decode()

    assert "The Wire" in html and "/shows/the-wire/" not in html
    assert b"The Wire" not in client.get("/shows/").content


def test_people_stand_under_the_letter_they_are_sorted_by(client):
    make.a_person("Ada Reyes", sort_title="Reyes, Ada")
    make.a_person("Élodie Roux", sort_title="Roux, Élodie")
    make.a_person("Jo Wilk", sort_title="Wilk, Jo")
    make.a_person("50 Cent")

    assert texts(client, "/people/", "h2") == ["#", "R", "W"]
    assert texts(client, "/people/?letter=r", "b") == ["Ada Reyes", "Élodie Roux"]
    assert len(texts(client, "/people/?letter=zz", "b")) == 4


def test_sources_stand_under_their_year(client):
    for date in ("May 2026", "2024-01-31", "July", ""):
        make.a_snapshot(headline=f"Of {date}", published=date)

    assert texts(client, "/sources/", "h2") == ["2026", "2024", "Year unknown"]


def test_a_source_without_a_headline_says_so(client):
    make.a_masthead()
    story = make.a_snapshot().story

    assert SourceStory.objects.get().headline == ""
    for path in ("/sources/", story.get_absolute_url()):
        html = client.get(path).content.decode()
        assert '<span class="unknown">Headline unknown</span>' in html


def test_what_was_inferred_of_a_source_says_from_what(client):
    story = make.a_snapshot(
        headline="A report", published="May 2026", published_reason="The page says so."
    ).story

    html = client.get(story.get_absolute_url()).content.decode()

    assert "inferred: The page says so." in html
