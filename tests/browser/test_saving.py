"""Saving in Chromium: by key, from where the caret is, and never into the void."""

import re

import pytest

from tests.browser.desk_pages import PATIENCE, body, kept

pytestmark = pytest.mark.browser


def sign_in_again(page, demo):
    """Sign in in the tab that the line about the lost connection opens."""
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    other = opened.value
    other.get_by_label("Username").fill("demo-editor")
    other.get_by_label("Password").fill(demo.passwords["demo-editor"])
    other.locator("#login-form [type=submit]").click()
    other.wait_for_url(f"{demo.url}/admin/")
    other.close()


def test_a_session_that_ended_holds_a_save_back_until_one_signs_in_again(
    writing, demo, complaints
):
    page = writing(1)
    page.context.clear_cookies(name="sessionid")
    page.locator("#id_dek").fill("Typed after the session ended.")

    page.keyboard.press("Control+s")
    page.locator("[data-keeping].lost", has_text="You are signed out.").wait_for()
    sign_in_again(page, demo)
    kept(page)
    page.locator("[name=_continue]").click()
    page.locator(".messagelist .success").wait_for()

    assert page.locator("#id_dek").input_value() == "Typed after the session ended."
    # The token of the earlier session was refused once, and renewed.
    complaints[:] = [said for said in complaints if "403" not in said]


def test_a_save_without_a_connection_leaves_the_text_in_sight(
    writing, context, complaints
):
    page = writing(1)
    page.locator("#id_dek").fill("Typed on a train.")
    context.set_offline(True)

    page.locator("[name=_save]").click()
    page.locator("[data-keeping].lost", has_text="connection is lost").wait_for()

    assert page.locator("#id_dek").input_value() == "Typed on a train."
    context.set_offline(False)
    kept(page)
    page.locator("[name=_save]").click()
    page.wait_for_url(re.compile(r"/article/$"), timeout=PATIENCE)
    complaints[:] = [said for said in complaints if "ERR_INTERNET" not in said]


def test_saving_by_key_leaves_the_caret_where_it_was(writing):
    page = writing(2)
    page.locator("#id_body").evaluate("f => { f.focus(); f.setSelectionRange(7, 7); }")
    page.keyboard.type("NEW")

    page.keyboard.press("Control+s")
    page.locator(".messagelist .success").wait_for()

    assert body(page)[7:10] == "NEW"
    assert page.evaluate("document.activeElement.id") == "id_body"
    assert page.evaluate("document.activeElement.selectionStart") == 10


def test_writing_begins_at_the_headline_and_enter_goes_on_from_there(writing):
    page = writing()
    page.wait_for_function("document.activeElement.id === 'id_headline'")

    page.keyboard.type("A headline")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "id_dek"
    assert page.locator("[data-preview-pane]").is_hidden()
