import pytest

from .floors import (
    FLOORS,
    Module,
    live_code_in_migrations,
    names_of_articles,
    read_modules,
    unlisted,
    upward,
)


@pytest.fixture(scope="module")
def modules():
    return read_modules()


def test_every_module_stands_on_a_floor(modules):
    assert modules
    assert unlisted(modules) == []


def test_no_module_stands_on_two_floors():
    for app, floors in FLOORS.items():
        listed = [name for names in floors.values() for name in names]

        assert len(listed) == len(set(listed)), app


def test_no_import_climbs(modules):
    assert upward(modules) == []


def test_catalog_never_names_articles(modules):
    assert names_of_articles(modules) == []


def test_migrations_import_no_live_code(modules):
    assert live_code_in_migrations(modules) == []


CLIMBING = {
    "a function of a model imports an action": (
        "articles.models.facts",
        "class Fact:\n    def save(self):\n        from ..actions import facts\n",
        "floor 1 imports articles.actions of floor 2",
    ),
    "types alone count": (
        "articles.values",
        "if TYPE_CHECKING:\n    from .models import Fact\n",
        "floor 0 imports articles.models of floor 1",
    ),
    "a whole module by its relative name": (
        "articles.queues",
        "from . import admin\n",
        "floor 2 imports articles.admin of floor 3",
    ),
    "an app above": (
        "catalog.admin.works",
        "import articles.models\n",
        "catalog imports articles.models",
    ),
    "the composing package": (
        "articles.admin",
        "from newsroom.desk import site\n",
        "articles imports newsroom.desk",
    ),
    "pure code of an app above": (
        "catalog.actions.credits",
        "from articles.quotes import fold\n",
        "catalog imports articles.quotes",
    ),
    "a module nobody listed": (
        "articles.known",
        "from articles.oracle import guess\n",
        "articles.oracle stands on no floor",
    ),
}


@pytest.mark.parametrize(
    ("name", "source", "message"), CLIMBING.values(), ids=CLIMBING.keys()
)
def test_a_climbing_import_is_caught(name, source, message):
    modules = [Module.parse(name, source), Module.parse("articles.oracle", "")]

    [found] = upward(modules)

    assert message in found


LEVEL = {
    "the same floor": ("articles.queues", "from .known import known\n"),
    "a floor below": ("articles.actions.facts", "from ..models import Fact\n"),
    "the same package": ("articles.models.facts", "from .evidence import Evidence\n"),
    "an app below": ("articles.models.facts", "from catalog.dates import today\n"),
    "a library": ("catalog.dates", "import datetime\nfrom django.db import models\n"),
}


@pytest.mark.parametrize(("name", "source"), LEVEL.values(), ids=LEVEL.keys())
def test_a_level_import_passes(name, source):
    assert upward([Module.parse(name, source)]) == []


def test_a_relative_import_in_a_package_starts_at_the_package():
    package = Module.parse(
        "articles.models", "from ..actions import accept\n", is_package=True
    )

    [found] = upward([package])

    assert "floor 1 imports articles.actions of floor 2" in found


def test_an_unlisted_module_is_told_where_to_list_itself():
    [found] = unlisted([Module.parse("articles.oracle", "")])

    assert "list 'oracle' under FLOORS['articles'] in tests/house/floors.py" in found


HANGS_ON_ENTRY = Module.parse(
    "articles.models.facts",
    'class Fact:\n    subject = ForeignKey("catalog.Entry", related_name="facts")\n'
    'class Passage:\n    mentions = ManyToManyField("catalog.Entry")\n',
)

NAMING = {
    "a label": 'ForeignKey("articles.Fact")',
    "a reverse accessor": "entry.facts.all()",
    "a reverse accessor by default name": "entry.passage_set.all()",
    "a lookup": "entries.filter(facts__status=1)",
    "a lookup in a string": 'entries.prefetch_related("facts__evidence")',
    "the name of an address": 'reverse("admin:articles_fact_change")',
    "an identifier": "articles = 1",
}


@pytest.mark.parametrize("source", NAMING.values(), ids=NAMING.keys())
def test_catalog_naming_articles_is_caught(source):
    catalogue = Module.parse("catalog.cast", source)

    assert names_of_articles([catalogue, HANGS_ON_ENTRY])


SPEAKING = {
    "a docstring": '"""What articles.models hangs here is not our business."""',
    "a sentence for editors": 'help_text = "Shown in lists, cards and articles."',
    "a name of its own": "class Entry:\n    facts = 1\nEntry.facts",
}


@pytest.mark.parametrize("source", SPEAKING.values(), ids=SPEAKING.keys())
def test_catalog_may_speak_of_articles_in_prose(source):
    catalogue = Module.parse("catalog.cast", source)

    assert names_of_articles([catalogue, HANGS_ON_ENTRY]) == []


def test_a_migration_that_imports_a_model_is_caught():
    migration = Module.parse(
        "articles.migrations.0002_move",
        "import catalog.fields\nfrom articles.models import Fact\n",
    )

    [found] = live_code_in_migrations([migration])

    assert "a migration imports articles.models" in found
