"""Every passage of the acceptance list against the story it was taken from."""

import json
import string
import unicodedata

import pytest

from articles.folding import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES
from articles.intake import read_text
from articles.quotes import QuoteMissing, anchor, find_all, verify
from articles.sentences import sentences
from tests.shared_material import needs_shared, shared

pytestmark = needs_shared

STRAIGHT = {
    ord(mark): plain
    for marks, plain in ((DOUBLE_QUOTES, '"'), (SINGLE_QUOTES, "'"), (DASHES, "-"))
    for mark in marks
}
CURLY = str.maketrans({'"': "”", "'": "’", "-": "–"})


def passages():
    path = shared("acceptance", "passages.json")
    rows = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return [
        pytest.param(row, id=f"{row['row']}-{row['story'][:3]}-{number}")
        for number, row in enumerate(rows)
    ]


def story(row):
    path = shared("seeds", row["story"])
    return read_text(path.read_bytes(), name=path.name)


@pytest.fixture(params=passages())
def passage(request):
    """The words, the story they stand in, and how often they do."""
    row = request.param
    return row["exact"], story(row), row["occurrences"]


def test_the_words_stand_in_the_story_as_often_as_listed(passage):
    words, text, occurrences = passage

    places = find_all(words, text)

    assert [place.exact for place in places] == [words] * occurrences
    assert [place.start for place in places][:1] == [text.index(words)]
    assert all(verify(place, text) for place in places)


def test_each_place_is_found_again_by_its_surroundings(passage):
    words, text, _ = passage

    for place in find_all(words, text):
        again = anchor(words, text, prefix=place.prefix, suffix=place.suffix)
        assert again == place


@pytest.mark.parametrize(
    "retyped",
    [
        pytest.param(lambda words: unicodedata.normalize("NFD", words), id="NFD"),
        pytest.param(lambda words: words.translate(STRAIGHT), id="straight"),
        pytest.param(
            lambda words: words.translate(STRAIGHT).translate(CURLY), id="curly"
        ),
        pytest.param(lambda words: f"\n{words.replace(' ', chr(0xA0))} ", id="spaces"),
    ],
)
def test_the_words_are_found_however_they_are_typed(passage, retyped):
    words, text, _ = passage

    assert find_all(retyped(words), text) == find_all(words, text)


def test_the_words_are_found_in_the_decomposed_story(passage):
    words, text, occurrences = passage
    decomposed = unicodedata.normalize("NFD", text)

    places = find_all(words, decomposed)

    assert len(places) == occurrences
    assert {place.exact for place in places} == {unicodedata.normalize("NFD", words)}


def test_the_words_with_one_letter_changed_are_refused(passage):
    words, text, _ = passage
    letters = [at for at, character in enumerate(words) if character.isalpha()]
    step = max(1, len(letters) // 8)

    for at in {letters[0], letters[len(letters) // 2], letters[-1], *letters[::step]}:
        position = string.ascii_lowercase.find(words[at].lower())
        other = string.ascii_lowercase[(position + 1) % 26]
        with pytest.raises(QuoteMissing) as refused:
            anchor(words[:at] + other + words[at + 1 :], text)
        if len(words) >= 20:
            assert refused.value.nearest.text == words


@pytest.mark.parametrize(
    "path", sorted(shared("seeds").glob("*.txt")), ids=lambda path: path.name[:3]
)
def test_no_sentence_of_a_story_ends_in_an_abbreviation(path):
    text = read_text(path.read_bytes(), name=path.name)

    for start, end in sentences(text):
        assert not text[start:end].endswith(("Det.", "J.", "G."))
        assert not text[start].islower() or start < 2
