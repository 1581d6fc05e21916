"""What holds for every test."""

import shutil

import pytest
from django.db import connection
from django.test import override_settings
from hypothesis import settings

from articles import clock

# The same examples in every run, however slow the machine is today.
settings.register_profile("newsroom", derandomize=True, deadline=None)
settings.load_profile("newsroom")

# What costs most in a suite that opens a client a test, and proves nothing there: a
# look at every static file for each client, and hashes that are slow on purpose.
QUICK = {
    "WHITENOISE_AUTOREFRESH": True,
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
}

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session", autouse=True)
def quick_settings():
    with override_settings(**QUICK):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("there is no Chromium on this machine")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-sync"]
    return {**browser_type_launch_args, "executable_path": path, "args": quiet}


@pytest.fixture(autouse=True)
def a_clock_that_was_never_read():
    """Each test starts as a new process does: no moment has been told yet."""
    clock.forget()


@pytest.fixture
def connections(transactional_db):
    """A database on which threads write side by side, each on its own connection."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory has one connection that writes")
