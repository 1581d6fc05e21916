"""Rows that all tests of a module share."""

from contextlib import contextmanager

from django.test import TestCase


@contextmanager
def made_once(django_db_blocker):
    """What is made within stays until the module is done, and then is gone.

    For a fixture of a module that asks for `django_db_setup`. Each test that asks for
    the database changes the rows in a transaction of its own.
    """
    with django_db_blocker.unblock():
        atomics = TestCase._enter_atomics()
        try:
            yield
        finally:
            TestCase._rollback_atomics(atomics)
