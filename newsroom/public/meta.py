"""What a page says of itself to search engines and where it is shared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import words
from .html import data_block
from .inputs import Link, Meta, Picture
from .jsonld import breadcrumb_list
from .past import PARAMETER
from .site import Frame

MOST = 200
"""Characters of a description; search engines cut sooner."""


def shortened(text: str, most: int = MOST) -> str:
    return words.shortened(text, most)


def meta(
    frame: Frame,
    title: str,
    description: str,
    *,
    breadcrumbs: Iterable[Link] = (),
    data: Iterable[dict[str, Any] | None] = (),
    og_type: str = "website",
    robots: str = "",
    picture: Picture | None = None,
) -> Meta:
    """The head of a page. `title` is that of the page, without the site's name.

    `data` is JSON-LD beside the breadcrumbs, which end in the page itself. Where
    there is no description, the site's own stands in, after the title.
    """
    if PARAMETER in frame.request.GET:
        robots = "noindex"
    blocks = [block for block in data if block]
    crumbs = breadcrumb_list(
        [*breadcrumbs, Link(title, frame.request.path)], frame.address
    )
    if frame.request.path != "/":
        blocks.append(crumbs)
    return Meta(
        title=f"{shortened(title, 120)} · {frame.site.name}",
        description=shortened(description) or own_description(frame, title),
        canonical=frame.address(frame.request.path),
        robots=robots,
        og_type=og_type,
        image=frame.address(picture.src) if picture else "",
        image_alt=picture.alt if picture else "",
        jsonld=data_block(graph(blocks)) if blocks else "",
    )


def own_description(frame: Frame, title: str) -> str:
    return shortened(f"{title}. {frame.site.description}")


def graph(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """All the data of a page in one block; https://www.w3.org/TR/json-ld11/#dfn-graph"""
    if len(blocks) == 1:
        return {"@context": "https://schema.org", **blocks[0]}
    return {"@context": "https://schema.org", "@graph": blocks}
