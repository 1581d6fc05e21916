"""The time that readers live in: it never goes back.

A machine's clock may be set back, and what was live a moment ago has to stay so. Each
process keeps the latest moment it has told its readers and stands still there until
the clock has caught up; nothing is written for it. docs/deploy.md says what to do
after a clock was wrong by more than a moment.
"""

from __future__ import annotations

import datetime

from django.utils import timezone

_told: list[datetime.datetime] = []


def now() -> datetime.datetime:
    """The present moment for a reader, aware, and never before one told already."""
    moment = latest()
    _told[:] = [moment]
    return moment


def latest() -> datetime.datetime:
    """The same for the desk, whose deeds tell readers nothing by themselves."""
    return max([timezone.now(), *_told])


def forget() -> None:
    """Takes the machine's clock for right again, as a new process does."""
    _told.clear()
