"""The five real stories, from the files to the catalogue."""

import pytest

from articles.actions.articles import start
from articles.actions.publishing import publish
from articles.body import citations
from articles.coverage import coverage_of, entries_with_page, total
from articles.known import ledger_of
from articles.models import Block, Fact, Passage, Snapshot, SourceStory
from articles.predicates import PREDICATES
from articles.quotes import verify
from catalog.models import Credit, Entry, Season, Show
from catalog.sheets import column_cells, credits_of, row_cells
from tests import builders as make
from tests.shared_material import needs_shared, shared

from .entries_of_the_stories import PEOPLE
from .facts_of_the_stories import FACTS, NO_CLAIM, WITH_Q
from .newsdesk import import_stories

pytestmark = [needs_shared, pytest.mark.django_db]

FACTUAL_ROWS = "GKQV"


def shown(entry):
    """The values on the page of a show or a season by label: first of each."""
    cells = column_cells(entry) + [
        cell for cell in row_cells([entry.pk]) if not cell.is_incoming
    ]
    found = {}
    for cell in cells:
        found.setdefault(cell.label, []).append(cell.text)
    return found


def credits_in(slug):
    entry = Entry.objects.get(slug=slug)
    return {
        (role.text, role.job, role.part): (
            role.character.title if role.character else "",
            role.via.title if role.via else "",
            role.kind,
            role.planned,
            role.billing,
        )
        for role in credits_of([entry.pk])
    }


# --- Stories and passages ---------------------------------------------------------


def test_the_five_files_are_archived_whole(desk):
    for path in shared("seeds").glob("*.txt"):
        text = path.read_text(encoding="utf-8")

        snapshots = Snapshot.objects.filter(text=text)

        assert snapshots.count() == 1, path.name


def test_every_listed_passage_stands_in_its_story(desk):
    assert len(desk.passages) == len(desk.rows)
    for reference, row in desk.rows.items():
        passage = Passage.objects.select_related("snapshot").get(
            pk=desk.passages[reference].pk
        )

        assert passage.exact == row.exact, reference
        assert passage.snapshot.story == desk.stories[row.story], reference
        assert verify(passage, passage.snapshot.text), reference


def test_the_same_words_of_one_story_are_one_passage(desk):
    assert desk.passages["G2", 2] == desk.passages["S1", 1]
    assert desk.passages["G6", 0] == desk.passages["S1", 2]
    assert desk.passages["G3", 0] != desk.passages["G3", 1]


def test_every_row_that_claims_something_supports_a_fact(desk):
    claiming = {
        reference
        for reference in desk.rows
        if reference[0][0] in FACTUAL_ROWS and reference not in NO_CLAIM
    }

    without = {
        reference
        for reference in claiming
        if not desk.passages[reference].evidence.filter(fact__status="accepted")
    }

    assert without == set()


def test_rows_that_claim_nothing_are_marked_and_support_nothing(desk):
    assert Block.objects.count() == len(NO_CLAIM)
    for reference, kind in NO_CLAIM.items():
        assert desk.blocks[reference].kind == kind
        assert not desk.passages[reference].evidence.exists()


# --- Facts ------------------------------------------------------------------------


def test_every_fact_is_accepted_and_rests_on_a_checked_passage(desk):
    facts = Fact.objects.accepted()

    assert facts.count() == len(FACTS) == len(desk.facts)
    for fact in facts.prefetch_related("evidence"):
        supporting = [row for row in fact.evidence.all() if row.stance == "supports"]
        assert supporting, fact.key
        assert all(row.checked_by == desk.checker for row in supporting), fact.key


def test_every_deed_is_on_record(desk):
    for fact in desk.facts.values():
        verbs = list(fact.changes.order_by("at", "pk").values_list("verb", "by"))

        assert verbs[0] == ("propose", desk.reporter.pk)
        assert ("accept", desk.checker.pk) in verbs
        assert verbs.count(("accept", desk.checker.pk)) == 1


def test_every_bound_fact_is_what_the_catalogue_shows(desk):
    entries = {entry.pk: entry for entry in entries_with_page()}
    ledger = ledger_of(entries)
    cells = [
        cell for entry in entries.values() for cell in column_cells(entry.as_kind())
    ]
    cells += row_cells(list(entries)) + credits_of(list(entries))

    behind = {known.key for cell in cells for known in ledger.behind(cell)}

    bound = {
        fact.key
        for fact in desk.facts.values()
        if fact.kind == "value" and PREDICATES[fact.predicate].is_bound
    }
    assert bound - behind == set()


def test_the_pages_of_shows_and_seasons_are_wholly_sourced(desk):
    rows = coverage_of(entries_with_page("show", "season"), verified=True)

    assert {row.slug: row.missing for row in rows if row.missing} == {}
    assert total(rows).values > 60


# --- The catalogue ----------------------------------------------------------------


def test_the_new_show_reads_as_the_stories_tell_it(desk):
    show = Show.objects.get(slug="ballard")

    assert show.title == "Ballard"
    assert shown(show) == {
        "Title": ["Ballard"],
        "Logline": [desk.rows["G19", 0].exact],
        "Status": ["Renewed"],
        "Series order": ["17 November 2023"],
        "Premiere": ["July"],
        "Universe": ["Bosch universe"],
        "Working title": ["Untitled Renée Ballard Project"],
        "Where to watch": ["Prime Video"],
        "Network": ["Prime Video"],
        "Production company": ["Hieronymus Pictures", "Fabel Entertainment"],
        "Spin-off of": ["Bosch universe"],
    }


def test_the_older_show_reads_as_the_stories_tell_it(desk):
    assert shown(Show.objects.get(slug="bosch-legacy")) == {
        "Title": ["Bosch: Legacy"],
        "Status": ["Renewed"],
        "Premiere": ["6 May 2022"],
        "Rating": ["TV-MA"],
        "Genre": ["Drama", "Crime"],
        "Where to watch": ["Amazon Freevee"],
        "Spin-off of": ["Bosch"],
    }


def test_each_season_has_what_was_said_of_it(desk):
    values = {
        season.slug: shown(season)
        for season in Season.objects.exclude(slug="bosch/season-1")
    }

    assert values == {
        "ballard/season-1": {"Episodes ordered": ["10"], "Premiere": ["July"]},
        "ballard/season-2": {"Status": ["Ordered"]},
        "bosch-legacy/season-2": {
            "Status": ["Ended"],
            "Where to watch": ["Amazon Freevee"],
        },
        "bosch-legacy/season-3": {"Hands off to": ["Ballard"]},
    }


def test_the_first_producers_are_those_of_the_series(desk):
    producers = {
        (person, job): (via, planned)
        for (person, job, _), (_, via, _, planned, _) in credits_in("ballard").items()
        if job != "Actor"
    }

    assert producers == {
        ("Michael Alaimo", "Showrunner"): ("", False),
        ("Kendall Sherwood", "Showrunner"): ("", False),
        ("Michael Connelly", "Executive producer"): ("Hieronymus Pictures", True),
        ("Michael Alaimo", "Executive producer"): ("", False),
        ("Kendall Sherwood", "Executive producer"): ("", False),
        ("Henrik Bastin", "Executive producer"): ("Fabel Entertainment", True),
        ("Melissa Aouate", "Executive producer"): ("Fabel Entertainment", True),
        ("Jasmine Russ", "Co-executive producer"): ("", True),
        ("Jamie Boscardin Martin", "Co-executive producer"): ("", True),
        ("Trey Batchelor", "Co-executive producer"): ("", True),
        ("Theresa Snider", "Co-executive producer"): ("Hieronymus Pictures", True),
    }


def test_the_cast_stands_in_its_order_with_the_characters_that_are_known(desk):
    cast = {
        person: (character, kind, billing)
        for (person, job, _), (character, _, kind, _, billing) in credits_in(
            "ballard"
        ).items()
        if job == "Actor"
    }

    assert list(cast) == ["Maggie Q", *(PEOPLE[slug] for slug in WITH_Q)]
    assert cast["Maggie Q"] == ("Renée Ballard", "main cast", 1)
    assert cast["Courtney Taylor"] == ("Samira Parker", "", 2)
    assert cast["Hector Hugo"] == ("", "", 11)


def test_two_facts_rest_on_the_credit_that_both_complete(desk):
    credit = Credit.objects.get(person__slug="courtney-taylor")

    assert credit.facts.count() == 2


def test_what_the_catalogue_has_no_place_for_is_on_record(desk):
    ledger = ledger_of([desk.entry("ballard").pk])

    on_record = ledger.on_record(desk.entry("ballard").pk)

    kept = {known.predicate.key for known in on_record}
    assert kept >= {"filming", "filming-location", "expected-premiere", "premise"}


# --- The article ------------------------------------------------------------------


def test_an_article_that_cites_the_stories_is_published(desk):
    cited = [
        desk.fact("ballard", "series-order").key,
        desk.fact("ballard/season-1", "premiere").key,
        desk.fact("ballard", "status").key,
    ]
    body = "Ordered [@{}], shown [@{}] and renewed [@{}].".format(*cited)
    article = start(
        by=desk.reporter,
        headline="Three dates of a spin-off",
        section=make.a_section(),
        body=body,
    )

    edition = publish(make.approved(article), by=desk.editor)

    assert citations(edition.body) == cited
    assert [row.fact.key for row in edition.citations.order_by("number")] == cited
    for number, key in enumerate(cited, start=1):
        assert f'href="/facts/{key}/"' in edition.rendering.body
        assert f">{number}</a>" in edition.rendering.body


def test_importing_again_archives_nothing_twice(desk):
    import_stories(desk)

    assert SourceStory.objects.count() == 5
    assert Snapshot.objects.count() == 5
