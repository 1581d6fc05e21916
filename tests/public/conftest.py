import pytest
from django.test import TestCase, override_settings

from .world import World


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """One of everything, made once for all tests of a module.

    Each test that asks for the database changes it in a transaction of its own.
    """
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media):
        atomics = TestCase._enter_atomics()
        try:
            yield World()
        finally:
            TestCase._rollback_atomics(atomics)
