"""What a fixture must hold beyond its columns: the laws that actions keep elsewhere.

A fixture is loaded past the actions. These checks hold it to what they would have
made: archived words that hash as they say, passages that stand in them, accepted
facts that somebody has checked, citations that lead to a fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef

from articles import body, quotes
from articles.intake import IntakeRefused, clean_text, sha256
from articles.models import (
    Article,
    Block,
    Edition,
    EditionCitation,
    Evidence,
    Fact,
    FactStatus,
    Passage,
    Snapshot,
)
from articles.roles import DEMO_ADDRESS, ROLES
from catalog.models import Entry, EntryKind

Problems = dict[str, str]


def _check_snapshot(row: Snapshot) -> Problems:
    try:
        kept = clean_text(row.text, name="the text")
    except IntakeRefused as error:
        return {"text": error.message}
    if kept != row.text:
        return {"text": "The line breaks are not those of the archive."}
    if row.sha256 != sha256(row.text):
        return {"sha256": f"The text hashes to {sha256(row.text)}."}
    return {}


def _check_passage(row: Passage) -> Problems:
    text = row.snapshot.text
    if not quotes.verify(row, text):
        at = f"{row.start}:{row.end}"
        return {"exact": f"These words do not stand in the snapshot at {at}."}
    if text[max(0, row.start - len(row.prefix)) : row.start] != row.prefix:
        return {"prefix": "These words do not stand before the passage."}
    if text[row.end : row.end + len(row.suffix)] != row.suffix:
        return {"suffix": "These words do not stand after the passage."}
    # Readers see them: longer ones would make an archived text public.
    before, after = quotes.context(text, row.start, row.end)
    if row.before != before:
        return {"before": "This is not the one sentence before the passage."}
    if row.after != after:
        return {"after": "This is not the one sentence after the passage."}
    return {}


def _check_block(row: Block) -> Problems:
    if row.end > len(row.snapshot.text):
        return {"end": "The snapshot ends before that."}
    return {}


def _check_user(row: Any) -> Problems:
    if not row.email.endswith(DEMO_ADDRESS):
        return {"email": f"The demo's staff have addresses that end {DEMO_ADDRESS}."}
    return {}


ROW_CHECKS: dict[str, Callable[[Any], Problems]] = {
    "articles.snapshot": _check_snapshot,
    "articles.passage": _check_passage,
    "articles.block": _check_block,
    "auth.user": _check_user,
}


def problems_of_user_fields(fields: dict[str, Any], locked: str) -> Problems:
    """Rights that a user row asks for and that no fixture may give."""
    if fields.get("is_superuser"):
        return {"is_superuser": "A fixture makes no superusers."}
    if fields.get("user_permissions"):
        return {"user_permissions": "Rights come from roles alone."}
    if fields.get("password", locked) != locked:
        return {"password": f"A fixture holds no passwords: write “{locked}”."}
    groups = fields.get("groups") or []
    for named in groups if isinstance(groups, list) else []:
        if not isinstance(named, list) or named[:1] and named[0] not in ROLES:
            return {"groups": f"The roles are {', '.join(ROLES)}."}
    return {}


def problems_of_whole() -> Iterator[tuple[Any, str, str]]:
    """Row, field and fault of what can only be seen once all rows are there."""
    yield from _bare_entries()
    yield from _unsupported_facts()
    yield from _wrong_citations()


def _bare_entries() -> Iterator[tuple[Any, str, str]]:
    for kind in EntryKind:
        accessor = f"as_{kind}"
        for entry in Entry.objects.filter(
            **{"kind": kind, f"{accessor}__isnull": True}
        ):
            yield entry, "kind", f"There is no row that makes it a {kind.label}."


def _unsupported_facts() -> Iterator[tuple[Any, str, str]]:
    checked = Evidence.objects.supporting().checked().filter(fact=OuterRef("pk"))
    for fact in Fact.objects.accepted().filter(~Exists(checked)):
        yield fact, "status", "It is accepted, but no checked passage supports it."


def _wrong_citations() -> Iterator[tuple[Any, str, str]]:
    known = dict(Fact.objects.values_list("key", "status"))
    for article in Article.objects.all():
        for key in body.citations(article.key_points, article.body):
            if key not in known:
                yield article, "body", f"[@{key}] is cited, but there is no such fact."
    rows: dict[int, list[str]] = defaultdict(list)
    for row in EditionCitation.objects.order_by("number").select_related("fact"):
        rows[row.edition_id].append(row.fact.key)
    for edition in Edition.objects.select_related("article"):
        cited = body.citations(edition.key_points, edition.body)
        for key in cited:
            if known.get(key) in (None, FactStatus.PROPOSED):
                yield edition, "body", f"[@{key}] is cited, but no accepted fact."
        if cited != rows[edition.pk]:
            yield edition, "body", "Its citations are not the rows that list them."
