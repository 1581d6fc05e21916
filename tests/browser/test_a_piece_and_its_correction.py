"""A piece from its first word to its correction, by two people and a reader.

Real Chromium, real time, and no scheduler: what is scheduled two seconds ahead is
there on time because the query says so.
"""

import datetime
import time
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Edition, Fact
from tests import builders as make
from tests.browser.pressing import press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PROSE = (
    "The harbour series has been talked about for a long time, and this piece keeps "
    "to what the reports say. Nothing in it is a guess, and where a report is silent "
    "the piece is silent too. Readers who want the words behind a value can open the "
    "mark beside it. "
)


@dataclass
class Desk:
    """Who sits where: a page for each, and what any of the browsers complained of."""

    url: str
    browser: object
    complaints: list[str] = field(default_factory=list)

    def page(self, user=None):
        context = self.browser.new_context(base_url=self.url)
        if user is not None:
            client = Client()
            client.force_login(user)
            cookie = client.cookies["sessionid"].value
            context.add_cookies(
                [{"name": "sessionid", "value": cookie, "url": self.url}]
            )
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)
        page.on("dialog", lambda dialog: dialog.accept())
        page.add_init_script(
            "addEventListener('securitypolicyviolation', (event) => "
            "console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"
        )
        return page

    def _hear(self, message):
        # A page that is not there yet answers 404, which Chromium logs as an error.
        is_expected = "404 (Not Found)" in message.text
        if message.type in ("error", "warning") and not is_expected:
            self.complaints.append(message.text)


@pytest.fixture
def desk(live_server, browser):
    made = Desk(live_server.url, browser)
    yield made
    for context in browser.contexts:
        context.close()
    assert made.complaints == []


@pytest.fixture
def show(db):
    """A show of which three things are known, one of them misread."""
    show = make.a_show("Harbour")
    make.a_section("Reports")
    for claim in (
        {
            "predicate": "rating",
            "text": "TV-14",
            "words": "It is rated TV-14, he said.",
        },
        {"predicate": "status", "text": "filming", "words": "The show is filming now."},
        {"predicate": "premiere", "date": "March 2040", "words": "It opens in March."},
    ):
        make.an_accepted_fact(show, **claim)
    return show


def cite(page, words):
    """Types an at sign and what is looked for, and takes the first that is found."""
    page.keyboard.type(f"@{words}", delay=15)
    page.locator(".suggester [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")


def write(page):
    """A piece of some 300 words with three citations, typed as a person types."""
    page.goto("/admin/articles/article/add/")
    page.locator(".text-tools").first.wait_for()
    page.locator("#id_headline").fill("What is known of Harbour")
    page.locator("#id_body").focus()
    for sentence, words in (
        ("Harbour is rated TV-14.", "harbour rating"),
        ("The cameras roll.", "harbour status"),
        ("It opens in March.", "harbour premiere"),
    ):
        page.keyboard.insert_text(PROSE + PROSE)
        page.keyboard.type(sentence)
        cite(page, words)
        page.keyboard.insert_text("\n\n")
    page.locator("#id_section + .select2-container").click()
    page.keyboard.type("rep", delay=15)
    page.locator(".select2-results__option", has_text="Reports").first.click()
    press(page.locator("[name=_continue]"))


def status():
    return Article.objects.get().status


def do(page, deed):
    press(page.locator(f"#{deed} button").last)


def schedule(page, ahead):
    """Publishes from that many seconds on; the moment it goes live.

    What a page takes on this machine today is added, for the one that is sent.
    """
    asked = timezone.now()
    press(page.get_by_role("link", name="Publish").first)
    ahead += 2 * (timezone.now() - asked).total_seconds()
    page.locator("[name=zone]").fill("UTC")
    moment = timezone.now() + datetime.timedelta(seconds=ahead + 1)
    moment = moment.replace(microsecond=0)
    page.locator("[name=live_from]").fill(f"{moment:%Y-%m-%dT%H:%M:%S}")
    press(page.locator("input[value=Publish]"))
    return moment


def when_it_is_there(page, path, moment):
    """When a reader who keeps asking first asked for the page and had it."""
    assert page.request.get(path).status == 404
    assert timezone.now() < moment
    until = moment + datetime.timedelta(seconds=30)
    while (asked := timezone.now()) < until:
        if page.request.get(path).status == 200:
            return asked, timezone.now()
        time.sleep(0.02)
    raise AssertionError("it never appeared")


def correct(page, fact):
    """Replaces the fact: it never was so, and a report says how it is."""
    page.goto(f"/admin/articles/fact/{fact.pk}/replace/")
    page.locator("[name=how][value=correction]").check()
    page.locator("[name=why]").fill("The first report was misread.")
    page.locator("[name=successor]").select_option(index=1)
    press(page.locator("input[value=Replace]"))


def bring_to_ready(writer, editor):
    """Written, sent to review, sent back, mended, sent again, and approved."""
    write(writer)
    article = Article.objects.get()
    assert article.body.count("[@") == 3
    assert 290 <= len(article.body.split()) <= 340
    do(writer, "submit")
    assert status() == "in-review"

    page = f"/admin/articles/article/{article.pk}/change/"
    editor.goto(page)
    editor.locator("#send-back summary").click()
    editor.locator("#send-back textarea").fill("Say at the top who reports it.")
    do(editor, "send-back")
    assert status() == "draft"

    writer.goto(page)
    writer.get_by_text("Say at the top who reports it.").wait_for()
    writer.locator("#id_dek").fill("A trade paper has been told, and we sum it up.")
    press(writer.locator("[name=_continue]"))
    do(writer, "submit")

    editor.goto(page)
    do(editor, "approve")
    assert status() == "ready"


def publish_the_correction(editor):
    """Accepts the wording of the stale sentence by one key, and publishes."""
    editor.goto("/admin/queues/stale/")
    editor.keyboard.press("j")
    editor.keyboard.press("a")
    editor.get_by_text("No sentence of the working copy rests").wait_for()
    assert "Harbour is rated TV-MA." in Article.objects.get().body

    press(editor.locator("a.deed", has_text="correction").first)
    if "/word/" in editor.url:
        press(editor.locator("input[value='Keep the wording']"))
        press(editor.get_by_role("link", name="Publish").first)
    press(editor.locator("input[value=Publish]"))


def test_a_piece_is_written_reviewed_scheduled_read_and_corrected(desk, show):
    writer, editor = (
        desk.page(make.a_user("reporter")),
        desk.page(make.a_user("editor")),
    )
    reader = desk.page()
    bring_to_ready(writer, editor)

    moment = schedule(editor, ahead=2)
    edition = Edition.objects.get()
    assert edition.live_from == moment
    path = edition.get_absolute_url()
    asked, had = when_it_is_there(reader, path, moment)
    assert had >= moment
    assert asked <= moment + datetime.timedelta(seconds=1)

    reader.goto(path)
    assert reader.locator(".prose a.cite").count() == 3
    reader.locator(".prose a.cite").first.click()
    quoted = reader.get_by_role("dialog").locator("mark").first.inner_text()
    assert quoted == "It is rated TV-14, he said."

    claim = {"predicate": "rating", "text": "TV-MA"}
    make.a_fact(show, **claim, words="No, it is rated TV-MA, he said.")
    correct(editor, Fact.objects.get(text="TV-14"))
    publish_the_correction(editor)

    second = Edition.objects.get(number=2)
    assert second.kind == "correction"
    reader.goto(path)
    assert "Harbour is rated TV-MA." in reader.locator(".prose").inner_text()
    assert second.note in reader.locator("article").inner_text()
    reader.goto("/corrections/")
    assert second.note in reader.locator("main").inner_text()
