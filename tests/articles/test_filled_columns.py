"""Rows from before a column of what is searched are found by it as well."""

from importlib import import_module

import pytest
from django.apps import apps

from articles.models import Fact
from articles.picking import facts_for, pictures_for
from catalog.models import Image
from tests import builders as make

pytestmark = pytest.mark.django_db


def fill(migration):
    import_module(migration).fill(apps, None)


def test_facts_of_before_are_found_by_their_values():
    fact = make.an_accepted_fact(make.a_show(), predicate="premise", text="A Café.")
    Fact.objects.update(folded="")
    assert facts_for("cafe") == []

    fill("articles.migrations.0006_fill_folded_values")

    assert [pick.key for pick in facts_for("cafe")] == [fact.key]


def test_pictures_of_before_are_found_by_their_words(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = make.a_picture(alt="A café")
    Image.objects.update(folded="")
    assert pictures_for("cafe") == []

    fill("catalog.migrations.0004_fill_folded_pictures")

    assert [shot.number for shot in pictures_for("cafe")] == [picture.pk]
