"""The buttons of the review: who sees them, what they do, and why they refuse."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from articles.actions.articles import revise
from articles.actions.comments import comment
from articles.actions.publishing import publish
from articles.actions.reviewing import approve, assign, reopen, send_back, submit
from articles.models import Article, Change, Edition
from tests import builders as make
from tests.desk.review_pages import buttons, page_of, press, refusals
from tests.rows import every_row

pytestmark = pytest.mark.django_db

ROLES = ("reporter", "checker", "editor", "producer")


def status(article):
    return Article.objects.get(pk=article.pk).status


def in_state(state, *, by=None):
    """Return an article of that person's in that state."""
    article = make.an_article("Harbour is ordered", by=by)
    if state != "draft":
        article = submit(article, by=None)
    if state in ("ready", "published"):
        article = approve(article, by=None)
    if state == "published":
        publish(article, by=None)
    return Article.objects.get(pk=article.pk)


DONE = {
    "submit": ("draft", {}, "in-review"),
    "withdraw": ("in-review", {}, "draft"),
    "approve": ("in-review", {}, "ready"),
    "send-back": ("in-review", {"why": "Who says so?"}, "draft"),
    "reopen": ("published", {}, "draft"),
}
EDITORS_ALONE = {"approve", "send-back", "reopen"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("deed", DONE)
def test_each_move_is_made_by_those_whose_role_allows_it(client_of, deed, role):
    before, typed, after = DONE[deed]
    user = make.a_user(role)
    article = in_state(before, by=user)

    answer = press(client_of(user), article, deed, **typed)

    is_editor = role in ("editor", "producer")
    if deed in EDITORS_ALONE and not is_editor:
        assert status(article) == before
        assert "Your role does not allow you" in refusals(answer)[0]
    else:
        assert status(article) == after
        assert answer.url == f"{page_of(article)}#review"
        last = Change.objects.filter(article=article).order_by("-pk")[0]
        assert last.by == user


@pytest.mark.parametrize("role", ["reporter", "checker"])
@pytest.mark.parametrize("deed", DONE)
def test_nobody_moves_what_is_somebody_elses(client_of, deed, role):
    before, typed, _ = DONE[deed]
    article = in_state(before, by=make.a_user("reporter"))
    rows = every_row()

    press(client_of(make.a_user(role)), article, deed, **typed)

    assert status(article) == before
    assert every_row() == rows


def seen_by_author_and_editor(client_of, article, author):
    editor = client_of(make.a_user("editor"))
    return (
        buttons(client_of(author).get(page_of(article))),
        buttons(editor.get(page_of(article))),
    )


@pytest.mark.parametrize(
    ("state", "author_sees", "editor_sees"),
    [
        ("draft", {"submit", "assign"}, {"submit", "assign"}),
        ("in-review", {"withdraw", "assign"}, {"approve", "send-back", "assign"}),
        ("ready", {"assign"}, {"send-back", "assign"}),
        ("published", {"assign"}, {"reopen", "assign"}),
    ],
)
def test_a_button_is_shown_where_role_and_state_have_it(
    client_of, state, author_sees, editor_sees
):
    author = make.a_user("reporter")
    article = in_state(state, by=author)

    own, editors = seen_by_author_and_editor(client_of, article, author)

    assert own.keys() == author_sees
    assert editors.keys() == editor_sees
    assert all(own.values())
    assert all(editors.values())


def test_a_button_that_cannot_be_pressed_says_why_and_where(client_of):
    article = in_state("in-review", by=make.a_user("reporter"))
    comment(article, by=None, text="Who says so?")

    shown = client_of(make.a_user("editor")).get(page_of(article))

    assert buttons(shown)["approve"] is False
    place = f"{page_of(article)}#comments"
    told = f'1 comment is open: resolve it first. <a href="{place}">Go there</a>'
    assert told in shown.content.decode()


def test_an_empty_text_is_not_sent_to_review(client_of):
    author = make.a_user("reporter")
    article = make.an_article(by=author, body=" ")

    shown = client_of(author).get(page_of(article))
    refused = press(client_of(author), article, "submit")

    assert buttons(shown)["submit"] is False
    assert refused.context["review"].refused == (
        ("It has no text.", f"{page_of(article)}#id_body"),
    )
    assert status(article) == "draft"


def test_four_eyes_approve(client_of, settings):
    settings.FOUR_EYES = True
    author = make.a_user("editor")
    article = in_state("in-review", by=author)

    shown = client_of(author).get(page_of(article))
    refused = press(client_of(author), article, "approve")
    press(client_of(make.a_user("editor")), article, "approve")

    assert buttons(shown)["approve"] is False
    told = "You wrote it yourself: somebody else must approve it."
    # Whom to ask is a matter of assigning it.
    place = f"{page_of(article)}#assign"
    assert refused.context["review"].refused == ((told, place),)
    assert status(article) == "ready"


def test_who_sends_back_without_a_reason_is_asked_for_it(client_of):
    article = in_state("in-review")

    answer = press(client_of(make.a_user("editor")), article, "send-back", why=" ")

    told = (("Say why it is sent back.", ""),)
    assert answer.context["review"].refused == told
    assert '<details class="move" id="send-back" open>' in answer.content.decode()
    assert status(article) == "in-review"


def test_the_author_reads_why_it_was_sent_back_until_it_goes_on(client_of):
    author = make.a_user("reporter")
    article = in_state("in-review", by=author)
    editor = make.a_user("editor", first_name="Ada", last_name="Reyes")
    send_back(article, by=editor, why="Who says so?")

    shown = client_of(author).get(page_of(article)).content.decode()
    submit(article, by=author)
    later = client_of(author).get(page_of(article)).content.decode()

    assert "Sent back by Ada Reyes" in shown
    assert "<p>Who says so?</p>" in shown
    assert "Sent back by" not in later


@pytest.mark.parametrize("deed", ["submit", "withdraw", "approve", "send-back"])
def test_a_deed_on_a_text_that_changed_since_is_refused(client_of, deed):
    before, typed, _ = DONE[deed]
    editor = make.a_user("editor")
    article = in_state(before, by=editor)
    other = make.a_user("editor", first_name="Bo", last_name="Lind")
    revise(article, by=other, columns={"body": "Another text."})

    answer = press(client_of(editor), article, deed, seen=1, **typed)

    assert status(article) == before
    assert refusals(answer) == [
        "Somebody changed the article since you opened it: look at it again.",
        "Bo Lind changed it last: body.",
    ]
    shown = answer.content.decode()
    assert "Another text." in shown
    assert 'name="seen" value="2"' in shown
    assert typed.get("why", "") in shown


@pytest.mark.parametrize("seen", ["", "x", "0", "99", "1' OR 1=1"])
def test_a_page_that_does_not_say_what_it_showed_does_nothing(root, seen):
    article = in_state("in-review")

    answer = press(root, article, "approve", seen=seen)

    assert "since you opened it" in refusals(answer)[0]
    assert status(article) == "in-review"


def test_an_unknown_button_is_no_fault(root):
    article = in_state("draft")
    rows = every_row()

    answer = press(root, article, "delete-everything")

    assert refusals(answer) == ["There is no such button: try again."]
    assert every_row() == rows


def test_pressing_a_button_saves_nothing_of_the_form(root):
    article = in_state("draft")

    root.post(page_of(article), {"_deed": "submit", "seen": 1, "headline": "Other"})

    article.refresh_from_db()
    assert (article.headline, article.status) == ("Harbour is ordered", "in-review")


def test_a_published_article_with_a_schedule_is_not_reopened(client_of):
    later = datetime.datetime(2040, 1, 1, tzinfo=datetime.UTC)
    article = make.an_edition(live_from=later).article
    editor = client_of(make.a_user("editor"))

    answer = press(editor, article, "reopen")

    assert buttons(editor.get(page_of(article)))["reopen"] is False
    assert refusals(answer) == ["An edition is scheduled: cancel the schedule first."]


def test_an_article_is_assigned_with_its_day(client_of):
    article, reporter = in_state("draft"), make.a_user("reporter", first_name="Cy")
    editor = client_of(make.a_user("editor"))

    answer = press(
        editor, article, "assign", to=reporter.pk, due_on="2026-12-24", was="|"
    )

    article.refresh_from_db()
    assert answer.url == f"{page_of(article)}#review"
    assert (article.assignee, article.due_on) == (
        reporter,
        datetime.date(2026, 12, 24),
    )
    shown = editor.get(page_of(article)).content.decode()
    assert "<dd>Cy</dd>" in shown
    assert "24 December 2026" in shown


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"to": "987654", "due_on": "2026-12-24"}, "to", "Nobody at the desk is that"),
        ({"to": "x", "due_on": "2026-12-24"}, "to", "Nobody at the desk is that"),
        ({"to": "x\0", "due_on": "2026-12-24"}, "to", "Null characters"),
        ({"to": "", "due_on": "soon"}, "due_on", "Enter a valid date"),
        ({"to": "", "due_on": "2026-02-30"}, "due_on", "Enter a valid date"),
    ],
)
def test_an_assignment_to_nobody_known_keeps_what_was_typed(root, typed, field, told):
    article = in_state("draft")

    answer = press(root, article, "assign", was="|", **typed)

    form = next(
        deed.form for deed in answer.context["review"].deeds if deed.key == "assign"
    )
    assert told in str(form.errors[field])
    assert typed["due_on"] in answer.content.decode()
    assert Article.objects.get().assignee is None


def test_nobody_assigns_over_an_assignment_they_have_not_seen(root):
    article, reporter = in_state("draft"), make.a_user("reporter", name="cy")
    assign(article, to=reporter, by=None)

    answer = press(root, article, "assign", to="", was="|")

    assert refusals(answer) == [
        "Somebody assigned it since you opened it: to cy, due on no day."
    ]
    assert f'name="assign-was" value="{reporter.pk}|"' in answer.content.decode()
    assert Article.objects.get().assignee == reporter


def test_a_reporter_gives_their_share_up_and_is_led_to_the_list(client_of):
    reporter = make.a_user("reporter")
    article = in_state("draft", by=make.a_user("reporter"))
    assign(article, to=reporter, by=None)

    answer = press(client_of(reporter), article, "assign", to="", was=f"{reporter.pk}|")

    assert answer.url == reverse("admin:articles_article_changelist")
    assert Article.objects.get().assignee is None


@time_machine.travel("2026-11-21T10:00:00Z", tick=False)
def test_where_it_stands_is_seen_at_a_glance(client_of):
    author = make.a_user("reporter", first_name="Cy", last_name="Moss")
    article = in_state("in-review", by=author)
    assign(article, to=author, due_on=datetime.date(2026, 11, 20), by=None)

    shown = client_of(author).get(page_of(article))

    review, page = shown.context["review"], shown.content.decode()
    now = [(step.label, step.is_now) for step in review.steps]
    assert now == [
        ("Draft", False),
        ("In review", True),
        ("Ready", False),
        ("Published", False),
    ]
    assert "20 November 2026, overdue" in page
    assert page.count("Cy Moss") >= 2
    assert 'aria-current="step">In review' in page


def test_who_reads_and_does_not_write_gets_a_text_and_no_boxes(client_of):
    fact = make.an_accepted_fact(predicate="premise", text="It is set in a port.")
    body = f"## What is known\n\nIt is **set** in a port.[@{fact.key}] <b>No</b>."
    article = submit(make.an_article(body=body), by=None)

    shown = client_of(make.a_user("checker")).get(page_of(article)).content.decode()

    assert "<h2>What is known</h2>" in shown
    assert "It is <strong>set</strong> in a port." in shown
    assert "&lt;b&gt;No&lt;/b&gt;" in shown
    assert f'href="/facts/{fact.key}/"' in shown
    assert 'name="body"' not in shown


def test_a_reopened_article_keeps_its_edition(root):
    article = in_state("published")

    reopen(article, by=None)
    shown = root.get(page_of(article)).content.decode()

    assert "edition 1</a> since" in shown
    assert Edition.objects.count() == 1


def test_a_section_that_was_deleted_meanwhile_is_told(root):
    article, gone = in_state("draft"), make.a_section("Old news")
    number = gone.pk
    gone.delete()

    answer = root.post(
        page_of(article),
        {
            "headline": "Typed",
            "slug": article.slug,
            "byline": "The desk",
            "body": "It is.",
            "section": number,
            "editions-TOTAL_FORMS": 0,
            "editions-INITIAL_FORMS": 0,
        },
    )

    assert answer.status_code in (200, 409)
    assert 'value="Typed"' in answer.content.decode()
    article.refresh_from_db()
    assert article.headline == "Harbour is ordered"
