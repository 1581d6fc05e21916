"""The traps that the five stories lay, by their numbers in the acceptance list."""

import datetime
import unicodedata

import pytest

from articles.actions.sources import quote_passage
from articles.known import ledger_of
from articles.models import Change, Evidence, Fact, SourceStory
from catalog.fields import by_date
from catalog.models import Credit, Entry, Season, Show, Title
from catalog.sheets import credits_of, row_cells
from tests.shared_material import needs_shared

from .entries_of_the_stories import PEOPLE, STUBS

pytestmark = [needs_shared, pytest.mark.django_db]


def known(desk, slug):
    return ledger_of([desk.entry(slug).pk])


def test_n1_a_story_without_headline_outlet_date_and_address_is_kept(desk):
    for story in SourceStory.objects.all():
        story.full_clean()

        assert (story.headline, story.url, story.byline) == ("", "", "")
        assert story.outlet is None
        assert story.published is None
        assert str(story) == f"Untitled story ({story.key})"


def test_n2_what_became_of_a_show_overwrites_nothing(desk):
    ballard = known(desk, "ballard")

    steps = {fact.predicate.key: fact.words for fact in ballard.facts if fact.is_value}
    assert steps["series-order"] == "17 November 2023"
    assert steps["filming"] == "under way"
    assert steps["premiere"] == "July"
    assert steps["status"] == "renewed"
    verbs = Change.objects.filter(entry__slug="ballard", verb="apply")
    assert verbs.filter(after="renewed", why="ballard-status").count() == 1


def test_n3_july_and_winter_stay_july_and_winter(desk):
    july = desk.fact("ballard/season-1", "premiere").date
    winter = desk.fact("ballard", "expected-premiere").date

    assert (str(july), july.earliest, july.year) == ("July", None, None)
    assert str(winter) == "Winter 2025"
    assert winter.earliest == datetime.date(2025, 1, 1)
    assert winter.latest == datetime.date(2025, 3, 31)
    assert str(Season.objects.get(slug="ballard/season-1").premiere) == "July"


def test_n4_a_show_keeps_the_title_it_was_announced_with(desk):
    show = Show.objects.get(slug="ballard")

    assert show.title == "Ballard"
    [working] = Title.objects.filter(entry=show)
    assert (working.kind, working.text) == ("working", "Untitled Renée Ballard Project")
    assert show.entry in Entry.objects.matching("untitled renee project")


def test_n5_a_credit_names_episodes_that_do_not_exist(desk):
    parts = {
        (credit.work.slug, credit.part)
        for credit in Credit.objects.filter(person__slug="jet-wilkinson")
    }

    assert parts == {
        ("bosch-legacy/season-3", "finale"),
        ("ballard/season-1", "episodes 1–2"),
    }


def test_n6_a_credit_needs_neither_season_nor_company(desk):
    credit = Credit.objects.get(person__slug="jasmine-russ", work__slug="ballard")

    assert (credit.part, credit.via) == ("", None)


def test_n7_a_part_may_be_cast_before_it_has_a_name(desk):
    credit = Credit.objects.get(person__slug="amy-hill")

    assert credit.character is None
    assert desk.fact("ballard", "cast", target=credit.person).character is None


def test_n8_each_season_has_its_own_producers(desk):
    def producers(slug):
        return [
            (role.text, role.job)
            for role in credits_of([desk.entry(slug).pk])
            if "producer" in role.job
        ]

    series, second = producers("ballard"), producers("ballard/season-2")
    assert ("Jasmine Russ", "Co-executive producer") in series
    assert ("Jasmine Russ", "Executive producer") in second
    assert ("Trish Hofmann", "Executive producer") in second
    assert "Trish Hofmann" not in dict(series)
    assert "Melissa Aouate" in dict(series)
    assert "Melissa Aouate" not in dict(second)


def test_n9_what_is_not_announced_is_a_fact_until_it_is(desk):
    absences = Fact.objects.accepted().filter(kind="none_announced")
    about_show = {fact.predicate for fact in absences if fact.subject.slug == "ballard"}

    assert about_show == {"title", "premiere", "cast", "trailer"}
    still = known(desk, "ballard").absences(desk.entry("ballard").pk)
    assert [fact.predicate.key for fact in still] == ["trailer"]
    character = known(desk, "renee-ballard")
    [elsewhere] = character.absences(desk.entry("renee-ballard").pk)
    assert elsewhere.sentence == "Renée Ballard has not appeared in Bosch."


def test_n10_how_sure_a_story_is_stays_with_the_fact(desk):
    def certainty(subject, predicate, **value):
        return desk.fact(subject, predicate, **value).certainty

    assert certainty("untitled-j-edgar-project", "status") == "reported"
    assert certainty("ballard", "expected-premiere") == "speculation"
    assert certainty("ballard", "series-order") == "official"
    connelly = {"target__slug": "michael-connelly", "job__slug": "executive-producer"}
    assert certainty("ballard", "crew", **connelly) == "planned"
    assert certainty("ballard/season-2", "crew", **connelly) == "reported"
    hopes = Fact.objects.filter(predicate="outlook", subject__slug="ballard")
    assert {fact.certainty for fact in hopes} == {"planned", "speculation"}


def test_n11_two_people_speak_one_quotation(desk):
    passage = desk.passages["Q5", 0]

    speakers = set(passage.speakers.values_list("slug", flat=True))

    assert speakers == {"michael-alaimo", "kendall-sherwood"}
    [fact] = [
        fact
        for fact in known(desk, "ballard").facts
        if any(row.passage_id == passage.pk for row in fact.evidence)
    ]
    assert {link.title for link in fact.evidence[0].speakers} == {
        "Michael Alaimo",
        "Kendall Sherwood",
    }


@pytest.mark.parametrize(
    ("reference", "typed"),
    [
        (("Q5", 0), lambda words: words.replace("’", "'")),
        (("Q2", 3), lambda words: words.replace("’", "'")),
        (("Q3", 1), lambda words: words.replace('"', "“")),
        (("K19", 0), lambda words: words.replace("–", "-")),
        (("Q1", 0), lambda words: unicodedata.normalize("NFD", words)),
    ],
    ids=["apostrophe", "another apostrophe", "a quote", "a dash", "é in two parts"],
)
def test_n12_words_typed_otherwise_are_the_same_passage(desk, reference, typed):
    row, passage = desk.rows[reference], desk.passages[reference]
    words = typed(row.exact)

    again = quote_passage(passage.snapshot, words, by=desk.reporter)

    assert words != row.exact
    assert again == passage


def test_n13_pasted_paragraphs_count_as_another_story(desk):
    for reference in (("G3", 1), ("K1", 1), ("K2", 1), ("K3", 1), ("K7", 1)):
        rows = desk.passages[reference].evidence.all()

        assert {row.origin for row in rows} == {"another-story"}, reference
    own = desk.passages["K9", 0].evidence.all()
    assert {row.origin for row in own} == {"own-reporting"}


def test_n14_page_furniture_and_summaries_are_marked_as_such(desk):
    kinds = {desk.blocks[reference].kind for reference in desk.blocks}

    assert kinds == {"opinion", "summary", "chrome"}
    for reference in (("S3", 1), ("S4", 2), ("S1", 0)):
        assert not desk.passages[reference].evidence.exists()


@pytest.mark.parametrize(
    ("words", "count"), [("lauren", 2), ("michael", 3), ("ballard", 0), ("martin", 1)]
)
def test_n15_people_who_share_a_name_are_different_people(desk, words, count):
    people = Entry.objects.filter(kind="person").matching(words)

    assert people.count() == count
    assert Entry.objects.filter(kind="person").count() == len(PEOPLE)


def test_n16_facts_are_ordered_by_when_they_were_known(desk):
    fields = by_date("known_on")
    dated = Fact.objects.accepted().filter(subject__slug="ballard").order_by(*fields)

    words = [str(fact.known_on or "") for fact in dated]

    assert words == sorted(words, key=ORDER.index)
    assert set(words) == set(ORDER)


ORDER = ["November 2023", "17 November 2023", "January 2024", ""]


def test_n17_titles_that_are_only_mentioned_have_no_page(desk):
    stubs = Entry.objects.filter(slug__in=STUBS)

    assert stubs.count() == len(STUBS)
    assert not stubs.with_page().exists()
    for cell in row_cells([desk.entry("michael-alaimo").pk]):
        assert (cell.label, cell.url) == ("Known for", "")


def test_n18_facts_are_about_every_kind_of_thing(desk):
    kinds = set(Fact.objects.values_list("subject__kind", flat=True).distinct())

    assert kinds == {
        "franchise",
        "show",
        "season",
        "person",
        "character",
        "organisation",
        "work",
    }


def test_n19_an_opinion_is_marked_and_supports_nothing(desk):
    for number in range(3):
        assert desk.blocks["G26", number].kind == "opinion"
        assert not desk.passages["G26", number].evidence.exists()


def test_n20_the_outlet_is_not_the_origin_of_what_it_passes_on(desk):
    def origins(reference):
        return {row.origin for row in desk.passages[reference].evidence.all()}

    assert origins(("Q1", 0)) == {"official-statement"}
    assert origins(("G20", 0)) == {"official-description"}
    assert origins(("G24", 0)) == {"social-post"}
    assert origins(("G15", 0)) == {"own-reporting"}
    post = Evidence.objects.get(passage=desk.passages["G24", 0])
    assert post.attribution == "Michael Connelly"
