"""A page as a reader gets it: its words, its values, its marks and its passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.test import Client
from django.test.html import Element, parse_html


@dataclass(frozen=True)
class Mark:
    """A citation: the address of its fact, how sure that is, and where it opens."""

    href: str
    certainty: str
    evidence: str


@dataclass(frozen=True)
class Value:
    """What stands beside a label, and the marks behind it."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def facts(self) -> list[str]:
        return [mark.href.removeprefix("/facts/").rstrip("/") for mark in self.marks]


class Page:
    def __init__(self, url: str, html: str) -> None:
        self.url = url
        self.html = html

    @cached_property
    def main(self) -> Element:
        return next(all_of(parse_html(self.html), "main"))

    @cached_property
    def text(self) -> str:
        return words(self.main)

    @cached_property
    def own_text(self) -> str:
        """What the page says itself, without the passages it quotes."""
        return words(self.main, leave_out=("blockquote",))

    @cached_property
    def values(self) -> dict[str, list[Value]]:
        """The values of the lists of facts, by label."""
        found: dict[str, list[Value]] = {}
        for group in all_of(self.main, "dl"):
            for row in children(group) if "facts" in classes(group) else ():
                name, *values = children(row)
                found.setdefault(words(name), []).extend(map(value_of, values))
        return found

    @cached_property
    def people(self) -> dict[str, list[Value]]:
        """The lines of the lists of people, by the name each begins with."""
        found: dict[str, list[Value]] = {}
        for group in all_of(self.main, "ul"):
            for item in children(group):
                links = [link for link in all_of(item, "a") if not is_cite(link)]
                if links and "people" in classes(group):
                    found.setdefault(words(links[0]), []).append(value_of(item))
        return found

    @cached_property
    def marks(self) -> list[Mark]:
        return [mark_of(link) for link in all_of(self.main, "a") if is_cite(link)]

    @cached_property
    def quoted(self) -> set[str]:
        """The passages that the page marks, word for word."""
        return {words(mark) for mark in all_of(self.main, "mark")}

    @cached_property
    def ids(self) -> set[str]:
        return {attribute(part, "id") for part in every(self.main)}

    @cached_property
    def headings(self) -> list[str]:
        return [words(part) for part in all_of(self.main, "h1")]


def read(url: str, client: Client | None = None) -> Page:
    """The page at that address; it must be there."""
    response = (client or Client()).get(url)
    assert response.status_code == 200, f"{url}: {response.status_code}"
    return Page(url, response.content.decode())


class Site(Mapping[str, Page]):
    """The pages at these addresses, each read when it is first asked for."""

    def __init__(self, urls: Iterable[str]) -> None:
        self._pages: dict[str, Page | None] = dict.fromkeys(urls)
        self._client = Client()

    def __getitem__(self, url: str) -> Page:
        page = self._pages[url] or read(url, self._client)
        self._pages[url] = page
        return page

    def __contains__(self, url: object) -> bool:
        return url in self._pages

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


def every(part: Element) -> Iterator[Element]:
    yield part
    for child in children(part):
        yield from every(child)


def all_of(part: Element, name: str) -> Iterator[Element]:
    return (found for found in every(part) if found.name == name)


def children(part: Element) -> list[Any]:
    return [child for child in part.children if isinstance(child, Element)]


def attribute(part: Element, name: str) -> str:
    return str(dict(part.attributes).get(name) or "")


def classes(part: Element) -> list[str]:
    return attribute(part, "class").split()


def is_cite(part: Element) -> bool:
    return part.name == "a" and "cite" in classes(part)


def mark_of(link: Element) -> Mark:
    return Mark(
        attribute(link, "href"),
        attribute(link, "data-certainty"),
        attribute(link, "data-evidence"),
    )


def value_of(part: Element) -> Value:
    return Value(
        words(part), tuple(mark_of(link) for link in every(part) if is_cite(link))
    )


def words(part: Element, leave_out: tuple[str, ...] = ()) -> str:
    """The text of a part in one line, without the numbers of its marks."""
    return " ".join("".join(_pieces(part, leave_out)).split())


def _pieces(part: Any, leave_out: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(part, Element):
        yield str(part)
    elif not is_cite(part) and part.name not in ("svg", *leave_out):
        for child in part.children:
            yield from _pieces(child, leave_out)
        yield " "
