"""What was known on a day, and nothing that came later."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.asof import (
    days_of_change,
    ended_from,
    found_wrong,
    held,
    is_held,
    known_from,
)
from catalog.dates import PartialDate


@dataclass(frozen=True)
class Claim:
    known_on: PartialDate | None = None
    ended_on: PartialDate | None = None
    status: str = "accepted"
    replaced_how: str = ""


def claim(known="", ended="", status="accepted", how=""):
    return Claim(
        PartialDate.parse(known) if known else None,
        PartialDate.parse(ended) if ended else None,
        status,
        how,
    )


DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
PRECISE = DAYS.map(lambda day: f"{day:%Y-%m-%d}")
RAW = st.one_of(st.just(""), PRECISE, DAYS.map(lambda d: f"{d:%Y-%m}"), st.just("July"))
CLAIMS = st.lists(
    st.builds(
        claim,
        RAW,
        RAW,
        st.sampled_from(["accepted", "replaced", "retracted"]),
        st.sampled_from(["", "development", "correction", "refinement"]),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("known", "on", "is_known"),
    [
        ("2023-11-17", date(2023, 11, 16), False),
        ("2023-11-17", date(2023, 11, 17), True),
        ("2023-11", date(2023, 11, 29), False),
        ("2023-11", date(2023, 11, 30), True),
        ("", date(2030, 1, 1), False),
        ("July", date(2030, 1, 1), False),
    ],
)
def test_a_claim_counts_from_the_day_by_which_it_was_certainly_known(
    known, on, is_known
):
    assert is_held(claim(known), on=on) is is_known


def test_a_development_holds_until_the_day_its_successor_is_known():
    old = claim("2023-11-17", "2024-06-01", "replaced", "development")

    assert is_held(old, on=date(2024, 5, 31))
    assert not is_held(old, on=date(2024, 6, 1))
    assert not found_wrong(old)


def test_what_was_corrected_is_shown_as_believed_and_as_wrong():
    old = claim("2023-11-17", "2024-06-01", "replaced", "correction")

    assert is_held(old, on=date(2024, 1, 1))
    assert found_wrong(old)


@given(CLAIMS, DAYS)
def test_no_claim_of_a_later_day_is_held(claims, on):
    for row in held(claims, on=on):
        assert known_from(row) <= on


@given(CLAIMS, DAYS)
def test_what_comes_later_changes_nothing_about_a_day(claims, on):
    earlier = [c for c in claims if (known_from(c) or date.max) <= on]

    assert held(claims, on=on) == held(earlier, on=on)


@given(CLAIMS)
def test_between_two_days_of_change_nothing_changes(claims):
    days = days_of_change(claims)
    for first, second in zip(days, days[1:], strict=False):
        before = date.fromordinal(second.toordinal() - 1)
        assert held(claims, on=first) == held(claims, on=before)


@given(CLAIMS)
def test_an_end_is_known_only_of_what_has_ended(claims):
    for row in claims:
        if row.status == "accepted":
            assert ended_from(row) is None
