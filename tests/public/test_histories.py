"""What readers got of an article, and what changed from one edition to another."""

import datetime
import re

import pytest
import time_machine
from django.utils import timezone

from articles.actions.articles import revise
from articles.actions.publishing import cancel, publish
from tests import builders as make

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def article():
    """Three editions: nine episodes, ten episodes, ten and a half sentence less."""
    edition = make.an_edition(
        "Harbour is ordered", body="One stays.\n\nNine episodes.\n\nTwo stays."
    )
    article = edition.article
    for body, kind, note in (
        ("One stays.\n\nTen episodes.\n\nTwo stays.", "correction", "Ten, not nine."),
        ("One stays.\n\nTen episodes.", "minor", "Zebranote for the desk."),
    ):
        article = revise(article, by=None, columns={"body": body})
        publish(article, by=None, kind=kind, note=note)
    return article


def history(client, query="", status=200):
    response = client.get(
        f"/news/{timezone.now().year}/harbour-is-ordered/history/{query}"
    )
    assert response.status_code == status
    return response.content.decode()


def words(html):
    """What the comparison says is gone and new."""
    hidden = re.sub(r'<span class="visually-hidden">.*?</span>', "", html)
    gone, new = (re.findall(f"<{tag}>(.*?)</{tag}>", hidden) for tag in ("del", "ins"))
    return [text.strip() for text in gone], [text.strip() for text in new]


def test_the_editions_are_listed_with_kind_and_note(client, article):
    html = history(client)

    assert html.index("Edition 3") < html.index("Edition 2") < html.index("Edition 1")
    assert "First edition" in html and "Correction" in html and "Minor change" in html
    assert "Ten, not nine." in html


def test_a_minor_change_is_told_without_its_note(client, article):
    assert "Zebranote" not in history(client)


def test_the_newest_is_compared_with_the_one_before(client, article):
    assert words(history(client)) == (["Two stays."], [])


@pytest.mark.parametrize(
    ("query", "gone", "new"),
    [
        ("?from=1&to=2", ["Nine"], ["Ten"]),
        ("?to=2", ["Nine"], ["Ten"]),
        ("?from=2", ["Two stays."], []),
        ("?from=1&to=3", ["Nine", "Two stays."], ["Ten"]),
        ("?from=2&to=1", ["Ten"], ["Nine"]),
    ],
)
def test_any_two_are_compared_word_by_word(client, article, query, gone, new):
    html = history(client, query)

    assert words(html) == (gone, new)
    assert '<meta name="robots" content="noindex">' in html


def test_what_is_gone_and_new_is_said_in_words_too(client, article):
    html = history(client, "?to=2")

    assert "[taken out: </span>Nine" in html and "[put in: </span>Ten" in html


@pytest.mark.parametrize(
    "query",
    [
        "?from=0",
        "?from=1&to=9",
        "?from=2&to=2",
        "?to=1",
        "?from=x",
        "?to=-1",
        "?to=",
        "?from=%00",
        "?from=1&to=99999999999999999999",
        "?to=%D9%A2",
    ],
)
def test_editions_that_are_not_there_are_refused_in_plain_words(client, article, query):
    html = history(client, query, status=400)

    assert "No such editions" in html
    assert 'href="/news/' in html


def test_marks_and_signs_are_left_out(client):
    fact = make.an_accepted_fact()
    edition = make.an_edition(
        "Harbour is ordered", body=f"**Nine** it is.[@{fact.key}]"
    )
    article = revise(
        edition.article, by=None, columns={"body": f"*Ten* it is. [@{fact.key}]"}
    )
    publish(article, by=None, note="Ten.")

    html = history(client)

    assert words(html) == (["Nine"], ["Ten"])
    assert fact.key not in html and "**" not in html


def test_a_changed_headline_and_byline_are_shown(client):
    edition = make.an_edition("Harbour is orderd", slug="harbour-is-ordered")
    columns = {"headline": "Harbour is ordered", "byline": "By Ada Reyes"}
    publish(revise(edition.article, by=None, columns=columns), by=None, note="A name.")

    gone, new = words(history(client))

    assert gone == ["orderd", "The desk"] and new == ["ordered", "By Ada Reyes"]


def test_what_is_scheduled_or_cancelled_is_not_part_of_it(client, article):
    article = revise(article, by=None, columns={"body": "Zebrabody."})
    soon = timezone.now() + DAY
    edition = publish(article, by=None, note="Zebranext.", live_from=soon)

    before = history(client)
    refused = history(client, f"?to={edition.number}", status=400)
    cancel(edition, by=None)
    with time_machine.travel(soon + DAY, tick=False):
        after = history(client)

    assert before == after
    assert "zebra" not in (before + refused + after).lower()


def test_an_old_address_leads_to_the_history_of_today(client, article):
    columns = {"slug": "harbour-returns"}
    edition = publish(
        revise(article, by=None, columns=columns), by=None, note="A name."
    )

    response = client.get("/news/1999/harbour-is-ordered/history/?from=1&to=2&x=y")

    assert response.status_code == 301
    assert response["Location"] == f"{edition.get_absolute_url()}history/?from=1&to=2"
