"""Episodes that come together, move, and leave credits to bind."""

import pytest
from django.urls import reverse

from catalog.actions.episodes import add_episodes
from catalog.models import Episode
from tests import builders as make
from tests.forms import press

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return make.a_season(make.a_show("Harbour"), episodes_ordered=10)


def place(row, page):
    model = row._meta.model_name
    return reverse(f"admin:catalog_{model}_{page}", args=[row.pk])


def a_credit(season, part="first two episodes"):
    return season.credits.create(
        person=make.a_person(), job=make.a_job("director"), part=part
    )


def numbers(credit):
    return list(credit.episodes.order_by("number").values_list("number", flat=True))


def test_the_button_names_the_episodes_that_are_due(root, season):
    assert "Add episodes 1–10" in root.get(place(season, "change")).content.decode()

    add_episodes(season, range(1, 5))

    assert "Add episodes 5–10" in root.get(place(season, "change")).content.decode()


def test_ten_episodes_are_added_at_once_and_bind_what_waited(root, season):
    credit = a_credit(season)

    answer = root.post(place(season, "episodes"), {"first": 1, "last": 10})

    assert answer.url == place(season, "change")
    assert season.episodes.count() == 10
    assert numbers(credit) == [1, 2]


REFUSED = {
    "backwards": ({"first": 5, "last": 2}, "comes before the first"),
    "too many": ({"first": 1, "last": 5000}, "100 episodes at most"),
    "no number": ({"first": "x", "last": 2}, "whole number"),
    "below nothing": ({"first": -3, "last": 2}, "greater than or equal to 0"),
}


@pytest.mark.parametrize(("given", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_numbers_that_make_no_sense_are_refused(root, season, given, told):
    answer = root.post(place(season, "episodes"), given)

    assert told in answer.content.decode()
    assert f'value="{given["first"]}"' in answer.content.decode()
    assert not Episode.objects.exists()


def test_where_one_number_is_taken_none_is_added(root, season):
    make.an_episode(season, 3)

    answer = root.post(place(season, "episodes"), {"first": 1, "last": 4})

    assert "already" in str(answer.context["form"].non_field_errors())
    assert Episode.objects.count() == 1


def test_an_episode_saved_by_its_form_binds_what_waited(root, season):
    from tests.desk.test_catalogue import form

    credit = a_credit(season, "premiere")

    root.post(reverse("admin:catalog_episode_add"), form(season=season.pk, number=1))

    assert numbers(credit) == [1]


def test_an_episode_gets_another_number_by_a_button(root, season):
    credit = a_credit(season)
    first, _ = add_episodes(season, [1, 2])
    shown = root.get(place(first, "change")).content.decode()
    assert 'name="number"' not in shown
    assert "director" in root.get(place(first, "renumber")).content.decode().lower()

    press(root, place(first, "renumber"), number=7)

    first.refresh_from_db()
    credit.refresh_from_db()
    assert (first.number, first.slug) == (7, "harbour/season-1/episode-7")
    assert (credit.needs_binding, numbers(credit)) == (True, [])


def test_a_number_that_is_taken_is_refused(root, season):
    first, _ = add_episodes(season, [1, 2])

    answer = press(root, place(first, "renumber"), number=2)

    assert "already has an episode" in str(answer.context["form"].errors["number"])
    first.refresh_from_db()
    assert first.number == 1


def test_a_credit_is_bound_by_hand(root, season):
    credit = a_credit(season)
    first, second = add_episodes(season, [1, 2])
    press(root, place(first, "renumber"), number=7)
    form = root.get(place(credit, "bind")).context["form"]
    assert list(form["episodes"].value()) == [second.pk]

    press(root, place(credit, "bind"), episodes=[first.pk, second.pk])

    credit.refresh_from_db()
    assert (credit.needs_binding, numbers(credit)) == (False, [2, 7])


def test_episodes_of_another_season_are_not_meant(root, season):
    credit = a_credit(season)
    other = make.an_episode(make.a_season(make.a_show("Pier")))

    answer = press(root, place(credit, "bind"), episodes=[other.pk])

    assert answer.context["form"].errors
    assert numbers(credit) == []


def test_a_credit_is_bound_to_something(root, season):
    answer = press(root, place(a_credit(season), "bind"))

    assert "Choose the episodes that are meant." in answer.content.decode()


def test_a_reporter_adds_moves_and_binds_nothing(client_of, season):
    client = client_of(make.a_user("reporter"))
    episode, credit = make.an_episode(season), a_credit(season)

    for row, page in ((season, "episodes"), (episode, "renumber"), (credit, "bind")):
        assert client.post(place(row, page)).status_code == 403


def test_a_season_is_compared_with_the_one_before(root, season):
    second = make.a_season(season.show, 2)
    job, person = make.a_job("producer"), make.a_person("Bo Lind").entry
    make.an_accepted_fact(season, predicate="crew", target=person, job=job)

    shown = root.get(place(second, "change")).content.decode()

    assert "Crew compared with season 1" in shown
    assert "no longer listed" in shown
    assert "Crew compared" not in root.get(place(season, "change")).content.decode()
