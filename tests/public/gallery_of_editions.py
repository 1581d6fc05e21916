"""Plain values for what readers see of editions: their history and corrections."""

from types import SimpleNamespace as N

when = N(text="July 2025", datetime="2025-07")


def link(label, url="/x/"):
    return N(label=label, url=url, is_current=False, count="", note="")


word = N(text="Same. ", is_gone=False, is_new=False)
words = [word, N(text="Nine", is_gone=True, is_new=False), N(text="Ten", is_new=True)]
difference = N(
    label="Text",
    stretches=[
        N(label="2 paragraphs unchanged", paragraphs=[[word], [word]]),
        N(label="", paragraphs=[words]),
    ],
)
choice = N(value="1", label="Edition 1, 9 July 2025", is_current=True)
compare_form = N(url="/x/history/", old=[choice], new=[choice])
edition_row = N(
    label="Edition 2",
    kind="correction",
    kind_label="Correction",
    live_from=when,
    note="Ten, not nine.",
    compare=link("What changed from edition 1", "?from=1&to=2"),
)
part = N(old="Nine are ordered.", new="Ten are ordered.")
correction = N(
    name="article-1-edition-2",
    permalink="/corrections/?month=2025-07#article-1-edition-2",
    texts=[part, N(old="Gone.", new=""), N(old="", new="New.")],
    compare=link("Before and after"),
    url="/news/x/",
    headline="Ballard returns",
    label="Correction",
    kind="correction",
    date=when,
    text="Ten, not nine.",
    facts=[
        N(subject=link("Ballard"), label="Episodes", old=link("9"), new=link("10")),
        N(subject=link("Ballard", ""), label="Episodes", old=link("9"), new=None),
    ],
)
front_preview = N(at=when, is_past=True)
limits = [N(label="This link ends", when=when)]
COMPONENTS = {
    "before_after": {"part": part},
    "compare_form": {"form": compare_form},
    "correction": {"correction": correction},
    "difference": {"part": difference},
    "edition_row": {"edition": edition_row},
    "paragraph": {"words": words},
}
refusal = {"title": "", "dek": "Write it otherwise.", "way_on": link("Back")}
PAGES = {
    "pages/refusal.html": refusal | {"title": "No such day"},
    "pages/no_such_editions.html": refusal,
    "pages/preview_over.html": refusal,
    "pages/retracted.html": {
        "breadcrumbs": [link("News")],
        "kickers": [link("Renewals")],
        "headline": "Ballard returns",
        "edition": N(label="Edition 2", live_from=when, history_url="/x/"),
        "notice": N(label="Retracted", date=when, text="No.", kind="retraction"),
    },
    "pages/history.html": {
        "breadcrumbs": [link("News")],
        "about": link("Ballard returns"),
        "title": "Ballard returns: history",
        "dek": "Every edition.",
        "editions": [edition_row],
        "form": compare_form,
        "comparison": N(title="From edition 1 to edition 2", parts=[difference]),
    },
    "pages/corrections.html": {
        "breadcrumbs": [],
        "title": "Corrections",
        "dek": "",
        "months": [N(label="July 2025", url="/x/", corrections=[correction])],
        "links": [link("Feed")],
        "pagination": None,
    },
}
