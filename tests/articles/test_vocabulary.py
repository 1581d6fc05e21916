"""The predicates against the catalogue, and the checks that compare the two."""

from dataclasses import replace

import pytest
from django.core.checks import run_checks
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from articles import checks, predicates, values
from articles.models import Fact
from articles.predicate_shapes import Part, Predicate, ValueType
from articles.predicates import PREDICATES, UnknownPredicate, for_kind, predicate
from catalog.dates import PartialDate

SOUND = Predicate(
    "rating",
    "Rating",
    ("show",),
    ValueType.TEXT,
    Part.STORY,
    "{subject} is rated {value}.",
    columns={"show": "rating"},
)

WRONG = {
    "a column that is not there": (
        {"columns": {"show": "stars"}},
        "is bound to show.stars, and there is no such column.",
    ),
    "a column of another type": (
        {"columns": {"show": "premiere"}},
        "is bound to show.premiere, a PartialDateField, which cannot hold a text.",
    ),
    "a number in a text": (
        {"type": ValueType.NUMBER},
        "is bound to show.rating, a CharField, which cannot hold a number.",
    ),
    "another kind of entry": (
        {
            "type": ValueType.ENTRY,
            "targets": ("show",),
            "columns": {"show": "franchise"},
        },
        "names entries that show.franchise cannot point to.",
    ),
    "other choices": (
        {
            "type": ValueType.CHOICE,
            "choices": (("good", "good"),),
            "columns": {"show": "status"},
        },
        "offers other choices than show.status has.",
    ),
    "a column of some subjects": (
        {"subjects": ("show", "season")},
        "is bound to columns, but to none of a season.",
    ),
    "a column of no subject": (
        {"columns": {"show": "rating", "work": "form"}},
        "is bound to a column of a work, of which it is not said.",
    ),
    "many values in a column": (
        {"many": True},
        "is bound to a column, which holds one value, and allows many.",
    ),
    "a column and a row": (
        {"row": "genre"},
        "is bound to a column and to a row.",
    ),
    "a kind of row that is not there": (
        {"columns": {}, "row": "colour"},
        "is bound to a kind of row that there is not: colour.",
    ),
    "a row of another type": (
        {"columns": {}, "row": "title:working"},
        "is bound to a title, which cannot hold a text.",
    ),
    "a detail that is not there": (
        {"columns": {}, "row": "title:secret", "type": ValueType.TITLE},
        "is bound to a title of a kind that there is not: secret.",
    ),
    "a role that is not there": (
        {
            "columns": {},
            "row": "company:caterer",
            "type": ValueType.ENTRY,
            "targets": ("organisation",),
        },
        "is bound to a company of a kind that there is not: caterer.",
    ),
    "a row that the subject cannot have": (
        {"columns": {}, "row": "genre", "subjects": ("person",)},
        "is bound to a genre, which no person has.",
    ),
    "a kind of entry that is not there": (
        {"subjects": ("show", "planet")},
        "knows a kind of entry that there is not: planet.",
    ),
    "no subject": ({"subjects": (), "columns": {}}, "is said of nothing."),
    "a target without need": (
        {"targets": ("person",)},
        "needs kinds of entry to name exactly where its value names one.",
    ),
    "a choice without choices": (
        {"type": ValueType.CHOICE},
        "needs choices exactly where its value is a choice.",
    ),
    "a hole in its sentence": (
        {"sentence": "{subject} is rated {stars}."},
        "needs {subject} and {value} in its sentence, and nothing else.",
    ),
    "a hole in its absence": (
        {"absence": "No rating of {value}."},
        "needs {subject} in its absence, and at most {target} beside it.",
    ),
    "a key with a capital": (
        {"key": "Rating"},
        "needs a key of small letters and hyphens, 30 at most.",
    ),
}


def test_all_system_checks_of_the_vocabulary_pass():
    assert run_checks(tags=["articles"]) == []


def test_a_sound_predicate_has_no_problem():
    assert list(checks.problems(SOUND)) == []


@pytest.mark.parametrize(("change", "problem"), WRONG.values(), ids=WRONG.keys())
def test_a_predicate_that_does_not_fit_is_caught(change, problem):
    assert problem in list(checks.problems(replace(SOUND, **change)))


def test_a_predicate_that_is_there_twice_is_caught(monkeypatch):
    monkeypatch.setattr(predicates, "ROWS", (SOUND, SOUND))

    [found] = checks.check_predicates()

    assert (found.id, found.msg) == (
        "articles.E002",
        "The predicate “rating” is there twice.",
    )


def test_a_state_that_only_the_model_knows_is_caught(monkeypatch):
    monkeypatch.delitem(checks.lifecycle.FACT_MOVES, "rejected")

    [found] = checks.check_vocabularies()

    assert found.msg == "The states of a fact differ: rejected."


def test_a_permission_that_no_model_has_is_caught(monkeypatch):
    monkeypatch.setitem(checks.roles.ROLES, "guest", frozenset({"articles.fly_fact"}))

    [found] = checks.check_roles()

    assert found.msg == "The role “guest” has an unknown permission: articles.fly_fact."


def test_another_predicate_needs_no_migration(monkeypatch):
    field = Fact._meta.get_field("predicate")
    monkeypatch.setattr(field, "choices", [*field.choices, ("new", "New")])
    before = MigrationLoader(None).project_state()
    after = ProjectState.from_apps(checks.apps)

    changes = MigrationAutodetector(before, after)._detect_changes()

    assert changes == {}


def test_an_unknown_predicate_is_named():
    with pytest.raises(UnknownPredicate, match="There is no predicate “colour”"):
        predicate("colour")


def test_each_kind_of_entry_has_its_predicates():
    for kind in checks.EntryKind.values:
        rows = for_kind(kind)

        assert rows, kind
        assert all(kind in row.subjects for row in rows)


# --- Sentences --------------------------------------------------------------------

VALUES = {
    ValueType.TEXT: {"text": "A text that ends in a full stop."},
    ValueType.TITLE: {"text": "Harbour"},
    ValueType.NUMBER: {"number": 1_010},
    ValueType.DATE: {"date": PartialDate.parse("Winter 2025")},
}


def claim_of(row, **parts):
    if row.type is ValueType.CHOICE:
        parts.setdefault("text", row.choices[0][0])
    elif row.names_an_entry:
        parts.setdefault("target", values.Named(row.targets[0], "Lantern Inc."))
    else:
        parts = VALUES[row.type] | parts
    if row.type is ValueType.CREDIT:
        department = "cast" if row.key == "cast" else "production"
        parts["job"] = values.Job("job", "Job", department)
    return values.Claim(row.key, values.Named(row.subjects[0], "Harbour"), **parts)


def reads_well(said):
    return (
        said[0].isupper()
        and said.rstrip("”’)").endswith((".", "!", "?", "…"))
        and ".." not in said.replace("...", "")
        and not set("{}") & set(said)
        and "None" not in said
        and "  " not in said
    )


@pytest.mark.parametrize("key", PREDICATES)
def test_every_predicate_makes_a_claim_that_reads_well(key):
    claim = claim_of(PREDICATES[key])

    assert values.problems(claim) == {}
    said = values.sentence(claim)
    assert reads_well(said), said
    assert "Harbour" in said
    assert values.value_words(claim).rstrip(".") in said


@pytest.mark.parametrize("kind", values.ABSENCES)
@pytest.mark.parametrize("key", PREDICATES)
def test_every_predicate_says_well_that_there_is_none(key, kind):
    row = PREDICATES[key]
    claim = values.Claim(key, values.Named(row.subjects[0], "Harbour"), kind=kind)

    assert values.problems(claim) == {}
    said = values.sentence(claim)
    assert reads_well(said), said
    assert "Harbour" in said


ENDINGS = {
    "none": ("It waits", "It waits."),
    "a full stop": ("It waits.", "It waits."),
    "a question": ("Who waits?", "Who waits?"),
    "an ellipsis": ("It waits...", "It waits..."),
    "one character of an ellipsis": ("It waits…", "It waits…"),
    "a quotation": ("She says “Wait.”", "She says “Wait.”"),
    "a title in quotation marks": ("the song “Wait!”", "the song “Wait!”"),
}


@pytest.mark.parametrize("key", ["logline", "in-story", "trait", "described-as"])
@pytest.mark.parametrize(("text", "end"), ENDINGS.values(), ids=ENDINGS.keys())
def test_a_sentence_ends_once_however_its_value_ends(key, text, end):
    row = PREDICATES[key]
    claim = values.Claim(key, values.Named(row.subjects[0], "Harbour"), text=text)

    assert values.sentence(claim).endswith(end)


def test_an_absence_names_the_part_that_nobody_plays():
    claim = values.Claim(
        "cast",
        values.Named("show", "Harbour"),
        kind="none_announced",
        character=values.Named("character", "Captain Moss"),
    )

    said = values.sentence(claim)

    assert said == "Nobody has been announced as Captain Moss in Harbour."


def test_an_absence_names_the_show_that_a_character_is_not_in():
    claim = values.Claim(
        "appears-in",
        values.Named("character", "Captain Moss"),
        kind="none_announced",
        target=values.Named("show", "Harbour"),
    )

    assert values.sentence(claim) == "Captain Moss has not appeared in Harbour."
