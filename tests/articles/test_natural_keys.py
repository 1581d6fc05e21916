"""Rows named in words: every model, there and back."""

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core import serializers
from django.utils import timezone

from articles.actions.comments import answer, comment
from articles.actions.publishing import cancel
from articles.actions.replacing import retract
from articles.actions.sources import mark_block
from articles.actions.topics import readdress
from articles.models import (
    FrontSlot,
    MenuItem,
    PreviewLink,
    Rendering,
    StaticPage,
    Topic,
    WorkingCopy,
)
from catalog.actions.renaming import rename
from catalog.models import (
    Availability,
    CompanyCredit,
    Credit,
    ExternalId,
    Genre,
    Image,
    Press,
    Relation,
    Title,
)
from catalog.models.natural import NaturalKeyModel, natural_width
from tests import builders as make
from tests.made_once import made_once

pytestmark = pytest.mark.django_db

MODELS = [
    pytest.param(model, id=model._meta.label)
    for app in ("catalog", "articles")
    for model in apps.get_app_config(app).get_models()
    if issubclass(model, NaturalKeyModel)
]


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    # On a whole second: JSON keeps no more than thousandths of it.
    moment = timezone.now().replace(microsecond=0)
    with time_machine.travel(moment, tick=False), made_once(django_db_blocker):
        at_least_one_row_of_each()
        yield


@pytest.fixture
def everything(made, db):
    """At least one row of every model that has a natural key."""


def at_least_one_row_of_each():
    show, person, company = make.a_show(), make.a_person(), make.a_company()
    moss, job = make.a_character(), make.a_job()
    season = make.a_season(show)
    make.an_episode(season)
    make.a_franchise()
    make.a_work()
    rename(show, slug="beacon")
    entry = show.entry
    Genre.objects.create(slug="crime", name="Crime")
    Title.objects.create(entry=entry, text="The Pier")
    Relation.objects.create(source=entry, kind="known-for", target=person.entry)
    ExternalId.objects.create(entry=entry, authority="wikidata", value="Q1")
    CompanyCredit.objects.create(work=entry, company=company, role="network")
    Availability.objects.create(entry=entry, platform=company)
    credit = {"work": entry, "person": person, "job": job}
    Credit.objects.create(**credit)
    Credit.objects.create(**credit, character=moss)
    Credit.objects.create(**credit, part="finale", label="also")
    Image.objects.create(entry=entry, alt="A pier", credit="A. B.", licence="own")
    fact = make.an_accepted_fact(show)
    make.an_outlet()
    snapshot = make.a_snapshot("Before it. The words. After it.")
    mark_block(snapshot, "The words.", kind="opinion", by=None)
    make.an_edition(body=f"It waits.[@{fact.key}]")
    retract(fact, by=None, why="It was another show.")
    masthead, section = make.a_masthead(), make.a_section()
    MenuItem.objects.create(masthead=masthead, order=1, label="News", section=section)
    StaticPage.objects.create(slug="about", title="About", body="We.")
    FrontSlot.objects.create(order=1)
    topic = Topic.objects.create(slug="series", name="Series")
    readdress(topic, slug="shows-on-air", by=None)
    answer(comment(make.an_article(), by=None, text="Who?"), by=None, text="They.")
    cancel(make.an_edition(live_from=timezone.now() + timedelta(days=1)), by=None)


@pytest.mark.parametrize("model", MODELS)
def test_a_row_is_found_again_by_its_words(everything, model):
    rows = list(model.objects.all())

    assert rows
    for row in rows:
        words = row.natural_key()
        assert len(words) == natural_width(model)
        assert model.objects.get_by_natural_key(*words) == row
        assert model.named(*words) == row


@pytest.mark.parametrize("model", MODELS)
def test_no_two_rows_have_the_same_words(everything, model):
    keys = [row.natural_key() for row in model.objects.all()]

    assert len(set(keys)) == len(keys)


def test_two_credits_differ_by_their_characters_alone(everything):
    keys = {credit.natural_key()[-2:] for credit in Credit.objects.filter(part="")}

    assert keys == {(None, None), ("character", "captain-moss")}


def test_a_dump_in_words_names_no_number_and_loads_to_the_same(everything):
    rows = [row for param in MODELS for row in param.values[0].objects.all()]
    dumped = serializers.serialize(
        "json", rows, use_natural_foreign_keys=True, use_natural_primary_keys=True
    )

    for loaded in serializers.deserialize("json", dumped):
        assert loaded.object.pk is not None, loaded
        loaded.save()

    again = serializers.serialize(
        "json",
        [row for param in MODELS for row in param.values[0].objects.all()],
        use_natural_foreign_keys=True,
        use_natural_primary_keys=True,
    )
    assert again == dumped
    assert '"pk"' not in dumped


def test_every_table_has_words_but_those_that_can_be_made_again():
    without = {
        model
        for app in ("catalog", "articles")
        for model in apps.get_app_config(app).get_models()
        if not issubclass(model, NaturalKeyModel)
        and not model.__name__.startswith("Historical")
    }

    assert without == {PreviewLink, Press, Rendering, WorkingCopy}
