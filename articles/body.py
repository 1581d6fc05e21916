"""From an article's Markdown to the HTML readers get.

Raw HTML in the text is shown as text. The result is sanitised once and nothing
changes it afterwards; the citation marks are there before, as links like any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

MAX_BODY = 1_000_000
"""Characters of a body at most."""

MAX_CITATIONS = 1_000
MAX_LINKS = 1_000
MAX_BRACKETS = 5_000
MAX_LINES = 20_000
MAX_SIGNS = 50_000
MAX_IMAGES = 100
MAX_DEPTH = 8
"""Quotations and lists inside each other at most; no page has room for more."""

VERSION = 3
"""Of the rendering: kept HTML of another version is made anew."""

_CITATION = re.compile(r"\[@([a-z0-9]+(?:-[a-z0-9]+)*)\]")
# A picture has a line of its own: ![caption](image:12). The caption may cite.
_IMAGE = re.compile(r"!\[((?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*+\])*+)\]\(image:(\d{1,9})\)")
_QUOTE_MARKS = re.compile(r"^[ \t]*>[ \t>]*", re.MULTILINE)
_SIGNS = "*_~`<&"
_BULLET = re.compile(r"^(?:[-*•](?:\s+|$))+")
_SOFT_BREAK = re.compile(r"(?<!\\)(?<!  )\n")
_ADDRESS = re.compile(r"<?https?://\S+")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_WORDS_PER_MINUTE = 230

_TAGS = {
    "a", "abbr", "blockquote", "br", "code", "del", "em", "figcaption", "figure",
    "h2", "h3", "h4", "hr", "img", "li", "ol", "p", "pre", "s", "small", "span",
    "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
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
    "figure": {"class"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "ol": {"start"},
}
_CLASSES = {"a": "cite", "figure": "picture"}


@dataclass(frozen=True)
class Mark:
    """What a citation shows: its number on the page, and how sure the fact is."""

    number: int
    certainty: str


@dataclass(frozen=True)
class Figure:
    """A picture of the archive, as a text shows it: its address, words and credit."""

    src: str
    alt: str
    width: int | None
    height: int | None
    credit: str
    credit_url: str = ""


def citations(*texts: str) -> list[str]:
    """The keys these texts cite, each once, in the order of first appearance."""
    return list(dict.fromkeys(k for text in texts for k in _CITATION.findall(text)))


def images(*texts: str) -> list[int]:
    """The numbers of the pictures these texts show, each once, in their order."""
    found = (int(number) for text in texts for _, number in _IMAGE.findall(text))
    return list(dict.fromkeys(found))


def problems(*texts: str) -> list[str]:
    """Why the texts cannot be shown as they are, naming what is too much of it.

    Forms ask before they keep a text and publishing asks again. Where there is
    nothing to say, rendering is quick: well below a second for what is allowed.
    """
    characters = sum(map(len, texts))
    if characters > MAX_BODY:
        return [
            f"The text has {characters:,} characters; an article holds "
            f"{MAX_BODY:,} at most."
        ]
    counted = (
        ("citations", MAX_CITATIONS, sum(len(_CITATION.findall(t)) for t in texts)),
        ("links", MAX_LINKS, sum(t.count("://") + t.count("](") for t in texts)),
        ("brackets", MAX_BRACKETS, sum(t.count("[") - t.count("[@") for t in texts)),
        ("lines", MAX_LINES, sum(t.count("\n") for t in texts)),
        (f"of the signs {_SIGNS}", MAX_SIGNS, sum(map(_signs, texts))),
        ("pictures", MAX_IMAGES, sum(len(_IMAGE.findall(t)) for t in texts)),
    )
    found = [
        f"The text has {number:,} {what}; an article holds {most:,} at most."
        for what, most, number in counted
        if number > most
    ]
    if found:
        return found
    depth = max((_depth(text) for text in texts), default=0)
    if depth > MAX_DEPTH:
        found.append(
            f"A quotation or list is nested {depth:,} deep; a page shows "
            f"{MAX_DEPTH} levels at most."
        )
    return found + [
        f"Picture {number} stands within a sentence: give it a line of its own."
        for text in texts
        for number in _images_in_sentences(text)
    ]


def _signs(text: str) -> int:
    return sum(text.count(sign) for sign in _SIGNS)


def _depth(text: str) -> int:
    """How deep quotations and lists are nested; in lists the parser counts to ten."""
    quotes = max((q.count(">") for q in _QUOTE_MARKS.findall(text)), default=0)
    if quotes > MAX_DEPTH:
        return quotes
    tokens: list[Token] = []
    parser = _parser()
    parser.block.parse(text, parser, {}, tokens)
    depth = deepest = 0
    for token in tokens:
        if token.type in ("blockquote_open", "list_item_open"):
            depth += 1
            deepest = max(deepest, depth)
        elif token.type in ("blockquote_close", "list_item_close"):
            depth -= 1
    return deepest


def _images_in_sentences(text: str) -> list[int]:
    found = []
    for image in _IMAGE.finditer(text):
        start = text.rfind("\n", 0, image.start()) + 1
        end = text.find("\n", image.end())
        before = text[start : image.start()].strip(" \t>*+-`")
        after = text[image.end() : end if end >= 0 else len(text)]
        if before or after.strip(" \t\r`"):
            found.append(int(image[2]))
    return found


def without_citations(text: str) -> str:
    """The text as words alone, for counting and for descriptions."""
    return _CITATION.sub("", text)


def count_words(text: str) -> int:
    words = _IMAGE.sub(lambda image: image[1], text)
    return len(_WORD.findall(without_citations(words)))


def reading_minutes(words: int) -> int:
    """Minutes to read so many words, at 230 a minute; never less than one."""
    return max(1, round(words / _WORDS_PER_MINUTE))


def render(
    text: str,
    marks: Mapping[str, Mark] | None = None,
    figures: Mapping[int, Figure] | None = None,
) -> str:
    """Safe HTML of a Markdown text; a cited key without a mark is left out, and so
    is a picture that is not among `figures`.

    Headings start at h2: the page has its own h1. Costs about 4 ms per 1,000 words.
    """
    env = {"marks": marks or {}, "figures": figures or {}}
    return _clean(_parser().render(text, env))


def render_line(text: str, marks: Mapping[str, Mark] | None = None) -> str:
    """Safe HTML of one line, without a paragraph around it."""
    env = {"marks": marks or {}, "figures": {}}
    return _clean(_parser().renderInline(text, env))


def lines(text: str) -> list[str]:
    """The lines of a list typed one a line, with or without bullets."""
    found = (_BULLET.sub("", line.strip()) for line in text.splitlines())
    return [line for line in found if line]


def paragraphs(text: str) -> list[str]:
    """The prose of a text as it is written, paragraph by paragraph.

    Headings, quotations, pictures, tables and code are no prose, and neither is an
    address that stands alone.
    """
    parser = _parser()
    tokens: list[Token] = []
    parser.block.parse(text, parser, {}, tokens)
    quoted = 0
    found = []
    for before, token in pairwise(tokens):
        quoted += (before.type == "blockquote_open") - (
            before.type == "blockquote_close"
        )
        if token.type == "inline" and before.type == "paragraph_open" and not quoted:
            prose = _SOFT_BREAK.sub(" ", token.content)
            if not _ADDRESS.fullmatch(without_citations(prose).strip()):
                found.append(prose)
    return found


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
        return value if value == _CLASSES.get(tag) else None
    if attribute in ("href", "src") and (value.startswith("//") or "\\" in value):
        return None
    return value


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True})
    parser.enable(["table", "strikethrough", "linkify"])
    # Inside a line it would take a citation right after an address into the link.
    parser.inline.ruler.disable("linkify")
    assert parser.linkify is not None
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    for scheme in ("ftp:", "//", "mailto:"):
        parser.linkify.add(scheme, None)
    parser.disable("image")
    parser.block.ruler.before(
        "paragraph", "figure", _find_figure, {"alt": ["paragraph", "blockquote"]}
    )
    parser.add_render_rule("figure", _render_figure)
    parser.inline.ruler.before("link", "citation", _find_citation)
    parser.add_render_rule("citation", _render_citation)
    parser.core.ruler.push("headings_below_the_page", _lower_headings)
    return parser


def _find_figure(state: StateBlock, line: int, _last: int, silent: bool) -> bool:
    if state.is_code_block(line):
        return False
    start = state.bMarks[line] + state.tShift[line]
    found = _IMAGE.fullmatch(state.src[start : state.eMarks[line]].rstrip())
    if found is None:
        return False
    if not silent:
        token = state.push("figure", "figure", 0)
        token.meta = {"caption": found[1], "number": int(found[2])}
        token.map = [line, line + 1]
        state.line = line + 1
    return True


def _render_figure(
    _renderer: Any, tokens: list[Token], index: int, _options: Any, env: Any
) -> str:
    meta = tokens[index].meta
    figure = env["figures"].get(meta["number"])
    if figure is None:
        return ""
    size = "".join(
        f' {name}="{pixels}"'
        for name, pixels in (("width", figure.width), ("height", figure.height))
        if pixels
    )
    parts = []
    if meta["caption"].strip():
        parts.append(f"<span>{_parser().renderInline(meta['caption'], env)}</span>")
    if figure.credit:
        credit = escapeHtml(figure.credit)
        if figure.credit_url:
            credit = f'<a href="{escapeHtml(figure.credit_url)}">{credit}</a>'
        parts.append(f"<small>{credit}</small>")
    told = f"<figcaption>{' '.join(parts)}</figcaption>" if parts else ""
    return (
        f'<figure class="picture"><img src="{escapeHtml(figure.src)}" '
        f'alt="{escapeHtml(figure.alt)}"{size} loading="lazy" decoding="async">'
        f"{told}</figure>\n"
    )


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
