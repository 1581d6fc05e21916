import pytest
from django.test import override_settings

from tests.made_once import made_once

from .world import World


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """One of everything, made once for all tests of a module."""
    media = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=media), made_once(django_db_blocker):
        yield World()
