import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.folding import WHITE_SPACE
from articles.sentences import sentences


def cut(text):
    return [text[span.start : span.end] for span in sentences(text)]


# A bar stands where a sentence is expected to end and the next one to begin.
@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("It aired. | It ended.", id="full stop"),
        pytest.param("Who did it? | Nobody! | So be it.", id="other marks"),
        pytest.param("It stars Det. Harry Bosch and Dr. No. | It aired.", id="titles"),
        pytest.param("The J. Edgar project. | It waits.", id="an initial"),
        pytest.param("J. A. Smith wrote it. | A. B. Jones did not.", id="initials"),
        pytest.param("Denise G. Sanchez is in it.", id="a middle initial"),
        pytest.param("It stars Maggie Q. | The show is new.", id="a one-letter name"),
        pytest.param("It stars Maggie Q. | A new show.", id="an article after it"),
        pytest.param("The U.S. Army came. | It left the U.S. | They won.", id="U.S."),
        pytest.param("It airs at 9 p.m. Eastern. | See you.", id="p.m."),
        pytest.param("Amazon.com Inc. Studios pays. | He, e.g. Bosch.", id="companies"),
        pytest.param("It made 3.5 million. | Season 2. | 10 episodes.", id="figures"),
        pytest.param(
            "Ep. 4 airs Jan. 5 as No. 7. | He said no. | Fine.", id="numbered"
        ),
        pytest.param("1. Bosch\n|2. Ballard", id="a numbered list"),
        pytest.param("“We won.” | “So did we.”", id="closing quote"),
        pytest.param("He calls it 'Legacy.' | Fans agree.", id="single closing quote"),
        pytest.param("“Really?” he asked. | “Yes,” she said.", id="a speaker follows"),
        pytest.param("(It aired.) | [It ended.] | Good.", id="brackets"),
        pytest.param("Well… | Then it ended... | And then?", id="ellipsis"),
        pytest.param("It ends... but not yet.", id="an ellipsis within"),
        pytest.param("No full stop\n|Heading\n\n|Text", id="line breaks"),
        pytest.param("One.\u2028|Two.\x85|Three", id="other line breaks"),
        pytest.param("Renewed for Season 2.[@b-renewed] | It airs.", id="a citation"),
        pytest.param("Renewed. [@one] [@two] | It airs.", id="citations set apart"),
        pytest.param("Renewed [@one]. | It airs.", id="a citation inside"),
        pytest.param("終わった。|次は？|「はい。」|続く", id="Japanese"),
        pytest.param("It aired. | 🎉 It ended.", id="pictures"),
        pytest.param("See example.com. | It aired.", id="an address"),
        pytest.param("It aired.Then it ended.", id="no space, no end"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(marked):
    text = marked.replace(" | ", " ").replace("|", "")

    assert cut(text) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize("text", ["", " \n\u00a0\u200b\n"])
def test_nothing_has_no_sentences(text):
    assert sentences(text) == []


@given(st.text(alphabet=st.sampled_from('ab Q.!?…"”)\n\u00a0\u200b1[@]。-J\0\ud800')))
def test_sentences_hold_every_character_once_and_in_order(text):
    spans = sentences(text)
    gaps = zip(
        [0, *(span.end for span in spans)],
        [*(span.start for span in spans), len(text)],
        strict=True,
    )

    assert all(text[start:end].strip(WHITE_SPACE) == "" for start, end in gaps)
    assert all(span.start < span.end for span in spans)
    assert all(
        part == part.strip(WHITE_SPACE) and "\n" not in part for part in cut(text)
    )


@pytest.mark.parametrize(
    "unit", [".", ". ", ". [@ ", "… ", "A. ", "Mr. ", '."', ". . [@a] ", "-"]
)
def test_hostile_text_is_cut_in_linear_time(unit):
    text = unit * (200_000 // len(unit)) + "x"

    assert "".join(cut(text)).replace(" ", "") == text.replace(" ", "")
