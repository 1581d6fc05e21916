"""What a text rests on, as the person who writes it is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import body, pictures
from articles.actions.evidence import attach, taint
from articles.actions.replacing import replace
from articles.picking import MOST, facts_for, pictures_for
from articles.writing import Unknown, desk_check
from tests import builders as make

pytestmark = pytest.mark.django_db


def check(text, key_points=""):
    return desk_check("A headline", "A dek.", key_points, text)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


# --- What is cited ------------------------------------------------------------------


def test_a_cited_fact_is_listed_with_what_stands_behind_it():
    fact = make.an_accepted_fact(
        make.a_show("Harbour"), predicate="premiere", date="March 2026"
    )
    attach(fact, make.a_passage("Harbour opens in March 2026, we hear."), by=None)

    [cited] = check(f"It opens.[@{fact.key}]").cited

    assert (cited.number, cited.subject, cited.label) == (1, "Harbour", "Premiere")
    assert (cited.words, cited.certainty_label) == ("March 2026", "reported")
    assert (cited.status, cited.stories, cited.origins) == ("accepted", 2, 2)
    assert cited.is_supported
    assert cited.problem == ""


def test_the_marks_are_numbered_as_on_the_page():
    one, two = make.an_accepted_fact(), make.an_accepted_fact()

    found = check(f"A.[@{two.key}] B.[@{one.key}]", key_points=f"C.[@{one.key}]")

    assert [(row.number, row.key) for row in found.cited] == [
        (1, one.key),
        (2, two.key),
    ]


def test_a_fact_that_is_only_proposed_is_a_problem():
    fact = make.a_fact()

    found = check(f"It is.[@{fact.key}]")

    assert "only proposed" in found.cited[0].problem


def test_a_fact_whose_evidence_is_unchecked_is_a_problem():
    fact = make.an_accepted_fact()
    taint(fact)

    [cited] = check(f"It is.[@{fact.key}]").cited

    assert not cited.is_supported
    assert "rests on no checked passage" in cited.problem


def test_a_replaced_fact_names_what_took_its_place():
    show = make.a_show("Harbour")
    old = make.an_accepted_fact(show, predicate="status", text="ordered")
    new = make.a_fact(show, predicate="status", text="filming")
    replace(old, new, how="development", by=None)

    [cited] = check(f"It is ordered.[@{old.key}]").cited

    assert (cited.status, cited.successor) == ("replaced", new.key)
    assert cited.successor_words == "filming"
    assert f"cite [@{new.key}] instead" in cited.problem


def test_an_unknown_key_is_named_with_keys_like_it():
    fact = make.a_fact(make.a_show("Harbour"), predicate="premiere", date="2026")

    found = check("It opens.[@harbour-premier]")

    assert found.unknown == (Unknown("harbour-premier", (fact.key,)),)
    assert found.cited == ()


def test_what_a_check_costs_does_not_grow_with_the_facts():
    facts = [make.an_accepted_fact() for _ in range(6)]

    def queries(some):
        text = "".join(f"It is.[@{fact.key}] " for fact in some)
        with CaptureQueriesContext(connection) as captured:
            check(f"{text}[@unknown-key]\n\n![](image:1)")
        return len(captured)

    assert queries(facts[:1]) == queries(facts) == 4


# --- What rests on nothing ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("It is.[@a-fact] It was.", ["It was."]),
        ("It is [@a-fact]. It was, too.[@a-fact]", []),
        ("# A heading\n\nIt is.", ["It is."]),
        ("A heading\n---\n\nIt is.[@a-fact]", []),
        ("> “It was never so,” he said.\n\nIt is.[@a-fact]", []),
        ("![The pier at night.](image:1)\n\nIt is.[@a-fact]", []),
        ("- One is.\n- Two is.[@a-fact]", ["One is."]),
        ("| A | B |\n|-|-|\n| c | d |", []),
        ("```\nIt is.\n```", []),
        ("https://a.example/trailer", []),
        ("It goes on\nover two lines.", ["It goes on over two lines."]),
        (
            "It *is* so, Dr. Reyes said. It ends.",
            ["It *is* so, Dr. Reyes said.", "It ends."],
        ),
        ("***\n\n…", []),
    ],
)
def test_prose_without_a_citation_rests_on_nothing(text, bare):
    assert list(check(text).bare) == bare


def test_key_points_are_prose_too():
    found = check("It is.[@a-fact]", key_points="- One.\n- Two.[@a-fact]")

    assert (found.bare, found.claims) == (("One.",), 3)


def test_words_and_minutes_are_those_of_the_page():
    found = check("word " * 459)

    assert (found.words, found.minutes) == (461, 2)


def test_a_text_that_is_too_much_is_not_looked_into():
    with CaptureQueriesContext(connection) as captured:
        found = check("It is.[@a-fact] " * 10_000)

    assert "10,000 citations" in found.problems[0]
    assert len(captured) == 0


# --- Pictures -----------------------------------------------------------------------


def test_a_picture_that_is_not_there_is_a_problem(media):
    picture = make.a_picture()
    text = f"![A pier](image:{picture.pk})\n\n![](image:{picture.pk + 1})"

    found = check(text)

    assert found.problems == (
        f"There is no picture {picture.pk + 1}: choose another one.",
    )
    html = body.render(text, {}, pictures.figures(text))
    assert html.count("<figure") == 1
    assert f'src="{picture.file.url}"' in html
    assert "<small>Jane Doe</small>" in html


def test_pictures_are_found_by_their_words_and_their_entry(media):
    picture = make.a_picture(make.a_show("Pictured"))

    assert [shot.number for shot in pictures_for("PIER pictured")] == [picture.pk]
    assert pictures_for("lighthouse") == []


def test_a_picture_is_found_without_accents_by_its_words_credit_and_titles(media):
    show = make.a_show("Pictured")
    show.titles.create(text="Untitled Élite Project", kind="working")
    picture = make.a_picture(show, alt="A café", credit="Zoë Müller")
    make.a_picture(make.a_show("Other"))

    found = pictures_for("cafe muller elite")

    assert [shot.number for shot in found] == [picture.pk]


# --- Finding a fact -----------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["renee", "ORTIZ", "cast harbour", "captain", "moss ren", "harbour-cast", "Renée!"],
)
def test_a_fact_is_found_by_entry_predicate_value_or_key(query):
    fact = make.an_accepted_fact(
        make.a_show("Harbour"),
        predicate="cast",
        job=make.a_job(),
        target=make.a_person("Renée Ortiz").entry,
        character=make.a_character("Captain Moss").entry,
    )
    make.an_accepted_fact(make.a_show("Lantern"), predicate="rating", text="TV-MA")

    assert [pick.key for pick in facts_for(query)] == [fact.key]


def test_a_date_is_found_as_it_is_written():
    fact = make.an_accepted_fact(make.a_show(), predicate="premiere", date="2026-03")

    assert [pick.words for pick in facts_for("2026")] == ["March 2026"]
    assert facts_for("2027") == []
    assert fact.key == facts_for(f"[@{fact.key}]")[0].key


@pytest.mark.parametrize("query", ["cafe", "CAFÉ", "cafe pier"])
def test_a_value_is_found_without_its_accents(query):
    fact = make.an_accepted_fact(
        make.a_show(), predicate="premise", text="A café on the pier."
    )

    assert [pick.key for pick in facts_for(query)] == [fact.key]


@pytest.mark.parametrize("query", ["march", "2026-03", "mar 2026"])
def test_a_date_is_found_in_words_too(query):
    fact = make.an_accepted_fact(make.a_show(), predicate="premiere", date="2026-03")

    assert [pick.key for pick in facts_for(query)] == [fact.key]


def test_a_fact_is_found_by_a_title_that_its_entry_had_before():
    show = make.a_show("Harbour")
    show.titles.create(text="Untitled Renée Ortiz Project", kind="working")
    fact = make.an_accepted_fact(show)

    assert [pick.key for pick in facts_for("untitled renee")] == [fact.key]


def test_a_fact_is_found_by_the_job_and_the_company_it_names():
    fact = make.an_accepted_fact(
        make.a_show("Harbour"),
        predicate="crew",
        job=make.a_job("executive-producer"),
        target=make.a_person("Ada Reyes").entry,
        via=make.a_company("Lantern Pictures").entry,
    )

    assert [pick.key for pick in facts_for("lantern executive")] == [fact.key]


def test_the_entry_that_was_named_comes_first():
    lantern, harbour = make.a_show("Lantern"), make.a_show("Harbour")
    make.an_accepted_fact(lantern, predicate="premise", text="A harbour at night.")
    own = make.an_accepted_fact(harbour, predicate="premise", text="A pier.")

    assert facts_for("harbour")[0].key == own.key


def test_an_entry_that_is_called_nothing_else_comes_first():
    harbour = make.a_show("Harbour")
    season = make.a_season(harbour)
    own = make.an_accepted_fact(harbour, predicate="premiere", date="2026")
    make.an_accepted_fact(season.entry, predicate="premiere", date="2026")

    assert facts_for("harbour prem")[0].key == own.key


def test_what_can_be_published_comes_before_what_is_proposed():
    show = make.a_show("Harbour")
    accepted = make.an_accepted_fact(show, predicate="rating", text="TV-MA")
    proposed = make.a_fact(show, predicate="rating", text="TV-14")

    found = facts_for("rating")

    assert [pick.key for pick in found] == [accepted.key, proposed.key]
    assert [pick.is_supported for pick in found] == [True, False]


def test_what_was_replaced_is_not_offered():
    show = make.a_show("Harbour")
    old = make.an_accepted_fact(show, predicate="status", text="ordered")
    new = make.a_fact(show, predicate="status", text="filming")
    replace(old, new, how="development", by=None)

    assert [pick.key for pick in facts_for("harbour status")] == [new.key]


def test_without_words_the_facts_of_the_entries_at_hand_are_offered():
    show = make.a_show("Harbour")
    own = make.an_accepted_fact(show)
    make.an_accepted_fact()

    assert [pick.key for pick in facts_for("", about=[show.pk])] == [own.key]
    assert len(facts_for("")) == 2


def test_a_search_offers_a_screenful_for_one_query():
    show = make.a_show("Harbour")
    for _ in range(MOST + 2):
        make.an_accepted_fact(show)

    with CaptureQueriesContext(connection) as captured:
        found = facts_for("harbour premise")

    assert len(found) == MOST
    assert len(captured) == 1


@pytest.mark.parametrize(
    "query", ["\0", "%", "_", "'", '"', "\\", "*" * 5_000, "é" * 99]
)
def test_no_search_breaks(query):
    make.an_accepted_fact()

    facts_for(query)
    pictures_for(query)
