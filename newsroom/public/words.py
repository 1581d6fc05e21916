"""Words cut to the room they have."""

from __future__ import annotations


def shortened(text: str, most: int) -> str:
    """The text on one line, cut at a word if it is too long."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"
