"""What holds for every text and every slice of it."""

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.folding import WHITE_SPACE, fold
from articles.quotes import (
    Anchor,
    QuoteAmbiguous,
    QuoteMissing,
    QuoteRefused,
    anchor,
    find_all,
    verify,
)

# Dense in what the folding changes, so that short texts meet every rule.
TRICKY = "ab eé\u0301\u0327\u212b\u0958\u1112\u1161\u11ab“”\"'’–-—\n\u00a0\u200b\u200d"
texts = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from(TRICKY + "👩🚀👍\U0001f3fd\0\ud800"), max_size=60),
)


def begins_character(text, at):
    """Whether nothing ties the code point at this place to the one before."""
    if at in (0, len(text)):
        return True
    if unicodedata.category(text[at]).startswith("M"):
        return False
    if re.match("[\u200d\u1160-\u11ff\ud7b0-\ud7fb\U0001f3fb-\U0001f3ff]", text[at]):
        return False
    picture = re.match("[\u2190-\u2bff\U0001f000-\U0001faff]", text[at])
    return not (text[at - 1] == "\u200d" and picture)


@st.composite
def quoted(draw):
    """A text and the ends of a slice on whole characters, without space around."""
    text = draw(texts)
    cuts = [at for at in range(len(text) + 1) if begins_character(text, at)]
    start, end = sorted((draw(st.sampled_from(cuts)), draw(st.sampled_from(cuts))))
    words = text[start:end]
    assume(words and words == words.strip(WHITE_SPACE))
    return text, start, end


@given(quoted())
def test_every_slice_is_anchored_where_it_was_cut_or_is_ambiguous(case):
    text, start, end = case

    places = find_all(text[start:end], text)

    assert (start, end, text[start:end]) in [(p.start, p.end, p.exact) for p in places]
    if len(places) == 1:
        assert anchor(text[start:end], text) == places[0]
    else:
        with pytest.raises(QuoteAmbiguous):
            anchor(text[start:end], text)


@given(quoted(), st.sampled_from(["NFC", "NFD"]))
def test_the_composition_of_the_words_does_not_matter(case, form):
    text, start, end = case
    words = unicodedata.normalize(form, text[start:end])

    assert find_all(words, text) == find_all(text[start:end], text)


@given(quoted(), st.sampled_from(["NFC", "NFD"]))
def test_the_composition_of_the_text_does_not_matter(case, form):
    text, start, end = case
    other = unicodedata.normalize(form, text)

    places = find_all(text[start:end], other)

    assert len(places) == len(find_all(text[start:end], text))
    assert all(verify(place, other) for place in places)


@given(quoted())
def test_an_anchor_leads_back_to_its_own_place(case):
    text, start, end = case
    places = find_all(text[start:end], text)

    for place in places:
        assert text.startswith(place.prefix, place.start - len(place.prefix))
        assert text.startswith(place.suffix, place.end)
        try:
            again = anchor(place.exact, text, prefix=place.prefix, suffix=place.suffix)
        except QuoteAmbiguous as refused:
            assert place in refused.hits
        else:
            assert again == place


@given(texts, texts)
def test_whatever_is_anchored_is_its_slice_and_folds_to_the_words(words, text):
    try:
        found = anchor(words, text)
    except QuoteRefused as refused:
        assert refused.message
    else:
        assert verify(found, text)
        assert fold(found.exact).text == fold(words.strip(WHITE_SPACE)).text
        assert begins_character(text, found.start)
        assert begins_character(text, found.end)


@given(texts)
def test_offsets_never_decrease_and_cover_the_text(text):
    folded = fold(text)
    starts, ends = list(folded.starts), list(folded.ends)

    assert len(starts) == len(ends) == len(folded.text)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(start < end for start, end in zip(starts, ends, strict=True))
    covered = {
        at for start, end in zip(starts, ends, strict=True) for at in range(start, end)
    }
    assert covered == set(range(len(text)))


@given(texts)
def test_folding_twice_changes_nothing_more(text):
    once = fold(text).text

    assert fold(once).text == once


@given(
    st.lists(st.text("abcdeéñ", min_size=1, max_size=8), min_size=3, unique=True),
    st.data(),
)
def test_a_quotation_with_one_letter_changed_is_refused(words, data):
    text = " ".join(words)
    at = data.draw(st.sampled_from([i for i, c in enumerate(text) if c != " "]))
    changed = f"{text[:at]}z{text[at + 1 :]}"

    with pytest.raises(QuoteMissing) as refused:
        anchor(changed, text)

    assert "first differs at character" in refused.value.message or (
        refused.value.nearest is None
    )


@given(texts, st.integers(), st.integers(), st.text(max_size=3))
def test_nothing_but_the_slice_is_verified(text, start, end, exact):
    holds = verify(Anchor(start, end, exact, "", ""), text)

    assert holds == (0 <= start < end <= len(text) and text[start:end] == exact)
