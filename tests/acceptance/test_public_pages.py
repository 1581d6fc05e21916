"""The five real stories, read back from the public pages."""

import re

import pytest
from django.test import Client

from articles.actions.articles import start
from articles.actions.publishing import publish
from articles.models import Fact, SourceStory
from articles.values import sentence
from catalog.models import Entry
from tests import builders as make
from tests.shared_material import needs_shared

from .entries_of_the_stories import PEOPLE, STUBS
from .facts_of_the_stories import NO_CLAIM, WITH_Q
from .reading import Site, read

pytestmark = [needs_shared, pytest.mark.django_db]


@pytest.fixture(scope="module")
def pages(desk):
    """Every public page that came of the stories, by its address."""
    lists = ["/", "/shows/", "/people/", "/sources/", "/news/"]
    rows = [*Entry.objects.with_page(), *Fact.objects.accepted()]
    urls = [row.get_absolute_url() for row in [*rows, *SourceStory.objects.all()]]
    return Site(lists + urls)


def shown(page, label):
    """The values beside a label, each with the facts it is marked with."""
    return [(value.text, value.facts) for value in page.values[label]]


# --- Values and marks -------------------------------------------------------------


def test_the_new_show_is_told_with_its_marks(pages):
    page = pages["/shows/ballard/"]

    assert page.headings == ["Ballard"]
    assert shown(page, "Status") == [("Renewed", ["ballard-status"])]
    assert shown(page, "Series order") == [
        ("17 November 2023", ["ballard-series-order"])
    ]
    assert shown(page, "Premiere") == [("July", ["ballard-premiere"])]
    assert shown(page, "Universe") == [
        ("Bosch universe", ["ballard-franchise-bosch-universe"])
    ]
    assert shown(page, "Where to watch") == [
        ("Prime Video", ["ballard-available-on-prime-video"])
    ]
    assert shown(page, "Working title") == [
        ("Untitled Renée Ballard Project", ["ballard-working-title"])
    ]
    assert [text for text, _ in shown(page, "Production company")] == [
        "Hieronymus Pictures",
        "Fabel Entertainment",
    ]


def test_the_older_show_is_told_with_its_marks(pages):
    page = pages["/shows/bosch-legacy/"]

    assert page.headings == ["Bosch: Legacy"]
    assert shown(page, "Premiere") == [("6 May 2022", ["bosch-legacy-premiere"])]
    assert shown(page, "Rating") == [("TV-MA", ["bosch-legacy-rating"])]
    assert [text for text, _ in shown(page, "Genre")] == ["Drama", "Crime"]
    assert list(page.people)[:4] == [
        "Titus Welliver",
        "Mimi Rogers",
        "Madison Lintz",
        "Denise G. Sanchez",
    ]
    [director] = page.people["Jet Wilkinson"]
    assert "season 3, finale" in director.text


def test_the_cast_is_listed_in_its_order_with_its_characters(pages):
    people = pages["/shows/ballard/"].people

    assert list(people)[:11] == ["Maggie Q", *(PEOPLE[slug] for slug in WITH_Q)]
    [lead] = people["Maggie Q"]
    assert lead.text == "Maggie Q Renée Ballard main cast"
    assert lead.facts == ["ballard-cast-maggie-q"]
    [second] = people["Courtney Taylor"]
    assert second.text == "Courtney Taylor Samira Parker"
    assert len(second.facts) == 2


def test_the_guest_is_a_guest_of_the_first_season(pages):
    [guest] = pages["/shows/ballard/season-1/"].people["Titus Welliver"]

    assert guest.text == "Titus Welliver Harry Bosch guest"
    assert guest.facts == ["ballard-season-1-cast-titus-welliver"]


def test_the_first_season_is_told_at_the_precision_of_its_source(pages):
    page = pages["/shows/ballard/season-1/"]

    assert shown(page, "Episodes ordered") == [
        ("10", ["ballard-season-1-episodes-ordered"])
    ]
    assert shown(page, "Premiere") == [("July", ["ballard-season-1-premiere"])]
    [director] = page.people["Jet Wilkinson"]
    assert director.text == "Jet Wilkinson episodes 1–2"


def test_the_second_season_has_its_own_producers(pages):
    people = pages["/shows/ballard/season-2/"].people

    assert list(people) == [
        "Michael Connelly",
        "Michael Alaimo",
        "Kendall Sherwood",
        "Henrik Bastin",
        "Jasmine Russ",
        "Trish Hofmann",
        "Theresa Snider",
    ]
    assert "for Hieronymus Pictures" in people["Theresa Snider"][0].text


@pytest.mark.parametrize("slug", PEOPLE)
def test_each_person_has_a_page_that_says_what_the_stories_say(desk, pages, slug):
    page = pages[f"/people/{slug}/"]
    facts = Fact.objects.accepted().filter(target__slug=slug)

    assert page.headings == [PEOPLE[slug]]
    for fact in facts.filter(predicate__in=("cast", "crew")):
        assert fact.get_absolute_url() in {mark.href for mark in page.marks}, fact


def test_a_character_is_told_from_the_novels_to_the_screen(pages):
    page = pages["/characters/renee-ballard/"]

    assert shown(page, "Inspired by") == [
        ("Mitzi Roberts", ["renee-ballard-inspired-by-mitzi-roberts"])
    ]
    assert shown(page, "Mentor of") == [
        ("Samira Parker", ["renee-ballard-mentor-of-samira-parker"])
    ]
    assert "Maggie Q" in page.text
    assert "Bosch" in shown(page, "Appears in")[0][0]


def test_a_company_lists_what_it_carries_and_who_works_with_it(pages):
    page = pages["/companies/prime-video/"]

    assert "Michael Connelly going on 10 years" in page.text
    assert {"ballard-available-on-prime-video", "ballard-network-prime-video"} <= {
        mark.href.split("/")[2] for mark in page.marks
    }


def test_every_mark_leads_to_its_fact_and_opens_on_its_page(pages):
    for page in pages.values():
        for mark in page.marks:
            assert mark.href in pages, (page.url, mark.href)
            if mark.evidence:
                assert mark.evidence in page.ids, (page.url, mark.evidence)


def test_every_value_of_a_show_and_a_season_is_marked(pages):
    for url, page in pages.items():
        if url.startswith("/shows/") and url != "/shows/":
            values = [v for values in page.values.values() for v in values]
            people = [v for values in page.people.values() for v in values]

            unmarked = [value.text for value in values + people if not value.marks]

            assert unmarked == [], url


# --- Hedges and absences ----------------------------------------------------------

HEDGES = {
    "/shows/ballard/": {
        "ballard-series-order": "official",
        "ballard-expected-premiere": "speculation",
        "ballard-crew-michael-connelly": "planned",
        "ballard-outlook": "planned",
        "ballard-outlook-2": "speculation",
        "ballard-premiere": "reported",
    },
    "/shows/untitled-j-edgar-project/": {
        "untitled-j-edgar-project-status": "reported",
    },
    "/shows/bosch-legacy/season-3/": {
        "bosch-legacy-season-3-hands-off-to-ballard": "planned",
    },
}


@pytest.mark.parametrize("url", HEDGES)
def test_each_mark_says_how_sure_its_source_is(pages, url):
    sure = {mark.href.split("/")[2]: mark.certainty for mark in pages[url].marks}

    assert {key: sure.get(key) for key in HEDGES[url]} == HEDGES[url]


def test_what_is_announced_only_is_told_as_announced(pages):
    [aouate] = pages["/shows/ballard/"].people["Melissa Aouate"]

    assert aouate.text == "Melissa Aouate for Fabel Entertainment announced"


def test_what_is_not_known_is_told_with_its_date_until_it_is(pages):
    page = pages["/shows/ballard/"]

    assert shown(page, "Trailer") == [
        ("none announced as of January 2024", ["ballard-trailer"])
    ]
    open_rows = [
        label
        for label, values in page.values.items()
        if any("none announced" in value.text for value in values)
    ]
    assert open_rows == ["Trailer"]


def test_an_absence_that_ended_keeps_its_page(desk, pages):
    ended = desk.fact("ballard", "premiere", kind="none_announced")

    page = pages[ended.get_absolute_url()]

    assert "No premiere of Ballard has been announced." in page.own_text
    assert page.quoted == {desk.rows["G13", 0].exact}


# --- Passages and sources ---------------------------------------------------------


def test_every_fact_shows_its_sentence_and_its_passages_word_for_word(desk, pages):
    for fact in Fact.objects.accepted().prefetch_related("evidence__passage"):
        page = pages[fact.get_absolute_url()]

        assert " ".join(sentence(fact.claim).split()) in page.text, fact
        quoted = {row.passage.exact for row in fact.evidence.all()}
        assert page.quoted == quoted, fact


def test_every_claiming_passage_is_quoted_on_the_page_of_its_story(desk, pages):
    for reference, row in desk.rows.items():
        if reference[0][0] in "GKQV" and reference not in NO_CLAIM:
            page = pages[desk.stories[row.story].get_absolute_url()]

            assert row.exact in page.quoted, reference


def test_no_page_shows_what_claims_nothing(desk, pages):
    for reference in NO_CLAIM:
        words = desk.rows[reference].exact
        for page in pages.values():
            assert words not in page.quoted, (page.url, reference)


def test_no_archived_text_is_public_as_a_whole(desk, pages):
    for story in desk.stories.values():
        text = " ".join(story.snapshots.get().text.split())
        parts = [text[at : at + 700] for at in range(0, len(text) - 700, 100)]
        for page in pages.values():
            assert not any(part in page.text for part in parts), (page.url, story)


def test_a_quotation_names_everybody_who_speaks(desk, pages):
    page = pages[
        desk.fact("ballard", "statement", text__startswith="We").get_absolute_url()
    ]

    assert "Kendall Sherwood, Michael Alaimo" in page.text


def test_what_an_editor_infers_of_a_story_is_shown_with_its_reason(desk):
    story = SourceStory.objects.get(pk=desk.stories["S4"].pk)
    story.outlet = make.an_outlet("Variety")
    story.outlet_reason = "It says what the paper has learned."
    story.full_clean()
    story.save()

    page = read(story.get_absolute_url())

    assert "Variety" in page.text
    assert "It says what the paper has learned." in page.text
    assert "Variety" in read("/outlets/variety/").text


def test_a_search_without_accents_finds_the_character(desk):
    page = read("/search/?q=renee+ballard")

    assert "/characters/renee-ballard/" in page.html


def test_an_article_quotes_what_it_cites(desk):
    facts = [
        desk.fact("ballard", "series-order"),
        desk.fact("ballard/season-1", "premiere"),
        desk.fact("ballard", "status"),
    ]
    article = start(
        by=desk.reporter,
        headline="Three dates of a spin-off",
        dek="What is known of them, and since when.",
        section=make.a_section(),
        body="Ordered [@{}], shown [@{}], renewed [@{}].".format(
            *(fact.key for fact in facts)
        ),
    )
    edition = publish(make.approved(article), by=desk.editor)

    page = read(edition.get_absolute_url())

    assert page.headings == ["Three dates of a spin-off"]
    assert [mark.href for mark in page.marks][:3] == [
        fact.get_absolute_url() for fact in facts
    ]
    assert desk.rows["G15", 0].exact in page.quoted
    assert read("/").html.count("Three dates of a spin-off")


# --- What must appear nowhere -----------------------------------------------------

NOWHERE = {
    "a year of the premiere": r"\bJuly,? (of )?20\d\d",
    "a departure": r"\b(has|have|had) left\b|\bdepart(s|ed|ure)\b|\bno longer\b",
    "a creator's credit": r"\bcreated by\b|\bCreator\b",
    "a date of the second season": r"[Ss]eason 2 (premiere|starts|is expected)",
}


@pytest.mark.parametrize("pattern", NOWHERE.values(), ids=NOWHERE.keys())
def test_what_no_story_says_is_on_no_page(pages, pattern):
    found = {url for url, page in pages.items() if re.search(pattern, page.text)}

    assert found == set()


def test_the_second_season_has_neither_date_nor_count(pages):
    page = pages["/shows/ballard/season-2/"]

    assert not {"Premiere", "Episodes ordered", "Finale"} & page.values.keys()
    assert "Titus Welliver" not in page.people


def test_the_other_project_has_no_order(pages):
    page = pages["/shows/untitled-j-edgar-project/"]

    assert shown(page, "Status") == [
        ("In development", ["untitled-j-edgar-project-status"])
    ]
    assert "Series order" not in page.values


def test_the_lead_is_not_in_the_older_show(pages):
    assert "Maggie Q" not in pages["/shows/bosch-legacy/"].own_text
    assert "Legacy" not in pages["/people/maggie-q/"].own_text


def test_no_story_has_an_outlet_that_its_text_does_not_name(desk, pages):
    for name in ("S0", "S1", "S2", "S3"):
        page = pages[desk.stories[name].get_absolute_url()]

        assert "/outlets/" not in page.html.partition("<main")[2]


@pytest.mark.parametrize("slug", STUBS)
def test_a_title_that_is_only_mentioned_has_no_page(desk, pages, slug):
    assert Client().get(f"/shows/{slug}/").status_code == 404
    assert not any(f'href="/shows/{slug}/"' in page.html for page in pages.values())
