"""The words of an old text in a newer one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.realign import Alignment

WORDS = st.lists(st.sampled_from(["the", "port", "series", "ten.", "\n"]), max_size=40)


def moved(old: str, new: str, words: str, nth: int = 0) -> str | None:
    """What stands in `new` where the nth `words` of `old` went."""
    start = -1
    for _ in range(nth + 1):
        start = old.index(words, start + 1)
    place = Alignment(old, new).place(start, start + len(words))
    return None if place is None else new[slice(*place)]


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        pytest.param("One two three. One two four.", True, id="the same text"),
        pytest.param("News. One two three. One two four.", True, id="words before"),
        pytest.param("One two three. One two four. More.", True, id="words after"),
        pytest.param("One two three. One too four.", False, id="a letter changed"),
        pytest.param("One two three.", False, id="its sentence taken out"),
        pytest.param("", False, id="nothing left"),
    ],
)
def test_the_second_of_two_look_alikes_keeps_its_own_place(new, kept):
    old = "One two three. One two four."

    assert moved(old, new, "One two", nth=1) == ("One two" if kept else None)


@given(WORDS, WORDS)
def test_what_has_a_place_reads_the_same_there(old_words, new_words):
    old, new = " ".join(old_words), " ".join(new_words)
    alignment = Alignment(old, new)

    for start in range(len(old)):
        for end in range(start + 1, min(start + 12, len(old)) + 1):
            place = alignment.place(start, end)
            assert place is None or new[slice(*place)] == old[start:end]


@given(WORDS)
def test_a_text_keeps_all_of_itself(words):
    text = " ".join(words)

    assert Alignment(text, text).place(0, len(text)) == (
        (0, len(text)) if text else None
    )


def test_a_long_text_with_a_change_at_either_end_is_aligned_line_by_line():
    lines = [f"Line {n} says something of its own." for n in range(15_000)]
    old = "\n".join(["first", *lines, "last"])
    new = "\n".join(["First", *lines, "Last"])

    assert moved(old, new, "Line 777 says") == "Line 777 says"
