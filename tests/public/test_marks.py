"""A value carries its mark as long as it is what its fact says."""

import re

import pytest

from catalog.models import Credit, Show, Title
from tests import builders as make

pytestmark = pytest.mark.django_db


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def row(client, path, label):
    """The row of the page under this label, as HTML."""
    html = client.get(path).content.decode()
    found = re.search(rf"<dt>{label}</dt>(.*?)</div>", html, re.DOTALL)
    return found[1] if found else ""


@pytest.fixture
def show():
    return make.a_show("Harbour")


def test_a_value_with_a_fact_shows_its_mark_and_its_passage(client, show):
    fact = make.an_accepted_fact(
        show,
        predicate="series-order",
        date="2026-03-06",
        certainty="official",
        words="Lantern has ordered Harbour.",
    )

    html = client.get("/shows/harbour/").content.decode()

    mark = (
        f'6 March 2026</time><a class="cite" href="/facts/{fact.key}/" '
        f'data-certainty="official" data-evidence="evidence-{fact.key}" '
        f'aria-label="Source 1, official">1</a>'
    )
    assert mark in html
    listed = html.partition('id="sources"')[2]
    assert f'id="evidence-{fact.key}"' in listed
    assert "<mark>Lantern has ordered Harbour.</mark>" in listed


def test_a_value_without_a_fact_shows_no_mark(client, show):
    show.rating = "TV-MA"
    show.save()

    assert "TV-MA" in row(client, "/shows/harbour/", "Rating")
    assert "cite" not in row(client, "/shows/harbour/", "Rating")


def test_a_value_edited_by_hand_loses_its_mark(client, show):
    make.an_accepted_fact(show, predicate="series-order", date="2026-03-06")
    assert "cite" in row(client, "/shows/harbour/", "Series order")

    edited = Show.objects.get(pk=show.pk)
    edited.ordered = "2026-03-07"
    edited.save()

    assert "7 March 2026" in row(client, "/shows/harbour/", "Series order")
    assert "cite" not in row(client, "/shows/harbour/", "Series order")
    assert b'id="sources"' not in client.get("/shows/harbour/").content


def test_a_title_and_a_credit_edited_by_hand_lose_their_marks(client, show):
    make.an_accepted_fact(show, predicate="working-title", text="Untitled")
    make.an_accepted_fact(
        show,
        predicate="cast",
        target=make.a_person().entry,
        job=make.a_job(),
        character=make.a_character("Captain Moss").entry,
    )
    assert client.get("/shows/harbour/").content.count(b'class="cite"') == 2

    Title.objects.update(text="Without a title")
    Credit.objects.update(character=make.a_character("Captain Rhys"))

    html = client.get("/shows/harbour/").content.decode()
    assert "Without a title" in html and "Captain Rhys" in html
    assert 'class="cite"' not in html


def test_a_fact_whose_passage_nobody_has_checked_says_so_at_its_mark(client, show):
    fact = make.an_accepted_fact(show, predicate="rating", text="TV-14")
    fact.evidence.update(checked_at=None, checked_by=None)

    assert "TV-14" in row(client, "/shows/harbour/", "Rating")
    assert 'data-state="rechecking"' in row(client, "/shows/harbour/", "Rating")


def test_an_absence_stands_where_its_value_would_with_its_date(client, show):
    make.an_accepted_fact(
        show, predicate="premiere", kind="none_announced", known_on="January 2026"
    )

    html = row(client, "/shows/harbour/", "Premiere")

    assert '<span class="unknown">none announced</span><a class="cite"' in html
    assert "as of January 2026" in html


def test_an_absence_ends_when_a_value_arrives(client, show):
    make.an_accepted_fact(show, predicate="premiere", kind="none_announced")
    make.an_accepted_fact(show, predicate="premiere", date="2026-09-01")

    html = row(client, "/shows/harbour/", "Premiere")

    assert "1 September 2026" in html and "none announced" not in html


def test_what_the_catalogue_has_no_place_for_is_on_record(client, show):
    make.an_accepted_fact(show, predicate="filming-location", text="Venice Beach")

    assert "Venice Beach</dd>" not in row(client, "/shows/harbour/", "Filming location")
    assert "cite" in row(client, "/shows/harbour/", "Filming location")


def test_a_statement_names_who_made_it(client, show):
    speaker = make.a_person("Ada Reyes")
    fact = make.an_accepted_fact(show, predicate="statement", text="It will be grand.")
    fact.evidence.get().passage.speakers.add(speaker.entry)

    for path in ("/shows/harbour/", "/people/ada-reyes/"):
        html = client.get(path).content.decode()
        assert "It will be grand." in html
        assert '<a href="/people/ada-reyes/">Ada Reyes</a></b>' in html


def test_a_credit_says_for_which_part_and_that_it_is_only_announced(client, show):
    season = make.a_season(show)
    make.an_accepted_fact(
        season,
        predicate="crew",
        target=make.a_person("Jo Wilk").entry,
        job=make.a_job("director"),
        part="episodes 1–2",
        certainty="planned",
    )

    html = client.get("/shows/harbour/").content.decode()

    assert "season 1, episodes 1–2, announced" in words(html)


def test_a_part_without_a_character_says_so(client, show):
    make.an_accepted_fact(
        show, predicate="cast", target=make.a_person().entry, job=make.a_job()
    )

    html = client.get("/shows/harbour/").content.decode()

    assert '<span class="unknown">character not announced</span>' in html


def test_marks_are_numbered_in_the_order_of_the_page(client, world):
    html = client.get(world.show.get_absolute_url()).content.decode()

    numbers = [int(n) for n in re.findall(r'class="cite"[^>]*>(\d+)</a>', html)]
    first = list(dict.fromkeys(numbers))
    listed = [
        int(n) for n in re.findall(r'<li id="evidence-[^"]+" value="(\d+)"', html)
    ]
    assert first == listed == list(range(1, len(listed) + 1))


def test_the_marks_of_an_article_open_what_it_cites(client, show):
    one = make.an_accepted_fact(show, predicate="status", text="ordered")
    two = make.an_accepted_fact(show, predicate="rating", text="TV-MA")
    edition = make.an_edition(
        body=f"First.[@{two.key}] Then.[@{one.key}]", key_points=f"- Both.[@{one.key}]"
    )

    html = client.get(edition.get_absolute_url()).content.decode()

    assert f'<li id="evidence-{one.key}" value="1">' in html
    assert f'<li id="evidence-{two.key}" value="2">' in html
    assert html.count('class="cite"') == 3


def test_an_article_without_its_kept_html_reads_the_same(client, world):
    path = world.edition.get_absolute_url()
    kept = client.get(path).content

    world.edition.rendering.delete()

    assert client.get(path).content == kept
