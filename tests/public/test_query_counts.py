"""A page costs the same few queries however much there is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .cases import PAGES
from .world import World

pytestmark = pytest.mark.django_db

MOST = {
    "home": 7,
    "news": 4,
    "article": 2,
    "history": 4,
    "corrections": 5,
    "section": 4,
    "topic": 4,
    "shows": 4,
    "show": 8,
    "known": 8,
    "show-timeline": 6,
    "season": 8,
    "episode": 8,
    "people": 4,
    "person": 7,
    "character": 8,
    "company": 8,
    "franchise": 8,
    "franchise-timeline": 7,
    "work": 8,
    "fact": 6,
    "sources": 4,
    "source": 6,
    "outlet": 9,
    "search": 4,
    "static": 2,
}
MANY = 30


def _count(world):
    client = Client()
    counts = {}
    for name, path in PAGES.items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path(world)).status_code == 200
        counts[name] = len(queries)
    return counts


def test_every_page_has_a_limit():
    assert MOST.keys() == PAGES.keys()


def test_no_page_passes_its_limit_and_thirty_cost_no_more_than_one(world):
    few = _count(world)
    many = _count(World(MANY, name="Anchor"))

    assert {name: n for name, n in few.items() if n > MOST[name]} == {}
    assert {name: (few[name], n) for name, n in many.items() if n != few[name]} == {}
