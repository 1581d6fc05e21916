import pytest
from django.db import transaction

from tests.shared_material import shared

from .newsdesk import opened


@pytest.fixture(scope="module")
def desk(django_db_setup, django_db_blocker):
    """The desk with all five stories on it, made once for a whole file of tests."""
    if not shared("seeds").is_dir():
        pytest.skip("the stories are not here")
    with django_db_blocker.unblock(), transaction.atomic():
        yield opened()
        transaction.set_rollback(True)
