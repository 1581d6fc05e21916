"""The catalogue on the desk, a module for each group of models.

Every admin of the project derives from `safe.SafeModelAdmin`; a system check looks.
"""

from . import credits, entries, organisations, people, works

__all__ = ["credits", "entries", "organisations", "people", "works"]
