"""Two people's changes to one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.merging import Merged, merge

BASE = "One is here. Two follows.\n\nThree stands alone.\nFour ends it."
TEXTS = st.lists(
    st.sampled_from(["One. ", "Two. ", "Three.\n", "Four.\n\n", "five "]), max_size=12
).map("".join)


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        pytest.param(
            BASE.replace("One", "Un"),
            BASE.replace("alone", "apart"),
            BASE.replace("One", "Un").replace("alone", "apart"),
            id="other paragraphs",
        ),
        pytest.param(
            BASE.replace("One", "Un"),
            BASE.replace("ends", "closes"),
            BASE.replace("One", "Un").replace("ends", "closes"),
            id="the first and the last",
        ),
        pytest.param(
            BASE.replace("Three stands alone.\n", ""),
            f"Before. {BASE}",
            f"Before. {BASE}".replace("Three stands alone.\n", ""),
            id="one gone, one new",
        ),
        pytest.param(
            f"{BASE} More of mine.",
            f"More of theirs. {BASE}",
            f"More of theirs. {BASE} More of mine.",
            id="before and after",
        ),
        pytest.param(BASE, "", "", id="only theirs"),
        pytest.param("", BASE, "", id="only mine"),
    ],
)
def test_changes_in_different_places_are_both_kept(mine, theirs, both):
    assert merge(BASE, mine, theirs) == Merged(both, True)


def test_mine_stays_where_both_changed_the_same_sentence():
    mine = BASE.replace("Two follows", "Two trails")
    theirs = BASE.replace("Two follows", "Two leads").replace("Four", "Vier")

    found = merge(BASE, mine, theirs)

    assert found == Merged(mine.replace("Four", "Vier"), False)


@given(TEXTS, TEXTS)
def test_one_change_alone_is_taken_whole(base, text):
    assert merge(base, text, base) == Merged(text, True)
    assert merge(base, base, text) == Merged(text, True)
    assert merge(base, text, text) == Merged(text, True)


@given(TEXTS, TEXTS, TEXTS)
def test_whoever_is_me_a_clean_merge_is_the_same(base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)

    assert one.is_clean == other.is_clean
    assert not one.is_clean or one == other
