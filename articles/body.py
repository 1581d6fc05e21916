"""From an article's Markdown to the HTML readers get.

Raw HTML in the text is shown as text. The result is sanitised once and nothing
changes it afterwards; the citation marks are there before, as links like any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

MAX_BODY = 1_000_000
"""Characters of a body at most."""

VERSION = 2
"""Of the rendering: kept HTML of another version is made anew."""

_CITATION = re.compile(r"\[@([a-z0-9]+(?:-[a-z0-9]+)*)\]")
_BULLET = re.compile(r"^(?:[-*•](?:\s+|$))+")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_WORDS_PER_MINUTE = 230

_TAGS = {
    "a", "abbr", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "hr",
    "li", "ol", "p", "pre", "s", "strong", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {
        "href",
        "title",
        "class",
        "data-certainty",
        "data-evidence",
        "aria-label",
    },
    "ol": {"start"},
}


@dataclass(frozen=True)
class Mark:
    """What a citation shows: its number on the page, and how sure the fact is."""

    number: int
    certainty: str


def citations(*texts: str) -> list[str]:
    """The keys these texts cite, each once, in the order of first appearance."""
    return list(dict.fromkeys(k for text in texts for k in _CITATION.findall(text)))


def without_citations(text: str) -> str:
    """The text as words alone, for counting and for descriptions."""
    return _CITATION.sub("", text)


def count_words(text: str) -> int:
    return len(_WORD.findall(without_citations(text)))


def reading_minutes(words: int) -> int:
    """Minutes to read so many words, at 230 a minute; never less than one."""
    return max(1, round(words / _WORDS_PER_MINUTE))


def render(text: str, marks: Mapping[str, Mark] | None = None) -> str:
    """Safe HTML of a Markdown text; a cited key without a mark is left out.

    Headings start at h2: the page has its own h1. Costs about 4 ms per 1,000 words.
    """
    html = _parser().render(text, {"marks": marks or {}})
    return _clean(html)


def render_line(text: str, marks: Mapping[str, Mark] | None = None) -> str:
    """Safe HTML of one line, without a paragraph around it."""
    html = _parser().renderInline(text, {"marks": marks or {}})
    return _clean(html)


def lines(text: str) -> list[str]:
    """The lines of a list typed one a line, with or without bullets."""
    found = (_BULLET.sub("", line.strip()) for line in text.splitlines())
    return [line for line in found if line]


def _clean(html: str) -> str:
    return nh3.clean(
        # Half a surrogate pair is no character, and nothing could print it.
        html.encode("utf-8", "replace").decode("utf-8"),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_only_known_values,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
        url_relative="pass_through",
    )


def _only_known_values(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return value if value == "cite" else None
    if attribute == "href" and (value.startswith("//") or "\\" in value):
        return None
    return value


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False})
    parser.enable(["table", "strikethrough"])
    parser.disable("image")
    parser.inline.ruler.before("link", "citation", _find_citation)
    parser.add_render_rule("citation", _render_citation)
    parser.core.ruler.push("headings_below_the_page", _lower_headings)
    return parser


def _find_citation(state: StateInline, silent: bool) -> bool:
    found = _CITATION.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        # The mark stands at the word, whether or not a space was typed before it.
        state.pending = state.pending.rstrip(" ")
        token = state.push("citation", "a", 0)
        token.meta = {"key": found[1]}
    state.pos = found.end()
    return True


def _render_citation(
    _renderer: Any, tokens: list[Token], index: int, _options: Any, env: Any
) -> str:
    key = tokens[index].meta["key"]
    mark = env["marks"].get(key)
    if mark is None:
        return ""
    return (
        f'<a class="cite" href="/facts/{key}/" data-certainty="{mark.certainty}" '
        f'data-evidence="evidence-{key}" '
        f'aria-label="Source {mark.number}, {mark.certainty}">{mark.number}</a>'
    )


def _lower_headings(state: Any) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + (token.tag == 'h1'), 4)}"
