"""The twelve changes that five real stories show, each under every answer.

The same data gives an update task on each citing article where it was a development,
and a correction to word where it never was true. Rows V1 to V12 are those of the
acceptance material; the values are facts, not its words.
"""

import pytest

from articles.actions.facts import accept
from articles.actions.publishing import reasons_against_publishing
from articles.actions.replacing import replace
from articles.conflicts import conflicts
from articles.models import Task
from tests import builders as make

pytestmark = pytest.mark.django_db


def credit(job, name, **more):
    return lambda: {"job": make.a_job(job), "target": named("person", name), **more}


def platform(name):
    return lambda: {"target": named("organisation", name)}


def named(kind, title):
    build = {"person": make.a_person, "organisation": make.a_company}[kind]
    return build(title).entry


NONE = {"kind": "none_announced", "known_on": "2024-01"}

# Row: predicate, the value before, the value after.
CHANGES = {
    "V1": ("title", {"text": "Untitled Renée Ballard Project"}, {"text": "Ballard"}),
    "V2": ("cast", NONE, credit("actor", "Maggie Q")),
    "V3": (
        "cast",
        credit("actor", "Titus Welliver", certainty="speculation"),
        credit("actor", "Titus Welliver", credit_kind="guest", part="season 1"),
    ),
    "V4": ("premiere", NONE, {"date": "July"}),
    "V5": ("status", {"text": "ordered"}, {"text": "renewed"}),
    "V6": (
        "crew",
        credit("co-executive-producer", "Jasmine Russ"),
        credit("executive-producer", "Jasmine Russ"),
    ),
    "V7": ("season-count", {"number": 2}, {"number": 3}),
    "V8": ("outlook", {"text": "Reportedly developed"}, {"text": "On the way"}),
    "V9": ("available-on", platform("Freevee"), platform("Prime Video")),
    "V10": ("series-order", {"date": "2023-11"}, {"date": "2023-11-17"}),
    "V11": ("logline", {"text": "The largest caseload"}, {"text": "Largest load"}),
    "V12": ("premise", {"text": "She sets it up"}, {"text": "She runs it"}),
}
ARTICLES = 2


def claim(value):
    return value() if callable(value) else value


def before_and_after(row):
    predicate, old, new = CHANGES[row]
    show = make.a_show(f"Project {row}")
    first = accept(make.a_fact(show, predicate=predicate, **claim(old)), by=None)
    articles = [
        make.an_edition(body=f"So it stands.[@{first.key}]").article
        for _ in range(ARTICLES)
    ]
    second = make.a_fact(show, predicate=predicate, **claim(new))
    return first, second, articles


@pytest.mark.parametrize("row", CHANGES)
def test_as_a_development_it_asks_each_article_for_an_update(row):
    old, new, articles = before_and_after(row)

    replace(old, new, how="development", by=None)

    assert [task.kind for task in Task.objects.open()] == ["update"] * ARTICLES
    assert {task.article for task in Task.objects.open()} == set(articles)


@pytest.mark.parametrize("row", CHANGES)
def test_as_a_correction_it_holds_each_article_until_it_is_worded(row):
    old, new, articles = before_and_after(row)

    replace(old, new, how="correction", by=None, why="It was misread.")

    assert [task.kind for task in Task.objects.open()] == ["correction"] * ARTICLES
    for article in articles:
        article.body = f"So it is.[@{new.key}]"
        article.save()
        assert reasons_against_publishing(article, by=None) == [
            f"It needs the wording of its correction about {old.key}."
        ]


@pytest.mark.parametrize("row", CHANGES)
def test_as_a_refinement_it_asks_for_nothing(row):
    old, new, _articles = before_and_after(row)

    replace(old, new, how="refinement", by=None)

    assert not Task.objects.exists()


@pytest.mark.parametrize("row", ["V2", "V3", "V4", "V6", "V8", "V9", "V12"])
def test_where_many_values_or_an_absence_stand_there_is_no_conflict(row):
    before_and_after(row)

    assert conflicts() == []


def test_the_two_season_counts_are_one_conflict():
    old, new, _articles = before_and_after("V7")

    assert [(c.accepted, c.proposal) for c in conflicts()] == [(old, new)]
