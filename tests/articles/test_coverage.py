"""Coverage: which values count, which are sourced, and what the command says."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from articles.actions.evidence import attach
from articles.coverage import (
    coverage_of,
    entries_with_page,
    fallen_passages,
    percent,
    total,
    unsourced,
)
from articles.models import Passage
from catalog.models import Entry, ExternalId, Image, Title, Visibility
from tests import builders as make

pytestmark = pytest.mark.django_db


def coverage(entry, **how):
    [row] = coverage_of([Entry.objects.get(pk=entry.pk)], **how)
    return row


def missing(entry):
    return [(cell.label, cell.text) for cell in coverage(entry).missing]


# --- What counts ------------------------------------------------------------------


def test_a_value_without_a_fact_has_no_source():
    show = make.a_show("Harbour", rating="TV-MA")

    row = coverage(show)

    assert (row.label, row.kind, row.slug, row.url) == (
        "Harbour",
        "show",
        "harbour",
        "/shows/harbour/",
    )
    assert (row.values, row.sourced, row.percent) == (2, 0, 0.0)
    assert missing(show) == [("Title", "Harbour"), ("Rating", "TV-MA")]


def test_a_value_with_an_accepted_fact_has_one():
    show = make.a_show("Harbour")
    make.an_accepted_fact(show, predicate="rating", text="TV-MA")

    assert missing(show) == [("Title", "Harbour")]
    assert coverage(show).percent == 50.0


def test_a_proposal_is_no_source():
    show = make.a_show("Harbour", rating="TV-MA")
    make.a_fact(show, predicate="rating", text="TV-MA")

    assert ("Rating", "TV-MA") in missing(show)


def test_evidence_that_nobody_checked_is_no_source():
    show = make.a_show("Harbour")
    fact = make.an_accepted_fact(show, predicate="rating", text="TV-MA")

    fact.evidence.update(checked_at=None, checked_by=None)

    assert ("Rating", "TV-MA") in missing(show)


def test_a_dispute_is_no_source():
    show = make.a_show("Harbour")
    fact = make.an_accepted_fact(show, predicate="rating", text="TV-MA")
    attach(fact, make.a_passage(), by=None, stance="disputes")

    fact.evidence.filter(stance="supports").update(stance="disputes")

    assert ("Rating", "TV-MA") in missing(show)


def test_a_value_changed_by_hand_has_none_any_more():
    show = make.a_show("Harbour")
    make.an_accepted_fact(show, predicate="rating", text="TV-MA")

    type(show).objects.update(rating="TV-14")

    assert ("Rating", "TV-14") in missing(show)


def test_credits_count_where_they_are_held_and_nowhere_else():
    show, person, moss = make.a_show(), make.a_person(), make.a_character()
    company = make.a_company()
    make.an_accepted_fact(
        show,
        predicate="cast",
        target=person,
        job=make.a_job("actor"),
        character=moss,
        via=company,
    )

    assert coverage(show).sourced == 1
    assert [coverage(entry).values for entry in (person, moss, company)] == [0, 0, 0]


def test_a_relation_counts_on_the_side_that_holds_it():
    show, other = make.a_show("Harbour"), make.a_show("Beacon")
    make.an_accepted_fact(show, predicate="spin-off-of", target=other)

    assert coverage(show).values == 2
    assert coverage(other).values == 1


def test_our_own_order_links_and_pictures_count_nowhere():
    company = make.a_company(form="studio")
    ExternalId.objects.create(entry=company, authority="wikidata", value="Q1")
    Image(entry=company, alt="A logo", credit="A. B.", licence="own").save()

    assert coverage(company).values == 0


def test_other_titles_count():
    show = make.a_show("Harbour")
    Title.objects.create(entry=show, text="The Pier", kind="alternative")

    assert missing(show) == [("Title", "Harbour"), ("Also known as", "The Pier")]


def test_an_entry_without_values_lacks_nothing():
    row = coverage(make.a_person())

    assert (row.values, row.percent, row.missing) == (0, 100.0, ())


def test_entries_without_a_page_are_not_measured():
    make.a_show("Stub", covered=False)
    hidden = make.a_show("Secret", visibility=Visibility.HIDDEN)
    make.an_episode(make.a_season(hidden))
    shown = make.a_show("Harbour")

    assert list(entries_with_page()) == [shown.entry]


def test_entries_are_chosen_by_kind():
    show = make.a_show()
    season, _ = make.a_season(show), make.a_person()

    assert list(entries_with_page("season", "show")) == [season.entry, show.entry]


def test_the_unsourced_are_the_entries_that_lack_something():
    make.a_person()
    show = make.a_show("Harbour")

    assert [row.slug for row in unsourced()] == [show.slug]
    assert unsourced([make.a_person("Ben Okoro").entry]) == []


def test_totals_add_up():
    show = make.a_show("Harbour", rating="TV-MA")
    make.an_accepted_fact(show, predicate="genre", text="Crime")

    whole = total(coverage_of(entries_with_page()))

    assert (whole.entries, whole.values, whole.sourced, whole.percent) == (
        1,
        3,
        1,
        33.3,
    )


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(0, 0, 100), (1, 3, 33.3), (9_999, 10_000, 99.9),
                                 (2, 3, 66.6), (7, 7, 100)]
)  # fmt: skip
def test_a_percentage_is_never_rounded_up(part, whole, shown):
    assert percent(part, whole) == shown


# --- Verifying --------------------------------------------------------------------


def test_a_passage_that_fell_out_of_its_snapshot_supports_nothing():
    show = make.a_show("Harbour")
    fact = make.an_accepted_fact(show, predicate="rating", text="TV-MA")
    passage = fact.evidence.get().passage
    assert fallen_passages([passage.pk]) == set()

    Passage.objects.filter(pk=passage.pk).update(exact="Other words.")

    assert fallen_passages([passage.pk]) == {passage.pk}
    assert coverage(show).sourced == 1
    assert coverage(show, verified=True).sourced == 0


# --- Cost -------------------------------------------------------------------------


def a_catalogue(size):
    for number in range(size):
        show = make.a_show(f"Show {number}")
        season = make.a_season(show)
        make.an_episode(season, title=f"The {number}")
        make.an_accepted_fact(
            season,
            predicate="cast",
            target=make.a_person(f"Person {number}"),
            job=make.a_job("actor"),
            character=make.a_character(f"Character {number}"),
        )
        make.a_work(f"Work {number}")
        make.a_company(f"Company {number}")
        make.a_franchise(f"Franchise {number}")


@pytest.mark.parametrize(("verified", "most"), [(False, 12), (True, 14)])
def test_the_cost_does_not_grow_with_the_catalogue(verified, most):
    counts = []
    for size in (1, 5):
        a_catalogue(size)
        with CaptureQueriesContext(connection) as queries:
            rows = coverage_of(entries_with_page(), verified=verified)
        counts.append(len(queries))
        assert rows

    assert counts[0] == counts[1] <= most


# --- The command ------------------------------------------------------------------


def printed(*args, **options):
    out = io.StringIO()
    call_command("coverage", *args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def harbour():
    show = make.a_show("Harbour", rating="TV-MA")
    make.an_accepted_fact(show, predicate="title", text="Harbour")
    return show


def test_a_pipe_gets_plain_columns(harbour):
    assert printed() == (
        "kind   entry      values  sourced  percent  without a source\n"
        "show   Harbour         2        1     50.0  Rating\n"
        "total  1 entries       2        1     50.0\n"
    )


def test_a_table_reads_by_machine_too(harbour):
    assert printed(format="csv") == (
        "kind,slug,url,entry,values,sourced,percent,without a source\n"
        "show,harbour,/shows/harbour/,Harbour,2,1,50.0,Rating\n"
    )
    whole = json.loads(printed(format="json"))
    assert whole["total"] == {
        "entries": 1,
        "values": 2,
        "sourced": 1,
        "percent": 50.0,
    }
    assert whole["entries"][0]["missing"] == [{"label": "Rating", "text": "TV-MA"}]


def test_kinds_can_be_chosen(harbour):
    make.a_person()

    assert "person" not in printed(kind=["show"])
    assert "person" in printed(kind=["show", "person"])


def test_the_threshold_that_is_met_passes(harbour):
    printed("--fail-under", "50")
    printed("--fail-under", "50%")


def test_the_threshold_that_is_missed_fails_after_the_figures(harbour, capsys):
    with pytest.raises(CommandError, match=r"50\.0 % of the values have a source, and"):
        call_command("coverage", "--fail-under", "50.1")

    assert "Harbour" in capsys.readouterr().out


def test_an_empty_catalogue_meets_no_threshold():
    with pytest.raises(CommandError, match="There is nothing to measure"):
        printed("--fail-under", "0")


@pytest.mark.parametrize("words", ["-1", "101", "many", "nan", ""])
def test_a_threshold_that_is_no_percentage_is_refused(words):
    with pytest.raises(CommandError, match="is not a percentage, as in 95"):
        printed(f"--fail-under={words}")


def test_a_name_that_would_move_the_cursor_is_printed_safely(harbour):
    type(harbour).objects.update(title="Har\x1b[2Jbour")

    assert "Har\\x1b[2Jbour" in printed()


def test_a_database_that_refuses_is_told_in_one_message(monkeypatch):
    def refuse(*args, **named):
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr("articles.management.commands.coverage.coverage_of", refuse)

    with pytest.raises(CommandError, match="cannot be read: disk I/O error"):
        printed()


def test_a_terminal_gets_a_table(harbour):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    out = Terminal()
    call_command("coverage", stdout=out)

    assert "Harbour" in out.getvalue()
    assert "━" in out.getvalue()


def test_the_help_gives_an_example(capsys):
    with pytest.raises(SystemExit):
        call_command("coverage", "--help")

    assert "--fail-under 100" in capsys.readouterr().out
