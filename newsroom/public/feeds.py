"""Atom feeds: https://www.rfc-editor.org/rfc/rfc4287."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from .inputs import Link
from .site import Frame

# What XML 1.0 has no place for: https://www.w3.org/TR/xml/#charsets
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Item:
    """An entry of a feed. `key` stays the same for ever, wherever the page moves."""

    key: str
    title: str
    path: str
    summary: str
    published: datetime.datetime
    updated: datetime.datetime
    author: str = ""


class _Feed(Atom1Feed):
    """A feed that says the same as long as it holds the same, empty ones too."""

    def latest_post_date(self) -> datetime.datetime:
        return super().latest_post_date() if self.items else _EPOCH


def feed_response(
    around: Frame, title: str, page: Link, items: Iterable[Item]
) -> HttpResponseBase:
    """The feed of what stands on `page`; 304 to whoever has it already."""
    request = around.request
    found: Any = _Feed(
        title=xml_text(f"{around.site.name}: {title}"),
        link=around.address(page.url),
        description=xml_text(around.site.description),
        language=around.site.language,
        feed_url=around.address(request.path),
        author_name=xml_text(around.site.name),
    )
    for item in items:
        found.add_item(
            title=xml_text(item.title),
            link=around.address(item.path),
            # Atom1Feed calls every summary HTML.
            description=escape(xml_text(item.summary)),
            unique_id=_tag(request, item),
            pubdate=item.published,
            updateddate=item.updated,
            author_name=xml_text(item.author) or None,
        )
    return tagged(request, found.writeString("utf-8"), found.content_type)


def _tag(request: HttpRequest, item: Item) -> str:
    """https://www.rfc-editor.org/rfc/rfc4151: a name, no address."""
    host = request.get_host().partition(":")[0]
    return f"tag:{host},{item.published:%Y-%m-%d}:{item.key}"


def xml_text(text: str) -> str:
    """The text without the signs that would make XML unreadable."""
    return _NOT_XML.sub("", text)


def tagged(request: HttpRequest, text: str, content_type: str) -> HttpResponseBase:
    """The text under a digest of its own: who has it already is told so, with 304."""
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    response = HttpResponse(text, content_type=content_type)
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True)
    return get_conditional_response(request, etag=etag, response=response) or response
