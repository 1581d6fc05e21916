"""Which facts stand behind which value that a page shows."""

import pytest
from django.db.models import Q

from articles.actions.evidence import attach
from articles.known import facts_with_evidence, ledger_of, public_facts
from catalog import sheets
from catalog.models import Credit, Genre, Relation, Title, Visibility
from tests import builders as make

pytestmark = pytest.mark.django_db


def behind(entry, **wanted):
    """The keys of the facts behind the one cell of the entry that is like that."""
    own = type(entry).objects.get(pk=entry.pk)
    cells = [
        *sheets.column_cells(own),
        *sheets.row_cells([own.pk]),
        *sheets.credits_of([own.pk]),
    ]
    [cell] = [c for c in cells if all(getattr(c, k) == v for k, v in wanted.items())]
    return [known.key for known in ledger_of([own.pk]).behind(cell)]


# --- Columns ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("predicate", "value", "column", "other"),
    [
        ("rating", {"text": "TV-MA"}, "rating", "TV-14"),
        ("premiere", {"date": "July 2025"}, "premiere", "August 2025"),
        ("premiere", {"date": "July 2025"}, "premiere", "about July 2025"),
        ("status", {"text": "renewed"}, "status", "ended"),
        ("logline", {"text": "It waits."}, "logline", "It waits!"),
        ("title", {"text": "Beacon"}, "title", "Beacons"),
    ],
)
def test_a_column_changed_by_hand_loses_its_support(predicate, value, column, other):
    show = make.a_show()
    fact = make.an_accepted_fact(show, predicate=predicate, **value)
    assert behind(show, column=column) == [fact.key]

    show.refresh_from_db()
    setattr(show, column, other)
    show.save()

    assert behind(show, column=column) == []


def test_a_column_that_points_elsewhere_loses_its_support():
    show, other = make.a_show(), make.a_franchise("The Other universe")
    fact = make.an_accepted_fact(show, predicate="franchise", target=make.a_franchise())
    assert behind(show, column="franchise") == [fact.key]

    type(show).objects.filter(pk=show.pk).update(franchise=other)

    assert behind(show, column="franchise") == []


def test_a_number_changed_by_hand_loses_its_support():
    season = make.a_season(make.a_show())
    fact = make.an_accepted_fact(season, predicate="episodes-ordered", number=10)
    assert behind(season, column="episodes_ordered") == [fact.key]

    type(season).objects.filter(pk=season.pk).update(episodes_ordered=12)

    assert behind(season, column="episodes_ordered") == []


def test_the_same_value_typed_by_hand_is_supported():
    show = make.a_show(rating="TV-MA")

    fact = make.an_accepted_fact(show, predicate="rating", text="TV-MA")

    assert behind(show, column="rating") == [fact.key]


# --- Rows -------------------------------------------------------------------------


@pytest.fixture
def credit():
    """A sourced credit with everything that can be said of one."""
    show = make.a_show()
    fact = make.an_accepted_fact(
        show,
        predicate="cast",
        target=make.a_person("Ada Reyes"),
        job=make.a_job("actor"),
        character=make.a_character("Captain Moss"),
        via=make.a_company("Lantern Pictures"),
        credit_kind="guest",
        part="finale",
    )
    assert behind(show, row="credit") == [fact.key]
    return show


@pytest.mark.parametrize(
    "change",
    [
        {"person": lambda: make.a_person("Ben Okoro")},
        {"job": lambda: make.a_job("director")},
        {"character": lambda: make.a_character("Doctor Moss")},
        {"character": lambda: None},
        {"via": lambda: make.a_company("Other Pictures")},
        {"kind": lambda: "main"},
        {"part": lambda: "episode 1"},
    ],
    ids=["person", "job", "character", "no character", "company", "kind", "part"],
)
def test_a_credit_changed_by_hand_loses_its_support(credit, change):
    Credit.objects.update(**{name: value() for name, value in change.items()})

    assert behind(credit, row="credit") == []


@pytest.mark.parametrize("name", ["character", "via", "kind"])
def test_what_is_added_to_a_credit_by_hand_takes_its_support(name):
    show = make.a_show()
    make.an_accepted_fact(
        show, predicate="cast", target=make.a_person(), job=make.a_job("actor")
    )
    added = {
        "character": make.a_character(),
        "via": make.a_company(),
        "kind": "guest",
    }

    Credit.objects.update(**{name: added[name]})

    assert behind(show, row="credit") == []


def test_two_facts_support_a_credit_that_each_says_in_part():
    show, person, job = make.a_show(), make.a_person(), make.a_job("actor")
    cast = {"predicate": "cast", "target": person, "job": job}

    with_character = make.an_accepted_fact(show, **cast, character=make.a_character())
    without = make.an_accepted_fact(show, **cast)

    assert behind(show, row="credit") == [with_character.key, without.key]


def test_a_title_changed_by_hand_loses_its_support():
    show = make.a_show()
    fact = make.an_accepted_fact(show, predicate="working-title", text="Untitled")
    assert behind(show, row="title") == [fact.key]

    Title.objects.update(kind="alternative")

    assert behind(show, row="title") == []


def test_a_relation_changed_by_hand_loses_its_support_on_both_pages():
    show, other = make.a_show("Harbour"), make.a_show("Beacon")
    fact = make.an_accepted_fact(
        show, predicate="spin-off-of", target=other, text="second"
    )
    assert behind(show, row="relation") == [fact.key]
    assert behind(other, row="relation", is_incoming=True) == [fact.key]

    Relation.objects.update(label="third")

    assert behind(show, row="relation") == []
    assert behind(other, row="relation", is_incoming=True) == []


def test_a_company_and_a_platform_are_supported_until_they_change():
    show, company = make.a_show(), make.a_company("Beacon Plus")
    network = make.an_accepted_fact(show, predicate="network", target=company)
    carried = make.an_accepted_fact(
        show, predicate="available-on", target=company, text="Peru"
    )
    assert behind(show, row="company_credit") == [network.key]
    assert behind(show, row="availability") == [carried.key]

    show.company_credits.update(role="studio")
    show.availability.update(region="Chile")

    assert behind(show, row="company_credit") == []
    assert behind(show, row="availability") == []


def test_a_genre_is_supported_however_the_fact_spells_it():
    show = make.a_show()
    Genre.objects.create(slug="sci-fi", name="Sci-fi")

    fact = make.an_accepted_fact(show, predicate="genre", text="sci fi")

    assert behind(show, row="genre") == [fact.key]


def test_a_row_made_by_hand_rests_on_nothing():
    show = make.a_show()
    Title.objects.create(entry=show, text="The Pier", kind="alternative")

    assert behind(show, row="title") == []


# --- Absences and evidence --------------------------------------------------------


def absences(entry):
    ledger = ledger_of([entry.pk])
    return [known.predicate.key for known in ledger.absences(entry.pk)]


def test_an_absence_ends_when_a_value_arrives():
    show = make.a_show()
    make.an_accepted_fact(show, predicate="premiere", kind="none_announced")
    assert absences(show) == ["premiere"]

    make.an_accepted_fact(show, predicate="premiere", date="July 2025")

    assert absences(show) == []


def test_an_absence_does_not_end_for_a_proposal():
    show = make.a_show()
    make.an_accepted_fact(show, predicate="premiere", kind="none_announced")

    make.a_fact(show, predicate="premiere", date="July 2025")

    assert absences(show) == ["premiere"]


def test_a_part_stays_open_when_another_part_is_cast():
    show, job = make.a_show(), make.a_job("actor")
    moss, other = make.a_character("Captain Moss"), make.a_character("Doctor Moss")
    make.an_accepted_fact(show, predicate="cast", kind="none_announced", character=moss)
    make.an_accepted_fact(show, predicate="cast", kind="none_announced")

    make.an_accepted_fact(
        show, predicate="cast", target=make.a_person(), job=job, character=other
    )

    [still] = ledger_of([show.pk]).absences(show.pk)
    assert still.claim.character.title == "Captain Moss"


def test_a_fact_is_verified_by_a_checked_passage_that_supports_it():
    fact = make.a_fact(make.a_show(), predicate="rating", text="TV-MA")
    attach(fact, make.a_passage(), by=None, stance="disputes")

    [waiting] = facts_with_evidence(Q(fact=fact))
    assert not waiting.is_verified


@pytest.mark.parametrize("name", ["subject", "target", "character", "via"])
def test_a_fact_that_names_a_hidden_entry_is_not_public(name):
    entries = {
        "subject": make.a_show(),
        "target": make.a_person(),
        "character": make.a_character(),
        "via": make.a_company(),
    }
    make.an_accepted_fact(**entries, predicate="cast", job=make.a_job("actor"))
    assert len(public_facts(Q())) == 1

    hidden = entries[name]
    type(hidden).objects.filter(pk=hidden.pk).update(visibility=Visibility.HIDDEN)

    assert public_facts(Q()) == []


def test_the_ledger_costs_two_queries_however_much_there_is(
    django_assert_num_queries,
):
    show = make.a_show()
    for _ in range(5):
        make.an_accepted_fact(show)

    with django_assert_num_queries(2):
        ledger = ledger_of([show.pk])

    assert len(ledger.facts) == 5
