"""An address that was true once leads to the one that is true now."""

import pytest

from articles.models import Edition
from catalog.actions.renaming import rename
from tests import builders as make

pytestmark = pytest.mark.django_db


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


def again_at(edition, slug):
    """The next edition of the same article, elsewhere, as an import may bring it."""
    columns = {
        field.name: getattr(edition, field.name)
        for field in Edition._meta.concrete_fields
        if field.name not in ("id", "slug", "number")
    }
    return Edition.objects.create(slug=slug, number=edition.number + 1, **columns)


def test_the_slug_of_an_earlier_edition_leads_to_the_live_one(client):
    first = make.an_edition("Harbour is orderd")
    second = again_at(first, "harbour-is-ordered")

    assert moved_to(client, first.get_absolute_url()) == second.get_absolute_url()


def test_an_article_that_has_a_slug_now_comes_before_one_that_had_it(client):
    old = make.an_edition("Harbour is orderd")
    again_at(old, "harbour-is-ordered")
    new = again_at(make.an_edition("Another order"), old.slug)

    response = client.get(new.get_absolute_url())

    assert response.status_code == 200
    assert b"<h1>Another order</h1>" in response.content
