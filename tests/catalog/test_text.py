import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.text import fold, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Renée BALLARD", "renee ballard", id="accents and capitals"),
        pytest.param("Rene\u0301e", "renee", id="an accent typed as its own character"),
        pytest.param("Straße", "strasse", id="sharp s"),
        pytest.param("İstanbul ılık", "istanbul ilik", id="Turkish letters"),
        pytest.param("Søren Łukasz Æsir", "soren lukasz aesir", id="stroked letters"),
        pytest.param("‘It’s’ “so”", "'it's' \"so\"", id="curly quotes"),
        pytest.param("It´s", "it's", id="a spacing accent for an apostrophe"),
        pytest.param("1–2 — 3−4 Co‑Op", "1-2 - 3-4 co-op", id="dashes"),
        pytest.param(" cold\u00a0case \r\n\tunit ", "cold case unit", id="white space"),
        pytest.param("Bal\u00adlard\u200b\ufeff", "ballard", id="invisible characters"),
        pytest.param("Ｂｏｓｃｈ ﬁnale…", "bosch finale...", id="compatibility forms"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_text_is_folded(text, folded):
    assert fold(text) == folded


def test_a_name_is_found_without_its_accent():
    assert fold("renee") in fold("Detective Renée Ballard")


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_folded_text_has_no_spare_white_space(text):
    assert fold(text) == " ".join(fold(text).split())


@pytest.mark.parametrize(
    ("title", "key"),
    [
        pytest.param("The Closer", "closer", id="the"),
        pytest.param("A Fire", "fire", id="a"),
        pytest.param("AN Éclair", "eclair", id="an, in capitals"),
        pytest.param("“The Closer”", 'closer"', id="a quoted title"),
        pytest.param("The “Closer”", 'closer"', id="a quote after the article"),
        pytest.param("Theory", "theory", id="a word that begins like an article"),
        pytest.param("Another Year", "another year", id="another such word"),
        pytest.param("Under the Sun", "under the sun", id="an article inside"),
        pytest.param("The", "the", id="an article alone"),
        pytest.param("...", "...", id="marks alone"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_titles_sort_without_their_leading_article(title, key):
    assert sort_key(title) == key


@given(st.text())
def test_no_title_sorts_as_nothing_unless_it_is_nothing(title):
    assert bool(sort_key(title)) == bool(fold(title))


def test_a_megabyte_of_marks_is_dropped_without_sorting_it():
    marks = "\u0301\u0327" * 500_000

    assert fold(f"Rene{marks}e") == "renee"


def test_what_strangers_send_does_not_fill_the_memory():
    text = "".join(map(chr, range(0x10000, 0x20000)))
    tracemalloc.start()

    fold(text)

    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 500_000
