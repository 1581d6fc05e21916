"""Sections and topics: new addresses, and one topic in place of two."""

from __future__ import annotations

from django.db import transaction

from articles.lifecycle import Refused
from articles.models import Article, FormerAddress, Section, Topic

from .changes import By, locked, record, require


def reason_against_address(row: Section | Topic, slug: str) -> str:
    """Why a section or a topic cannot have this address, or nothing; 1 query.

    Addresses lead on for ever: what was that of another is not free.
    """
    name = "section" if isinstance(row, Section) else "topic"
    path = type(row)(slug=slug).get_absolute_url()
    held = FormerAddress.objects.filter(path=path).first()
    if held is None or (row.pk and getattr(held, f"{name}_id") == row.pk):
        return ""
    return f"{path} leads to another {name}: choose another address."


@transaction.atomic
def readdress(row: Section | Topic, *, slug: str, by: By) -> Section | Topic:
    """Gives a section or a topic another address; the old one leads to it for ever.

    Raises Refused where the address is that of another, and ValidationError for one
    that is none.
    """
    name = "section" if isinstance(row, Section) else "topic"
    require(by, f"articles.change_{name}", f"change the address of a {name}")
    row = locked(row)
    if row.slug == slug:
        return row
    before, row.slug = row.get_absolute_url(), slug
    row.full_clean()
    against = reason_against_address(row, slug)
    if against:
        raise Refused(against)
    FormerAddress.objects.filter(path=row.get_absolute_url()).delete()
    row.save(update_fields=["slug"])
    FormerAddress.objects.create(path=before, **{name: row})
    return row


@transaction.atomic
def merge_topics(topic: Topic, *, into: Topic, by: By) -> Topic:
    """Makes one topic stand for another, for good; the address of `topic` leads there.

    Working copies are sorted anew. Editions stay as they are, and readers meet them
    under `into`. Raises Refused. A query or two for each article.
    """
    require(by, "articles.change_topic", "merge topics")
    topic, into = locked(topic), locked(into)
    if topic.pk == into.pk:
        raise Refused("A topic cannot be merged into itself.")
    for one in (topic, into):
        if one.merged_into_id:
            raise Refused(f"“{one}” is merged already, into “{one.merged_into}”.")
    for article in Article.objects.filter(topics=topic).order_by("pk"):
        article.topics.remove(topic)
        article.topics.add(into)
        record(article, "merge topics", by=by, before=topic.slug, after=into.slug)
    topic.merged.update(merged_into=into)
    topic.merged_into = into
    topic.save(update_fields=["merged_into"])
    return into
