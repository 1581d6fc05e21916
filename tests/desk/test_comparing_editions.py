"""Two editions of an article, or one and the working copy, part by part."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.actions.articles import revise
from articles.actions.publishing import cancel, publish
from articles.comparing import changed_parts
from articles.models import Topic
from tests import builders as make

pytestmark = pytest.mark.django_db

PARAGRAPHS = [f"Paragraph {number} says nothing new." for number in range(9)]


@pytest.fixture
def article():
    return make.an_edition("Harbour moves", body="It was ordered on Friday.").article


def page_of(article, query=""):
    return reverse("admin:articles_article_compare", args=[article.pk]) + query


def second(article, **columns):
    lists = {n: columns.pop(n) for n in ("topics", "about", "related") if n in columns}
    article = revise(article, by=None, columns=columns, lists=lists)
    return publish(article, by=None, note="What changed.")


def parts(answer):
    return {
        part.name: [(s.kind, s.text) for s in part.stretches]
        for part in answer.context["changed"]
    }


def test_the_newest_edition_stands_beside_the_draft(root, article):
    revise(article, by=None, columns={"body": "It was ordered on Monday."})

    answer = root.get(page_of(article))

    assert (answer.context["old"].value, answer.context["new"].value) == ("1", "draft")
    assert parts(answer) == {
        "body": [
            ("same", "It was ordered on "),
            ("gone", "Friday."),
            ("new", "Monday."),
        ]
    }


def test_where_the_draft_has_nothing_new_the_last_two_editions_are_compared(
    root, article
):
    second(article, headline="Harbour stays")
    then = datetime.datetime(2126, 5, 3, tzinfo=datetime.UTC)
    later = publish(article, by=None, note="Later.", live_from=then)
    cancel(later, by=None)

    answer = root.get(page_of(article))

    assert (answer.context["old"].value, answer.context["new"].value) == ("1", "2")
    assert set(parts(answer)) == {"headline"}
    assert "as the newest edition does" in answer.content.decode()


def test_any_two_are_compared_in_either_direction(root, article):
    second(article, headline="Harbour stays")
    third = second(article, headline="Harbour leaves")

    forth = parts(root.get(page_of(third.article, "?old=1&new=3")))
    back = parts(root.get(page_of(third.article, "?old=3&new=1")))

    assert forth["headline"][1:] == [("gone", "moves"), ("new", "leaves")]
    assert back["headline"][1:] == [("gone", "leaves"), ("new", "moves")]


def test_every_part_is_compared(root, article, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    show = make.a_show()
    second(
        article,
        headline="Harbour stays",
        dek="A dek.",
        key_points="- A point.",
        body="Another text.",
        byline="By somebody",
        slug="another-address",
        section=make.a_section("Reviews"),
        hero=make.a_picture(show),
        topics=[Topic.objects.create(slug="casting", name="Casting")],
        about=[show.entry],
        related=[make.an_edition().article],
    )

    answer = root.get(page_of(article, "?old=1&new=2"))

    changed = parts(answer)
    assert answer.context["same"] == []
    assert changed["section"] == [("gone", "News"), ("new", "Reviews")]
    assert changed["topics"] == [("new", "Casting")]
    assert changed["hero"] == [("new", "A pier")]
    assert len(changed) == 11


def test_what_is_far_from_changes_is_folded(article):
    body = "\n\n".join(PARAGRAPHS)
    old = make.an_edition(body=body)
    new = second(old.article, body=body.replace("4 says", "four says"))

    [part] = changed_parts(old, new)

    assert [s.is_folded for s in part.stretches].count(True) == 2
    shown = "".join(s.text for s in part.stretches if not s.is_folded)
    assert "Paragraph 3" in shown
    assert "Paragraph 5" in shown
    assert "Paragraph 1" not in shown
    for side, text in (("new", old.body), ("gone", new.body)):
        assert "".join(s.text for s in part.stretches if s.kind != side) == text


def test_line_breaks_of_a_browser_are_no_change(article):
    old = make.an_edition(body="One.\n\nTwo.")
    new = second(old.article, body="One.\r\n\r\nTwo.\r\n\r\nThree.")

    [part] = changed_parts(old, new)

    assert [(s.kind, s.text.strip()) for s in part.stretches if s.text.strip()] == [
        ("same", "One.\n\nTwo."),
        ("new", "Three."),
    ]


@pytest.mark.parametrize(
    "query", ["?old=9", "?new=9", "?old=x", "?old=", "?new=²", "?old=1&new=-1"]
)
def test_an_edition_that_is_not_there_is_told(root, article, query):
    assert root.get(page_of(article, query)).status_code == 404


def test_without_an_edition_there_is_nothing_to_compare(root):
    answer = root.get(page_of(make.an_article()))

    assert "Nothing is published yet" in answer.content.decode()


def test_the_same_on_both_sides_is_said(root, article):
    assert "Nothing differs" in root.get(page_of(article)).content.decode()
    same = root.get(page_of(article, "?old=1&new=1"))
    assert "Choose two of them" in same.content.decode()


@time_machine.travel("2026-05-01T12:00Z", tick=False)
def test_a_schedule_and_a_cancelled_edition_are_called_so(root):
    article = make.an_edition().article
    live_from = datetime.datetime(2026, 5, 3, 12, tzinfo=datetime.UTC)
    edition = publish(article, by=None, note="More.", live_from=live_from)
    waiting = root.get(page_of(article)).content.decode()
    cancel(edition, by=None)

    called_off = root.get(page_of(article)).content.decode()

    assert ", scheduled</option>" in waiting
    assert ", cancelled</option>" in called_off


def test_who_may_not_read_the_article_compares_nothing(client_of):
    draft = make.an_article()
    plain = client_of(make.a_user())
    reporter = client_of(make.a_user("reporter"))

    assert reporter.get(page_of(draft)).status_code == 404
    assert plain.get(page_of(draft)).status_code in (403, 404)
    assert client_of(make.a_user("editor")).get("/admin/articles/article/9/compare/")


def test_two_long_editions_cost_few_queries(root, article):
    for number in range(5):
        article = second(article, body=f"Text {number}.").article

    with CaptureQueriesContext(connection) as queries:
        root.get(page_of(article, "?old=2&new=5"))

    assert len(queries) <= 15


def test_the_article_and_the_list_of_editions_lead_there(root, article):
    second(article, headline="Harbour stays")

    change = reverse("admin:articles_article_change", args=[article.pk])
    editions = root.get(reverse("admin:articles_edition_changelist"))

    assert f'href="{page_of(article)}"' in root.get(change).content.decode()
    assert f"{page_of(article)}?old=1&amp;new=2" in editions.content.decode()
