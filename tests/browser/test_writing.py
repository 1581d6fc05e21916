"""Writing in Chromium: facts at hand, clean pastes, a preview, and nothing lost."""

import re

import pytest

from tests.browser.desk_pages import ADD, CHANGE, body, kept
from tests.browser.pressing import press

pytestmark = pytest.mark.browser

PATIENCE = 15_000

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>p.MsoNormal {margin:0cm; font-size:11.0pt}</style></head>
<body lang=EN-GB><!--StartFragment-->
<p class=MsoTitle><span style='font-size:28.0pt'>The harbour</span></p>
<p class=MsoNormal style='mso-margin-top-alt:auto'><span style='color:black'>It was
<b style='mso-bidi-font-weight:normal'>ordered</b> in
<i>March</i>,&nbsp;says <a href="https://a.example/report"
style='color:blue'>the report</a>.<o:p></o:p></span></p>
<h2>Who makes it</h2>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Ada Reyes<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp;</span></span>as writer</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Renée Ortiz</p>
<p class=MsoNormal>First:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>One</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;</span></span>Two</p>
<p class=MsoQuote><span>“We begin.”</span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment--></body></html>"""

FROM_WORD = """## The harbour

It was **ordered** in _March_, says [the report](https://a.example/report).

## Who makes it

- Ada Reyes
  - as writer
- Renée Ortiz

First:

1. One
2. Two

> “We begin.”"""

LIBRE_OFFICE = """<!DOCTYPE html><html><head><meta charset="utf-8"/>
<style>p { line-height: 115%
}</style></head><body lang="en-GB" dir="ltr"><h1 class="western">The harbour</h1>
<p style="line-height: 100%; margin-bottom: 0cm"><font face="Liberation Serif, serif">
It was <b>ordered</b> in <i>March</i>.</font></p>
<ul><li><p style="margin-bottom: 0cm">Ada Reyes</p></li><li><p>Renée Ortiz</p></li></ul>
</body></html>"""

FROM_LIBRE_OFFICE = """## The harbour

It was **ordered** in _March_.

- Ada Reyes
- Renée Ortiz"""

GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;"
id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-size:16pt;font-weight:400">The
harbour</span></h2><p dir="ltr"><span style="font-weight:400">It was </span><span
style="font-weight:700">ordered</span><span> in </span><span
style="font-style:italic">March</span><span>, says </span><a
href="https://www.google.com/url?q=https://a.example/report&sa=D"><span
style="color:#1155cc">the report</span></a><span>.</span></p><ul><li dir="ltr"
style="list-style-type:disc"><p dir="ltr" role="presentation"><span>Ada
Reyes</span></p></li></ul></b><br class="Apple-interchange-newline">"""

FROM_GOOGLE_DOCS = """## The harbour

It was **ordered** in _March_, says [the report](https://a.example/report).

- Ada Reyes"""


def held(page):
    """What this browser keeps for a time with a connection."""
    return page.evaluate(
        "Object.keys(localStorage).filter((name) => name.startsWith('writing:'))"
        ".map((name) => localStorage[name]).join()"
    )


def paste(page, html):
    page.locator("#id_body").evaluate(
        """(field, html) => {
          field.focus();
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/html", html);
          clipboardData.setData("text/plain", "plain");
          const options = { clipboardData, bubbles: true, cancelable: true };
          field.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        html,
    )
    return body(page)


# --- Facts at hand --------------------------------------------------------------------


def test_an_at_sign_finds_a_fact_and_cites_it_by_keyboard(writing):
    page = writing()
    page.locator("#id_body").press_sequentially("Ballard opens.@ballard prem", delay=20)
    first = page.locator(".suggester [role=option]").first
    first.wait_for()
    assert "Ballard: premiere" in first.inner_text()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    assert body(page) == "Ballard opens.[@ballard-premiere]"
    assert page.locator(".suggester").count() == 0
    page.locator(".cited-fact", has_text="Ballard: premiere").wait_for()
    assert "Every sentence cites a fact." in page.locator("[data-panel]").inner_text()


def test_a_citation_that_was_chosen_is_taken_back_like_anything_typed(writing):
    page = writing()
    page.locator("#id_body").press_sequentially("It opens @ballard prem", delay=20)
    page.locator(".suggester [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    assert body(page) == "It opens [@ballard-premiere]"

    page.keyboard.press("Control+z")

    assert body(page) == "It opens @ballard prem"


def test_a_search_that_finds_nothing_says_so_and_lets_one_write_on(writing):
    page = writing()
    page.locator("#id_body").press_sequentially("By @zzzz", delay=20)
    page.get_by_text("No fact has all of these words.").wait_for()

    page.keyboard.press("Enter")
    page.keyboard.type("and then some more words")

    assert body(page) == "By @zzzz\nand then some more words"
    page.locator(".suggester").wait_for(state="detached")


def test_the_button_finds_a_fact_for_the_key_points_too(writing):
    page = writing()
    page.locator("#id_key_points").fill("It is rated.")
    page.locator("#id_key_points").press("End")

    page.get_by_role("toolbar", name="Tools of the key points").get_by_text(
        "Cite a fact"
    ).click()
    page.get_by_role("dialog").locator("input").press_sequentially("season-2 status")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")

    assert re.fullmatch(
        r"It is rated\.\[@[a-z0-9-]+\]", page.locator("#id_key_points").input_value()
    )
    assert page.evaluate("document.activeElement.id") == "id_key_points"


def test_a_sentence_that_rests_on_nothing_is_shown_in_the_text(writing):
    page = writing()
    page.locator("#id_body").fill("Nobody knows.\n\nIt ends well, they say.")

    page.locator("[data-find]", has_text="It ends well").click()

    chosen = page.evaluate("document.getSelection().toString()")
    assert chosen == "It ends well, they say."


def test_the_tools_work_at_the_caret(writing):
    page = writing()
    page.locator("#id_body").fill("ordered")
    page.locator("#id_body").select_text()

    page.locator("md-bold").last.click()

    assert body(page) == "**ordered**"
    page.keyboard.press("Control+z")
    assert body(page) == "ordered"


# --- Pasting --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (WORD, FROM_WORD),
        (LIBRE_OFFICE, FROM_LIBRE_OFFICE),
        (GOOGLE_DOCS, FROM_GOOGLE_DOCS),
    ],
    ids=["Word", "LibreOffice", "Google Docs"],
)
def test_what_a_word_processor_has_becomes_markdown(writing, html, text):
    assert paste(writing(), html) == text


def test_a_pasted_table_stays_one(writing):
    html = (
        "<table style='border:0'><tr><th>Part</th><th>Played by</th></tr>"
        "<tr><td><p>Moss</p></td><td><b>Ada</b> | Reyes</td></tr></table>"
    )

    assert paste(writing(), html) == (
        "| Part | Played by |\n| --- | --- |\n| Moss | **Ada** \\| Reyes |"
    )


def test_a_paste_brings_no_pictures_scripts_or_hidden_words(writing):
    html = (
        "<p>One.</p><script>alert(1)</script><p>Two.<img src='https://a.example/spy'>"
        "<a href='javascript:alert(1)'>here</a><span style='display:none'>no</span></p>"
    )

    assert paste(writing(), html) == "One.\n\nTwo.here"


# --- The preview ----------------------------------------------------------------------


def test_the_preview_shows_marks_and_sources_as_readers_get_them(writing):
    page = writing()
    page.locator("#id_headline").fill("Ballard opens in the harbour")
    page.locator("#id_body").fill("## When\n\nIt opens soon.[@ballard-premiere]")

    page.get_by_role("button", name="Preview").click()
    preview = page.frame_locator("iframe[title=Preview]")
    mark = preview.locator(".prose a.cite")
    mark.wait_for()

    assert preview.locator("h1").inner_text() == "Ballard opens in the harbour"
    assert mark.inner_text() == "1"
    assert preview.locator("#evidence-ballard-premiere mark").count() >= 1
    page.locator("#id_body").fill("It opens late.[@ballard-premiere]")
    preview.locator(".prose", has_text="It opens late.").wait_for()
    mark.click()
    citation = preview.locator(".evidence-popover")
    citation.locator("mark").first.wait_for()
    assert page.url.endswith(ADD)
    page.keyboard.press("Escape")
    citation.wait_for(state="detached")


# --- Nothing is lost ------------------------------------------------------------------


def test_a_crash_loses_nothing(writing, page, context, demo, complaints):
    written = writing(2)
    before = body(written)
    written.locator("#id_body").press("Control+Home")
    written.keyboard.type("Unheard of. ")
    kept(written)
    written.close()

    fresh = context.new_page()
    fresh.goto(demo.url + CHANGE.format(2))
    assert body(fresh) == before
    banner = fresh.locator("[data-recovery]")
    assert "You have unsaved work of" in banner.inner_text()
    banner.locator("summary").click()
    assert "Unheard of." in banner.locator("ins").first.inner_text()
    press(banner.get_by_role("link", name="Restore it"))
    assert body(fresh).replace("\r\n", "\n") == f"Unheard of. {before}"

    fresh.locator("[name=_continue]").click()
    fresh.wait_for_url(re.compile(r"/2/change/$"))
    assert body(fresh).startswith("Unheard of. ")
    assert fresh.locator("[data-recovery]").count() == 0


def test_unsaved_work_is_discarded_when_it_is_not_wanted(writing, demo):
    page = writing(3)
    before = body(page)
    page.locator("#id_body").fill("Something else.")
    kept(page)

    page = writing(3)
    press(page.get_by_role("button", name="Discard it"))

    assert page.locator("[data-recovery]").count() == 0
    assert body(page) == before


def test_a_lost_connection_loses_nothing(writing, context, complaints):
    page = writing(4)
    context.set_offline(True)
    page.locator("#id_body").fill("Typed on a train.")
    line = page.locator("[data-keeping]")
    page.locator("[data-keeping].lost", has_text="kept in this browser").wait_for(
        timeout=PATIENCE
    )
    assert "Typed on a train." in held(page)

    context.set_offline(False)
    kept(page)
    assert "lost" not in line.get_attribute("class").split()
    assert held(page) == ""
    complaints[:] = [said for said in complaints if "ERR_INTERNET" not in said]


def test_a_crash_without_a_connection_loses_nothing(writing, context, demo, complaints):
    page = writing(5)
    context.set_offline(True)
    page.locator("#id_dek").fill("Typed on a train.")
    page.locator("[data-keeping].lost").wait_for(timeout=PATIENCE)
    page.close()
    context.set_offline(False)

    fresh = context.new_page()
    fresh.goto(demo.url + CHANGE.format(5))

    fresh.locator("[data-recovery]").wait_for(timeout=PATIENCE)
    press(fresh.get_by_role("link", name="Restore it"))
    assert fresh.locator("#id_dek").input_value() == "Typed on a train."
    complaints[:] = [said for said in complaints if "ERR_INTERNET" not in said]


def test_leaving_with_unsaved_work_asks_first(writing, demo):
    page = writing(6)
    page.locator("#id_dek").fill("Another dek.")
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))

    page.goto(f"{demo.url}/admin/")

    assert asked == ["beforeunload"]
