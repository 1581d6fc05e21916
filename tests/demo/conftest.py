"""The demo, loaded once a module and given to each test as it was."""

import hashlib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction

from articles import demo

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture(scope="session")
def fixtures() -> Path:
    return FIXTURES


@pytest.fixture(scope="module")
def loaded_demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load([FIXTURES])
        yield
        transaction.set_rollback(True)


@pytest.fixture
def the_demo(loaded_demo, db):
    """The demo in the database; what the test changes is undone after it."""


@pytest.fixture
def fingerprint():
    """A function of the whole database that any change would change."""
    return _fingerprint


def _fingerprint() -> str:
    rows = hashlib.sha256()
    for model in apps.get_models(include_auto_created=True):
        columns = [field.attname for field in model._meta.concrete_fields]
        for row in model._base_manager.order_by("pk").values_list(*columns):
            rows.update(repr((model._meta.label, row)).encode())
    return rows.hexdigest()
