"""Search answers whatever is asked."""

import re
from urllib.parse import quote

import pytest

from articles.models import Masthead
from newsroom.public.search import snippet, spans
from tests import builders as make

pytestmark = pytest.mark.django_db


def found(client, asked, **more):
    html = client.get("/search/", {"q": asked, **more}).content.decode()
    return re.findall(r'<h3><a href="([^"]+)">', html)


def test_plain_letters_find_a_name_with_accents(client):
    make.a_character("Renée Ballard")

    assert found(client, "renee") == ["/characters/renee-ballard/"]
    assert found(client, "RENÉE  ballard") == ["/characters/renee-ballard/"]


def test_the_title_asked_for_comes_first(client):
    make.a_person("Abel Harbour")
    make.a_show("Harbour Nights")
    make.a_show("Harbour")

    assert found(client, "harbour") == [
        "/shows/harbour/",
        "/shows/harbour-nights/",
        "/people/abel-harbour/",
    ]


def test_an_article_is_found_by_its_words_and_shows_them_marked(client):
    make.an_edition("An order", body="## News\n\nThe *Étoile* **sails** at dawn.")

    html = client.get("/search/?q=etoile").content.decode()

    assert "<mark>Étoile</mark> sails at dawn." in html
    assert "##" not in html and "**" not in html


def test_a_source_is_found_by_its_headline(client):
    snapshot = make.a_snapshot(headline="Lantern orders Harbour")

    assert found(client, "lantern orders") == [snapshot.story.get_absolute_url()]


def test_nothing_asked_shows_the_hint(client):
    make.a_masthead()

    html = client.get("/search/").content.decode()

    assert Masthead.objects.get().search_hint in html


def test_nothing_found_says_so(client):
    make.a_masthead()
    make.a_show("Harbour")

    html = client.get("/search/?q=zzz").content.decode()

    assert Masthead.objects.get().no_results in html


HOSTILE = {
    "nul": "\0",
    "nul within": "har\0bour",
    "percent": "%",
    "underscore": "_",
    "quotes": "'\";--",
    "brackets": "<script>alert(1)</script>",
    "backslashes": "\\\\",
    "marks alone": "\u0301\u0301",
    "invisible": "\u200b\ufeff",
    "right to left": "\u202eharbour",
    "an emoji": "😀",
    "very long": "harbour " * 5000,
    "one long word": "x" * 100_000,
    "white space": " \t\n ",
}


@pytest.mark.parametrize("asked", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_is_asked_is_answered(client, asked):
    make.a_show("Harbour")

    response = client.get("/search/", {"q": asked})

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_bytes_that_are_no_text_are_answered(client):
    assert client.get("/search/?q=%ff%fe%ed%a0%80").status_code == 200


def test_a_sign_that_stands_for_any_letter_finds_itself_alone(client):
    make.a_show("Harbour")
    make.a_show("100% Harbour")

    assert found(client, "%") == ["/shows/100-harbour/"]


PAGES = {"0": 404, "-1": 200, "x": 200, "2": 200, "3": 404, "99999999": 200, "²": 200}


@pytest.mark.parametrize(("page", "status"), PAGES.items(), ids=map(quote, PAGES))
def test_a_wrong_page_number_is_no_error(client, page, status):
    for number in range(21):
        make.a_person(f"Harbour {number}")

    assert client.get("/search/", {"q": "harbour", "page": page}).status_code == status


def test_results_go_on_on_the_next_page(client):
    for number in range(21):
        make.a_person(f"Harbour {number:02}")

    first, second = found(client, "harbour"), found(client, "harbour", page=2)

    assert len(first) == 20 and second == ["/people/harbour-20/"]
    html = client.get("/search/?q=harbour").content.decode()
    assert 'href="/search/?q=harbour&amp;page=2" rel="next"' in html


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Renée sails", "renee", ["Renée"]),
        ("Rene\u0301e sails", "renee", ["Rene\u0301e"]),
        ("Straße und Strasse", "strasse", ["Straße", "Strasse"]),
        ("ﬁlm and film", "film", ["ﬁlm", "film"]),
        ("a harbour, harbours", "harbour bour", ["harbour", "harbour"]),
        ("nothing", "harbour", []),
    ],
)
def test_every_place_is_found_in_the_text_as_it_stands(text, words, marked):
    assert [text[start:end] for start, end in spans(text, words)] == marked


def test_a_snippet_is_cut_at_words_around_the_first_match():
    text = "word " * 100 + "harbour " + "word " * 100

    pieces = snippet(text, "harbour")

    assert [p.text for p in pieces if p.is_match] == ["harbour"]
    whole = "".join(p.text for p in pieces)
    assert whole.startswith("… word") and whole.endswith("word …")
    assert len(whole) < 200
