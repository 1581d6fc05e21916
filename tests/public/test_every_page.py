"""What holds for every page of the reader's site."""

import json
import re
from html.parser import HTMLParser

import pytest

from articles.models import Masthead

from .cases import NAMES, NOT_PAGES, PAGES

pytestmark = pytest.mark.django_db


class Page(HTMLParser):
    """The parts of a page that these tests ask about."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.texts = {}
        self.data = []
        self.inline = []
        self._open = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append((tag, values))
        self._open = (tag, values)
        if "style" in values or any(name.startswith("on") for name in values):
            self.inline.append((tag, values))

    def handle_endtag(self, tag):
        self._open = None

    def handle_data(self, data):
        if self._open is None:
            return
        tag, values = self._open
        self.texts[tag] = self.texts.get(tag, "") + data
        if tag == "script" and values.get("type") == "application/ld+json":
            self.data.append(data)
        elif tag in {"script", "style"} and data.strip():
            self.inline.append((tag, data))

    def all(self, tag, **wanted):
        return [
            values
            for name, values in self.tags
            if name == tag and all(values.get(k) == v for k, v in wanted.items())
        ]


@pytest.fixture
def read(client, world):
    """Reads a page by the name of its pattern."""

    def page(name):
        response = client.get(PAGES[name](world))
        assert response.status_code == 200
        return Page(response.content.decode())

    return page


def test_every_pattern_has_a_case_here():
    assert PAGES.keys() | NOT_PAGES == NAMES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_it_is(read, name):
    page = read(name)

    assert len(page.all("h1")) == 1
    assert page.all("html", lang="en")
    assert page.texts["title"].strip()
    [description] = page.all("meta", name="description")
    assert 10 < len(description["content"]) <= 200


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_its_own_address(client, world, read, name):
    path = PAGES[name](world).partition("?")[0]

    [canonical] = read(name).all("link", rel="canonical")

    assert canonical["href"] == f"http://testserver{path}"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_carries_nothing_that_its_policy_stops(client, world, name):
    response = client.get(PAGES[name](world))

    assert Page(response.content.decode()).inline == []
    assert "script-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_does_not_know_who_reads_it(client, admin_client, world, name):
    path = PAGES[name](world)

    response = client.get(path)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert admin_client.get(path).content == response.content


@pytest.mark.parametrize("name", PAGES)
def test_a_page_answers_readers_and_nobody_who_writes(client, world, name):
    path = PAGES[name](world)

    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_a_page_speaks_to_machines_in_valid_json(read, name):
    page = read(name)

    [block] = page.data
    data = json.loads(block)
    assert data["@context"] == "https://schema.org"
    things = data.get("@graph", [data])
    assert all(thing["@type"] for thing in things)
    for thing in things:
        if thing["@type"] == "BreadcrumbList":
            places = [item["position"] for item in thing["itemListElement"]]
            assert places == list(range(1, len(places) + 1))


@pytest.mark.parametrize("name", PAGES)
def test_every_mark_opens_evidence_that_is_there(read, name):
    page = read(name)

    ids = {values["id"] for _, values in page.tags if "id" in values}
    marks = page.all("a", **{"class": "cite"})
    opened = {mark["data-evidence"] for mark in marks if "data-evidence" in mark}

    assert opened <= ids
    assert all(mark["href"].startswith("/facts/") for mark in marks)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_within_the_site_leads_somewhere(client, read, name):
    paths = {values.get("href", "") for values in read(name).all("a")}
    inside = {path.partition("#")[0] for path in paths if path.startswith("/")}

    answers = {path: client.get(path).status_code for path in inside}

    assert {path for path, status in answers.items() if status != 200} == set()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stands_without_a_masthead(client, world, name):
    Masthead.objects.all().delete()

    response = client.get(PAGES[name](world))

    assert response.status_code == 200
    assert re.search(rb'<a class="name" href="/" rel="home">\w+</a>', response.content)
