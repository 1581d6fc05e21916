"""The desk under its own security policy, in a real browser."""

import pytest
from django.urls import reverse

from tests import builders as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_no_page_breaks_the_policy_or_the_width_of_a_phone(desk_page):
    page, complaints = desk_page
    show = make.a_show("Harbour", rating="TV-MA")
    fact = make.a_fact(show)
    story = fact.evidence.get().passage.snapshot.story
    article = make.an_edition(body=f"It is.[@{make.an_accepted_fact().key}]").article
    places = [
        reverse("admin:index"),
        reverse("admin:queue_unsourced"),
        reverse("admin:articles_fact_changelist"),
        reverse("admin:articles_fact_add"),
        f"{reverse('admin:articles_fact_add')}?subject={show.pk}&predicate=cast",
        reverse("admin:articles_fact_change", args=[fact.pk]),
        reverse("admin:articles_sourcestory_add"),
        reverse("admin:articles_sourcestory_change", args=[story.pk]),
        reverse("admin:articles_article_change", args=[article.pk]),
        reverse("admin:articles_article_publish", args=[article.pk]),
        reverse("admin:catalog_show_changelist"),
        reverse("admin:catalog_show_change", args=[show.pk]),
        reverse("admin:catalog_show_history", args=[show.pk]),
        reverse("admin:catalog_show_rename", args=[show.pk]),
        reverse("admin:password_change"),
    ]

    wide = {}
    for place in places:
        page.goto(place)
        page.wait_for_load_state("networkidle")
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wide |= {place: over} if over > 0 else {}

    assert complaints == []
    assert wide == {}


def test_selected_words_fill_the_form_that_quotes_them(desk_page):
    page, complaints = desk_page
    story = make.a_snapshot("She said yes. He said yes. Nobody said no.").story
    page.goto(reverse("admin:articles_sourcestory_change", args=[story.pk]))

    page.evaluate(
        """() => {
            const text = document.querySelector("[data-quotable]").firstChild;
            getSelection().setBaseAndExtent(text, 17, text, 25);
            document.dispatchEvent(new Event("mouseup"));
        }"""
    )
    page.click("input[value=Quote]")
    page.wait_for_url("**#passage-*")

    assert story.snapshots.get().passages.get().start == 17
    assert complaints == []


def test_a_search_box_chooses_and_leads_on(desk_page):
    page, complaints = desk_page
    show = make.a_show("Élite Harbour")
    page.goto(reverse("admin:articles_fact_add"))

    page.click(".select2-selection")
    page.keyboard.type("elite", delay=20)
    page.click(".select2-results__option:has-text('Élite Harbour')")
    page.wait_for_url(f"**subject={show.pk}*")

    assert page.locator("option[value=premiere]").count() == 1
    assert page.locator("option[value=born]").count() == 0
    assert complaints == []
