#!/usr/bin/env python
"""Django's command line, and the one command that needs no configuration."""

import os
import secrets
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if sys.argv[1:2] == ["demo"]:
        # A key that lives as long as the demo: nothing to configure, nothing to leak.
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
        os.environ["DEMO"] = "true"

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
