"""The queue of stale articles with the keyboard alone, in a real browser."""

import pytest
from django.urls import reverse

from articles.actions.replacing import replace
from articles.models import Article
from tests import builders as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def new(db):
    """What replaced the fact that three sentences of an article cite."""
    show = make.a_show("Harbour")
    old = make.an_accepted_fact(show, predicate="status", text="ordered")
    mark = f"[@{old.key}]"
    twice = f"So ordered, so ordered.{mark}"
    make.an_edition(
        "Harbour moves",
        body=f"It was ordered.{mark} It got the nod.{mark} {twice}",
    )
    fact = make.a_fact(show, predicate="status", text="filming")
    return replace(old, fact, how="development", by=None)


def test_wordings_are_accepted_by_one_key(desk_page, new):
    page, complaints = desk_page
    page.goto(reverse("admin:queue_stale"))

    page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_url("**at=0")
    # The next one has the focus. Its value has to be put into words, so the key
    # opens its box instead of accepting what nobody has read.
    page.keyboard.press("a")
    page.keyboard.press("Control+a")
    page.keyboard.type(f"Cameras roll.[@{new.key}]")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Accept one of these").wait_for()
    page.keyboard.press("2")
    page.get_by_role("link", name="Publish the update").wait_for()

    mark = f"[@{new.key}]"
    assert Article.objects.get().body == (
        f"It was filming.{mark} Cameras roll.{mark} So filming, so ordered.{mark}"
    )
    assert complaints == []


def test_letters_typed_into_a_box_are_letters(desk_page, new):
    page, complaints = desk_page
    page.goto(reverse("admin:queue_stale"))

    page.keyboard.press("j")
    page.keyboard.press("e")
    page.keyboard.press("End")
    page.keyboard.type(" jake")
    page.keyboard.press("Escape")

    assert page.locator("textarea").first.input_value().endswith(" jake")
    assert page.evaluate("document.activeElement.matches('[data-sentence]')")
    assert Article.objects.get().version == 1
    assert complaints == []
