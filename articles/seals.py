"""Chains of digests: one changed byte in a row that never changes is found.

Each digest covers the row and the digest before it, so that a row cannot be changed,
taken out or put in without every later one telling.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from typing import Any


def digest_of(row: Mapping[str, Any], before: str) -> str:
    """SHA-256, in hex, of the row's columns and of the digest `before` it.

    Moments are taken in UTC, so that the zone in which a database answers does not
    matter.
    """
    text = json.dumps(
        [before, dict(row)],
        default=_plain,
        ensure_ascii=True,
        separators=(",", ":"),
        sort_keys=True,
    )
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    raise TypeError(f"{type(value).__name__} has no place in a digest.")
