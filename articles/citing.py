"""The sentences of a text that cite a fact."""

from __future__ import annotations

import re

from articles.body import citations, without_citations
from articles.sentences import sentences

# A mark may stand before a full stop or a comma and leave a space behind.
_LOOSE = re.compile(r"\s+(?=[.,;:!?])")


def sentences_citing(key: str, *texts: str) -> list[str]:
    """Each sentence with a mark of that fact, as words alone and in order."""
    return [
        _LOOSE.sub("", without_citations(text[span.start : span.end])).strip()
        for text in texts
        for span in sentences(text)
        if key in citations(text[span.start : span.end])
    ]
