import re

import pytest

from newsroom.public.posters import (
    COMPOSITIONS,
    MARGIN,
    PALETTES,
    SIZES,
    initials,
    letter_width,
    poster,
    wrap,
)
from tests.house.floors import ROOT

TITLES = {
    "plain": "Ballard",
    "colon": "Bosch: Legacy",
    "working title": "Untitled Renée Ballard Project",
    "long": "A Very Long Title That Goes On and On Beyond All Reason and Then Some",
    "one long word": "Supercalifragilisticexpialidocious",
    "figures": "24",
    "not Latin": "大奥",
    "punctuation": "…",
    "empty": "",
    "lone surrogate": "\ud800",
}


def test_a_slug_keeps_its_poster():
    drawn = poster("Ballard", "ballard", "cold case unit")

    assert drawn == poster("Ballard", "ballard", "cold case unit")
    assert (drawn.palette, drawn.composition) == ("pine", "tide")


def test_a_new_title_keeps_palette_and_composition():
    working = poster("Untitled Renée Ballard Project", "ballard")
    final = poster("Ballard", "ballard")

    assert working.palette == final.palette
    assert working.composition == final.composition


@pytest.mark.parametrize("kind", SIZES)
@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_any_title_makes_a_poster(title, kind):
    drawn = poster(title, title, kind=kind)

    assert (drawn.width, drawn.height) == SIZES[kind]
    assert drawn.shapes
    for line in drawn.lines:
        assert line.text
        assert 0 < line.y < drawn.height


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_the_lines_of_a_title_fit_between_the_margins(title):
    drawn = poster(title, title)

    for line in drawn.lines:
        assert letter_width(line.text, line.size) <= drawn.width - 2 * MARGIN


@pytest.mark.parametrize("kind", SIZES)
def test_the_slugs_of_a_catalogue_use_every_composition_and_palette(kind):
    drawn = [poster("Title", f"slug-{number}", kind=kind) for number in range(200)]

    assert {one.composition for one in drawn} == set(COMPOSITIONS[kind])
    assert {one.palette for one in drawn} == set(PALETTES)


def test_shapes_are_in_whole_numbers():
    for number in range(40):
        for shape in poster("Title", f"slug-{number}").shapes:
            sizes = (shape.x, shape.y, shape.width, shape.height, shape.radius)
            assert all(type(size) is int for size in sizes)
            assert re.fullmatch(r"(-?\d+,-?\d+( -?\d+,-?\d+)*)?", shape.points)


def test_a_palette_is_defined_for_each_name():
    tokens = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")

    assert set(re.findall(r"\[data-palette=(\w+)\]", tokens)) == set(PALETTES)


def test_a_kind_that_has_no_size_is_refused():
    with pytest.raises(KeyError, match="sculpture"):
        poster("Ballard", "ballard", kind="sculpture")


def test_wrapping_loses_no_letter():
    for title in TITLES.values():
        assert "".join(wrap(title, 30, 120)) == "".join(title.split()) or (
            " ".join(wrap(title, 30, 120)) == " ".join(title.split())
        )


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Renée Ballard", "RB"),
        ("Mary Elizabeth Winstead", "MW"),
        ("Cher", "C"),
        ("élodie yung", "ÉY"),
        ("“Titus” Welliver", "W"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_initials_are_of_the_first_and_last_name(name, letters):
    assert initials(name) == letters
