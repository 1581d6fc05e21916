"""The page on which an article is written, as a browser has it."""

ADD = "/admin/articles/article/add/"
CHANGE = "/admin/articles/article/{}/change/"
PATIENCE = 15_000


def body(page):
    return page.locator("#id_body").input_value()


def kept(page):
    page.locator("[data-keeping]", has_text="Kept at").wait_for(timeout=PATIENCE)
