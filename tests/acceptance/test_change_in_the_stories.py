"""What the five real stories force the newsroom to know of time and of origins."""

from datetime import date

import pytest
from django.db import transaction

from articles.actions.amending import amend
from articles.actions.evidence import attach
from articles.actions.facts import propose
from articles.actions.sources import add_snapshot
from articles.conflicts import conflicts, self_contradictions
from articles.models import Fact, Passage
from articles.origins import Witness, independent, likely_copies
from articles.timeline import as_of, history_of
from catalog.models import Entry, Season, Show
from tests.shared_material import needs_shared

from .facts_of_the_stories import DATES

pytestmark = [needs_shared, pytest.mark.django_db]

# The filming and the renewal are undated; an editor infers when they were known.
INFERRED = DATES | {"S2": "2024-11", "S4": "2025-10"}
PRODUCERS = {
    "Michael Connelly",
    "Michael Alaimo",
    "Kendall Sherwood",
    "Henrik Bastin",
    "Melissa Aouate",
}


@pytest.fixture(scope="module")
def dated(desk, django_db_blocker):
    """The desk after an editor has inferred the dates that the stories lack."""
    stories = {story.pk: name for name, story in desk.stories.items()}
    with django_db_blocker.unblock():
        for fact in Fact.objects.accepted().filter(known_on=""):
            first = fact.evidence.order_by("pk").first()
            name = stories[first.passage.snapshot.story_id]
            amend(
                fact,
                by=desk.reporter,
                known_on=INFERRED[name],
                known_on_inferred=True,
                known_on_reason="It looks back on what the dated stories report.",
            )
        for fact in Fact.objects.filter(predicate="development-reported"):
            amend(fact, by=desk.reporter, known_on="2023-02")
    return desk


def known(day, slug="ballard"):
    show = Show.objects.get(slug=slug)
    ids = [show.pk, *Season.objects.filter(show=show).values_list("pk", flat=True)]
    return as_of(history_of(ids), entry_ids=ids, day=day)


def values(past, label):
    first = Show.objects.get(slug="ballard").pk
    return [c.text for c in past.cells if c.label == label and c.entry_id == first]


def producers(past, work="ballard"):
    pk = Entry.objects.get(slug=work).pk
    return {
        role.text
        for role in past.roles
        if role.label == "Executive producer" and role.entry_id == pk
    }


def leads(past):
    return [
        role.text
        for role in past.roles
        if role.character and role.character.title == "Renée Ballard"
    ]


def absent(past):
    pk = Show.objects.get(slug="ballard").pk
    return {known.predicate.key for known in past.ledger.absences(pk)}


def test_in_march_2023_nothing_was_known_but_the_plan(dated):
    past = known(date(2023, 3, 1))

    assert (past.title, leads(past), producers(past)) == ("", [], set())
    assert values(past, "Premiere") == values(past, "Status") == []


def test_the_day_after_the_order_it_had_producers_and_no_lead(dated):
    past = known(date(2023, 11, 18))

    assert past.title == "Untitled Renée Ballard Project"
    assert values(past, "Series order") == ["17 November 2023"]
    assert producers(past) == PRODUCERS
    assert (leads(past), values(past, "Premiere")) == ([], [])


def test_in_january_2024_title_lead_and_premiere_were_known_to_be_open(dated):
    past = known(date(2024, 1, 31))

    assert past.title == "Untitled Renée Ballard Project"
    assert {"title", "cast", "premiere", "trailer"} <= absent(past)
    assert leads(past) == []


def test_in_december_2024_it_had_its_title_and_its_lead_and_no_date(dated):
    past = known(date(2024, 12, 1))

    assert (past.title, leads(past)) == ("Ballard", ["Maggie Q"])
    assert values(past, "Premiere") == []
    assert "premiere" in absent(past) and "cast" not in absent(past)
    assert producers(past, "ballard/season-2") == set()


def test_at_the_end_of_2025_it_was_renewed_with_another_list(dated):
    past = known(date(2025, 12, 31))

    assert values(past, "Premiere") == ["July"]
    assert [word.casefold() for word in values(past, "Status")] == ["renewed"]
    assert producers(past, "ballard/season-2") == {
        "Michael Connelly",
        "Michael Alaimo",
        "Kendall Sherwood",
        "Henrik Bastin",
        "Jasmine Russ",
        "Trish Hofmann",
    }
    assert producers(past) == PRODUCERS


def witnesses(desk, *references):
    return [
        Witness(n, desk.passages[ref].snapshot.story_id, desk.passages[ref].exact)
        for n, ref in enumerate(references)
    ]


@pytest.mark.parametrize(
    "references",
    [
        pytest.param([("G3", 0), ("G3", 1)], id="the other project"),
        pytest.param([("K4", 0), ("K4", 1)], id="producers for Fabel"),
        pytest.param([("K5", 0), ("K5", 1)], id="a co-executive producer"),
        pytest.param([("K6", 0), ("K6", 1)], id="two more of them"),
        pytest.param([("K7", 0), ("K7", 1)], id="one for Hieronymus"),
        pytest.param([("Q3", 1), ("Q3", 2)], id="the logline"),
    ],
)
def test_copied_words_are_proposed_as_one_origin_and_then_count_once(desk, references):
    first, second = witnesses(desk, *references)

    assert likely_copies([first, second]) == [(second, first)]
    joined = Witness(second.pk, second.story, second.exact, repeats=first.pk)
    assert independent([first, joined]) == 1


def test_two_reports_of_the_lead_are_two_origins(desk):
    rows = witnesses(desk, ("K10", 0), ("K10", 1))

    assert likely_copies(rows) == []
    assert independent(rows) == 2


def proposed(desk, subject, predicate, *references, **value):
    fact = propose(
        by=desk.reporter, subject=desk.entry(subject), predicate=predicate, **value
    )
    for reference in references:
        attach(fact, desk.passages[reference], by=desk.reporter)
    return fact


def opened_by(desk, subject, predicate, *references, **value):
    """How many conflicts and contradictions a proposal opens, and nothing kept."""
    before = len(conflicts()), len(self_contradictions())
    with transaction.atomic():
        proposed(desk, subject, predicate, *references, **value)
        after = len(conflicts()), len(self_contradictions())
        transaction.set_rollback(True)
    return after[0] - before[0], after[1] - before[1]


def test_another_spelling_of_the_logline_opens_no_conflict(desk):
    accepted = desk.fact("ballard", "logline")
    assert "caseload" in accepted.text
    variant = accepted.text.replace("caseload", "case load").replace("'", "’")

    found = opened_by(desk, "ballard", "logline", ("G19", 1), text=variant)

    assert found == (0, 0)


def test_a_paraphrase_beside_the_official_wording_opens_no_conflict(desk):
    words = desk.passages["V12", 0].exact

    assert opened_by(desk, "ballard", "premise", ("V12", 0), text=words) == (0, 0)


def test_a_body_that_counts_two_seasons_and_an_infobox_three_is_one_conflict(desk):
    second = ("G5", 1)

    found = opened_by(desk, "bosch-legacy", "season-count", second, number=2)

    assert found == (1, 1)


@pytest.mark.parametrize("name", ["S0", "S1", "S2", "S3", "S4"])
def test_one_changed_word_orphans_exactly_the_passages_that_cover_it(desk, name):
    story = desk.stories[name]
    snapshot = story.snapshots.get()
    passages = list(Passage.objects.of(story))
    at = max(passages, key=lambda passage: len(passage.exact)).start
    word = snapshot.text[at:].split()[0]
    changed = snapshot.text[:at] + word[:-1] + "#" + snapshot.text[at + len(word) :]
    end = at + len(word)

    with transaction.atomic():
        add_snapshot(story, changed, by=None)
        orphans = set(Passage.objects.of(story).orphaned().values_list("pk", flat=True))
        transaction.set_rollback(True)

    covering = {p.pk for p in passages if p.start < end and at < p.end}
    assert orphans == covering
    assert covering


def test_no_fact_lost_its_evidence_by_being_dated(dated):
    assert not Fact.objects.accepted().filter(evidence=None).exists()
