import pytest
from django.db import transaction
from django.test import override_settings

from .world import World


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """A newsroom with a row in every state, made once for all the tests of a file."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), transaction.atomic(), media:
        yield World()
        transaction.set_rollback(True)
