"""What the five stories do not say must not be said in their name."""

import pytest

from articles.models import Fact
from catalog.models import Credit, Job, Season, Show
from catalog.sheets import credits_by
from tests.shared_material import needs_shared

pytestmark = [needs_shared, pytest.mark.django_db]


def test_the_second_season_has_neither_date_nor_episode_count(desk):
    season = Season.objects.get(slug="ballard/season-2")

    assert (season.premiere, season.finale, season.episodes_ordered) == (None,) * 3
    said = Fact.objects.filter(subject=season.entry)
    assert not said.filter(date_earliest__isnull=False).exists()
    assert not said.filter(predicate__in=("premiere", "episodes-ordered")).exists()


def test_nobody_puts_the_guest_into_the_second_season(desk):
    works = {role.work.title for role in credits_by(desk.entry("titus-welliver"))}

    assert works == {"Bosch: Legacy", "Ballard, season 1"}


@pytest.mark.parametrize(
    "slug", ["melissa-aouate", "jamie-boscardin-martin", "trey-batchelor"]
)
def test_who_is_not_named_again_has_not_left(desk, slug):
    [credit] = Credit.objects.filter(person__slug=slug)

    assert credit.work.slug == "ballard"
    [fact] = Fact.objects.filter(target__slug=slug)
    assert (fact.kind, fact.status) == ("value", "accepted")


def test_the_other_project_is_not_ordered(desk):
    show = Show.objects.get(slug="untitled-j-edgar-project")

    assert show.status == "in-development"
    assert show.ordered is None
    assert not Fact.objects.filter(subject=show.entry, predicate="series-order")


def test_no_premiere_has_a_year_that_the_text_does_not_give(desk):
    for slug in ("ballard", "ballard/season-1"):
        fact = desk.fact(slug, "premiere")

        assert fact.date.year is None
        assert desk.entry(slug).as_kind().premiere.year is None


def test_the_first_four_stories_name_no_outlet(desk):
    for name in ("S0", "S1", "S2", "S3"):
        assert desk.stories[name].outlet is None


def test_the_lead_is_in_no_other_show(desk):
    works = {role.work.title for role in credits_by(desk.entry("maggie-q"))}

    assert works == {"Ballard"}
    facts = Fact.objects.filter(target__slug="maggie-q")
    assert {fact.subject.slug for fact in facts} == {"ballard"}


def test_nobody_is_credited_as_creator(desk):
    assert not Job.objects.filter(slug__contains="creat").exists()
    jobs = {role.job for role in credits_by(desk.entry("michael-connelly"))}
    assert jobs == {"Executive producer"}
