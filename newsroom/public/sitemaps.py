"""The map of the site for search engines: https://www.sitemaps.org/protocol.html.

Django's own sitemaps count and page each kind of row by itself and keep a template
in an app of their own; one list of a few queries needs neither.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils.xmlutils import SimplerXMLGenerator

from articles.models import ON_RECORD, Edition, StaticPage
from catalog.models import Entry, EntryKind

MOST = 50_000
"""Addresses in one file; the protocol allows no more."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PAGES = ("/", "/news/", "/shows/", "/people/", "/sources/", "/corrections/")


def sitemap_xml(address: Callable[[str], str], *, at: datetime.datetime) -> str:
    """The map as it is at that moment; 5 queries."""
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", AttributesImpl({"xmlns": _NAMESPACE}))
    for number, (path, changed) in enumerate(_places(at)):
        if number == MOST:
            break
        xml.startElement("url", AttributesImpl({}))
        xml.addQuickElement("loc", address(path))
        if changed is not None:
            xml.addQuickElement("lastmod", changed.isoformat(timespec="seconds"))
        xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return text.getvalue()


def _lists(at: datetime.datetime) -> dict[str, datetime.datetime]:
    """The sections and topics that articles stand under, with the moment at which
    one of these changed last; 2 queries."""
    live = Edition.objects.listed(at=at)
    found = {
        f"/sections/{slug}/": changed
        for slug, changed in live.order_by()
        .values_list("section__slug")
        .annotate(changed=Max("live_from"))
    }
    named = Edition.topics.through.objects.filter(edition__in=live.values("pk"))
    slug = Coalesce("topic__merged_into__slug", "topic__slug")
    topics = named.values_list(slug).annotate(changed=Max("edition__live_from"))
    return found | {f"/topics/{slug}/": changed for slug, changed in topics}


def _places(
    at: datetime.datetime,
) -> Iterator[tuple[str, datetime.datetime | None]]:
    """Every address with the moment it changed last; the newest articles first."""
    for path in _PAGES:
        yield path, None
    yield from sorted(_lists(at).items())
    for page in StaticPage.objects.order_by("slug"):
        yield page.get_absolute_url(), None
    live = Edition.objects.listed(at=at).order_by("-first_live", "-pk")
    for edition in live.only("slug", "first_live", "live_from")[:MOST]:
        yield edition.get_absolute_url(), edition.live_from
    # Only what became of facts that readers can look up moves the page of an entry.
    entries = Entry.objects.with_page().annotate(
        changed=Max("facts__changes__at", filter=Q(facts__status__in=list(ON_RECORD)))
    )
    rows = entries.order_by("pk").values_list("kind", "slug", "changed")
    for kind, slug, changed in rows[:MOST]:
        yield f"/{EntryKind(kind).path}/{slug}/", changed
