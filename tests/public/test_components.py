from html.parser import HTMLParser
from types import SimpleNamespace as N

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path

from newsroom.public.posters import poster
from tests.house.floors import ROOT
from tests.public.gallery import (
    COMPONENTS,
    PAGES,
    WORDS,
    link,
    mark,
    passage,
    picture,
    show,
    unknown,
    vague,
    when,
)

VOID = {"br", "hr", "img", "input", "link", "meta"}


def nothing(request):
    return HttpResponse()


urlpatterns = [
    path(f"{name}/", nothing, name=name)
    for name in ("home", "news", "shows", "people", "sources", "search", "theme_css")
]
pytestmark = pytest.mark.urls(__name__)


def render_page(name, page):
    site = N(
        name="The Case Board",
        tagline="Television.",
        language="en",
        nav=[link("News", is_current=True), link("Shows", is_current=False)],
        footer=[link("About")],
        footer_text="A fan newsroom.",
        feeds=[link("News")],
        accent="",
        version=4,
    )
    meta = N(
        title="Ballard",
        description="All of it.",
        canonical="https://a.example/x/",
        robots="",
        og_type="website",
        image="",
        image_alt="",
        jsonld="",
    )
    context = {"site": site, "meta": meta, "words": WORDS, "page": N(**page)}
    return render_to_string(name, context)


class Outline(HTMLParser):
    """What a reader of HTML makes of a page: its elements, ids and faults."""

    def __init__(self, html):
        super().__init__()
        self.open, self.faults, self.elements = [], [], []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag == "p" and "p" in self.open:
            self.faults.append("<p> in <p>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def count(self, tag):
        return sum(name == tag for name, _ in self.elements)

    def levels(self):
        return [int(tag[1]) for tag, _ in self.elements if tag in {"h1", "h2", "h3"}]

    def ids(self):
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]


def component(name, **context):
    return render_to_string(f"components/{name}.html", context).strip()


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_is_well_formed(name):
    html = component(name, **COMPONENTS[name])

    outline = Outline(html)
    assert outline.elements
    assert outline.faults == []
    assert len(outline.ids()) == len(set(outline.ids()))
    assert all(attrs.get("href") != "" for _, attrs in outline.elements)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_and_an_unbroken_outline(name):
    outline = Outline(render_page(name, PAGES[name]))

    assert outline.faults == []
    assert outline.count("h1") == outline.count("main") == 1
    levels = outline.levels()
    assert levels[0] == 1
    assert all(
        after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)
    )
    assert len(outline.ids()) == len(set(outline.ids()))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_about_which_nothing_is_known_renders(name):
    outline = Outline(render_page(name, {"edition": N(live_from=when)}))

    assert outline.faults == []
    assert outline.count("h1") == 1


def test_every_component_and_page_is_tried_here():
    templates = ROOT / "templates"
    components = {path.stem for path in templates.glob("components/*.html")}
    pages = {f"pages/{path.name}" for path in templates.glob("pages/*.html")}

    assert components == COMPONENTS.keys()
    assert pages <= PAGES.keys()


def test_every_page_and_sentence_is_documented():
    pages = (ROOT / "docs/pages.md").read_text(encoding="utf-8")

    for name in PAGES:
        assert name.removeprefix("pages/") in pages or name == "pages/listing.html"
    for key in WORDS:
        assert f"| {key} |" in pages


def test_a_mark_says_how_sure_it_is_and_where_its_evidence_stands():
    html = component("cite", mark=mark)

    assert html == (
        '<a class="cite" href="/facts/order/" data-certainty="official" '
        'data-evidence="evidence-order" aria-label="Source 3, official">3</a>'
    )


def test_a_mark_follows_its_value_without_a_space():
    assert 'July</time><a class="cite"' in component("value", **COMPONENTS["value"])
    assert 'announced</span><a class="cite"' in component("value", value=unknown)


def test_a_mark_without_evidence_on_its_page_is_a_plain_link():
    html = component("cite", mark=N(**vars(mark) | {"evidence_id": ""}))

    assert "data-evidence" not in html
    assert 'href="/facts/order/"' in html


def test_each_mark_of_a_page_finds_its_evidence():
    outline = Outline(render_page("pages/show.html", PAGES["pages/show.html"]))

    wanted = {attrs.get("data-evidence") for _, attrs in outline.elements} - {None}
    assert wanted == {"evidence-order"}
    assert wanted <= set(outline.ids())


def test_an_absence_is_shown_with_its_date():
    html = component("value", value=unknown)

    assert '<span class="unknown">not announced</span>' in html
    assert '<span class="note">as of July</span>' in html


def test_a_vague_date_has_no_machine_form():
    assert component("when", when=vague) == (
        component("when", when=N(text="Winter 2025", datetime=""))
    )
    assert "<time" not in component("when", when=vague)
    assert '<time datetime="2025-07">July 2025</time>' in component("when", when=when)


def test_a_passage_is_printed_as_it_stands():
    html = component("passage", passage=passage)

    assert "He said: “<mark>Ten episodes &amp; &lt;more&gt;</mark>” and left." in html


def test_a_drawn_poster_is_named_by_its_title():
    html = component("poster", poster=poster('"<b>', "x"), picture=None)

    assert 'aria-label="&quot;&lt;b&gt;"' in html
    assert "<b>" not in html


def test_a_licensed_picture_takes_the_place_of_the_drawing():
    html = component("poster", poster=show.poster, picture=picture)

    assert "<svg" not in html
    assert 'alt="A street at night"' in html
    assert "A. Photographer" in html


def test_the_theme_is_linked_only_with_an_accent():
    site = N(name="A", accent="#8a1c1c", version=4)
    page = {"site": site, "page": N(title="About")}

    assert "/theme_css/?v=4" in render_to_string("pages/static.html", page)
    assert "theme_css" not in render_page("pages/static.html", {"title": "About"})
