"""Comments on what is selected, moments told while they are typed, keyboard alone."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.comments import comment
from articles.actions.previews import make_preview_link
from articles.actions.reviewing import approve, submit
from articles.models import Article, Comment, Edition
from tests import builders as make
from tests.desk.review_pages import page_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = "Harbour was *ordered*. It is set in a port.\n\nMore will be known."


@pytest.fixture
def page_of_user(live_server, browser):
    """Returns a function that opens a page of somebody; it must complain of nothing."""
    complaints, contexts = [], []

    def sign_in(user, width=1280):
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"].value
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}
        )
        contexts.append(context)
        context.add_cookies(
            [{"name": "sessionid", "value": cookie, "url": live_server.url}]
        )
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: (
                said.type in ("error", "warning") and complaints.append(said.text)
            ),
        )
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def article(db):
    return submit(make.an_article("Harbour", body=BODY), by=None)


def test_a_sentence_is_commented_by_selecting_it_in_the_text(page_of_user, article):
    page = page_of_user(make.a_user("editor"))
    page.goto(page_of(article))

    page.locator("#id_body").evaluate(
        "field => { field.focus(); field.setSelectionRange(26, 40); }"
    )
    page.get_by_role("button", name="Comment on this").click()
    page.keyboard.type("Which port?")
    page.get_by_role("button", name="Make the comment").click()
    page.wait_for_url("**#comments")

    made = Comment.objects.get()
    assert (made.sentence, made.text) == ("It is set in a port.", "Which port?")


def test_a_checker_comments_on_what_they_read_with_the_keyboard(page_of_user, article):
    page = page_of_user(make.a_user("checker"), width=390)
    page.goto(page_of(article))

    page.evaluate(
        "() => { const text = document.querySelector('[data-readable] em').firstChild;"
        "document.getSelection().selectAllChildren(text.parentNode); }"
    )
    page.keyboard.press("Control+Alt+m")
    page.keyboard.type("By whom?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#comments")

    assert Comment.objects.get().sentence == "Harbour was *ordered*."
    assert page.locator(".remark mark").inner_text() == "Harbour was ordered."


def test_the_sentence_of_a_comment_is_found_in_the_text(page_of_user, article):
    comment(article, by=None, text="Which?", sentence="It is set in a port.")
    page = page_of_user(make.a_user("editor"))
    page.goto(page_of(article))

    page.get_by_role("button", name="Show it in the text").click()

    chosen = page.locator("#id_body").evaluate(
        "f => f.value.slice(f.selectionStart, f.selectionEnd)"
    )
    assert chosen == "It is set in a port."


def test_a_commented_sentence_is_marked_in_the_text_that_is_read(page_of_user, article):
    comment(article, by=None, text="By whom?", sentence="Harbour was *ordered*.")
    page = page_of_user(make.a_user("checker"))
    page.goto(page_of(article))

    marked = page.evaluate(
        "[...CSS.highlights.get('commented')].map((range) => range.toString())"
    )
    page.get_by_role("button", name="More will be known.").click()

    assert marked == ["Harbour was ordered."]
    assert page.evaluate("document.getSelection().toString()") == "More will be known."


def test_a_moment_is_told_in_utc_and_asked_for_while_it_is_typed(page_of_user, article):
    approve(article, by=None)
    page = page_of_user(make.a_user("editor"), width=390)
    page.goto(page_of(article, "publish"))
    told = page.locator("[data-moment-told]")

    page.locator("[name=zone]").fill("Europe/Paris")
    page.locator("[name=live_from]").fill("2041-03-31T02:30:00")
    told.get_by_text("does not exist in Europe/Paris").wait_for()
    page.locator("[name=live_from]").fill("2041-10-27T02:30:00")
    told.get_by_text("The earlier, UTC+02:00 (00:30 UTC)").click()
    told.get_by_text("27 October 2041, 00:30:00 UTC").wait_for()
    page.locator("input[value=Publish]").click()
    page.wait_for_url("**/change/")

    assert Edition.objects.get().live_from.isoformat() == "2041-10-27T00:30:00+00:00"


def test_an_article_is_sent_back_with_the_keyboard_alone(page_of_user, article):
    page = page_of_user(make.a_user("editor"))
    page.goto(page_of(article))

    page.locator("#send-back summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Who says so?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#review")

    assert Article.objects.get().status == "draft"
    assert page.get_by_text("Who says so?").is_visible()


def test_no_page_of_the_review_is_wider_than_a_phone(page_of_user, article):
    page = page_of_user(make.a_superuser(), width=390)
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    make_preview_link(article, by=None, expires_at=later, note="Ada")
    out = make.an_edition("Out").article
    scheduled = make.an_edition("Later", live_from=later)
    places = [
        page_of(article),
        page_of(article, "previews"),
        page_of(article, "embargo"),
        page_of(out, "publish"),
        page_of(out, "retract"),
        page_of(scheduled.article),
        reverse("admin:articles_edition_cancel", args=[scheduled.pk]),
        reverse("admin:articles_article_changelist"),
        reverse("admin:articles_edition_changelist"),
    ]

    wide = {}
    for place in places:
        assert page.goto(place).status == 200
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wide |= {place: over} if over > 0 else {}

    assert wide == {}
