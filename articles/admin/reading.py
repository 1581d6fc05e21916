"""An article for those who read it on the desk and do not write it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from articles import body
from articles.actions.rendering import rendering_of_draft
from articles.models import Article
from articles.writing import DeskCheck, desk_check


@dataclass(frozen=True)
class Reading:
    """The text as readers would get it, and what it rests on.

    The HTML is what `articles.body` has sanitised. A text that is too much of
    anything is not shown; `check` says why.
    """

    body: SafeString
    key_points: tuple[SafeString, ...]
    check: DeskCheck


def reading_of(article: Article) -> Reading:
    """The working copy, to be read; at most 6 queries."""
    texts = article.key_points, article.body
    check = desk_check(article.headline, article.dek, *texts)
    if body.problems(*texts):
        return Reading(SafeString(), (), check)
    made = rendering_of_draft(article, body.citations(*texts))
    return Reading(mark_safe(made.body), tuple(map(mark_safe, made.key_points)), check)
