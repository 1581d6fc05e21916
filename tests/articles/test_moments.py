"""What a clock shows somewhere is an exact moment, a question, or an error in words."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from articles import moments
from articles.moments import NoMoment, read_moment

PARIS, NEW_YORK = "Europe/Paris", "America/New_York"
LORD_HOWE, KATHMANDU = "Australia/Lord_Howe", "Asia/Kathmandu"


def utc(text):
    return datetime.datetime.fromisoformat(f"{text}+00:00")


def on_a_clock(text):
    """Return what a clock shows, of no zone yet."""
    return datetime.datetime.fromisoformat(text)


EXACT = {
    "winter in Paris": ("2026-01-15T12:00", PARIS, "2026-01-15T11:00:00"),
    "summer in Paris": ("2026-07-15T12:00", PARIS, "2026-07-15T10:00:00"),
    "the second before the gap": (
        "2026-03-29T01:59:59",
        PARIS,
        "2026-03-29T00:59:59",
    ),
    "the second after the gap": ("2026-03-29T03:00:00", PARIS, "2026-03-29T01:00:00"),
    "to the second, with a space": (
        "2026-06-01 12:00:07",
        NEW_YORK,
        "2026-06-01T16:00:07",
    ),
    "a quarter of an hour": ("2026-06-01T12:00", KATHMANDU, "2026-06-01T06:15:00"),
    "half an hour of summer": ("2026-01-01T00:00", LORD_HOWE, "2025-12-31T13:00:00"),
    "half an hour less": ("2026-07-01T00:00", LORD_HOWE, "2026-06-30T13:30:00"),
    "fourteen hours ahead": (
        "2026-01-01T00:00",
        "Pacific/Kiritimati",
        "2025-12-31T10:00:00",
    ),
    "the same by its offset": (
        "2026-01-01T00:00",
        "Etc/GMT-14",
        "2025-12-31T10:00:00",
    ),
    "twelve hours behind": ("2026-01-01T00:00", "Etc/GMT+12", "2026-01-01T12:00:00"),
    "29 February": ("2028-02-29T23:59:59", "UTC", "2028-02-29T23:59:59"),
    "29 February becomes March": (
        "2028-02-29T23:30",
        NEW_YORK,
        "2028-03-01T04:30:00",
    ),
    "the last day but one": ("9999-12-30T12:00", "UTC", "9999-12-30T12:00:00"),
    "another spelling of the zone": (
        "2026-06-01T12:00",
        " america/new york ",
        "2026-06-01T16:00:00",
    ),
}


@pytest.mark.parametrize(("text", "zone", "expected"), EXACT.values(), ids=EXACT)
def test_a_wall_clock_names_a_moment_in_utc(text, zone, expected):
    moment = read_moment(text, zone)

    assert (moment, moment.tzinfo) == (utc(expected), datetime.UTC)


GAPS = {
    "Paris": (
        "2026-03-29T02:30",
        PARIS,
        "02:30 does not exist in Europe/Paris on 29 March 2026: clocks go from 02:00 "
        "to 03:00.",
    ),
    "the first second of the gap": (
        "2026-03-29T02:00",
        PARIS,
        "02:00 does not exist in Europe/Paris on 29 March 2026: clocks go from 02:00 "
        "to 03:00.",
    ),
    "New York": (
        "2026-03-08T02:59:59",
        NEW_YORK,
        "02:59:59 does not exist in America/New_York on 8 March 2026: clocks go from "
        "02:00 to 03:00.",
    ),
    "half an hour": (
        "2026-10-04T02:15",
        LORD_HOWE,
        "02:15 does not exist in Australia/Lord_Howe on 4 October 2026: clocks go "
        "from 02:00 to 02:30.",
    ),
    "a whole day": (
        "2011-12-30T12:00",
        "Pacific/Apia",
        "12:00 does not exist in Pacific/Apia on 30 December 2011: clocks go from "
        "00:00 on 30 December 2011 to 00:00 on 31 December 2011.",
    ),
}


@pytest.mark.parametrize(("text", "zone", "told"), GAPS.values(), ids=GAPS)
def test_a_time_that_no_clock_shows_is_refused_in_words(text, zone, told):
    with pytest.raises(NoMoment) as refused:
        read_moment(text, zone, which="later")

    assert (refused.value.message, refused.value.about) == (told, "moment")


FOLDS = {
    "Paris": (
        "2026-10-25T02:30",
        PARIS,
        ("2026-10-25T00:30:00", "The earlier, UTC+02:00 (00:30 UTC)"),
        ("2026-10-25T01:30:00", "The later, UTC+01:00 (01:30 UTC)"),
    ),
    "New York": (
        "2026-11-01T01:00:05",
        NEW_YORK,
        ("2026-11-01T05:00:05", "The earlier, UTC-04:00 (05:00:05 UTC)"),
        ("2026-11-01T06:00:05", "The later, UTC-05:00 (06:00:05 UTC)"),
    ),
    "half an hour": (
        "2026-04-05T01:45",
        LORD_HOWE,
        ("2026-04-04T14:45:00", "The earlier, UTC+11:00 (14:45 UTC)"),
        ("2026-04-04T15:15:00", "The later, UTC+10:30 (15:15 UTC)"),
    ),
}


@pytest.mark.parametrize(("text", "zone", "first", "second"), FOLDS.values(), ids=FOLDS)
def test_a_time_that_clocks_show_twice_is_a_question(text, zone, first, second):
    with pytest.raises(NoMoment) as asked:
        read_moment(text, zone)

    assert "comes twice" in asked.value.message
    assert asked.value.about == "which"
    assert [side.words for side in asked.value.sides] == [first[1], second[1]]
    assert read_moment(text, zone, which="earlier") == utc(first[0])
    assert read_moment(text, zone, which="later") == utc(second[0])


@pytest.mark.parametrize("which", ["", "earlier", "later", "neither"])
def test_an_answer_to_no_question_changes_nothing(which):
    moment = read_moment("2026-06-01T12:00", PARIS, which=which)

    assert moment == utc("2026-06-01T10:00:00")


NONE = {
    "no date": ("soon", "as in 2026-03-29T14:30"),
    "nothing": ("", "as in 2026-03-29T14:30"),
    "with an offset": ("2026-06-01T12:00+02:00", "without an offset"),
    "in UTC already": ("2026-06-01T12:00Z", "without an offset"),
    "parts of a second": ("2026-06-01T12:00:00.5", "with seconds where they count"),
    "figures of another script": ("२०२६-06-01T12:00", "as in 2026-03-29T14:30"),
    "29 February of no leap year": ("2027-02-29T12:00", "no day 2027-02-29"),
    "31 April": ("2026-04-31T12:00", "no day 2026-04-31"),
    "year nought": ("0000-01-01T12:00", "no day 0000-01-01"),
    "24 hours": ("2026-06-01T24:00", "No clock shows 24:00"),
    "a leap second": ("2026-06-30T23:59:60", "No clock shows 23:59:60"),
    "the last day there is": ("9999-12-31T23:59:59", "beyond the years"),
    "the first day there is": ("0001-01-01T00:00", "beyond the years"),
}


@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT+12", "Etc/GMT-14", NEW_YORK])
@pytest.mark.parametrize(("text", "told"), NONE.values(), ids=NONE)
def test_what_is_no_moment_is_refused_in_words(text, told, zone):
    with pytest.raises(NoMoment, match=told) as refused:
        read_moment(text, zone)

    assert refused.value.about == "moment"


UNKNOWN = {
    "a city": ("paris", "Did you mean Europe/Paris?"),
    "a city of two words": ("New York", "Did you mean America/New_York?"),
    "a slip": ("Europe/Pariss", "Did you mean Europe/Paris?"),
    "a path": ("../etc/passwd", "Write its name as in Europe/Paris."),
    "a folder": ("Europe", "Write its name as in Europe/Paris."),
    "nothing": (" ", "Name the zone"),
    "a NUL": ("UTC\0", "There is no zone"),
    "a very long name": ("x" * 100_000, "There is no zone “xxx"),
}


@pytest.mark.parametrize(("zone", "told"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_zone_is_told_with_those_like_it(zone, told):
    with pytest.raises(NoMoment) as refused:
        read_moment("2026-06-01T12:00", zone)

    assert told in refused.value.message
    assert refused.value.about == "zone"
    assert len(refused.value.message) < 200


@pytest.mark.parametrize(
    "ask",
    [
        lambda moment: moments.words(moment, PARIS),
        lambda moment: moments.wall(moment, PARIS),
        lambda moment: moments.which_of_two(moment, PARIS),
        moments.words_in_utc,
        moments.offset_words,
    ],
)
def test_a_moment_without_a_zone_is_an_error(ask):
    with pytest.raises(ValueError, match="must know its time zone"):
        ask(on_a_clock("2026-06-01T12:00"))


def test_a_moment_is_told_to_the_second_with_its_zone():
    moment = utc("2026-03-29T00:59:07")

    told = moments.words(moment, KATHMANDU)

    assert told == "29 March 2026, 06:44:07 in Asia/Kathmandu (UTC+05:45)"
    assert moments.words_in_utc(moment) == "29 March 2026, 00:59:07 UTC"


YEARS = {
    "min_value": on_a_clock("1900-01-01T00:00"),
    "max_value": on_a_clock("2200-01-01T00:00"),
}
SECONDS = some.datetimes(**YEARS, timezones=some.just(datetime.UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(moment=SECONDS, zone=some.sampled_from(moments.zone_names()))
@example(moment=utc("2026-10-25T00:30:00"), zone=PARIS)
@example(moment=utc("2026-10-25T01:30:00"), zone=PARIS)
@example(moment=utc("2026-04-04T15:15:00"), zone=LORD_HOWE)
@example(moment=utc("1883-11-18T16:58:02"), zone=NEW_YORK)
def test_what_a_clock_shows_leads_back_to_its_moment(moment, zone):
    shown, which = moments.wall(moment, zone), moments.which_of_two(moment, zone)

    assert read_moment(shown, zone, which=which) == moment


@given(shown=some.datetimes(**YEARS), zone=some.sampled_from(moments.zone_names()))
@example(shown=on_a_clock("2026-03-29T02:30"), zone=PARIS)
def test_every_clock_shows_a_moment_or_says_why_not(shown, zone):
    text = shown.replace(microsecond=0).isoformat()

    try:
        moment = read_moment(text, zone, which="earlier")
    except NoMoment as refused:
        assert "does not exist" in refused.message
    else:
        assert moments.wall(moment, zone) == text


@given(text=some.text(max_size=40), zone=some.text(max_size=40), which=some.text())
def test_whatever_is_typed_is_answered_in_words(text, zone, which):
    with pytest.raises(NoMoment) as refused:
        read_moment(text, zone, which=which)

    assert refused.value.message
