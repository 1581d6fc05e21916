"""Where on the desk the thing can be mended that stands against a deed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.urls import reverse

from articles import body
from articles.models import Article, Fact

Placed = tuple[str, str]
"""A reason, and the address where it can be dealt with."""

_PICTURE = re.compile(r"^Picture (\d+) has no alternative text")
_FELL = re.compile(r" is (?:replaced|retracted)\b")
# The words by which a reason is known, and the part of the article's page it is about.
_PARTS = (
    ("no headline", "#id_headline"),
    ("choose another address", "#id_slug"),
    ("comment is open", "#comments"),
    ("comments are open", "#comments"),
    ("scheduled", "#editions-group"),
    ("The text has", "#id_body"),
    ("no text", "#id_body"),
    ("nested", "#id_body"),
    ("Picture", "#id_body"),
    ("picture", "#id_body"),
    ("send it to review", "#review"),
    ("has to approve it", "#review"),
    ("somebody else must", "#assign"),
)


def with_places(reasons: Iterable[str], article: Article) -> list[Placed]:
    """Each reason with the address where it can be dealt with; 2 queries."""
    keys = {reason: next(iter(body.citations(reason)), "") for reason in reasons}
    is_due = article.pk is not None and article.tasks.open().exists()
    facts = dict(Fact.objects.filter(key__in=keys.values()).values_list("key", "pk"))
    return [
        (
            reason,
            _queue(article)
            if is_due and _FELL.search(reason)
            else reverse("admin:articles_fact_change", args=[facts[key]])
            if key in facts
            else _place(reason, article),
        )
        for reason, key in keys.items()
    ]


def _queue(article: Article) -> str:
    """Where its stale sentences wait with a wording to accept."""
    return f"{reverse('admin:queue_stale')}#article-{article.pk}"


def _place(reason: str, article: Article) -> str:
    if "under embargo" in reason:
        return reverse("admin:articles_article_embargo", args=[article.pk])
    if reason.startswith("It needs the wording"):
        return "#wording"
    if reason.startswith("Its picture") and article.hero_id:
        return reverse("admin:catalog_image_change", args=[article.hero_id])
    if found := _PICTURE.match(reason):
        return reverse("admin:catalog_image_change", args=[int(found[1])])
    part = next((place for words, place in _PARTS if words in reason), "")
    return reverse("admin:articles_article_change", args=[article.pk]) + part
