"""The sentence that is proposed to tell readers what was wrong and what is right."""

import pytest

from articles.actions.replacing import replace
from articles.corrections import proposed_wording
from articles.heirs import heirs_of
from articles.models import Task
from articles.predicate_shapes import ValueType
from articles.predicates import ROWS
from articles.values import Claim, Job, Named
from catalog.dates import PartialDate
from tests import builders as make

HARBOUR = Named("show", "Harbour")
ACTOR = Job("actor", "Actor", "cast")
SAID = "An earlier version of this article "


def claim(predicate, **value):
    return Claim(predicate=predicate, subject=HARBOUR, **value)


def absent(predicate, kind="none_announced", **named):
    return claim(predicate, kind=kind, **named)


def day(text):
    return PartialDate.parse(text)


def person(name):
    return Named("person", name)


CASES = {
    "choice": (
        claim("status", text="ordered"),
        claim("status", text="filming"),
        "gave the status of Harbour as ordered; it is filming.",
    ),
    "date": (
        claim("premiere", date=day("2023-11-17")),
        claim("premiere", date=day("2023-11-18")),
        "gave the date of the premiere of Harbour as 17 November 2023; it is "
        "18 November 2023.",
    ),
    "number": (
        claim("season-count", number=3),
        claim("season-count", number=4),
        "gave the number of seasons of Harbour as 3; it is 4.",
    ),
    "title": (
        claim("title", text="Docks"),
        claim("title", text="Harbour"),
        "said that the title of Harbour is Docks. In fact, the title of Harbour is "
        "Harbour.",
    ),
    "text": (
        claim("premise", text="A port at night."),
        claim("premise", text="A port by day."),
        "gave the premise of Harbour as “A port at night”; it is “A port by day”.",
    ),
    "entry": (
        claim("network", target=Named("organisation", "NBC")),
        claim("network", target=Named("organisation", "CBS")),
        "said that Harbour is made for NBC. In fact, Harbour is made for CBS.",
    ),
    "relation": (
        claim("based-on", target=Named("work", "Pier")),
        claim("based-on", target=Named("work", "Quay")),
        "said that Harbour is based on Pier. In fact, Harbour is based on Quay.",
    ),
    "credit": (
        claim("cast", target=person("Ada Reyes"), job=ACTOR),
        claim("cast", target=person("Ben Ito"), job=ACTOR),
        "named Ada Reyes, actor, in the cast of Harbour; it should have named Ben "
        "Ito, actor.",
    ),
    "an absence that was none": (
        absent("premiere"),
        claim("premiere", date=day("March 2026")),
        "said that no premiere of Harbour has been announced. The date of the "
        "premiere of Harbour is March 2026.",
    ),
    "a value that is not announced": (
        claim("rating", text="TV-MA"),
        absent("rating"),
        "said that Harbour is rated TV-MA. In fact, no rating of Harbour has been "
        "given.",
    ),
    "a value that is unknown": (
        claim("status", text="ended"),
        absent("status", "unknown"),
        "gave the status of Harbour as ended. In fact, the status of Harbour is not "
        "known.",
    ),
    "a denial": (
        claim("based-on", target=Named("work", "Pier")),
        absent("based-on", "denied", target=Named("work", "Pier")),
        "said that Harbour is based on Pier. In fact, it was denied that Harbour is "
        "based on Pier.",
    ),
    "nobody was cast": (
        absent("cast", character=Named("character", "Captain Moss")),
        claim("cast", target=person("Ada Reyes"), job=ACTOR),
        "said that nobody has been announced as Captain Moss in Harbour. It should "
        "have named Ada Reyes, actor, in the cast of Harbour.",
    ),
    "nothing took its place": (
        claim("status", text="ordered"),
        None,
        "gave the status of Harbour as ordered. That has been withdrawn.",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), CASES.values(), ids=CASES)
def test_both_values_are_told_in_plain_english(old, new, told):
    assert proposed_wording(old, new) == SAID + told


FAULTS = ("..", ".;", ",,", "  ", "None", "{", "}")

VALUES = {
    ValueType.TEXT: {"text": "A port."},
    ValueType.TITLE: {"text": "Docks"},
    ValueType.CHOICE: {"text": "ordered"},
    ValueType.NUMBER: {"number": 8},
    ValueType.DATE: {"date": PartialDate.parse("2026")},
    ValueType.ENTRY: {"target": Named("organisation", "NBC")},
    ValueType.RELATION: {"target": Named("work", "Pier")},
    ValueType.CREDIT: {"target": person("Ada Reyes"), "job": ACTOR},
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
@pytest.mark.parametrize("kind", ["value", "none_announced", "unknown", "denied"])
def test_every_predicate_is_worded_as_one_value_or_another(row, kind):
    value = claim(row.key, **VALUES[row.type])
    other = value if kind == "value" else absent(row.key, kind)

    for old, new in ((value, other), (other, value), (other, None)):
        told = proposed_wording(old, new)
        assert told.startswith(SAID)
        assert told.endswith(".")
        assert [fault for fault in FAULTS if fault in told] == []


@pytest.mark.django_db
def test_the_fact_that_holds_now_is_told_and_not_one_in_between():
    show = make.a_show("Harbour")
    first = make.an_accepted_fact(show, predicate="status", text="ordered")
    make.an_edition(body=f"It was ordered.[@{first.key}]")
    second = make.a_fact(show, predicate="status", text="filming")
    replace(first, second, how="correction", by=None, why="Misread.")
    third = make.a_fact(show, predicate="status", text="premiered")
    replace(second, third, how="development", by=None)

    task = Task.objects.get()
    heir = heirs_of([task.fact])[task.fact_id]
    told = proposed_wording(task.fact.claim, heir.claim)

    assert told == f"{SAID}gave the status of Harbour as ordered; it is premiered."
    assert task.wording == ""
