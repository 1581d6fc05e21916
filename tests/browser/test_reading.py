"""The reader's site in Chromium: marks, keyboard, narrow screens, accessibility."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pressing import press

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "news": "/news/",
    "article": "/news/2023/prime-video-orders-a-renee-ballard-series/",
    "history": "/news/2023/prime-video-orders-a-renee-ballard-series/history/",
    "corrections": "/corrections/",
    "section": "/sections/guides/",
    "topic": "/topics/ballard/",
    "shows": "/shows/",
    "show": "/shows/ballard/",
    "show of a day": "/shows/ballard/?as_of=2024-01-31",
    "known": "/shows/ballard/known/",
    "timeline": "/shows/ballard/timeline/",
    "season": "/shows/ballard/season-1/",
    "people": "/people/",
    "person": "/people/maggie-q/",
    "character": "/characters/renee-ballard/",
    "company": "/companies/prime-video/",
    "franchise": "/franchises/bosch-universe/",
    "work": "/works/renee-ballard-novels/",
    "fact": "/facts/ballard-series-order/",
    "sources": "/sources/",
    "source": "/sources/ballard-begins-filming-new-looks-from-connelly-and-maggie-q/",
    "outlet": "/outlets/variety/",
    "search": "/search/?q=renee",
    "static": "/about/",
}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What stands alone on a phone: rows of data keep clear of each other instead.
ALONE = (
    ".masthead a, .colophon a, .card a, .show-card h3 a, .tags a, .search-form button"
)
LOW = """(found) => found.filter((each) => each.getBoundingClientRect().height < 43.5)
  .map((each) => each.textContent.trim())"""


def every_page(test):
    return pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())(test)


@every_page
def test_a_page_is_accessible_and_as_wide_as_the_screen(site, page, path):
    page.set_viewport_size({"width": 1280, "height": 900})
    site(path)
    assert page.locator("h1").count() == 1

    for width, scheme in product((1280, 390), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, options={"runOnly": STANDARDS})
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", ["/", "/news/", "/shows/ballard/", "/search/"])
def test_what_stands_alone_on_a_phone_is_as_high_as_a_finger(site, page, path):
    page.set_viewport_size({"width": 390, "height": 844})

    site(path)

    assert page.locator(ALONE).evaluate_all(LOW) == []


def test_the_search_is_reached_from_every_head(site):
    page = site("/shows/ballard/")

    page.get_by_role("navigation", name="Main").get_by_text("Search").click()

    page.wait_for_url("**/search/")
    here = page.get_by_role("navigation", name="Main").locator("[aria-current=page]")
    assert here.inner_text() == "Search"


def test_a_mark_opens_its_passage_from_the_keyboard_and_gives_the_focus_back(site):
    page = site("/shows/ballard/")
    mark = page.locator("a.cite").first
    mark.focus()

    page.keyboard.press("Enter")

    opened = page.get_by_role("dialog")
    assert opened.locator("mark").first.is_visible()
    page.keyboard.press("Escape")
    assert opened.count() == 0
    assert mark.evaluate("element => element === document.activeElement")


def test_a_mark_leads_from_the_value_to_the_fact_and_to_its_source(site):
    page = site("/shows/ballard/")
    page.locator("a.cite").first.click()

    page.get_by_role("dialog").locator(".claim a").click()
    page.wait_for_url("**/facts/**")
    page.locator(".passage a[href*='/sources/']").first.click()
    page.wait_for_url("**/sources/**")

    assert page.locator("mark").first.is_visible()


def test_without_scripts_a_mark_is_a_link_to_the_fact(demo, browser):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{demo.url}/shows/ballard/")

        press(page.locator("a.cite").first)

        assert "/facts/" in page.url
        assert page.locator("h1").count() == 1


def test_an_article_is_reached_and_read_by_keyboard_alone(site):
    page = site("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")

    for _ in range(40):
        page.keyboard.press("Tab")
        href = page.evaluate("document.activeElement.getAttribute('href') || ''")
        if href.startswith("/news/2"):
            break
    page.keyboard.press("Enter")

    page.wait_for_url("**/news/2*/**")
    assert page.locator("article h1, main h1").first.is_visible()


def test_search_finds_a_name_without_its_accent(site):
    page = site("/search/")
    page.get_by_role("searchbox").last.fill("renee")
    page.keyboard.press("Enter")

    page.wait_for_url("**q=renee**")
    assert page.get_by_role("link", name="Renée Ballard").first.is_visible()
