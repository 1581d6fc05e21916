"""A pytest plugin that has to be there before the settings and the tests are read.

pytest-django reads the settings before it loads any conftest, and they refuse to boot
without their variables: `addopts` names this module with `-p`. A variable that the
caller has set keeps its value.

What a visitor may skip, because the material is not next door or no browser is
installed, must not be skipped where a change is judged: with NEWSROOM_REQUIRE_SHARED
or NEWSROOM_REQUIRE_BROWSER set, such a skip is a failure.
"""

import os

import pytest

DEFAULTS = {
    "SECRET_KEY": "for-tests-only-and-long-enough-to-satisfy-the-deployment-checks",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    # The test client and the live server speak plain HTTP.
    "SECURE_SSL_REDIRECT": "false",
    # Playwright keeps a loop running in the thread of the tests; nothing of ours does.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}

for name, value in DEFAULTS.items():
    os.environ.setdefault(name, value)


def required_by(item: pytest.Item) -> str:
    """Return the variable that forbids a test to skip, or nothing."""
    from tests.shared_material import needs_shared

    if os.environ.get("NEWSROOM_REQUIRE_BROWSER") and item.get_closest_marker(
        "browser"
    ):
        return "NEWSROOM_REQUIRE_BROWSER"
    if os.environ.get("NEWSROOM_REQUIRE_SHARED") and any(
        mark == needs_shared.mark for mark in item.iter_markers("skipif")
    ):
        return "NEWSROOM_REQUIRE_SHARED"
    return ""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    # An expected failure is reported as a skip too.
    skipped = report.skipped and not hasattr(report, "wasxfail")
    if skipped and (variable := required_by(item)):
        report.outcome = "failed"
        report.longrepr = f"{variable} is set, but the test skipped: {call.excinfo}"
    return report
