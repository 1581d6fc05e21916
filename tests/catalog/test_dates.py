import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.dates import (
    EXAMPLES,
    MAX_LENGTH,
    MONTHS,
    InvalidPartialDate,
    PartialDate,
    Precision,
    Season,
    UnreadableDate,
)

days = st.dates()
any_text = st.text(alphabet=st.characters(exclude_categories=()))


@st.composite
def hedged_dates(draw):
    """A date of any precision, hedged or not, without limits."""
    day = draw(days)
    named = draw(
        st.sampled_from(
            [
                {"year": day.year, "month": day.month, "day": day.day},
                {"year": day.year, "month": day.month},
                {"year": day.year, "season": Season.WINTER},
                {"year": day.year, "season": Season.AUTUMN},
                {"year": day.year},
                {"month": day.month},
            ]
        )
    )
    return PartialDate(
        **named, is_about=draw(st.booleans()), is_uncertain=draw(st.booleans())
    )


@st.composite
def partial_dates(draw):
    """A date of any precision, hedged or not, with limits or without."""
    plain = draw(hedged_dates())
    if plain.earliest is None or plain.latest is None or draw(st.booleans()):
        return plain
    first = draw(st.dates(max_value=plain.latest))
    last = draw(st.dates(min_value=max(first, plain.earliest)))
    return PartialDate.parse(f"{plain} ({first} to {last})")


# What is accepted, and what it means


@pytest.mark.parametrize(
    ("text", "printed", "precision", "earliest", "latest"),
    [
        ("2023-11-17", "17 November 2023", "day", "2023-11-17", "2023-11-17"),
        ("17 November 2023", "17 November 2023", "day", "2023-11-17", "2023-11-17"),
        ("November 17, 2023", "17 November 2023", "day", "2023-11-17", "2023-11-17"),
        ("17th of Nov. 2023", "17 November 2023", "day", "2023-11-17", "2023-11-17"),
        ("29 February 2024", "29 February 2024", "day", "2024-02-29", "2024-02-29"),
        ("2025-07", "July 2025", "month", "2025-07-01", "2025-07-31"),
        ("july 2025", "July 2025", "month", "2025-07-01", "2025-07-31"),
        ("Feb 2024", "February 2024", "month", "2024-02-01", "2024-02-29"),
        ("2025", "2025", "year", "2025-01-01", "2025-12-31"),
        ("Winter 2025", "Winter 2025", "season", "2025-01-01", "2025-03-31"),
        ("spring of 2025", "Spring 2025", "season", "2025-04-01", "2025-06-30"),
        ("Summer 2025", "Summer 2025", "season", "2025-07-01", "2025-09-30"),
        ("Autumn 2025", "Autumn 2025", "season", "2025-10-01", "2025-12-31"),
        ("Fall 2025", "Autumn 2025", "season", "2025-10-01", "2025-12-31"),
        ("2025-24", "Winter 2025", "season", "2025-01-01", "2025-03-31"),
        ("July", "July", "yearless month", None, None),
        ("--07", "July", "yearless month", None, None),
        ("XXXX-07", "July", "yearless month", None, None),
        ("about 2025", "about 2025", "year", "2025-01-01", "2025-12-31"),
        ("c. 2025", "about 2025", "year", "2025-01-01", "2025-12-31"),
        ("2025~", "about 2025", "year", "2025-01-01", "2025-12-31"),
        ("2025-07?", "perhaps July 2025", "month", "2025-07-01", "2025-07-31"),
        ("maybe July 2025", "perhaps July 2025", "month", "2025-07-01", "2025-07-31"),
        ("2025%", "perhaps about 2025", "year", "2025-01-01", "2025-12-31"),
        ("circa 2025?", "perhaps about 2025", "year", "2025-01-01", "2025-12-31"),
        ("2025 (July 2025 to 2025-11-02)", "2025", "year", "2025-07-01", "2025-11-02"),
    ],
    ids=lambda value: value if isinstance(value, str) else "none",
)
def test_words_are_read_and_printed_at_their_own_precision(
    text, printed, precision, earliest, latest
):
    read = PartialDate.parse(text)

    assert str(read) == printed
    assert read.precision == precision
    assert read.earliest == (earliest and date.fromisoformat(earliest))
    assert read.latest == (latest and date.fromisoformat(latest))


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_that_is_shown_is_accepted(example):
    assert PartialDate.parse(example).stored == example


@pytest.mark.parametrize("hyphen", ["-", "–", "\u2011", "−"])
def test_any_dash_does_for_a_hyphen(hyphen):
    assert PartialDate.parse(f"2025{hyphen}07") == PartialDate(2025, 7)


def test_the_words_are_kept_as_typed_but_for_white_space():
    assert (
        PartialDate.parse("  17th\u00a0November\n2023 ").stored == "17th November 2023"
    )


def test_a_day_of_the_calendar_is_a_partial_date():
    assert PartialDate.from_date(date(2023, 11, 17)).stored == "2023-11-17"
    evening = datetime(2023, 11, 17, 23, tzinfo=UTC)
    assert PartialDate.from_date(evening) == PartialDate(2023, 11, 17)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Winter 2025 (2024-12-01 to 2025-02-28)", "2024-12-01", "2025-02-28"),
        ("Winter 2025 (2025-06-01/2025-08-31)", "2025-06-01", "2025-08-31"),
        ("July (2025-07-01 to 2025-07-31)", "2025-07-01", "2025-07-31"),
        ("about 2025 (2024-10-01 to 2024-12-31)", "2024-10-01", "2024-12-31"),
    ],
)
def test_an_editor_may_set_the_limits(text, earliest, latest):
    read = PartialDate.parse(text)

    assert f"{read.earliest} {read.latest}" == f"{earliest} {latest}"
    assert str(read) == text.partition(" (")[0]


# What is refused


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", "“” cannot be read as a date.", id="nothing"),
        pytest.param("soon", "“soon” cannot be read as a date.", id="other words"),
        pytest.param("Winter", "“Winter” cannot be read", id="a season of no year"),
        pytest.param("17 July", "“17 July” cannot be read", id="a day of no year"),
        pytest.param("11/12/2023", "cannot be read", id="day and month in doubt"),
        pytest.param("July 25", "cannot be read", id="a year of two digits"),
        pytest.param("2023-2-1", "cannot be read", id="numbers without zeros"),
        pytest.param("2025-13", "there is no month 13", id="a thirteenth month"),
        pytest.param("0000", "years run from 0001 to 9999", id="the year nought"),
        pytest.param("29 Feb 2023", "no day 29 in February 2023", id="no leap year"),
        pytest.param("2023-04-31", "no day 31 in April 2023", id="a short month"),
        pytest.param("xxxx-24", "a season needs a year", id="a season's number alone"),
        pytest.param("٢٠٢٥", "cannot be read", id="digits of another script"),
        pytest.param("July 1² 2025", "cannot be read", id="a footnote"),
        pytest.param("2025\0", "“2025\ufffd” cannot be read", id="a null character"),
        pytest.param("\ud800", "“\ufffd” cannot be read", id="half a character"),
        pytest.param("2025 (2025-03 to 2025-01)", "comes after", id="limits reversed"),
        pytest.param(
            "2025 (2052-01 to 2052-02)", "lies outside it", id="limits far off"
        ),
        pytest.param(
            "July (2025-08 to 2026-06)", "lies outside it", id="no July within"
        ),
        pytest.param("2025 (March to April)", "need their years", id="limits unknown"),
        pytest.param("2025" * 100, f"longer than {MAX_LENGTH}", id="too many words"),
        pytest.param(20, "“int” cannot be read", id="no text at all"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text, problem):
    with pytest.raises(InvalidPartialDate) as refusal:
        PartialDate.parse(text)

    assert problem in str(refusal.value)


def test_a_refusal_repeats_a_long_input_shortened_and_shows_every_example():
    with pytest.raises(InvalidPartialDate) as refusal:
        PartialDate.parse("x" * 1_000_000)

    assert f"“{'x' * 40}…”" in str(refusal.value)
    assert len(str(refusal.value)) < 500
    assert all(f"“{example}”" in str(refusal.value) for example in EXAMPLES)


@pytest.mark.parametrize(
    "parts",
    [{}, {"year": 10_000}, {"month": 7, "day": 4}, {"season": Season.WINTER}],
    ids=str,
)
def test_a_date_cannot_be_built_from_parts_that_make_none(parts):
    with pytest.raises(InvalidPartialDate):
        PartialDate(**parts)


@given(any_text | st.sampled_from(EXAMPLES).flatmap(lambda e: any_text.map(e.__add__)))
def test_no_text_raises_anything_but_a_refusal(text):
    try:
        read = PartialDate.parse(text)
    except InvalidPartialDate as refusal:
        str(refusal).encode()
    else:
        assert PartialDate.parse(read.stored) == read


@given(
    st.lists(
        st.sampled_from(
            [*MONTHS, *Season, "about", "c.", "?", "~", "%", "(", ")", "to", "of", ","]
            + ["2025", "0000", "31", "-07", "--", "xxxx", "/", "29", "  ", "th"]
        ),
        max_size=8,
    ),
    st.sampled_from(["", " "]),
)
def test_no_jumble_of_known_words_raises_anything_but_a_refusal(words, between):
    try:
        read = PartialDate.parse(between.join(words))
    except InvalidPartialDate:
        return

    assert PartialDate.parse(read.stored) == read


# Equality, printing and round trips


def test_two_spellings_of_a_date_are_one_date():
    spellings = ["2023-11-17", "17 November 2023", "Nov 17th, 2023"]

    assert len({PartialDate.parse(spelling) for spelling in spellings}) == 1


def test_limits_that_say_nothing_new_change_nothing():
    limited = PartialDate.parse("Winter 2025 (2025-01-01 to 2025-03-31)")

    assert limited == PartialDate.parse("Winter 2025")
    assert limited.stored == "Winter 2025 (2025-01-01 to 2025-03-31)"


@pytest.mark.parametrize("other", ["about July 2025", "July 2025?", "July", "2025"])
def test_hedges_and_precision_are_part_of_the_meaning(other):
    assert PartialDate.parse("July 2025") != PartialDate.parse(other)


@given(partial_dates())
def test_what_is_stored_names_the_same_date(given_date):
    read = PartialDate.parse(given_date.stored)

    assert read == given_date
    assert hash(read) == hash(given_date)
    assert read.stored == given_date.stored


@given(hedged_dates())
def test_what_is_printed_names_the_same_date(given_date):
    assert PartialDate.parse(str(given_date)) == given_date


@given(partial_dates())
def test_nothing_is_printed_that_was_not_given(given_date):
    printed = str(given_date)

    numbers = [int(number) for number in re.findall("[0-9]+", printed)]
    assert numbers == [n for n in (given_date.day, given_date.year) if n]
    assert any(month in printed for month in MONTHS) == bool(given_date.month)
    assert any(season in printed for season in Season) == bool(given_date.season)


@pytest.mark.parametrize(
    ("text", "machine"),
    [
        ("17 November 2023", "2023-11-17"),
        ("July 2025", "2025-07"),
        ("2025", "2025"),
        ("7 April 0079", "0079-04-07"),
        ("Winter 2025", ""),
        ("July", ""),
        ("about 2025", ""),
        ("July 2025?", ""),
    ],
)
def test_machines_get_what_html_can_say_and_nothing_more(text, machine):
    assert PartialDate.parse(text).machine == machine


# Time


@given(partial_dates())
def test_the_earliest_day_is_never_after_the_latest(given_date):
    if given_date.earliest is None:
        assert given_date.latest is None
        assert given_date.certain_by is None
    else:
        assert given_date.earliest <= given_date.latest <= given_date.certain_by


def test_the_four_seasons_fill_the_year_they_name():
    seasons = sorted((PartialDate(2025, season=s) for s in Season), key=by_bounds)

    assert [seasons[0].earliest, seasons[-1].latest] == [
        PartialDate(2025).earliest,
        PartialDate(2025).latest,
    ]
    for one, following in pairwise(seasons):
        assert one.latest + timedelta(days=1) == following.earliest


@pytest.mark.parametrize(
    ("text", "on", "past"),
    [
        pytest.param("17 November 2023", "2023-11-16", False, id="the day before"),
        pytest.param("17 November 2023", "2023-11-17", False, id="the day itself"),
        pytest.param("17 November 2023", "2023-11-18", True, id="the day after"),
        pytest.param("July 2025", "2025-07-01", False, id="the month's first day"),
        pytest.param("July 2025", "2025-07-15", None, id="within the month"),
        pytest.param("July 2025", "2025-07-31", None, id="the month's last day"),
        pytest.param("July 2025", "2025-08-01", True, id="the month after"),
        pytest.param("about July 2025", "2025-08-31", None, id="hedged, within reach"),
        pytest.param("about July 2025", "2025-09-01", True, id="hedged, out of reach"),
        pytest.param("July 2025?", "2025-06-15", None, id="hedged, before its month"),
        pytest.param("July 2025?", "2025-05-31", False, id="hedged, long before"),
        pytest.param("Winter 2025", "2025-04-01", True, id="after the season"),
        pytest.param("July", "2999-01-01", None, id="of no year"),
        pytest.param("July (2025-07 to 2025-07)", "2025-08-01", True, id="in limits"),
        pytest.param(
            "c. 2025 (2025 to 2025)", "2026-01-01", True, id="hedge in limits"
        ),
    ],
)
def test_whether_it_is_past_may_be_unknown(text, on, past):
    assert PartialDate.parse(text).is_past(date.fromisoformat(on)) is past


@pytest.mark.parametrize(
    ("text", "on", "known"),
    [
        pytest.param("17 November 2023", "2023-11-17", True, id="on its day"),
        pytest.param("17 November 2023", "2023-11-16", False, id="before its day"),
        pytest.param("January 2024", "2024-01-30", False, id="before the month ends"),
        pytest.param("January 2024", "2024-01-31", True, id="as the month ends"),
        pytest.param("January 2024?", "2024-01-31", False, id="a hedge needs longer"),
        pytest.param("January 2024?", "2024-02-29", True, id="a hedge has its end"),
        pytest.param("July", "2999-01-01", False, id="never without a year"),
    ],
)
def test_known_by_a_day_means_certainly_by_that_day(text, on, known):
    assert PartialDate.parse(text).known_by(date.fromisoformat(on)) is known


@given(partial_dates(), days)
def test_what_is_past_was_known_by_then(given_date, on):
    if given_date.is_past(on):
        assert given_date.known_by(on)


# Order


def by_bounds(partial):
    return partial.sort_bounds


def test_dates_sort_by_their_first_day_then_their_last_and_unknown_years_last():
    wanted = ["2024", "Winter 2025", "about 2025", "July 2025", "2025-07-02", "May"]

    read = [PartialDate.parse(text) for text in reversed(wanted)]

    assert [one.stored for one in sorted(read, key=by_bounds)] == wanted


@given(st.lists(partial_dates()))
def test_any_dates_can_be_sorted_whatever_their_order_was(dates):
    ordered = sorted(dates, key=by_bounds)

    assert list(map(by_bounds, ordered)) == sorted(map(by_bounds, reversed(dates)))
    known = [one.earliest for one in ordered if one.earliest]
    assert known == sorted(known)
    assert all(one.earliest for one in ordered[: len(known)])


# Words that are no date


def test_words_that_are_no_date_are_printed_and_know_nothing():
    kept = UnreadableDate(words="early in 2025")

    assert str(kept) == kept.stored == "early in 2025"
    assert kept.precision == Precision.UNREADABLE
    assert (kept.earliest, kept.latest, kept.certain_by) == (None, None, None)
    assert kept.machine == ""
    assert kept.is_past(date.max) is None
    assert not kept.known_by(date.max)
    assert kept != UnreadableDate(words="late in 2025")
