"""A pytest plugin that gives the settings the variables they refuse to boot without.

pytest-django reads the settings before it loads any conftest, so the values have
to stand before that: `addopts` names this module with `-p`. A variable that the
caller has set keeps its value.
"""

import os

DEFAULTS = {
    "SECRET_KEY": "for-tests-only-and-long-enough-to-satisfy-the-deployment-checks",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    # The test client and the live server speak plain HTTP.
    "SECURE_SSL_REDIRECT": "false",
}

for name, value in DEFAULTS.items():
    os.environ.setdefault(name, value)
