"""What readers are told of an article that changed, and of one that was taken back."""

import json
import re

import pytest
from django.utils.html import escape

from articles.actions.articles import revise
from articles.actions.publishing import publish, retract_article
from articles.models import FrontSlot
from tests import builders as make

pytestmark = pytest.mark.django_db


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def again(edition, *, kind="update", note="", **columns):
    """The next edition of the same article."""
    columns.setdefault("body", f"{edition.body} More.")
    article = revise(edition.article, by=None, columns=columns)
    return publish(article, by=None, kind=kind, note=note)


def data_of(html):
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(block)
    [article] = [row for row in data["@graph"] if row["@type"] == "NewsArticle"]
    return article


# --- What changed ------------------------------------------------------------------


def test_corrections_come_before_updates_and_minor_changes_are_not_told(client):
    edition = make.an_edition("Harbour is ordered")
    edition = again(edition, kind="update", note="The count is known.")
    edition = again(edition, kind="correction", note="Ten, not nine.")
    edition = again(edition, kind="minor", note="A comma for the desk.")
    edition = again(edition, kind="correction", note="Lantern, not Anchor.")

    html = page(client, edition.get_absolute_url())

    told = re.findall(
        r'<aside class="notice" data-kind="(\w+)">.*?<p>(.*?)</p>', html, re.S
    )
    kinds = [kind for kind, _ in told]
    assert kinds == ["correction", "correction", "update"]
    places = [html.index(w) for w in ("Lantern, not", "Ten, not nine", "The count is")]
    assert places == sorted(places)
    assert "A comma for the desk." not in html
    assert (
        f'<time datetime="{edition.live_from.isoformat(timespec="seconds")}">' in html
    )


def test_machines_are_told_of_corrections_and_not_of_updates(client):
    edition = make.an_edition("Harbour is ordered")
    edition = again(edition, kind="update", note="The count is known.")
    edition = again(edition, kind="correction", note="Ten, not nine.")

    [told] = data_of(page(client, edition.get_absolute_url()))["correction"]

    assert told["@type"] == "CorrectionComment"
    assert told["text"] == "Ten, not nine."


def test_a_note_is_text(client):
    edition = again(make.an_edition(), note="<b>Bold</b> & more.")

    html = page(client, edition.get_absolute_url())

    assert escape("<b>Bold</b> & more.") in html and "<b>Bold" not in html


# --- What was taken back -----------------------------------------------------------


@pytest.fixture
def retracted(world):
    FrontSlot.objects.create(order=9)
    show = world.show.entry
    edition = make.an_edition(
        "Zebraheadline of old",
        dek="Zebradek.",
        key_points="* Zebrapoint.",
        body="Zebrabody stands here.",
        about=[show],
        topics=[world.topic],
    )
    article = world.edition.article
    revised = revise(article, by=None, columns={}, lists={"related": [edition.article]})
    publish(revised, by=None, note="A link was added.")
    return retract_article(edition.article, by=None, why="It rested on a hoax.")


def test_a_retracted_article_leaves_its_headline_the_reason_and_the_date(
    client, retracted
):
    html = page(client, retracted.get_absolute_url())

    assert "<h1>Zebraheadline of old</h1>" in html
    assert "This article has been retracted." in html
    assert "It rested on a hoax." in html
    assert f'datetime="{retracted.live_from.isoformat(timespec="seconds")}"' in html
    for word in ("Zebradek", "Zebrapoint", "Zebrabody"):
        assert word not in html
    assert "noindex" not in html
    data = data_of(html)
    assert data["creativeWorkStatus"] == "Retracted"
    assert data["correction"][0]["text"] == "It rested on a hoax."


def test_a_retracted_article_is_in_no_list(client, world, retracted):
    shown = {
        path: page(client, path)
        for path in (
            "/",
            "/news/",
            world.section.get_absolute_url(),
            world.topic.get_absolute_url(),
            world.show.get_absolute_url(),
            world.edition.get_absolute_url(),
            "/search/?q=headline+of+old",
            "/search/?q=zebrabody",
            "/news/feed/",
            "/sitemap.xml",
        )
    }

    assert [path for path, text in shown.items() if "of-old" in text] == []


def test_its_history_keeps_the_notes_and_compares_nothing(client, retracted):
    path = f"{retracted.get_absolute_url()}history/"

    html = page(client, path)

    assert "Edition 1" in html and "Edition 2" in html
    assert "It rested on a hoax." in html
    assert "Zebrabody" not in html and "<form" not in html
    assert page(client, f"{path}?from=1&to=2", status=400)


def test_an_article_that_comes_back_shows_nothing_of_what_was_taken_back(
    client, retracted
):
    article = revise(retracted.article, by=None, columns={"body": "Checked anew."})
    edition = publish(article, by=None, kind="update", note="It was checked anew.")
    path = f"{edition.get_absolute_url()}history/"

    assert "Checked anew." in page(client, edition.get_absolute_url())
    assert "It rested on a hoax." in page(client, edition.get_absolute_url())
    assert "Zebrabody" not in page(client, path)
    assert "Zebrabody" not in page(client, f"{path}?from=1&to=3", status=400)
