"""Where a change is judged, nothing is passed over for want of material."""

import os
import subprocess
import sys

import pytest

from .floors import ROOT

SUITE = """
import pytest
from tests.shared_material import needs_shared

@needs_shared
def test_of_the_material(): pass

@pytest.mark.browser
def test_in_a_browser(): pytest.skip("no browser")

def test_elsewhere(): pytest.skip("not on this database")

@pytest.mark.browser
@pytest.mark.xfail
def test_of_a_known_fault(): assert False
"""


def run(tmp_path, *required):
    """Run a small suite without the material, and return what pytest prints."""
    suite = tmp_path / "test_suite.py"
    suite.write_text(SUITE, encoding="utf-8")
    options = ["-p", "tests.environment", "-p", "no:django", "-p", "no:cacheprovider"]
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NEWSROOM_REQUIRE", "PYTEST"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", os.devnull, "-q", *options, suite],
        cwd=ROOT,
        env=environment
        | dict.fromkeys(required, "1")
        | {"SHARED_DIR": str(tmp_path / "nowhere")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stdout


def test_a_visitor_may_skip(tmp_path):
    assert "3 skipped, 1 xfailed" in run(tmp_path)


@pytest.mark.parametrize(
    ("variable", "test", "closing"),
    [
        # A mark skips before the test is set up, so it is an error and no failure.
        ("NEWSROOM_REQUIRE_SHARED", "test_of_the_material", "1 error"),
        ("NEWSROOM_REQUIRE_BROWSER", "test_in_a_browser", "1 failed"),
    ],
)
def test_a_skip_fails_where_the_test_is_required(tmp_path, variable, test, closing):
    printed = run(tmp_path, variable)

    assert "2 skipped, 1 xfailed" in printed
    assert closing in printed
    assert f"::{test}" in printed
    assert f"{variable} is set, but the test skipped" in printed
