"""Two people, one row: decided by keyboard, with scripts and without."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import StaticPage
from tests import builders as make
from tests.forms import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = "The pier burned.\n\nNobody was hurt.\n\nFilming goes on."


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_conflict_is_decided_by_keyboard_alone(live_server, browser, scripts):
    client = Client()
    client.force_login(make.a_superuser())
    row = StaticPage.objects.create(
        slug="about", title="About", description="x", body=BODY
    )
    place = reverse("admin:articles_staticpage_change", args=[row.pk])
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=scripts,
        viewport={"width": 390, "height": 844},
    )
    session = client.cookies["sessionid"].value
    context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url}]
    )
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(place)
    page.fill("#id_title", "By me")
    page.fill("#id_body", BODY.replace("goes on", "stops"))
    theirs = BODY.replace("burned", "burned down")
    save(client, place, title="By another", body=theirs)

    page.press("#id_title", "Enter")
    page.wait_for_selector("#conflict")
    assert page.locator("#conflict").evaluate("e => e === document.activeElement")
    assert page.input_value("#id_title") == "By me"
    assert page.input_value("#id_body") == theirs.replace("goes on", "stops")
    wide = page.locator("html").evaluate("e => e.scrollWidth - innerWidth")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.is_checked("[name='_take:title'][value=theirs]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/staticpage/")

    row.refresh_from_db()
    assert row.title == "By another"
    assert row.body.replace("\r\n", "\n") == theirs.replace("goes on", "stops")
    assert wide <= 0
    assert [said for said in complaints if "409" not in said] == []
    context.close()
