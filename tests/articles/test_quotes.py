import unicodedata
from dataclasses import replace

import pytest

from articles.quotes import (
    Anchor,
    QuoteAmbiguous,
    QuoteEmpty,
    QuoteMissing,
    QuoteRefused,
    anchor,
    context,
    find_all,
    verify,
)

STORY = (
    "The rookie “Ballard” is back for Season 2. Renée’s unit – a cold-case team – "
    "opens\u00a0a vault in July.\n\n"
    "“It’s a privilege,” said the lead. The vault is empty."
)


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        pytest.param("The rookie", "The rookie", id="the beginning"),
        pytest.param("is empty.", "is empty.", id="the end"),
        pytest.param('"Ballard" is', "“Ballard” is", id="straight for curly"),
        pytest.param("„Ballard« is", "“Ballard” is", id="any double for any double"),
        pytest.param("Renée's unit", "Renée’s unit", id="straight apostrophe"),
        pytest.param("Rene\u0301e’s unit", "Renée’s unit", id="decomposed"),
        pytest.param("unit - a cold–case", "unit – a cold-case", id="dashes"),
        pytest.param("opens a vault", "opens\u00a0a vault", id="no-break space"),
        pytest.param("July. “It's", "July.\n\n“It’s", id="a paragraph between"),
        pytest.param(" \n the lead \u200b", "the lead", id="space around the words"),
        pytest.param("opens \r\n a  vault", "opens\u00a0a vault", id="wrapped lines"),
    ],
)
def test_words_are_anchored_with_the_text_of_the_source(words, exact):
    found = anchor(words, STORY)

    assert found.exact == exact
    assert STORY[found.start : found.end] == exact


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        pytest.param("Renee’s unit", "letter e with acute (U+00E9)", id="accent"),
        pytest.param("the Rookie", "Capitals count.", id="capitals"),
        pytest.param("'Ballard' is back", "“'Ballard'”", id="single for double"),
        pytest.param("“It”s a privilege", "has “\"It's”", id="double for single"),
        pytest.param("a coldcase team", "“coldcase”", id="a lost hyphen"),
        pytest.param("unit — a cold-case team - opns", "“opns”", id="a slip"),
        pytest.param("is back for Season 3.", "“3.”", id="another number"),
        pytest.param("The vault is empty. No", "“empty. No”", id="more than there is"),
        pytest.param("back\xadfor Season", "soft hyphen (U+00AD)", id="invisible"),
    ],
)
def test_words_that_differ_are_refused_and_the_difference_is_named(words, hint):
    with pytest.raises(QuoteMissing) as refused:
        anchor(words, STORY)

    assert refused.value.message.startswith("These words are not in the text.")
    assert hint in refused.value.message


def test_a_refusal_suggests_the_nearest_whole_words():
    with pytest.raises(QuoteMissing) as refused:
        anchor("a cold-case taem – opens", STORY)

    nearest = refused.value.nearest
    assert nearest.text == "a cold-case team – opens"
    assert STORY[nearest.start : nearest.end] == nearest.text
    assert 90 < nearest.score < 100
    assert "differs at character 14: the text has “team”" in nearest.message


def test_a_long_quotation_is_aligned_at_both_ends():
    story = f"Before. {' '.join(f'word{n}' for n in range(200))} after."
    words = story[8:-7].replace("word100", "sword100")

    with pytest.raises(QuoteMissing) as refused:
        anchor(words, story)

    assert refused.value.nearest.text == story[8:-7]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param("nothing like it whatsoever", STORY, id="other words"),
        pytest.param("x" * 1_000_000, STORY, id="a megabyte of words"),
        pytest.param("words", "", id="an empty text"),
        pytest.param("\0", STORY, id="NUL"),
        pytest.param("\ud800", STORY, id="a lone surrogate"),
        pytest.param("\u0301", "Rene\u0301e", id="a mark alone"),
    ],
)
def test_nothing_is_suggested_where_nothing_is_near(words, text):
    with pytest.raises(QuoteMissing) as refused:
        anchor(words, text)

    assert refused.value.nearest is None
    assert refused.value.message == "These words are not in the text."


@pytest.mark.parametrize("words", ["", " \n\t", "\u200b\ufeff\u00a0"])
def test_empty_words_are_refused(words):
    with pytest.raises(QuoteEmpty, match="The quotation is empty"):
        anchor(words, STORY)

    with pytest.raises(QuoteEmpty):
        find_all(words, STORY)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param("Rene", "Rene\u0301e", id="a letter without its accent"),
        pytest.param("x", "x\u0302", id="a pair that has no single form"),
        pytest.param("\u0302y", "x\u0302y", id="a mark without its letter"),
        pytest.param("👍", "👍\U0001f3fd", id="a hand without its skin tone"),
        pytest.param("👩", "👩\u200d🚀", id="half of a joined picture"),
        pytest.param("\u1112\u1161", "\u1112\u1161\u11ab", id="half of a syllable"),
    ],
)
def test_characters_are_never_cut(words, text):
    with pytest.raises(QuoteMissing):
        anchor(words, text)


def test_letters_beside_a_combined_character_are_anchored():
    assert anchor("Ren", "Rene\u0301e").exact == "Ren"


def test_words_that_occur_twice_are_refused_with_both_places():
    with pytest.raises(QuoteAmbiguous) as refused:
        anchor("vault", STORY)

    assert [STORY[hit.start : hit.end] for hit in refused.value.hits] == ["vault"] * 2
    assert refused.value.message == (
        "These words occur 2 times in the text. Give some words before or after them."
    )


@pytest.mark.parametrize(
    ("prefix", "suffix"),
    [
        pytest.param("The ", "", id="words before"),
        pytest.param("The", "", id="words before, stripped by a form"),
        pytest.param("", " is", id="words after"),
        pytest.param("", "is empty", id="words after, stripped"),
        pytest.param("lead. The", "is empty", id="both"),
    ],
)
def test_the_words_around_choose_between_several_places(prefix, suffix):
    found = anchor("vault", STORY, prefix=prefix, suffix=suffix)

    assert found.start == STORY.rindex("vault")


def test_words_around_that_still_leave_a_choice_are_said_not_to_suffice():
    with pytest.raises(QuoteAmbiguous, match="with the words given around them") as e:
        anchor("a", "b a c, b a d, a", prefix="b")

    assert len(e.value.hits) == 2


def test_words_around_that_are_nowhere_choose_nothing():
    with pytest.raises(QuoteAmbiguous, match="occur 2 times in the text. Give"):
        anchor("vault", STORY, prefix="no such thing")


def test_space_at_the_seam_counts_where_it_decides():
    text = "foo bar foobar"

    assert anchor("bar", text, prefix="foo ").start == 4
    assert anchor("bar", text, prefix="foo").start == 11


def test_the_words_around_do_not_matter_where_the_words_are_unique():
    assert anchor("empty", STORY, prefix="no such thing").exact == "empty"


def test_an_anchor_finds_its_place_again_in_a_longer_text():
    first = find_all("vault", STORY)[1]
    later = f"Updated. The vault was sealed.\n\n{STORY}"

    again = anchor(first.exact, later, prefix=first.prefix, suffix=first.suffix)

    assert again.start == later.rindex("vault")
    assert replace(again, start=first.start, end=first.end) == first


def test_surroundings_are_whole_characters_of_the_original():
    text = unicodedata.normalize("NFD", f"{'é' * 40}X{'é' * 40}")

    found = anchor("X", text)

    assert found.prefix == "e\u0301" * 16
    assert found.suffix == "e\u0301" * 16


def test_overlapping_places_are_all_found():
    assert [hit.start for hit in find_all("aba", "ababa")] == [0, 2]


def test_many_places_are_counted_to_a_hundred():
    with pytest.raises(QuoteAmbiguous, match="more than 100 times") as refused:
        anchor("a", "a" * 1_000)

    assert len(refused.value.hits) == 100


@pytest.mark.parametrize(
    ("start", "end", "exact", "holds"),
    [
        pytest.param(4, 10, "rookie", True, id="the slice"),
        pytest.param(4, 10, "Rookie", False, id="another case"),
        pytest.param(11, 20, '"Ballard"', False, id="folded only"),
        pytest.param(-6, 8, "", False, id="negative"),
        pytest.param(4, 4, "", False, id="empty"),
        pytest.param(len(STORY) - 6, len(STORY) + 9, "empty.", False, id="beyond"),
    ],
)
def test_a_passage_is_verified_code_point_for_code_point(start, end, exact, holds):
    assert verify(Anchor(start, end, exact, "", ""), STORY) is holds


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        pytest.param(
            "Season 2.",
            "The rookie “Ballard” is back for ",
            " Renée’s unit – a cold-case team – opens\u00a0a vault in July.",
            id="ends with its sentence",
        ),
        pytest.param(
            "is back for Season 2",
            "The rookie “Ballard” ",
            ". Renée’s unit – a cold-case team – opens\u00a0a vault in July.",
            id="a full stop alone is no sentence",
        ),
        pytest.param(
            "unit",
            "Renée’s ",
            " – a cold-case team – opens\u00a0a vault in July.",
            id="inside a sentence",
        ),
        pytest.param(
            "It’s a privilege", "“", ",” said the lead.", id="paragraphs are not left"
        ),
        pytest.param(
            "July.\n\n“It’s",
            "Renée’s unit – a cold-case team – opens\u00a0a vault in ",
            " a privilege,” said the lead.",
            id="a passage over two paragraphs",
        ),
        pytest.param(
            "The vault is empty.",
            "“It’s a privilege,” said the lead. ",
            "",
            id="the end",
        ),
    ],
)
def test_a_passage_is_shown_with_a_sentence_at_most_on_either_side(
    words, before, after
):
    found = anchor(words, STORY)

    assert context(STORY, found.start, found.end) == (before, after)


@pytest.mark.parametrize("unit", ["word ", "x", "e\u0301", "a. "])
def test_a_text_without_sentences_is_not_shown_whole(unit):
    text = unit * 20_000
    start = len(unit) * 10_000

    before, after = context(text, start, start + len(unit))

    assert len(before) <= 400
    assert len(after) <= 400
    assert text[:start].endswith(before)
    assert text[start + len(unit) :].startswith(after)
    assert not after.startswith("\u0301")
    assert not before.startswith("\u0301")


@pytest.mark.parametrize(
    "words", ["", "\0", "\ud800", "a\u0301" * 9, "“", "x" * 10_000, "[a-z]+", "\u200d"]
)
@pytest.mark.parametrize("text", ["", "\0\0", "\ud800\udfff", "\u0301", "\r\n", STORY])
def test_hostile_input_ends_in_an_anchor_or_a_refusal(words, text):
    try:
        found = anchor(words, text, prefix=text, suffix=words)
    except QuoteRefused as refused:
        assert refused.message.isprintable()
        assert str(refused) == refused.message
    else:
        assert verify(found, text)
