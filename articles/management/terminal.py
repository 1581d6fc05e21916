"""How commands speak: to a person at a terminal, to a program in a pipe."""

from argparse import RawDescriptionHelpFormatter

from django.core.management.base import DjangoHelpFormatter, OutputWrapper


class HelpWithExamples(DjangoHelpFormatter, RawDescriptionHelpFormatter):
    """The command's own options first, and its examples line by line."""


def print_anything(*streams: OutputWrapper) -> None:
    """Lets the streams write what their encoding lacks as escapes.

    A letter outside ASCII must not end a command that has done its work already.
    """
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
