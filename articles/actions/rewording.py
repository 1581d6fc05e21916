"""Putting one sentence of a working copy into other words."""

from __future__ import annotations

from django.db import transaction

from articles import body, pictures
from articles.citing import places, reworded
from articles.lifecycle import Refused
from articles.models import Article
from articles.stale import FIELDS
from articles.writing import unknown_keys

from .articles import require_writer, save_text, unchanged
from .changes import By, record


@transaction.atomic
def reword(
    article: Article,
    *,
    field: str,
    old: str,
    new: str,
    by: By,
    seen: int | None = None,
    which: int = 0,
) -> Article:
    """Puts `new` in the place of the sentence `old`, or takes it out where `new` is
    empty; both are as they are written, marks and all.

    `which` is the number of the place, counted from 1, where the text has the
    sentence twice. What was ready goes back to review. About 8 queries. Raises Stale
    where `seen` is not the version the article has now, and Refused with every
    reason, as where the sentence no longer stands there.
    """
    article = unchanged(article, seen=seen)
    require_writer(article, by=by)
    if field not in FIELDS:
        raise Refused("Sentences of the key points and of the body are reworded.")
    new = "\n".join(new.strip().splitlines())
    text = getattr(article, field)
    found = places(text, old)
    against = _reason_against_place(len(found), which)
    if against:
        raise Refused(against)
    if new == old:
        return article
    setattr(article, field, reworded(text, old, new, at=found[max(which, 1) - 1]))
    reasons = _reasons_against_text(article, new)
    if reasons:
        raise Refused(*reasons)
    article.full_clean()
    before, article = article.status, save_text(article, [field])
    is_back = article.status != before
    where = f"{field}; {article.status} again" if is_back else field
    record(article, "reword", by=by, before=old, after=new, why=where)
    return article


def _reason_against_place(times: int, which: int) -> str | None:
    if not times or which > times:
        return "The sentence no longer stands there: look at the article again."
    if times > 1 and which < 1:
        return f"The sentence stands there {times} times: say which one is meant."
    return None


def _reasons_against_text(article: Article, new: str) -> list[str]:
    texts = article.key_points, article.body
    unknown = unknown_keys(new)
    return [f"[@{one.key}] is cited, but there is no such fact." for one in unknown] + (
        body.problems(*texts) or pictures.problems(*texts)
    )
