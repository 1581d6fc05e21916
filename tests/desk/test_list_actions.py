"""The list of articles: its columns and order, and deeds on many rows at once."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from articles.actions.articles import revise
from articles.actions.reviewing import assign, submit
from articles.models import Article
from tests import builders as make
from tests.desk.review_pages import page_of
from tests.forms import read

pytestmark = pytest.mark.django_db

LIST = "admin:articles_article_changelist"
DAY = datetime.date(2026, 11, 20)


def choose(client, deed, *articles):
    """Choose rows and a deed in the list; return the page that asks."""
    chosen = [article.pk for article in articles]
    form = {"action": f"together_{deed}", "_selected_action": chosen}
    return client.post(reverse(LIST), form)


def confirm(client, deed, page, **typed):
    place = reverse("admin:articles_article_together", args=[deed])
    return client.post(place, {**read(page, "row"), **typed})


def told(client, answer):
    page = client.get(answer.url)
    return [str(message) for message in page.context["messages"]]


def rows(answer):
    return list(answer.context["cl"].result_list)


@pytest.fixture
def three():
    return [make.an_article(f"Piece {number}") for number in (1, 2, 3)]


def test_many_are_assigned_after_a_look(root, three):
    reporter = make.a_user("reporter", first_name="Cy")
    assign(three[0], to=None, due_on=DAY, by=None)

    page = choose(root, "assign", *three[:2])
    answer = confirm(root, "assign", page, to=reporter.pk)

    assert "Piece 1" in page.content.decode()
    assert "Piece 3" not in page.content.decode()
    assert told(root, answer) == ["2 articles are assigned."]
    first, second, third = Article.objects.order_by("pk")
    assert (first.assignee, first.due_on) == (reporter, DAY)
    assert (second.assignee, third.assignee) == (reporter, None)


def test_many_get_their_day_and_keep_their_people(root, three):
    reporter = make.a_user("reporter")
    assign(three[0], to=reporter, by=None)

    confirm(root, "due", choose(root, "due", *three), due_on="2026-11-20")

    assert {article.due_on for article in Article.objects.all()} == {DAY}
    assert Article.objects.get(pk=three[0].pk).assignee == reporter


def test_many_are_sent_to_review_but_those_that_cannot_be(root, three):
    empty = make.an_article("Empty", body=" ")

    answer = confirm(root, "submit", choose(root, "submit", *three, empty))

    states = dict(Article.objects.values_list("headline", "status"))
    assert states.pop("Empty") == "draft"
    assert set(states.values()) == {"in-review"}
    done, left = told(root, answer)
    assert done == "3 articles are sent to review."
    assert left == (f'Left out: <a href="{page_of(empty)}">Empty</a>. It has no text.')


@pytest.mark.parametrize(
    "change",
    [
        lambda article: revise(article, by=None, columns={"body": "Another."}),
        lambda article: submit(article, by=None),
        lambda article: assign(article, to=None, due_on=DAY, by=None),
    ],
    ids=["its text", "its status", "its day"],
)
def test_a_row_that_changed_since_is_left_out_and_the_others_are_done(
    root, three, change
):
    reporter = make.a_user("reporter")
    page = choose(root, "assign", *three)
    change(three[1])

    answer = confirm(root, "assign", page, to=reporter.pk)

    people = [article.assignee for article in Article.objects.order_by("pk")]
    assert people == [reporter, None, reporter]
    assert told(root, answer) == [
        "2 articles are assigned.",
        f'Left out: <a href="{page_of(three[1])}">Piece 2</a>. It changed since you '
        "chose it: look at it again.",
    ]


def test_what_was_typed_wrong_is_asked_again_for_the_rows_as_they_were(root, three):
    page = choose(root, "assign", *three)
    revise(three[0], by=None, columns={"body": "Another."})

    again = confirm(root, "assign", page, to="987654")
    answer = confirm(root, "assign", again, to="")

    assert "Nobody at the desk is that" in again.content.decode()
    assert told(root, answer)[0] == "2 articles are assigned."


def test_a_row_that_is_gone_is_told(root, three):
    page = choose(root, "submit", *three)
    three[2].changes.all()
    form = read(page, "row")
    form["row"] = [*form["row"][:2], "987654.0123456789ab"]

    place = reverse("admin:articles_article_together", args=["submit"])
    answer = root.post(place, form)

    assert told(root, answer) == [
        "2 articles are sent to review.",
        "Left out: 1 that you no longer see.",
    ]


@pytest.mark.parametrize(
    "row", [[], [""], ["x"], ["1" * 40], ["1"], ["1.x"], ["-1.x"]], ids=str
)
def test_rows_that_nobody_sees_are_no_fault(root, three, row):
    place = reverse("admin:articles_article_together", args=["submit"])

    answer = root.post(place, {"row": row})

    assert answer.status_code == 302
    assert {article.status for article in Article.objects.all()} == {"draft"}


def test_an_unknown_deed_is_no_page_and_a_look_alone_does_nothing(root):
    place = "admin:articles_article_together"

    assert root.get(reverse(place, args=["delete"])).status_code == 404
    assert root.get(reverse(place, args=["submit"])).status_code == 302


def test_a_reporter_assigns_nothing_to_others(client_of, three):
    reporter, other = make.a_user("reporter"), make.a_user("reporter")
    own = make.an_article("Mine", by=reporter)
    client = client_of(reporter)

    answer = confirm(
        client, "assign", choose(client, "assign", own, *three), to=other.pk
    )

    assert told(client, answer) == [
        f'Left out: <a href="{page_of(own)}">Mine</a>. Only editors assign articles '
        "to others."
    ]


def test_nothing_is_deleted_from_the_list(root, three):
    choose_page = root.get(reverse(LIST)).content.decode()

    assert "delete_selected" not in choose_page


@time_machine.travel("2026-11-21T10:00:00Z", tick=False)
def test_the_list_shows_who_has_it_when_it_is_due_and_scheduled(root, settings):
    settings.TIME_ZONE = "Europe/Paris"
    reporter = make.a_user("reporter", first_name="Cy", last_name="Moss")
    late = make.an_article("Late")
    assign(late, to=reporter, due_on=DAY, by=None)
    later = datetime.datetime(2026, 12, 1, 8, 0, 5, tzinfo=datetime.UTC)
    make.an_edition("Tomorrow", live_from=later)

    shown = root.get(reverse(LIST)).content.decode()

    assert "Cy Moss" in shown
    assert '<strong class="lost">20 Nov 2026<br>overdue</strong>' in shown
    assert "1 Dec 2026<br>09:00:05" in shown


@time_machine.travel("2026-11-21T10:00:00Z", tick=False)
def test_the_list_is_filtered_by_person_and_by_day(root, three):
    reporter = make.a_user("reporter")
    assign(three[0], to=reporter, due_on=DAY, by=None)
    assign(three[1], to=None, due_on=datetime.date(2026, 11, 25), by=None)

    def found(**filters):
        return rows(root.get(reverse(LIST), filters))

    assert found(due="overdue") == [three[0]]
    assert found(due="week") == [three[1]]
    assert found(due="none") == [three[2]]
    assert found(assigned=reporter.pk) == [three[0]]
    assert set(found(assigned="nobody")) == {three[1], three[2]}
    assert len(found(assigned="x'")) == 3


def test_ones_own_queue_has_what_is_due_soonest_first(client_of):
    reporter = make.a_user("reporter")
    days = [None, datetime.date(2026, 12, 9), datetime.date(2026, 12, 1)]
    articles = [make.an_article(by=reporter) for _ in days]
    for article, day in zip(articles, days, strict=True):
        assign(article, to=reporter, due_on=day, by=None)

    shown = client_of(reporter).get(reverse(LIST), {"mine": "yes"})

    assert rows(shown) == [articles[2], articles[1], articles[0]]
