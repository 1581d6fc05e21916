"""Feeds and the map of the site: what they hold, and when they move."""

import datetime
from xml.etree import ElementTree

import pytest
import time_machine
from django.utils import timezone

from articles.actions.articles import revise
from articles.actions.evidence import attach
from articles.actions.facts import accept, propose
from articles.actions.publishing import publish, retract_article
from articles.actions.topics import merge_topics
from articles.models import Edition, StaticPage, Topic
from catalog.models import Entry
from tests import builders as make

from .cases import FEEDS

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS, CORRECTIONS, SITEMAP = "/news/feed/", "/corrections/feed/", "/sitemap.xml"
MOMENT = datetime.datetime(2026, 5, 1, 12, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def entries(client, path=NEWS):
    """Each entry of a feed as a dict of its texts; its link is its address."""
    return [
        {row.tag.removeprefix(ATOM): row.text or row.get("href") for row in entry}
        for entry in read(client, path).iter(f"{ATOM}entry")
    ]


def places(client):
    """The addresses of the map with their lastmod."""
    return {
        row.findtext(f"{MAP}loc"): row.findtext(f"{MAP}lastmod")
        for row in read(client, SITEMAP)
    }


def again(edition, *, kind="update", note="More."):
    columns = {"body": f"{edition.body} More."}
    article = revise(edition.article, by=None, columns=columns)
    return publish(article, by=None, kind=kind, note=note)


# --- Feeds -------------------------------------------------------------------------


def test_an_entry_says_what_the_article_says(client):
    make.a_masthead()
    with time_machine.travel(MOMENT, tick=False):
        edition = make.an_edition(
            "Ten & <more>", dek="“Ten” ]]> & <b>more</b>.", byline="By Ada Reyes"
        )
        [entry] = entries(client)

    assert entry["title"] == "Ten & <more>"
    assert entry["summary"] == "“Ten” ]]&gt; &amp; &lt;b&gt;more&lt;/b&gt;."
    assert entry["link"] == f"http://testserver{edition.get_absolute_url()}"
    assert entry["published"] == entry["updated"] == "2026-05-01T12:00:00+00:00"


@pytest.mark.parametrize("kind", ["correction", "update", "minor"])
def test_a_later_edition_moves_an_entry_and_keeps_its_name(client, kind):
    with time_machine.travel(MOMENT, tick=False):
        edition = make.an_edition("Harbour is ordered")
        [before] = entries(client)
    with time_machine.travel(MOMENT + DAY, tick=False):
        again(edition, kind=kind)
        [after] = entries(client)

    assert after["updated"] == "2026-05-02T12:00:00+00:00"
    assert after["published"] == before["published"]
    assert after["id"] == before["id"]


def test_an_entry_keeps_its_name_where_its_address_changes(client):
    edition = make.an_edition("Harbour is orderd")
    [before] = entries(client)
    columns = {"slug": "harbour-is-ordered"}
    publish(
        revise(edition.article, by=None, columns=columns), by=None, note="A letter."
    )

    [after] = entries(client)

    assert after["id"] == before["id"]
    assert after["link"].endswith("/harbour-is-ordered/")


def test_a_retracted_article_leaves_the_news_and_comes_to_the_corrections(client):
    edition = make.an_edition("Harbour is ordered")
    other = again(make.an_edition("Other"), kind="correction", note="Ten, not nine.")
    retract_article(edition.article, by=None, why="A hoax.")

    assert [entry["title"] for entry in entries(client)] == ["Other"]
    found = entries(client, CORRECTIONS)
    assert [entry["title"] for entry in found] == [
        "Retraction: Harbour is ordered",
        "Correction: Other",
    ]
    assert [entry["summary"] for entry in found] == ["A hoax.", "Ten, not nine."]
    assert found[1]["link"] == f"http://testserver{other.get_absolute_url()}"


def test_a_sign_that_xml_has_no_place_for_is_left_out(client):
    edition = make.an_edition("Harbour")
    # As a fixture or an import may bring it.
    columns = {
        field.name: getattr(edition, field.name)
        for field in Edition._meta.concrete_fields
        if field.name not in ("id", "number", "headline", "digest")
    }
    Edition.objects.create(
        number=2, headline="Har\x0bbour \x01is\ufffe here", **columns
    )

    assert [entry["title"] for entry in entries(client)] == ["Harbour is here"]


@pytest.mark.parametrize("path", [*FEEDS.values(), SITEMAP])
def test_who_has_it_already_is_told_so(client, path):
    make.a_masthead()
    edition = make.an_edition()
    first = client.get(path)

    same = client.get(path, headers={"If-None-Match": first["ETag"]})
    with time_machine.travel(timezone.now() + DAY, tick=False):
        again(edition, kind="correction")
        changed = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200 and changed["ETag"] != first["ETag"]


@pytest.mark.parametrize("path", [*FEEDS.values(), SITEMAP])
def test_it_answers_readers_and_nobody_who_writes(client, admin_client, path):
    response = client.get(path)

    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405
    assert not response.cookies and "Cookie" not in response.get("Vary", "")
    assert admin_client.get(path).content == response.content
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"].startswith("application/")


@pytest.mark.parametrize("path", FEEDS.values())
def test_an_empty_feed_stands_still(client, path):
    first = client.get(path).content
    with time_machine.travel(timezone.now() + DAY, tick=False):
        assert client.get(path).content == first


def test_every_page_names_the_feeds(client):
    html = client.get("/").content.decode()

    for path in FEEDS.values():
        assert 'type="application/atom+xml" title="Newsroom: ' in html
        assert f'href="{path}"' in html


# --- The map -----------------------------------------------------------------------


def test_the_map_holds_articles_and_entries_that_have_a_page(client):
    show = make.a_show("Harbour")
    make.a_show("Stub", covered=False)
    hidden = make.a_show("Zebra", visibility="hidden")
    make.a_season(hidden)
    season = make.a_season(show)
    edition = make.an_edition()

    found = places(client)

    lastmod = edition.live_from.isoformat(timespec="seconds")
    assert found[f"http://testserver{edition.get_absolute_url()}"] == lastmod
    assert f"http://testserver{season.get_absolute_url()}" in found
    assert not [path for path in found if "zebra" in path or "stub" in path]


def test_the_map_holds_what_articles_stand_under_and_the_editors_own_pages(client):
    casting = Topic.objects.create(slug="casting", name="Casting")
    merged = Topic.objects.create(slug="cast", name="Cast")
    Topic.objects.create(slug="zebra", name="Zebra")
    make.a_section("Zebranews")
    StaticPage.objects.create(slug="about", title="About", description="x", body="x")
    make.an_article(topics=[Topic.objects.get(slug="zebra")])
    edition = make.an_edition(section=make.a_section("Renewals"), topics=[merged])
    merge_topics(merged, into=casting, by=None)

    found = places(client)

    lastmod = edition.live_from.isoformat(timespec="seconds")
    assert found["http://testserver/sections/renewals/"] == lastmod
    assert found["http://testserver/topics/casting/"] == lastmod
    assert "http://testserver/about/" in found
    assert not [path for path in found if "zebra" in path or "/cast/" in path]


def test_the_page_of_an_entry_moves_with_its_facts_and_not_with_proposals(client):
    show = make.a_show("Harbour")
    path = f"http://testserver{show.get_absolute_url()}"
    with time_machine.travel(MOMENT, tick=False):
        fact = propose(
            subject=Entry.objects.get(pk=show.pk),
            predicate="premise",
            text="P",
            by=None,
        )
        attach(fact, make.a_passage(), by=None)
    assert places(client)[path] is None

    with time_machine.travel(MOMENT + DAY, tick=False):
        accept(fact, by=None)

    assert places(client)[path] == "2026-05-02T12:00:00+00:00"


def test_every_address_of_the_map_answers(client, world):
    found = [path.removeprefix("http://testserver") for path in places(client)]

    assert {client.get(path).status_code for path in found} == {200}


def test_robots_find_the_map(client):
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://testserver/sitemap.xml\n" in text
    assert "preview" not in text
