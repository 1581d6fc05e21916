import sys
import unicodedata

import pytest

from articles.folding import (
    DASHES,
    DOUBLE_QUOTES,
    SINGLE_QUOTES,
    WHITE_SPACE,
    fold,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("Cold Case", "Cold Case", id="capitals stay"),
        pytest.param("Rene\u0301e", "Ren\xe9e", id="two code points become one"),
        pytest.param("Renee", "Renee", id="a missing accent stays missing"),
        pytest.param("“Ballard”", '"Ballard"', id="double quotes"),
        pytest.param("„so“ «so»", '"so" "so"', id="low quotes and guillemets"),
        pytest.param("it’s ‘so’ it`s", "it's 'so' it's", id="single quotes"),
        pytest.param("Hawai\u02bbi", "Hawai'i", id="okina"),
        pytest.param("\u1fef\u0301", "'\u0301", id="a mark behind a singleton"),
        pytest.param("a—b – c−d", "a-b - c-d", id="dashes"),
        pytest.param("a \n\n\t b\xa0c", "a b c", id="white space"),
        pytest.param("a \u200b\ufeff b\u200bc", "a b c", id="zero width space"),
        pytest.param(" a ", " a ", id="space at the ends"),
        pytest.param("a \u0301b", "a \u0301b", id="a mark on a space"),
        pytest.param("co\xadop … ﬁn", "co\xadop … ﬁn", id="what is not folded"),
        pytest.param("x\ud800\0y", "x\ud800\0y", id="what no text should hold"),
        pytest.param("\u1112\u1161\u11ab", "\ud55c", id="conjoining jamo"),
        pytest.param("\u0958", "\u0915\u093c", id="a letter that NFC takes apart"),
        pytest.param("\u212b", "\xc5", id="a sign that NFC replaces"),
    ],
)
def test_text_is_folded(text, folded):
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("marks", "plain"),
    [(DOUBLE_QUOTES, '"'), (SINGLE_QUOTES, "'"), (DASHES, "-"), (WHITE_SPACE, " ")],
    ids=["double quotes", "single quotes", "dashes", "white space"],
)
def test_every_mark_of_a_class_folds_to_its_plain_form(marks, plain):
    assert {fold(f"a{mark}b").text for mark in marks} == {f"a{plain}b"}


def test_the_classes_share_no_mark():
    marks = DOUBLE_QUOTES + SINGLE_QUOTES + DASHES + WHITE_SPACE

    assert len(set(marks)) == len(marks)


def test_every_character_of_unicode_folds_alike_however_it_is_composed():
    whole = [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.normalize("NFD", character) != character
    ]

    assert len(whole) > 12_000
    for first in range(0, len(whole), 100):
        text = "".join(f"a{character}b" for character in whole[first : first + 100])
        decomposed = unicodedata.normalize("NFD", text)
        assert fold(decomposed).text == fold(text).text


def test_the_way_back_is_kept_over_every_kind_of_change():
    text = "é e\u0301 \n “x”\u0958z"

    folded = fold(text)

    assert folded.text == 'é é "x"\u0915\u093cz'
    assert list(folded.starts) == [0, 1, 2, 4, 7, 8, 9, 10, 10, 11]
    assert list(folded.ends) == [1, 2, 4, 7, 8, 9, 10, 11, 11, 12]
    assert folded.starts[-1] == 11


def test_an_offset_beyond_the_text_is_an_error():
    with pytest.raises(IndexError):
        fold("abc").starts[3]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" + "\u0315\u0300" * 20_000, id="marks without end"),
        pytest.param("👩\u200d" * 20_000 + "x", id="joiners without end"),
    ],
)
def test_an_endless_character_is_folded_and_never_cut(text):
    folded = fold(text)

    assert folded.is_whole(0, len(folded.text))
    assert not folded.is_whole(0, 1)
    assert not folded.is_whole(0, 100)
