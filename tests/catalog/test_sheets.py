"""What the catalogue shows of an entry, and what it keeps to itself."""

import pytest

from catalog.models import (
    Availability,
    CompanyCredit,
    Credit,
    ExternalId,
    Genre,
    Relation,
    Title,
    Visibility,
)
from catalog.sheets import (
    column_cells,
    credits_as,
    credits_by,
    credits_of,
    credits_via,
    row_cells,
)
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return make.a_show("Harbour")


@pytest.fixture
def credit(show):
    return Credit.objects.create(
        work=show.entry,
        person=make.a_person(),
        job=make.a_job(),
        character=make.a_character(),
        via=make.a_company(),
        kind="guest",
    )


def hide(entry):
    type(entry).objects.filter(pk=entry.pk).update(visibility=Visibility.HIDDEN)


def cells(entry, row):
    return [cell for cell in row_cells([entry.pk]) if cell.row == row]


# --- Columns ----------------------------------------------------------------------


def test_empty_columns_show_nothing(show):
    assert [cell.column for cell in column_cells(show)] == ["title"]


def test_columns_show_their_words(show):
    show.status, show.premiere, show.rating = "renewed", "Winter 2025", "TV-MA"

    shown = {cell.label: cell.text for cell in column_cells(show)}

    assert shown == {
        "Title": "Harbour",
        "Status": "Renewed",
        "Premiere": "Winter 2025",
        "Rating": "TV-MA",
    }


def test_an_episode_named_by_its_number_claims_no_title(show):
    season = make.a_season(show)

    unnamed, named = make.an_episode(season, 1), make.an_episode(season, 2, "The Pier")

    assert column_cells(unnamed) == []
    assert [cell.text for cell in column_cells(named)] == ["The Pier"]


def test_a_number_that_is_nothing_is_a_value(show):
    season = make.a_season(show, episodes_ordered=0)

    assert [cell.value for cell in column_cells(season)] == [0]


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({}, [("The Harbour universe", "/franchises/the-harbour-universe/")]),
        ({"covered": False}, [("The Harbour universe", "")]),
        ({"visibility": Visibility.HIDDEN}, []),
    ],
    ids=["public", "a stub", "hidden"],
)
def test_a_franchise_is_named_and_linked_as_it_may_be(change, shown):
    show = make.a_show(franchise=make.a_franchise(**change))

    found = [c for c in column_cells(show) if c.column == "franchise"]

    assert [(cell.text, cell.url) for cell in found] == shown


# --- Rows -------------------------------------------------------------------------


def test_rows_name_what_holds_them(show):
    other, company = make.a_show("Beacon"), make.a_company("Beacon Plus")
    genre = Genre.objects.create(slug="crime", name="Crime")
    show.genres.add(genre)
    rows = {
        "title": Title.objects.create(entry=show, text="The Pier", since="2024"),
        "company_credit": CompanyCredit.objects.create(
            work=show, company=company, role="network"
        ),
        "availability": Availability.objects.create(
            entry=show, platform=company, region="Peru", since="July 2025"
        ),
        "relation": Relation.objects.create(
            source=show, target=other, kind="spin-off-of", label="second"
        ),
        "external_id": ExternalId.objects.create(
            entry=show, authority="wikidata", value="Q1"
        ),
    }

    shown = {cell.row: cell for cell in row_cells([show.pk])}

    assert {row: cell.row_id for row, cell in shown.items() if row != "genre"} == {
        row: instance.pk for row, instance in rows.items()
    }
    assert shown["title"].note == "since 2024"
    assert (shown["company_credit"].label, shown["company_credit"].detail) == (
        "Network",
        "network",
    )
    assert shown["availability"].note == "Peru, since July 2025"
    assert (shown["relation"].text, shown["relation"].note) == ("Beacon", "second")
    assert shown["external_id"].url == "https://www.wikidata.org/wiki/Q1"
    assert (shown["genre"].text, shown["genre"].value) == ("Crime", "crime")


def test_a_relation_is_told_from_both_ends(show):
    other = make.a_show("Beacon")
    Relation.objects.create(source=show, target=other, kind="spin-off-of")

    [here], [there] = cells(show, "relation"), cells(other, "relation")

    assert (here.label, here.text, here.is_incoming) == (
        "Spin-off of",
        "Beacon",
        False,
    )
    assert (there.label, there.text, there.is_incoming) == (
        "Spin-offs",
        "Harbour",
        True,
    )


def test_hidden_entries_are_named_in_no_row(show):
    other, company = make.a_show("Beacon"), make.a_company("Beacon Plus")
    CompanyCredit.objects.create(work=show, company=company, role="network")
    Availability.objects.create(entry=show, platform=company)
    Relation.objects.create(source=show, target=other, kind="spin-off-of")
    Relation.objects.create(source=other, target=show, kind="hands-off-to")
    assert len(row_cells([show.pk])) == 4

    hide(other)
    hide(company)

    assert row_cells([show.pk]) == []


def test_all_rows_cost_one_query(show, django_assert_num_queries):
    for number in range(5):
        Title.objects.create(entry=show, text=f"Title {number}")

    with django_assert_num_queries(1):
        assert len(row_cells([show.pk, 0])) == 5


# --- Credits ----------------------------------------------------------------------


def test_a_credit_is_found_from_each_of_its_ends(credit):
    [of_work] = credits_of([credit.work_id])
    [by_person] = credits_by(credit.person)
    [as_character] = credits_as(credit.character)
    [via] = credits_via(credit.via)

    assert of_work.text == "Ada Reyes"
    assert by_person.text == "Harbour"
    assert as_character.person.title == via.person.title == "Ada Reyes"
    assert {role.row_id for role in (of_work, by_person, as_character, via)} == {
        credit.pk
    }


@pytest.mark.parametrize("name", ["work", "person"])
def test_a_credit_of_a_hidden_work_or_person_is_hidden(credit, name):
    hide(getattr(credit, name))

    assert credits_of([credit.work_id]) == []


@pytest.mark.parametrize("name", ["character", "via"])
def test_a_hidden_character_or_company_is_left_out_of_a_credit(credit, name):
    hide(getattr(credit, name))

    [role] = credits_of([credit.work_id])

    assert role.person.title == "Ada Reyes"
    assert getattr(role, name) is None


def test_credits_come_by_job_and_billing(show):
    actor, director = make.a_job("actor"), make.a_job("director")
    for title, job, billing in (
        ("Third", actor, None),
        ("Fourth", director, 1),
        ("Second", actor, 2),
        ("First", actor, 1),
    ):
        Credit.objects.create(
            work=show.entry, person=make.a_person(title), job=job, billing=billing
        )

    names = [role.text for role in credits_of([show.pk])]

    assert names == ["First", "Second", "Third", "Fourth"]
