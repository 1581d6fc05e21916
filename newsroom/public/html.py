"""The one place that vouches for HTML: where it comes from, and why it is safe."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import unescape
from typing import Any

from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe

from articles import body

_CITE = re.compile(r'<a class="cite"[^>]*>\d+</a>')
_BLOCK_END = re.compile(r"</(?:p|li|h[2-4]|blockquote|td|th|pre|figure)>|<br>")
_PICTURE = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')

# What the inputs of templates call a text that is HTML already.
Html = SafeString

_SCRIPT_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def rendered(html: str) -> Html:
    """HTML that `articles.body` has sanitised, at this moment or when it was kept."""
    return mark_safe(html)


def plain(html: str) -> str:
    """The words of such HTML, without its citation marks, on one line."""
    words = strip_tags(_BLOCK_END.sub(" ", _CITE.sub("", html)))
    return " ".join(unescape(words).split())


def blocks(html: str) -> list[str]:
    """The same block by block, for reading; a picture is told by its words."""
    told = _PICTURE.sub(r"[\1] ", html)
    return [text for text in map(plain, _BLOCK_END.split(told)) if text]


def markdown(text: str) -> Html:
    """A Markdown text as paragraphs; `articles.body` sanitises it."""
    return rendered(body.render(text))


def markdown_line(text: str) -> Html:
    """A Markdown text as one line."""
    return rendered(body.render_line(text))


def bullets(lines: Iterable[str]) -> Html | str:
    """Lines of sanitised HTML as a list; "" without lines."""
    items = format_html_join("", "<li>{}</li>", ((rendered(line),) for line in lines))
    return format_html("<ul>{}</ul>", items) if items else ""


def data_block(data: Any) -> Html:
    """The data as JSON-LD in its script element, which no browser runs.

    <, > and & are written as escapes of JSON: nothing in it can end the element.
    """
    text = json.dumps(data, ensure_ascii=False).translate(_SCRIPT_ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>', mark_safe(text)
    )
