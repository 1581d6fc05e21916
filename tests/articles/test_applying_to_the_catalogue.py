"""What an accepted fact changes in the catalogue, for every predicate."""

import pytest

from articles.actions.facts import accept, apply_to_catalog
from articles.lifecycle import Refused
from articles.models import Change
from articles.predicate_shapes import ValueType
from articles.predicates import PREDICATES
from catalog.models import Credit, Entry, Season, Show, Title
from tests import builders as make

pytestmark = pytest.mark.django_db

BOUND = [
    (key, kind)
    for key, row in PREDICATES.items()
    for kind in row.subjects
    if row.is_bound
]
UNBOUND = [key for key, row in PREDICATES.items() if not row.is_bound]

VALUES = {
    ValueType.TEXT: {"text": "A word"},
    ValueType.TITLE: {"text": "Another title"},
    ValueType.NUMBER: {"number": 12},
    ValueType.DATE: {"date": "Winter 2025"},
}


def an_entry(kind):
    show = make.a_show()
    return {
        "franchise": make.a_franchise,
        "show": lambda: show,
        "season": lambda: make.a_season(show),
        "episode": lambda: make.an_episode(make.a_season(show)),
        "person": make.a_person,
        "character": make.a_character,
        "organisation": make.a_company,
        "work": make.a_work,
    }[kind]()


def a_value(row):
    """A value of the predicate's type, and the words it must come to."""
    if row.type is ValueType.CHOICE:
        return {"text": row.choices[0][0]}
    if not row.names_an_entry:
        return dict(VALUES[row.type])
    value = {"target": an_entry(row.targets[0])}
    if row.type is ValueType.CREDIT:
        value["job"] = make.a_job("actor" if row.key == "cast" else "producer")
    return value


def row_of(fact):
    """The row of the catalogue that the fact was linked to."""
    names = ("credit", "title", "company_credit", "availability", "relation")
    [row] = [getattr(fact, name) for name in names if getattr(fact, name)]
    return row


@pytest.mark.parametrize(("key", "kind"), BOUND)
def test_a_bound_fact_gives_the_catalogue_its_value(key, kind):
    row = PREDICATES[key]
    subject, value = an_entry(kind), a_value(row)

    fact = make.an_accepted_fact(subject, predicate=key, **value)

    fact.refresh_from_db()
    own = type(subject).objects.get(pk=subject.pk)
    if column := row.column(kind):
        held = getattr(own, column)
        said = next(v for v in value.values())
        assert held == said or str(held) == str(said)
    elif row.row == "genre":
        assert [genre.name for genre in own.genres.all()] == ["A word"]
    else:
        assert row_of(fact) is not None
    assert Change.objects.get(entry=subject.pk, verb="apply").why == fact.key


@pytest.mark.parametrize("key", UNBOUND)
def test_an_unbound_fact_changes_nothing(key):
    row = PREDICATES[key]

    make.an_accepted_fact(an_entry(row.subjects[0]), predicate=key, **a_value(row))

    assert not Change.objects.filter(verb="apply").exists()


@pytest.mark.parametrize(("key", "kind"), BOUND)
def test_an_absence_changes_nothing(key, kind):
    make.an_accepted_fact(an_entry(kind), predicate=key, kind="none_announced")

    assert not Change.objects.filter(verb="apply").exists()


def test_applying_again_changes_nothing():
    fact = make.an_accepted_fact(make.a_show(), predicate="rating", text="TV-MA")

    apply_to_catalog(fact, by=None)

    assert Change.objects.filter(verb="apply").count() == 1


def test_a_fact_that_only_waits_is_not_applied():
    fact = make.a_fact(make.a_show(), predicate="rating", text="TV-MA")

    with pytest.raises(Refused, match="Only an accepted fact gives the catalogue"):
        apply_to_catalog(fact, by=None)

    assert Show.objects.get().rating == ""


def test_the_history_of_a_column_names_the_fact():
    show = make.a_show()

    fact = make.an_accepted_fact(show, predicate="rating", text="TV-MA")

    assert show.history.first().history_change_reason == f"fact {fact.key}"


# --- Titles -----------------------------------------------------------------------


def test_the_old_title_of_a_show_stays_findable():
    show = make.a_show("Untitled Harbour Project")

    make.an_accepted_fact(show, predicate="title", text="Harbour")

    assert Show.objects.get().title == "Harbour"
    assert Title.objects.get().kind == "former"
    assert Entry.objects.matching("untitled harbour").exists()


def test_a_working_title_that_is_listed_is_not_listed_as_former_too():
    show = make.a_show("Untitled Harbour Project")
    name = "Untitled Harbour Project"
    make.an_accepted_fact(show, predicate="working-title", text=name)

    make.an_accepted_fact(show, predicate="title", text="Harbour")

    assert [title.kind for title in Title.objects.all()] == ["working"]


def test_seasons_named_after_their_show_follow_its_title():
    show = make.a_show("Untitled Harbour Project")
    make.a_season(show, 1)
    special = make.a_season(show, 0)
    special.title = "The specials"
    special.save()

    make.an_accepted_fact(show, predicate="title", text="Harbour")

    titles = Season.objects.order_by("number").values_list("title", flat=True)
    assert list(titles) == ["The specials", "Harbour, season 1"]


# --- Credits ----------------------------------------------------------------------


@pytest.fixture
def cast():
    """Accepts that a person is cast in the one show, with more if given."""
    show, person, job = make.a_show(), make.a_person(), make.a_job("actor")

    def accepted(**more):
        return make.an_accepted_fact(
            show, predicate="cast", target=person, job=job, **more
        )

    return accepted


def test_a_credit_has_all_that_its_fact_says(cast):
    moss, company = make.a_character(), make.a_company()

    fact = cast(
        character=moss, via=company, credit_kind="guest", billing=3, part="finale",
        certainty="planned",
    )  # fmt: skip

    credit = Credit.objects.get()
    assert fact.credit == credit
    assert (credit.character, credit.via) == (moss, company)
    assert (credit.kind, credit.billing, credit.part) == ("guest", 3, "finale")
    assert credit.planned


def test_a_fact_without_a_character_takes_none_away(cast):
    first = cast(character=make.a_character(), credit_kind="main")

    second = cast(billing=2)

    credit = Credit.objects.get()
    assert credit == first.credit == second.credit
    assert (credit.character.title, credit.kind) == ("Captain Moss", "main")
    assert credit.billing == 2


def test_a_character_completes_a_credit_that_had_none(cast):
    first = cast()

    second = cast(character=make.a_character())

    assert first.credit == second.credit
    assert Credit.objects.get().character.title == "Captain Moss"


def test_a_person_may_play_two_characters(cast):
    first = cast(character=make.a_character("Captain Moss"))

    second = cast(character=make.a_character("Doctor Moss"))

    assert first.credit != second.credit
    names = {credit.character.title for credit in Credit.objects.all()}
    assert names == {"Captain Moss", "Doctor Moss"}


@pytest.mark.parametrize("order", [("planned", "reported"), ("reported", "planned")])
def test_a_credit_is_firm_as_soon_as_one_source_says_so(cast, order):
    for certainty, character in zip(order, (None, make.a_character()), strict=True):
        cast(certainty=certainty, character=character)

    assert not Credit.objects.get().planned


def test_parts_of_a_season_are_credits_of_their_own(cast):
    cast(part="finale")
    cast(part="episodes 1–2")

    assert Credit.objects.count() == 2


# --- Other rows -------------------------------------------------------------------


def test_a_genre_is_the_same_however_it_is_written():
    first, second = make.a_show("Harbour"), make.a_show("Beacon")
    make.an_accepted_fact(first, predicate="genre", text="Sci-Fi")

    make.an_accepted_fact(second, predicate="genre", text="sci fi")

    assert first.genres.get() == second.genres.get()


def test_a_platform_keeps_its_dates_when_a_second_source_has_none():
    show, platform = make.a_show(), make.a_company("Beacon Plus")
    make.an_accepted_fact(
        show, predicate="available-on", target=platform, effective="July 2025"
    )
    row = show.availability.get()

    other = make.a_fact(show, predicate="available-on", target=platform, text="Peru")
    accept(other, by=None)

    assert str(show.availability.get(pk=row.pk).since) == "July 2025"
    assert show.availability.count() == 2


def test_an_entry_is_not_related_to_itself():
    moss = make.a_character()
    fact = make.a_fact(moss, predicate="ally-of", target=moss)

    with pytest.raises(Refused, match="An entry cannot be related to itself"):
        accept(fact, by=None)
