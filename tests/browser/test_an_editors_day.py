"""One whole pass at the desk in Chromium: a story goes in, a cited page comes out."""

import re

import pytest

from tests.browser.pressing import press

pytestmark = pytest.mark.browser

STORY = """The newsroom archives this as a test of its own.

Ballard will be shown again. The rating of Ballard is TV-MA, said a notice.
Nothing else is known.
"""
WORDS = "The rating of Ballard is TV-MA"


def choose(page, field, words, title):
    """Picks an entry in a search box, as a person types and clicks."""
    page.locator(f"#id_{field} + .select2-container").click()
    page.keyboard.type(words, delay=15)
    page.locator(".select2-results__option", has_text=title).first.click()


def archive(page, demo):
    page.goto(f"{demo.url}/admin/articles/sourcestory/add/")
    page.locator("#id_text").fill(STORY)
    page.locator("[type=submit].default").first.click()
    page.wait_for_url(re.compile(r"/sourcestory/\d+/change/"))


def quote(page, words):
    page.locator("#quote [name$=words]").fill(words)
    press(page.locator("input[value=Quote]"))


def test_an_editor_carries_a_story_to_a_published_article(signed_in, demo):
    page = signed_in("editor")
    archive(page, demo)

    quote(page, "The rating of Ballard is X-MA")
    assert "not in the text" in page.locator("#quote").inner_text()
    typed = page.locator("#quote [name$=words]").input_value()
    assert typed == "The rating of Ballard is X-MA"
    quote(page, WORDS)
    page.wait_for_url("**#passage-*")

    page.get_by_role("link", name="New fact from this passage").first.click()
    choose(page, "subject", "ballard", "Ballard (show)")
    page.wait_for_url("**subject=*")
    page.locator("#id_predicate").select_option("rating")
    page.locator("input[value='Next: the value']").click()
    page.get_by_label("Rating", exact=True).fill("TV-MA")
    page.locator("input[value=Propose]").click()
    page.wait_for_url(re.compile(r"/fact/\d+/change/"))
    key = re.search(r"\[@([a-z0-9-]+)\]", page.content())[1]
    page.locator("#accept button").click()
    page.locator(".status.is-accepted").wait_for()

    page.goto(f"{demo.url}/shows/ballard/")
    row = page.locator(".facts > div", has_text="Rating")
    row.locator("a.cite").click()
    assert page.get_by_role("dialog").locator("mark").first.inner_text() == WORDS

    page.goto(f"{demo.url}/admin/articles/article/add/")
    page.locator("#id_headline").fill("Ballard has a rating")
    page.locator("#id_body").fill(f"It is TV-MA [@{key}].")
    choose(page, "section", "ren", "Renewals")
    page.locator("[name=_continue]").click()
    page.wait_for_url(re.compile(r"/article/\d+/change/"))
    for move in ("submit", "approve"):
        press(page.locator(f"#{move} button").last)
    page.get_by_role("link", name="Publish").first.click()
    page.locator("input[value=Publish]").click()
    page.wait_for_url(re.compile(r"/article/\d+/change/"))

    page.goto(f"{demo.url}/news/")
    page.get_by_role("link", name="Ballard has a rating").first.click()
    assert page.locator("h1").inner_text() == "Ballard has a rating"
    assert page.locator("a.cite").count() == 1
