"""Two rosters are compared, and nothing is said of why they differ."""

import pytest

from articles.actions.replacing import retract
from articles.rosters import compare
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def seasons():
    show = make.a_show("Harbour")
    return make.a_season(show, 1), make.a_season(show, 2)


def credited(season, person, job="producer", **claim):
    return make.an_accepted_fact(
        season, predicate="crew", target=person.entry, job=make.a_job(job), **claim
    )


def names(rows):
    return [row.person.title for row in rows]


def test_who_is_new_and_who_is_no_longer_listed(seasons):
    first, second = seasons
    stays, goes, comes = (make.a_person(name) for name in ("Ada", "Bo", "Cy"))
    for person in (stays, goes):
        credited(first, person)
    for person in (stays, comes):
        credited(second, person)

    roster = compare(first, second)

    assert names(roster.new) == ["Cy"]
    assert names(roster.no_longer_listed) == ["Bo"]
    assert names(roster.same) == ["Ada"]
    assert roster.changed == ()


def test_another_job_is_a_change_and_no_absence(seasons):
    first, second = seasons
    person = make.a_person("Ada")
    credited(first, person, "co-executive-producer")
    credited(second, person, "executive-producer")

    [changed] = compare(first, second).changed

    assert changed.before.jobs == ("Co executive producer",)
    assert changed.after.jobs == ("Executive producer",)


def test_the_episodes_of_a_credit_make_no_difference(seasons):
    first, second = seasons
    person = make.a_person("Ada")
    credited(first, person, part="episodes 1–2")
    credited(second, person)

    assert names(compare(first, second).same) == ["Ada"]


def test_proposals_retractions_and_the_cast_are_not_on_the_roster(seasons):
    first, second = seasons
    job = make.a_job("producer")
    ada = make.a_person("Ada").entry
    make.a_fact(second, predicate="crew", target=ada, job=job)
    retract(credited(second, make.a_person("Bo")), by=None, why="Wrong.")
    make.an_accepted_fact(
        second, predicate="cast", target=make.a_person("Cy").entry, job=make.a_job()
    )

    assert compare(first, second).is_empty
    assert names(compare(first, second, "cast").new) == ["Cy"]


def test_it_takes_one_query_for_any_roster(seasons, django_assert_num_queries):
    first, second = seasons
    for number in range(5):
        credited(second, make.a_person(f"Person {number}"))

    with django_assert_num_queries(1):
        compare(first, second)
