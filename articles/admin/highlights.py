"""An archived text cut into pieces, so that a page can mark what is quoted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Span:
    """A stretch of a text that means something: `kind` is passage, block or near."""

    start: int
    end: int
    kind: str
    label: str = ""
    pk: int = 0


@dataclass(frozen=True)
class Piece:
    """Some text, and the spans it lies in; `first` are those that begin with it."""

    text: str
    spans: tuple[Span, ...] = ()
    first: tuple[Span, ...] = field(default=())

    @property
    def passage(self) -> Span | None:
        return next((s for s in self.spans if s.kind == "passage"), None)

    @property
    def block(self) -> Span | None:
        return next((s for s in self.spans if s.kind == "block"), None)

    @property
    def is_near(self) -> bool:
        return any(span.kind == "near" for span in self.spans)


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """The text in order, cut wherever a span begins or ends; spans may overlap."""
    spans = [s for s in spans if 0 <= s.start < s.end <= len(text)]
    begins: dict[int, list[Span]] = {}
    ends: dict[int, list[Span]] = {}
    for span in spans:
        begins.setdefault(span.start, []).append(span)
        ends.setdefault(span.end, []).append(span)
    cuts = sorted({0, len(text), *begins, *ends})
    found = []
    inside: list[Span] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        closed = ends.get(start, [])
        inside = [span for span in inside if span not in closed]
        opened = begins.get(start, [])
        inside += opened
        found.append(Piece(text[start:end], tuple(inside), tuple(opened)))
    return found
