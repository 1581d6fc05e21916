"""What holds for every test."""

import shutil

import pytest
from hypothesis import settings

# The same examples in every run, however slow the machine is today.
settings.register_profile("newsroom", derandomize=True, deadline=None)
settings.load_profile("newsroom")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("there is no Chromium on this machine")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-sync"]
    return {**browser_type_launch_args, "executable_path": path, "args": quiet}
