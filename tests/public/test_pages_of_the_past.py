"""Pages as of a day: what was known then, and nothing of what came later."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.actions.evidence import attach
from articles.actions.facts import accept, propose
from articles.actions.replacing import replace
from articles.actions.sources import quote_passage
from catalog.models import Entry
from tests import builders as make

pytestmark = pytest.mark.django_db

DAY = "2024-01-31"


def known(entry, *, on, published=None, accepted=True, **claim):
    """An accepted fact from a story of that day."""
    words = f"On {on} somebody said what is behind {claim['predicate']}"
    snapshot = make.a_snapshot(
        f"{words} ({sorted(map(str, claim.items()))}).",
        published=published or on,
        headline=f"The report of {on}",
    )
    subject = Entry.objects.get(pk=entry.pk)
    fact = propose(subject=subject, by=None, known_on=on, **claim)
    attach(fact, quote_passage(snapshot, words, by=None), by=None)
    return accept(fact, by=None) if accepted else fact


class Story:
    """A show that got its title, its lead and its premiere after the day."""

    def __init__(self):
        self.show = make.a_show("Zanzibar")
        self.season = make.a_season(self.show, 1)
        self.later = make.a_season(self.show, 2)
        self.person = make.a_person("Quincy Lead")
        self.producer = make.a_person("Paula Producer")
        self.character = make.a_character("Captain Moss")
        show = self.show
        known(show, on="2023-11-17", predicate="working-title", text="Untitled Moss")
        ordered = known(show, on="2023-11-17", predicate="status", text="ordered")
        self.rating = known(show, on="2023-11-17", predicate="rating", text="TV-14")
        known(
            show,
            on="2023-12-01",
            predicate="crew",
            target=self.producer.entry,
            job=make.a_job("producer"),
            character=None,
        )
        known(self.season, on="2023-12-01", predicate="episodes-ordered", number=8)
        known(show, on="2024-01-31", predicate="premiere", kind="none_announced")
        known(show, on="2025-03-01", predicate="title", text="Zanzibar")
        filming = known(
            show, on="2025-03-01", predicate="status", text="filming", accepted=False
        )
        replace(ordered, filming, how="development", by=None)
        right = known(
            show, on="2025-03-01", predicate="rating", text="TV-MA", accepted=False
        )
        replace(self.rating, right, how="correction", by=None, why="Misread.")
        known(show, on="2025-05-05", predicate="premiere", date="2025-07-09")
        known(
            show,
            on="2025-03-01",
            predicate="cast",
            target=self.person.entry,
            job=make.a_job(),
            character=self.character.entry,
        )
        known(self.later, on="2025-08-01", predicate="episodes-ordered", number=12)


@pytest.fixture
def story():
    return Story()


def read(client, path, day=DAY):
    """The page of that day, without the list of days to choose from."""
    response = client.get(path, {"as_of": day})
    assert response.status_code == 200
    return re.sub(
        r'<form class="days".*?</form>', "", response.content.decode(), flags=re.S
    )


def texts(html):
    return re.sub(r"<[^>]*>", " ", html)


LATER = ("Zanzibar", "Quincy", "filming", "TV-MA", "2025", "9 July", "eason 2")


@pytest.mark.parametrize("tail", ["", "known/", "season-1/"])
def test_a_page_of_the_past_tells_nothing_that_came_later(client, story, tail):
    html = read(client, story.show.get_absolute_url() + tail)

    said = texts(html)
    assert [token for token in LATER if token in said] == []
    assert "Untitled Moss" in said


def test_a_page_of_the_past_shows_what_was_known_then(client, story):
    said = texts(read(client, story.show.get_absolute_url()))

    for token in ("As known on 31 January 2024", "ordered", "Paula Producer", "TV-14"):
        assert token in said
    assert "none announced" in said


def test_what_was_found_wrong_since_says_so(client, story):
    url, note = story.show.get_absolute_url(), '<span class="note">later found wrong'

    assert note in read(client, url)
    assert note not in read(client, url, "2025-03-02")


def test_a_show_without_a_title_yet_says_that(client, story):
    html = read(client, story.show.get_absolute_url(), "2023-01-01")

    assert "<h1>Title not known</h1>" in html


@pytest.mark.parametrize("who", ["person", "character", "producer"])
def test_people_and_characters_of_the_past_name_works_as_they_were(client, story, who):
    html = read(client, getattr(story, who).get_absolute_url())

    assert "Zanzibar" not in texts(html)
    assert ("Untitled Moss" in html) == (who == "producer")


def test_people_have_their_credits_on_a_later_day(client, story):
    html = read(client, story.person.get_absolute_url(), "2025-03-02")

    assert "Zanzibar" in texts(html)
    assert "Captain Moss" in texts(html)


def test_a_page_of_the_past_is_for_no_search_engine(client, story):
    url = story.show.get_absolute_url()

    html = read(client, url)

    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="http://testserver{url}">' in html
    assert "TVSeries" not in html


@pytest.mark.parametrize(
    "asked", ["yesterday", "2024-13-01", "2024-02-30", "20240131", "2024", "٢٠٢٤"]
)
def test_a_bad_date_gets_a_plain_message(client, story, asked):
    response = client.get(story.show.get_absolute_url(), {"as_of": asked})

    assert response.status_code == 400
    assert "<h1>No such day</h1>" in response.content.decode()


def test_a_day_to_come_is_today(client, story):
    url = story.show.get_absolute_url()

    html = read(client, url, "9999-01-01")

    assert "<h1>Zanzibar</h1>" in html
    assert "As known on" not in html


def test_the_days_on_which_something_changed_can_be_chosen(client, story):
    html = client.get(story.show.get_absolute_url()).content.decode()

    days = re.findall(r'<option value="([^"]+)"', html)
    assert {"2023-11-17", "2024-01-31", "2025-03-01", "2025-05-05"} <= set(days)
    assert days == sorted(days, reverse=True)


def test_a_page_of_the_past_costs_the_same_however_much_is_known(story):
    paths = [
        story.show.get_absolute_url(),
        f"{story.show.get_absolute_url()}known/",
        story.season.get_absolute_url(),
        story.person.get_absolute_url(),
        story.character.get_absolute_url(),
    ]
    few = [_cost(path) for path in paths]

    for n in range(60):
        known(story.show, on="2023-12-24", predicate="premise", text=f"Premise {n}")

    assert [_cost(path) for path in paths] == few
    assert max(few) <= 15


def _cost(path):
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path, {"as_of": DAY}).status_code == 200
    return len(queries)
