"""What holds for every test."""

from hypothesis import settings

# The same examples in every run, however slow the machine is today.
settings.register_profile("newsroom", derandomize=True, deadline=None)
settings.load_profile("newsroom")
