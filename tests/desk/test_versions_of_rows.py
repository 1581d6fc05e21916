"""Rows that hang on another are no more lost than the columns of their own row."""

import pytest
from django.urls import reverse

from catalog.models import Credit
from tests import builders as make
from tests.forms import opened, read, save, type_in

pytestmark = pytest.mark.django_db


def page_of(entry):
    return reverse(f"admin:catalog_{entry.kind}_change", args=[entry.pk])


@pytest.fixture
def show(db):
    return make.a_show("Harbour")


@pytest.fixture
def credits(show):
    job = make.a_job("actor")
    names = ("Renée Ortiz", "Sam Vale")
    return [show.credits.create(person=make.a_person(n), job=job) for n in names]


def told(answer):
    assert answer.status_code == 409
    return answer.context["conflict"]


def new_row(at, person, **more):
    given = {"person": person.pk, "job": make.a_job("director").pk, **more}
    rows = {f"credits-{at}-{name}": value for name, value in given.items()}
    return {"credits-TOTAL_FORMS": at + 1, **rows}


def test_rows_that_two_people_add_are_both_kept(root, show, credits):
    form = opened(root, page_of(show))
    ada, bo = make.a_person("Ada Marsh"), make.a_person("Bo Fenn")
    save(root, page_of(show), **new_row(2, ada))

    answer = root.post(page_of(show), type_in(form, **new_row(2, bo, part="finale")))

    [note] = told(answer).notes
    assert note.startswith("New since: credit “Ada Marsh")
    assert root.post(page_of(show), read(answer)).status_code == 302
    people = {str(credit.person) for credit in show.credits.all()}
    assert people == {"Renée Ortiz", "Sam Vale", "Ada Marsh", "Bo Fenn"}
    assert show.credits.get(person=bo).part == "finale"


def test_rows_that_two_people_change_are_both_kept(root, show, credits):
    form = opened(root, page_of(show))
    save(root, page_of(show), **{"credits-0-part": "episodes 1–2"})

    typed = {"credits-1-part": "finale", "credits-0-label": "herself"}
    answer = root.post(page_of(show), type_in(form, **typed))

    [(label, words)] = told(answer).taken
    assert label.startswith("credit “Renée Ortiz") and label.endswith("Part")
    assert words == "episodes 1–2"
    root.post(page_of(show), read(answer))
    parts = [(credit.part, credit.label) for credit in show.credits.order_by("pk")]
    assert parts == [("episodes 1–2", "herself"), ("finale", "")]


def test_a_cell_that_both_change_is_asked_about(root, show, credits):
    form = opened(root, page_of(show))
    save(root, page_of(show), **{"credits-0-part": "finale"})

    answer = root.post(page_of(show), type_in(form, **{"credits-0-part": "pilot"}))
    [row] = told(answer).contested
    shown = read(answer)
    root.post(page_of(show), {**shown, f"_take:{row.place}": "theirs"})

    assert (row.mine, row.theirs) == ("pilot", "finale")
    assert shown[row.place] == ["pilot"]
    assert [c.part for c in show.credits.order_by("pk")] == ["finale", ""]


def test_a_change_from_the_other_side_of_the_row_is_seen(root, show, credits):
    form = opened(root, page_of(show))
    person = credits[0].person
    save(root, page_of(person), **{"roles-0-part": "finale"})

    answer = root.post(page_of(show), type_in(form, **{"credits-0-part": "pilot"}))

    assert [row.theirs for row in told(answer).contested] == ["finale"]
    assert Credit.objects.get(pk=credits[0].pk).part == "finale"


def test_a_row_that_somebody_removed_stays_removed_and_is_told(root, show, credits):
    form = opened(root, page_of(show))
    credits[0].delete()

    answer = root.post(page_of(show), type_in(form, logline="Boats."))

    [note] = told(answer).notes
    assert note.startswith("Removed since: credit “Renée Ortiz, ")
    assert root.post(page_of(show), read(answer)).status_code == 302
    assert [credit.pk for credit in show.credits.all()] == [credits[1].pk]
    show.refresh_from_db()
    assert show.logline == "Boats."


@pytest.mark.parametrize(
    ("choice", "parts"),
    [("", ["", "finale"]), ("theirs", [""])],
    ids=["brought back", "left out"],
)
def test_a_row_that_i_changed_and_somebody_removed_is_asked_about(
    root, show, credits, choice, parts
):
    form = opened(root, page_of(show))
    credits[0].delete()

    answer = root.post(page_of(show), type_in(form, **{"credits-0-part": "finale"}))
    [(place, words)] = told(answer).gone
    shown = read(answer)
    again = root.post(page_of(show), {**shown, f"_take:{place}": choice})

    assert "Renée Ortiz" in words and "finale" in words
    assert shown[f"{place}-part"] == ["finale"]
    assert again.status_code == 302
    assert [credit.part for credit in show.credits.order_by("pk")] == parts


def test_a_row_that_both_removed_is_no_question(root, show, credits):
    form = opened(root, page_of(show))
    credits[0].delete()

    answer = root.post(page_of(show), type_in(form, **{"credits-0-DELETE": "on"}))

    assert told(answer).gone == []
    assert root.post(page_of(show), read(answer)).status_code == 302
    assert show.credits.count() == 1


def test_removing_a_row_that_changed_is_said_before_it_is_done(root, show, credits):
    form = opened(root, page_of(show))
    save(root, page_of(show), **{"credits-0-part": "finale"})

    answer = root.post(page_of(show), type_in(form, **{"credits-0-DELETE": "on"}))

    assert "You were removing credit" in told(answer).notes[-1]
    assert show.credits.count() == 2
    root.post(page_of(show), read(answer))
    assert show.credits.count() == 1


def test_seasons_that_come_and_go_do_not_hold_up_the_form_of_the_show(root, show):
    gone = make.a_season(show, 1)
    form = opened(root, page_of(show))
    gone.delete()
    make.a_season(show, 2)

    answer = root.post(page_of(show), type_in(form, logline="Boats."))

    assert answer.status_code == 302
    show.refresh_from_db()
    assert show.logline == "Boats."


@pytest.mark.parametrize("count", ["", "x", "-1", "9" * 30, "999999999"])
def test_a_count_of_rows_that_is_none_is_no_fault(root, show, credits, count):
    form = opened(root, page_of(show))
    save(root, page_of(show), title="Docks")

    typed = {"credits-TOTAL_FORMS": count, "logline": "Boats."}
    answer = root.post(page_of(show), type_in(form, **typed))

    assert answer.status_code == 409
    assert read(answer)["logline"] == ["Boats."]
    assert show.credits.count() == 2
