"""Giving a page another address, and keeping every old one."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.actions.renaming import rename, slug_for
from catalog.models import Entry, Episode, FormerSlug, Season, Show
from tests import builders as make
from tests.rows import every_row

pytestmark = pytest.mark.django_db


def refused(entry, slug):
    """What is said when the entry cannot move there; nothing has changed."""
    before = every_row()
    with pytest.raises(ValidationError) as refusal, transaction.atomic():
        rename(entry, slug=slug)
    assert every_row() == before
    return refusal.value.messages


def test_the_old_address_leads_to_the_entry():
    show = make.a_show("Harbour")

    rename(show, slug="the-harbour")

    assert Show.objects.get().slug == "the-harbour"
    [former] = FormerSlug.objects.all()
    assert (former.kind, former.slug, former.entry) == ("show", "harbour", show.entry)


def test_seasons_and_episodes_move_with_their_show():
    show = make.a_show("Harbour")
    season = make.a_season(show, 2)
    make.an_episode(season, 3)

    rename(show, slug="the-harbour")

    assert Season.objects.get().slug == "the-harbour/season-2"
    assert Episode.objects.get().slug == "the-harbour/season-2/episode-3"
    old = set(FormerSlug.objects.values_list("kind", "slug"))
    assert old == {
        ("show", "harbour"),
        ("season", "harbour/season-2"),
        ("episode", "harbour/season-2/episode-3"),
    }


def test_another_show_does_not_move():
    other = make.a_season(make.a_show("Harbour lights"))

    rename(make.a_show("Harbour"), slug="the-harbour")

    assert Season.objects.get().slug == other.slug


def test_a_show_may_go_back_to_its_old_address():
    show = make.a_show("Harbour")
    rename(show, slug="the-harbour")

    rename(show, slug="harbour")

    assert Show.objects.get().slug == "harbour"
    assert [former.slug for former in FormerSlug.objects.all()] == ["the-harbour"]


def test_every_address_an_entry_ever_had_is_kept():
    show = make.a_show("Harbour")

    for slug in ("one", "two", "three"):
        rename(show, slug=slug)

    kept = set(FormerSlug.objects.values_list("slug", flat=True))
    assert kept == {"harbour", "one", "two"}


def test_the_same_address_changes_nothing():
    show = make.a_show("Harbour")
    before = every_row()

    rename(show, slug="harbour")

    assert every_row() == before


def test_an_address_in_use_is_refused():
    make.a_show("Beacon")

    assert refused(make.a_show("Harbour"), "beacon") == [
        "Another entry of this kind has this slug."
    ]


def test_an_address_that_still_leads_elsewhere_is_refused():
    rename(make.a_show("Beacon"), slug="lighthouse")

    assert refused(make.a_show("Harbour"), "beacon") == [
        "This was the address of another entry and still leads there."
    ]


def test_the_address_of_another_kind_is_free():
    make.a_person("Beacon")

    assert rename(make.a_show("Harbour"), slug="beacon").slug == "beacon"


@pytest.mark.parametrize(
    "slug", ["", "The Harbour", "harbour/", "/harbour", "a--b", "hafen-ä", "a\n", "-a"]
)
def test_an_address_of_another_shape_is_refused(slug):
    assert refused(make.a_show("Harbour"), slug)


def test_a_season_moves_with_its_show_alone():
    season = make.a_season(make.a_show("Harbour"))

    assert refused(season, "harbour/part-1") == [
        "The slug of this season must be harbour/season-1."
    ]


def test_the_history_of_the_show_tells_of_its_address():
    show = make.a_show("Harbour")

    rename(show, slug="the-harbour")

    slugs = list(show.history.values_list("slug", flat=True))
    assert slugs == ["the-harbour", "harbour"]


def test_a_new_entry_gets_a_slug_that_nobody_has_or_had():
    rename(make.a_show("Harbour"), slug="the-harbour")

    assert slug_for("show", "Harbour") == "harbour-2"
    assert slug_for("show", "The Harbour") == "the-harbour-2"
    assert slug_for("person", "Harbour") == "harbour"


@pytest.mark.parametrize("title", ["灯台", "!!!", "—"])
def test_a_title_without_latin_letters_gets_the_kind_for_a_slug(title):
    assert slug_for("show", title) == "show"


def test_a_long_title_gets_a_slug_that_fits():
    slug = slug_for("show", "harbour " * 40)

    Entry(kind="show", slug=slug, title="Harbour").full_clean()
    assert not slug.endswith("-")
