"""An address that was true once leads to the one that is true now."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from articles.actions.articles import revise
from articles.actions.publishing import cancel, publish, retract_article
from articles.actions.topics import merge_topics, readdress
from articles.models import Edition, Topic
from catalog.actions.renaming import rename
from tests import builders as make

pytestmark = pytest.mark.django_db


def a_topic(name):
    return Topic.objects.create(name=name, slug=name.lower().replace(" ", "-"))


def moved_to(client, path):
    response = client.get(path)
    assert response.status_code == 301
    return response["Location"]


def test_a_former_slug_leads_to_the_entry(client):
    rename(make.a_person("Ada Reyes").entry, slug="ada-r-reyes")

    assert moved_to(client, "/people/ada-reyes/") == "/people/ada-r-reyes/"


def test_the_seasons_and_episodes_of_a_show_move_with_it(client):
    show = make.a_show("Untitled Harbour Project", slug="untitled-harbour")
    make.an_episode(make.a_season(show))

    rename(show.entry, slug="harbour")

    for below in ("", "season-1/", "season-1/episode-1/"):
        found = moved_to(client, f"/shows/untitled-harbour/{below}")
        assert found == f"/shows/harbour/{below}"


def test_a_number_is_written_in_one_way(client):
    make.a_season(make.a_show())

    assert moved_to(client, "/shows/harbour/season-01/") == "/shows/harbour/season-1/"


def test_a_wrong_year_leads_to_the_right_one(client):
    edition = make.an_edition("Harbour is ordered")

    assert moved_to(client, f"/news/1999/{edition.slug}/") == edition.get_absolute_url()


def moved(edition, slug, **how):
    """The next edition of the same article, at another address."""
    article = revise(edition.article, by=None, columns={"slug": slug})
    return publish(article, by=None, note="Another address.", **how)


def test_an_article_that_moved_twice_is_found_at_every_address(client):
    first = make.an_edition("Harbour is orderd")
    second = moved(first, "harbour-ordered")
    third = moved(second, "harbour-is-ordered")

    for edition in (first, second):
        path = edition.get_absolute_url()
        assert moved_to(client, path) == third.get_absolute_url()
    assert client.get(third.get_absolute_url()).status_code == 200


def test_an_article_may_take_its_own_old_address_again(client):
    first = make.an_edition("Harbour is ordered")
    second = moved(first, "harbour-returns")
    third = moved(second, first.slug)

    assert client.get(third.get_absolute_url()).status_code == 200
    assert moved_to(client, second.get_absolute_url()) == first.get_absolute_url()


def test_an_address_to_come_leads_nowhere_before_its_moment(client):
    first = make.an_edition("Harbour is ordered")
    soon = timezone.now() + datetime.timedelta(days=1)
    second = moved(first, "zebra", live_from=soon)

    before = client.get(second.get_absolute_url())
    assert before.content == client.get("/news/2026/none/").content
    assert before.status_code == 404
    assert client.get(first.get_absolute_url()).status_code == 200
    with time_machine.travel(soon, tick=False):
        found = moved_to(client, first.get_absolute_url())
        assert found == second.get_absolute_url()


def test_a_cancelled_address_leads_nowhere_for_ever(client):
    first = make.an_edition("Harbour is ordered")
    soon = timezone.now() + datetime.timedelta(days=1)
    second = moved(first, "zebra", live_from=soon)
    cancel(second, by=None)

    with time_machine.travel(soon, tick=False):
        assert client.get(second.get_absolute_url()).status_code == 404
        assert client.get(first.get_absolute_url()).status_code == 200


def test_the_address_of_a_working_copy_leads_nowhere(client):
    edition = make.an_edition("Harbour is ordered")
    revise(edition.article, by=None, columns={"slug": "zebra"})
    draft = make.an_article("Another order")
    year = edition.first_live.year

    for slug in ("zebra", draft.slug):
        for tail in ("", "history/"):
            assert client.get(f"/news/{year}/{slug}/{tail}").status_code == 404
    assert client.get(edition.get_absolute_url()).status_code == 200


def test_a_retracted_article_is_found_at_its_old_address(client):
    first = make.an_edition("Harbour is orderd")
    second = moved(first, "harbour-is-ordered")
    retract_article(second.article, by=None, why="A hoax.")

    found = moved_to(client, first.get_absolute_url())
    assert found == second.get_absolute_url()


def at(edition, slug):
    """The next edition of the same article, elsewhere, as an import may bring it."""
    columns = {
        field.name: getattr(edition, field.name)
        for field in Edition._meta.concrete_fields
        if field.name not in ("id", "slug", "number", "digest")
    }
    return Edition.objects.create(slug=slug, number=edition.number + 1, **columns)


def test_an_article_that_has_a_slug_now_comes_before_one_that_had_it(client):
    old = make.an_edition("Harbour is orderd")
    at(old, "harbour-is-ordered")
    new = at(make.an_edition("Another order"), old.slug)

    response = client.get(new.get_absolute_url())

    assert response.status_code == 200
    assert b"<h1>Another order</h1>" in response.content


# --- Sections and topics -----------------------------------------------------------


@pytest.mark.parametrize("make_one", [make.a_section, a_topic])
def test_a_section_or_a_topic_is_found_at_every_address_it_had(client, make_one):
    row = make_one("Orders")
    first = row.get_absolute_url()
    row = readdress(row, slug="ordered-shows", by=None)
    second = row.get_absolute_url()
    row = readdress(row, slug="pick-ups", by=None)

    assert moved_to(client, first) == moved_to(client, second)
    assert moved_to(client, first) == row.get_absolute_url()
    assert client.get(row.get_absolute_url()).status_code == 200


def test_a_merged_topic_leads_to_the_one_it_stands_for_in_one_step(client):
    first, second, third = a_topic("One"), a_topic("Two"), a_topic("Three")
    old = first.get_absolute_url()
    first = readdress(first, slug="one-now", by=None)
    merge_topics(first, into=second, by=None)
    merge_topics(second, into=third, by=None)
    third = readdress(third, slug="three-now", by=None)

    for path in (old, first.get_absolute_url(), second.get_absolute_url()):
        assert moved_to(client, path) == "/topics/three-now/"


def test_the_topic_that_stands_lists_the_articles_of_those_merged_into_it(client):
    first, second = a_topic("Old orders"), a_topic("Orders")
    old = make.an_edition("Of the old topic", topics=[first])
    both = make.an_edition("Of both topics", topics=[first, second])
    merge_topics(first, into=second, by=None)

    html = client.get(second.get_absolute_url()).content.decode()

    assert html.count("Of the old topic") == html.count("Of both topics") == 1
    for edition in (old, both):
        page = client.get(edition.get_absolute_url()).content.decode()
        assert page.count('<a href="/topics/orders/"') == 1
        assert "Old orders" not in page and "/topics/old-orders/" not in page
