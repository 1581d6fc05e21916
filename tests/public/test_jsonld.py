"""Machines are told what checked passages support, and nothing else."""

import json
import re

import pytest

from catalog.models import Show
from tests import builders as make

pytestmark = pytest.mark.django_db


def told(client, path, kind):
    html = client.get(path).content.decode()
    found = re.search(r'ld\+json">(.*?)</script>', html, re.DOTALL)
    data = json.loads(found[1])
    [thing] = [t for t in data.get("@graph", [data]) if t["@type"] == kind]
    return thing


def test_a_supported_value_is_told(client):
    show = make.a_show("Harbour")
    make.an_accepted_fact(show, predicate="premiere", date="2026-09-01")
    make.an_accepted_fact(show, predicate="genre", text="Drama")

    series = told(client, "/shows/harbour/", "TVSeries")

    assert series["startDate"] == "2026-09-01"
    assert series["genre"] == ["Drama"]


def test_a_value_without_a_fact_is_not_told(client):
    show = make.a_show("Harbour", rating="TV-MA", premiere="2026-09-01")
    make.an_accepted_fact(show, predicate="rating", text="TV-14")
    Show.objects.filter(pk=show.pk).update(rating="TV-MA")

    series = told(client, "/shows/harbour/", "TVSeries")

    assert "startDate" not in series and "contentRating" not in series


def test_a_date_that_has_no_machine_form_is_not_told(client):
    show = make.a_show("Harbour")
    make.an_accepted_fact(show, predicate="premiere", date="Winter 2026")

    assert "startDate" not in told(client, "/shows/harbour/", "TVSeries")


def test_a_part_is_told_with_its_character_and_a_plan_is_not(client):
    show = make.a_show("Harbour")
    for name, certainty in (("Ada Reyes", "official"), ("Jo Wilk", "planned")):
        make.an_accepted_fact(
            show,
            predicate="cast",
            target=make.a_person(name).entry,
            job=make.a_job(),
            character=make.a_character(f"Captain {name}").entry,
            certainty=certainty,
        )

    series = told(client, "/shows/harbour/", "TVSeries")

    assert series["actor"] == [
        {
            "@type": "PerformanceRole",
            "actor": {
                "@type": "Person",
                "name": "Ada Reyes",
                "url": "http://testserver/people/ada-reyes/",
            },
            "characterName": "Captain Ada Reyes",
        }
    ]


def test_seasons_and_episodes_say_what_they_are_part_of(client):
    make.an_episode(make.a_season(make.a_show("Harbour"), 2), 3)

    season = told(client, "/shows/harbour/season-2/", "TVSeason")
    episode = told(client, "/shows/harbour/season-2/episode-3/", "TVEpisode")

    assert season["seasonNumber"] == 2
    assert season["partOfSeries"]["url"] == "http://testserver/shows/harbour/"
    assert episode["episodeNumber"] == 3
    assert episode["partOfSeason"]["name"] == "Harbour, season 2"


def test_an_article_names_the_reports_it_rests_on(client):
    fact = make.an_accepted_fact(make.a_show(), predicate="status", text="ordered")
    story = fact.evidence.get().passage.snapshot.story
    type(story).objects.update(headline="Lantern orders Harbour", published="May 2026")
    edition = make.an_edition("Harbour is ordered", body=f"It is.[@{fact.key}]")

    article = told(client, edition.get_absolute_url(), "NewsArticle")

    assert article["headline"] == "Harbour is ordered"
    assert article["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "Lantern orders Harbour",
            "url": f"http://testserver{story.get_absolute_url()}",
            "datePublished": "2026-05",
        }
    ]
