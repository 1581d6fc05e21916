"""How to read a template, and what in one breaks the rules of the house."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import FilterExpression, Node, Template, Variable
from django.template.defaulttags import ForNode, WithNode
from django.template.loader_tags import IncludeNode
from django.template.smartif import TokenBase

from .floors import ROOT

COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
VARIABLE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
UNESCAPED = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off\b")
DECLARATION = re.compile(
    r"\s*(\{#\s*(?P<line>.*?)#\}|\{% comment.*?%\}(?P<block>.*?)\{% endcomment %\})",
    re.DOTALL,
)

ELSEWHERE = re.compile(r"\s*(https?:)?//", re.IGNORECASE)
CSS_ELSEWHERE = re.compile(r"(url\(|@import)\s*[\"']?\s*(https?:)?//", re.IGNORECASE)
JS_ELSEWHERE = re.compile(r"(\bfrom|\bimport)\s*\(?\s*[\"'](https?:)?//")

# Data that a page carries for others to read; a browser does not run it.
DATA_BLOCKS = {"application/ld+json", "application/json", "speculationrules"}

# The link types by which a page loads something, as against naming it.
LOADING = {
    "apple-touch-icon",
    "dns-prefetch",
    "icon",
    "manifest",
    "modulepreload",
    "preconnect",
    "prefetch",
    "preload",
    "stylesheet",
}


def templates(folder: str = "") -> Iterator[tuple[str, str]]:
    """Yield name and source of each template of the project, in every app."""
    roots = [ROOT / "templates"]
    for app in ("catalog", "articles", "newsroom"):
        roots += sorted((ROOT / app).rglob("templates"))
    for root in roots:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".html", ".txt", ".xml", ".svg"}:
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def is_unescaped(source: str) -> bool:
    """Tell whether a template prints anything as it comes."""
    return bool(UNESCAPED.search(COMMENT.sub("", source)))


def faults(source: str) -> list[str]:
    """Return what the site's security policy would stop, by line."""
    reader = _Reader()
    for pattern, put in ((COMMENT, ""), (TAG, " "), (VARIABLE, "x")):
        source = pattern.sub(lambda found, put=put: put + _lines(found), source)
    reader.feed(source)
    reader.close()
    return reader.faults


def _lines(found: re.Match[str]) -> str:
    return "\n" * found.group().count("\n")


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.faults = []
        self.inside = None

    def say(self, what):
        self.faults.append(f"{self.getpos()[0]}: {what}")

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        for name, value in values.items():
            if name == "style":
                self.say(f"<{tag}> has a style attribute")
            if name.startswith("on"):
                self.say(f"<{tag}> has {name}")
            if value.strip().lower().startswith("javascript:"):
                self.say(f"<{tag}> has a script for its {name}")
            if _loads(tag, name, values) and any(
                map(ELSEWHERE.match, value.split(","))
            ):
                self.say(f"<{tag}> loads {value.strip()}")
        if tag == "style" or (
            tag == "script" and values.get("type") not in DATA_BLOCKS
        ):
            self.inside = tag

    def handle_endtag(self, tag):
        if tag == self.inside:
            self.inside = None

    def handle_data(self, data):
        if self.inside and data.strip():
            self.say(f"<{self.inside}> has content")


def _loads(tag: str, name: str, values: dict[str, str]) -> bool:
    if name in {"src", "srcset", "poster", "data"}:
        return True
    if name == "href" and tag == "link":
        return not LOADING.isdisjoint(values.get("rel", "").lower().split())
    return name in {"href", "xlink:href"} and tag in {"image", "use"}


def inputs(source: str) -> str | None:
    """Return the text that declares a component's inputs, or None without one.

    It is a comment, stands first, and begins with "Inputs:".
    """
    found = DECLARATION.match(source)
    text = (found["line"] or found["block"] or "").strip() if found else ""
    return text if text.startswith("Inputs:") else None


def undeclared(template: Template, declaration: str) -> set[str]:
    """Return the variables that a template reads and its declaration does not name."""
    read, made = _variables(template.nodelist)
    known = made | {"block", "forloop", "True", "False", "None"}
    return {name for name in read - known if not re.search(rf"\b{name}\b", declaration)}


def open_includes(template: Template) -> list[str]:
    """Return the includes that hand on the whole context instead of naming inputs."""
    return [
        f"{node.token.lineno}: {node.token.contents}"
        for node in template.nodelist.get_nodes_by_type(IncludeNode)
        if not node.isolated_context
    ]


def _variables(*things) -> tuple[set[str], set[str]]:
    """Return the names read and the names made (by for, with, as) below the given."""
    read, made = set(), set()
    queue = list(things)
    while queue:
        match queue.pop():
            case Variable(lookups=tuple(lookups)):
                read.add(lookups[0])
            case FilterExpression() as expression:
                queue += [expression.var, expression.filters]
            case Node() as node:
                made.update(_made(node))
                queue += vars(node).values()
            case TokenBase() as condition:
                queue += vars(condition).values()
            case list() | tuple() as several:
                queue += several
            case dict() as named:
                queue += named.values()
    return read, made


def _made(node: Node) -> Iterator[str]:
    if isinstance(node, ForNode):
        yield from node.loopvars
    if isinstance(node, WithNode):
        yield from node.extra_context
    for name in ("asvar", "target_var", "var_name", "variable_name", "varname"):
        value = getattr(node, name, None)
        if isinstance(value, str):
            yield value
