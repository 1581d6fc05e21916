"""A new value in the old one's place: every form that prose has for it."""

import time

import pytest

from articles.quotations import opened, quoted
from articles.revaluing import revalued
from articles.values import Claim, Job, Named
from catalog.dates import PartialDate

SHOW = Named("show", "Harbour")


def claim(predicate, value, **parts):
    if isinstance(value, int):
        parts["number"] = value
    elif isinstance(value, Named):
        parts["target"] = value
    elif predicate in ("premiere", "finale"):
        parts["date"] = PartialDate.parse(value)
    else:
        parts["text"] = value
    return Claim(predicate, SHOW, **parts)


def wording(raw, predicate, old, new, **context):
    return revalued(raw, claim(predicate, old), claim(predicate, new), **context)


def person(name):
    return Named("person", name)


# The old date → the new one | how it was printed | how it is.
DATES = """
2023-11-17 → 2024-01-12 | Out on 17 November 2023. | Out on 12 January 2024.
2023-11-17 → 2024-01-12 | Out on November 17, 2023. | Out on January 12, 2024.
2023-11-17 → 2023-12-01 | Out on 17 November. | Out on 1 December.
2023-11-17 → 2024-12-01 | Out on 17 November. | Out on 1 December 2024.
2023-11-17 → 2023-12-01 | November 17 it is. | December 1 it is.
2023-11-17 → 2023-12-01 | Out Nov. 17. | Out Dec. 1.
2023-11-17 → 2023-12-01 | Out on 17 Nov. | Out on 1 Dec.
2023-11-17 → 2023-12-01 | On the 17th of November, so. | On the 1st of December, so.
2023-11-17 → 2023-12-02 | Out on Friday, 17 November. | Out on Saturday, 2 December.
2023-11-17 → December 2023 | Out on Friday, 17 November. | Out in December.
2023-11-17 → December 2023 | On 17 November 2023 it opens. | In December 2023 it opens.
2023-11-17 → 2024-01-12 | Out (2023-11-17). | Out (2024-01-12).
November 2023 → December 2023 | Out in November. | Out in December.
November 2023 → November 2024 | Out in November. | Out in November 2024.
November 2023 → 2023-11-17 | In November it opens. | On 17 November it opens.
November 2023 → Winter 2024 | Out in November 2023. | Out in Winter 2024.
Winter 2025 → Spring 2025 | Out in winter 2025. | Out in spring 2025.
Autumn 2025 → Winter 2026 | Out in the fall of 2025. | Out in the winter of 2026.
2025 → July 2025 | Out in 2025. | Out in July 2025.
July → August | Out in July. | Out in August.
May 2025 → June 2025 | It is due in May. | It is due in June.
July 2025 → about 2026 | Out in July 2025. | Out in about 2026.
"""


@pytest.mark.parametrize("row", DATES.strip().splitlines())
def test_a_date_changes_as_it_is_printed(row):
    dates, said, told = row.split(" | ")
    old, new = dates.split(" → ")

    found = wording(said, "premiere", old, new)

    assert (found.text, found.is_sure) == (told, True)


@pytest.mark.parametrize(
    ("said", "old"),
    [
        ("It may be out.", "May 2025"),
        ("They March on.", "March 2025"),
        ("Out on 17 November 2024.", "2023-11-17"),
        ("Out on 17 November.", "November 2023"),
        ("Out on November 17.", "November 2023"),
        ("Out on 16–17 November.", "2023-11-17"),
        ("Out on 17 November 2023.", "2023"),
        ("Out in the winter of 2025.", "2025"),
        ("Seasons 2023–24.", "2023"),
    ],
)
def test_what_is_another_date_or_none_is_left_alone(said, old):
    found = wording(said, "premiere", old, "2030-06-06")

    assert (found.text, found.is_sure, found.choices) == (said, False, ())


@pytest.mark.parametrize(
    ("said", "old", "new", "told"),
    [
        ("It has 10 episodes.", 10, 12, "It has 12 episodes."),
        ("It has ten episodes.", 10, 12, "It has twelve episodes."),
        ("Ten episodes are due.", 10, 24, "Twenty-four episodes are due."),
        ("A ten-episode order.", 10, 8, "An eight-episode order."),
        ("An 8-episode order.", 8, 10, "A 10-episode order."),
        ("Some twenty two volumes.", 22, 23, "Some twenty-three volumes."),
        ("All 1,000 copies.", 1000, 1200, "All 1,200 copies."),
        ("In season 2 there are 2 parts.", 2, 3, "In season 2 there are 3 parts."),
        ("On 10 May, ten came.", 10, 9, "On 10 May, nine came."),
        ("A hundred of ninety-nine.", 99, 120, "A hundred of 120."),
    ],
)
def test_a_number_changes_in_figures_or_in_words(said, old, new, told):
    found = wording(said, "season-count", old, new)

    assert (found.text, found.is_sure) == (told, True)


@pytest.mark.parametrize(
    "said",
    [
        "One of them.",
        "Season 1 begins.",
        "At 1 p.m. sharp.",
        "For $1 only.",
        "1.5 hours.",
    ],
)
def test_a_number_of_something_else_is_left_alone(said):
    found = wording(said, "season-count", 1, 2)

    assert (found.text, found.is_sure, found.choices) == (said, False, ())


def test_where_the_noun_has_to_change_too_somebody_reads_it_first():
    found = wording("It has one season.", "season-count", 1, 2)

    assert not found.is_sure
    assert found.text == "It has one season."
    assert found.choices == ("It has two season.",)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Ordered in May, it waits.", "Filming in May, it waits."),
        ("It was ordered [@ordered-ordered].", "It was filming [@ordered-ordered]."),
        ("See [ordered](/ordered/).", "See [filming](/ordered/)."),
        ("It is an ordered show, reordered.", "It is a filming show, reordered."),
    ],
)
def test_a_word_changes_whole_outside_marks_and_addresses(said, told):
    found = wording(said, "status", "ordered", "filming")

    assert (found.text, found.is_sure) == (told, True)


def test_what_reads_like_a_pattern_is_taken_as_it_is():
    found = wording("Rated TV-14 (US).", "rating", "TV-14 (US)", r"\1 TV-MA")

    assert found.text == r"Rated \1 TV-MA."


def test_of_several_places_somebody_chooses():
    found = wording("Ordered is ordered.", "status", "ordered", "filming")

    assert not found.is_sure
    assert found.text == "Ordered is ordered."
    assert found.choices == (
        "Filming is filming.",
        "Filming is ordered.",
        "Ordered is filming.",
    )


def test_where_both_values_stand_somebody_chooses():
    said = "Ordered in May, it is filming now."

    found = wording(said, "status", "ordered", "filming")

    assert (found.text, found.is_sure) == (said, False)
    assert found.choices == ("Filming in May, it is filming now.",)


@pytest.mark.parametrize(
    ("said", "opening"),
    [
        ("“It is ordered,” she said.", ""),
        ('"It is ordered," she said.', ""),
        ("It is ordered,” she said.", "“"),
        ("It is ordered, she wrote.", ">"),
        ("She said: ‘We don’t know, it is ordered.’", ""),
    ],
)
def test_nobody_rewrites_a_quotation(said, opening):
    found = wording(said, "status", "ordered", "filming", opening=opening)

    assert (found.text, found.is_sure, found.choices) == (said, False, ())
    assert found.is_quoted


def test_beside_a_quotation_the_editors_own_words_are_offered():
    said = "It was ordered: “ordered is ordered,” she said."

    found = wording(said, "status", "ordered", "filming")

    assert found.choices == ("It was filming: “ordered is ordered,” she said.",)
    assert found.is_quoted


def test_a_title_in_quotation_marks_is_no_quotation():
    found = wording("It is called “The Pier”.", "title", "The Pier", "The Quay")

    assert (found.text, found.is_sure) == ("It is called “The Quay”.", True)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Ada Reyes stars.", "Ben Ito stars."),
        ("In it, Reyes stars.", "In it, Ito stars."),
        ("With Maria Reyes.", ""),
    ],
)
def test_a_person_is_named_whole_or_by_the_last_name(said, told):
    found = wording(said, "works-with", person("Ada Reyes"), person("Ben Ito"))

    assert (found.text, found.is_sure) == (told or said, bool(told))


def test_whole_and_last_name_in_one_sentence_change_together_or_not():
    said = "Ada Reyes is in; Reyes said so."

    found = wording(said, "works-with", person("Ada Reyes"), person("Ben Ito"))

    assert not found.is_sure
    assert found.choices[0] == "Ben Ito is in; Ito said so."


def test_the_job_of_a_credit_changes_with_its_article():
    director = Job("director", "Director", "directing")
    producer = Job("executive-producer", "Executive producer", "production")
    ada = person("Ada Reyes")

    found = revalued(
        "Ada Reyes is a director of it.",
        claim("crew", ada, job=director),
        claim("crew", ada, job=producer),
    )

    assert found.text == "Ada Reyes is an executive producer of it."
    assert found.is_sure


def test_a_part_of_which_nothing_is_said_any_more_waits_for_words():
    actor = Job("actor", "Actor", "cast")
    ada, pilot = person("Ada Reyes"), Named("character", "Pilot")
    old = claim("cast", ada, job=actor, character=pilot)

    found = revalued(
        "Ada Reyes is the Pilot.", old, claim("cast", person("Ben Ito"), job=actor)
    )

    assert (found.text, found.is_sure) == ("Ben Ito is the Pilot.", False)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “so” and went.", ["so"]),
        ("“One. “Two.", ["One. “Two."]),
        ("It’s the crew’s.", []),
        ("‘It’s ours,’ he said.", ["It’s ours,"]),
    ],
)
def test_quotations_are_told_from_apostrophes(text, inside):
    assert [text[span.start : span.end] for span in quoted(text)] == inside


@pytest.mark.parametrize(
    "sign", ["“", "ten ", "10 ", "a ", "[@", "](", "`", "‘", "in the ", "Ten, ten "]
)
def test_a_text_that_is_too_much_of_anything_takes_no_time(sign):
    raw = sign * 20_000

    started = time.process_time()
    wording(raw, "season-count", 10, 12)
    wording(raw, "premiere", "2023-11-17", "2024-01-12")
    taken = time.process_time() - started

    assert taken < 3  # A few hundredths; a minute where it is not in linear time.


def test_a_quotation_that_goes_on_is_known_by_its_mark():
    assert opened("He said: “One. Two.") == "“"
    assert opened("He said: “One.” Two.") == ""
