"""Credits for episodes that do not exist yet."""

import pytest

from catalog.actions.episodes import add_episodes, bind, bind_credits, renumber
from catalog.models import Credit, Episode
from catalog.parts import episodes_named, season_named
from tests import builders as make


@pytest.mark.parametrize(
    ("part", "last", "numbers"),
    [
        ("episodes 1–2", None, {1, 2}),
        ("Episodes 1-2", None, {1, 2}),
        ("episode 3", None, {3}),
        ("episodes 1, 3 and 5", None, {1, 3, 5}),
        ("episodes 1 & 4", None, {1, 4}),
        ("first two episodes", None, {1, 2}),
        ("the first 3 episodes", None, {1, 2, 3}),
        ("the second episode", None, {2}),
        ("premiere", None, {1}),
        ("finale", 10, {10}),
        ("finale", None, set()),
        ("season 3 finale", 10, {10}),
        ("last two episodes", 10, {9, 10}),
        ("last two episodes", None, set()),
        ("last 12 episodes", 10, set()),
        ("episodes 5–2", None, set()),
        ("episode 0", None, set()),
        ("several episodes", 10, set()),
        ("", 10, set()),
    ],
)
def test_a_part_means_these_episodes(part, last, numbers):
    assert episodes_named(part, last=last) == numbers


def test_a_part_may_name_its_season():
    assert season_named("Season 3 finale") == 3
    assert season_named("finale") is None


def a_credit(work, part):
    return Credit.objects.create(
        work=work.entry,
        person=make.a_person(),
        job=make.a_job("director"),
        part=part,
    )


def bound(credit):
    return sorted(credit.episodes.values_list("number", flat=True))


@pytest.fixture
def season(db):
    return make.a_season(make.a_show("Harbour"), episodes_ordered=10)


def test_ten_new_episodes_bind_the_first_two_and_the_finale(season):
    first, finale = a_credit(season, "first two episodes"), a_credit(season, "")
    last = a_credit(season.show, "season 1 finale")

    add_episodes(season, range(1, 11))

    assert (bound(first), bound(finale), bound(last)) == ([1, 2], [], [10])


def test_a_credit_waits_until_all_its_episodes_are_there(season):
    credit = a_credit(season, "episodes 1–2")

    add_episodes(season, [1])
    assert bound(credit) == []

    add_episodes(season, [2])
    assert bound(credit) == [1, 2]


def test_renumbering_unbinds_and_waits_for_an_editor(season):
    credit = a_credit(season, "episodes 1–2")
    add_episodes(season, range(1, 4))

    renumber(Episode.objects.get(season=season, number=2), 12)

    credit.refresh_from_db()
    assert (bound(credit), credit.needs_binding) == ([], True)
    assert bind_credits(season) == 0

    bind(credit, season.episodes.filter(number__in=[1, 12]))
    assert bound(credit) == [1, 12]
    assert not credit.needs_binding


def test_a_renumbered_episode_keeps_its_old_address(season):
    (episode,) = add_episodes(season, [2])

    renumber(episode, 3)

    episode.refresh_from_db()
    assert (episode.slug, episode.title) == ("harbour/season-1/episode-3", "Episode 3")
    assert episode.former_slugs.get().slug == "harbour/season-1/episode-2"


def test_an_episode_takes_the_address_that_another_left(season):
    (first,) = add_episodes(season, [2])
    renumber(first, 3)

    (second,) = add_episodes(season, [2])

    assert second.slug == "harbour/season-1/episode-2"
    assert not first.former_slugs.exists()
