"""Every kind of page of the desk, for who does not see it and on a phone."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse

from articles.actions.comments import comment
from articles.actions.previews import make_preview_link
from articles.actions.reviewing import submit
from articles.models import Article, Edition, FrontSlot, Masthead, Task, Topic
from tests import builders as make
from tests.desk.review_pages import page_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Rows of a list, its columns and its boxes keep clear of each other instead.
ALONE = (
    "#header a, #header button, .breadcrumbs a, .object-tools a, .button, .queues a, "
    ".dashboard .module a, input[type=submit], .submit-row a, .steps a, .deed, "
    "#changelist-filter a, .form-row input:not([type=checkbox], [type=radio])"
)
SETTLED = "Promise.all(document.getAnimations().map((each) => each.finished))"
WIDE = """document.documentElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll("body *")]
      .filter((each) => each.getBoundingClientRect().right > innerWidth)
      .map((each) => `${each.tagName}.${each.className}`)
  : []"""
LOW = """(found) => found
  .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 43.5)
  .map((each) => `${each.className} ${each.textContent.trim() || each.name}`)"""


@pytest.fixture
def page(live_server, browser):
    """A page of a superuser; the browser must complain of nothing."""
    client = Client()
    client.force_login(make.a_superuser())
    context = browser.new_context(base_url=live_server.url)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    context.add_cookies([{**cookie, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def places(one_of_each):
    """An address of each kind of page, with something on it."""
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    review = submit(make.an_article(body="It is set in a port."), by=None)
    comment(review, by=None, text="Which?", sentence="It is set in a port.")
    make_preview_link(review, by=None, expires_at=later)
    planned = make.an_edition("Planned", live_from=later)
    stale = Task.objects.first().article
    fact, show = one_of_each["fact"], one_of_each["show"]
    story = fact.evidence.get().passage.snapshot.story
    queues = ("conflicts", "contradictions", "corrections", "credits", "drift")
    queues += ("orphaned", "stale", "unchecked", "unsourced", "unsupported")
    return [
        reverse("admin:index"),
        *[reverse(f"admin:queue_{name}") for name in queues],
        reverse("admin:articles_article_changelist"),
        reverse("admin:articles_article_add"),
        *[page_of(review, page) for page in ("change", "previews", "embargo")],
        *[page_of(stale, page) for page in ("change", "publish", "retract")],
        *[page_of(stale, page) for page in ("compare", "history")],
        reverse("admin:articles_edition_cancel", args=[planned.pk]),
        reverse("admin:articles_fact_changelist"),
        reverse("admin:articles_fact_change", args=[fact.pk]),
        f"{reverse('admin:articles_fact_add')}?subject={show.pk}&predicate=cast",
        reverse("admin:articles_sourcestory_add"),
        reverse("admin:articles_sourcestory_change", args=[story.pk]),
        reverse("admin:articles_frontslot_change", args=[FrontSlot.objects.get().pk]),
        reverse("admin:front_page_preview"),
        reverse("admin:articles_masthead_change", args=[Masthead.objects.get().pk]),
        reverse("admin:articles_topic_merge", args=[Topic.objects.get().pk]),
        reverse("admin:catalog_show_change", args=[show.pk]),
        reverse("admin:catalog_show_history", args=[show.pk]),
        reverse("admin:catalog_show_delete", args=[show.pk]),
        reverse("admin:catalog_season_episodes", args=[one_of_each["season"].pk]),
    ]


def faults(page, width, scheme):
    """What axe finds on the page as it is shown there, and how far it sticks out."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.evaluate(SETTLED)
    told = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    found = [
        f"{width} {scheme} {fault['id']}: {fault['nodes'][0]['html'][:200]}"
        for fault in told
    ]
    wide = page.evaluate(WIDE)
    return [*found, f"{width}: sticks out: {wide}"] if wide else found


def test_every_kind_of_page_can_be_used_by_everybody(page, one_of_each):
    wrong = {}
    for place in places(one_of_each):
        page.set_viewport_size({"width": 1280, "height": 900})
        assert page.goto(place).status == 200, place
        page.wait_for_load_state("networkidle")
        found = [*faults(page, 1280, "dark"), *faults(page, 390, "light")]
        found += page.locator(ALONE).evaluate_all(LOW)
        wrong |= {place: found} if found else {}

    assert wrong == {}


def test_who_signs_in_hears_where_they_are(page, live_server):
    page.context.clear_cookies()
    page.goto(reverse("admin:login"))

    assert page.get_by_role("heading", level=1).inner_text() == "The desk"
    assert faults(page, 390, "light") == []


def test_a_search_box_is_called_by_its_label(page, one_of_each):
    article = Article.objects.filter(editions__in=Edition.objects.all()).first()
    page.goto(page_of(article))

    box = page.get_by_role("combobox", name="Section")
    assert "News" in box.inner_text()
    box.press("Enter")

    assert page.get_by_role("searchbox", name="Search: Section").is_visible()
    assert page.get_by_role("searchbox", name="Topics").count() == 1


def test_the_tools_over_a_text_are_buttons_of_a_toolbar(page, one_of_each):
    page.goto(reverse("admin:articles_article_add"))

    tools = page.get_by_role("toolbar", name="Tools of the text")

    assert tools.get_by_role("button", name="Heading").count() == 1
    assert tools.get_by_role("button").count() == 9
