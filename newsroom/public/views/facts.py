"""One fact with everything it rests on."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from articles import clock
from articles.knowledge import KnownFact, Support
from articles.known import facts_on_record
from articles.models import (
    Change,
    Edition,
    Fact,
    FactStatus,
    Replacement,
    Stance,
)
from catalog.dates import PartialDate

from .. import inputs
from ..addresses import reader_page
from ..cards import card, editions_for_cards
from ..cells import checked, origins, passage, sentence_case, told, when
from ..inputs import Link, Row, Value
from ..meta import meta
from ..pages import FactPage
from ..site import Frame, frame

CITING_ARTICLES = 20

# What has happened to a fact, in the words of readers; other deeds are the desk's.
_DEEDS = {
    "propose": "Proposed",
    "attach": "Passage added",
    "check": "Checked again",
    "accept": "Accepted",
    "replace": "Replaced",
    "retract": "Retracted",
    "undo": "Put back",
}
# Of the facts before and after it, only what turned one into the next.
_TURNS = ("replace", "retract")
_HOW = {
    Replacement.DEVELOPMENT: "it was true then",
    Replacement.CORRECTION: "it never was true",
    Replacement.REFINEMENT: "the same, more exact",
}


@reader_page
def fact(request: HttpRequest, key: str) -> HttpResponse:
    """A fact that was accepted once, with all it replaced and what replaced it.

    6 queries. One that was never accepted is not public: 404.
    """
    around = frame(request)
    rows = facts_on_record(_of_one_chain(key))
    known = next((row for row in rows if row.key == key), None)
    if known is None:
        raise Http404
    page = _page(around, known, _chain(known, rows))
    head = meta(around, page.claim, _description(page), breadcrumbs=page.breadcrumbs)
    return around.render("pages/fact.html", page, head)


def _of_one_chain(key: str) -> Q:
    """Selects the fact, and those of its kind that replaced one or were replaced."""
    this = Fact.objects.filter(key=key)
    others = Fact.objects.on_record().filter(
        subject__in=this.values("subject"), predicate__in=this.values("predicate")
    )
    turned = others.filter(
        Q(replaced_by__isnull=False) | Q(pk__in=others.values("replaced_by"))
    )
    return Q(fact__key=key) | Q(fact__in=turned.values("pk"))


def _chain(known: KnownFact, rows: list[KnownFact]) -> list[KnownFact]:
    """The fact with all before and after it, the oldest first."""
    by_pk = {row.pk: row for row in rows}
    before: dict[int, list[KnownFact]] = {}
    for row in rows:
        if row.replaced_by_id is not None:
            before.setdefault(row.replaced_by_id, []).append(row)
    found = {known.pk: known}
    waiting = [known]
    while waiting:
        row = waiting.pop()
        beside = [*before.get(row.pk, ()), by_pk.get(row.replaced_by_id or 0)]
        for other in beside:
            if other is not None and other.pk not in found:
                found[other.pk] = other
                waiting.append(other)
    return list(found.values())


def _page(around: Frame, known: KnownFact, chain: list[KnownFact]) -> FactPage:
    by_stance: dict[str, list[inputs.Passage]] = {stance: [] for stance in Stance}
    for support in known.evidence:
        shown = passage(support, around.words)
        note = "; ".join(filter(None, (shown.note, _checked(support))))
        by_stance[support.stance].append(replace(shown, note=note))
    subject = Link(known.subject.title, known.subject.url)
    in_doubt = known.status == FactStatus.ACCEPTED and not known.is_verified
    return FactPage(
        breadcrumbs=(subject,) if subject.url else (),
        subject=subject,
        claim=known.sentence,
        status=known.status,
        status_label=_status(known),
        certainty=known.certainty,
        certainty_label=sentence_case(known.certainty_label),
        rows=tuple(_rows(known, chain)),
        supports=tuple(by_stance[Stance.SUPPORTS]),
        disputes=tuple(by_stance[Stance.DISPUTES]),
        changes=_history(known, chain),
        cited_by=_cited_by(known),
        note=sentence_case(around.words["rechecking"]) if in_doubt else "",
    )


def _checked(support: Support) -> str:
    if support.checked_at is None:
        return "not checked"
    return f"checked {checked([support])}"


def _status(known: KnownFact) -> str:
    label = sentence_case(FactStatus(known.status).label)
    if known.replaced_how:
        return f"{label}: {_HOW[Replacement(known.replaced_how)]}"
    return label


def _rows(known: KnownFact, chain: list[KnownFact]) -> list[Row]:
    after = [row for row in chain if row.pk == known.replaced_by_id]
    before = [row for row in chain if row.replaced_by_id == known.pk]
    rows = [
        Row(known.predicate.label, (replace(told(known), note=""),)),
        _date_row("Known since", known.known_on, known.known_on_reason),
        _date_row("Effective", known.effective, ""),
        _date_row("Until", known.ended_on, ""),
        _facts_row("Replaced by", after),
        _facts_row("Took the place of", before),
        _text_row("In the source’s words", known.claim.wording),
        _text_row("Origin", origins(known)),
        _text_row("Checked", checked(known.evidence)),
    ]
    return [row for row in rows if row]


def _facts_row(label: str, facts: list[KnownFact]) -> Row | None:
    if not facts:
        return None
    return Row(label, tuple(Value(fact.words, fact.url) for fact in facts))


def _text_row(label: str, text: str) -> Row | None:
    return Row(label, (Value(text),)) if text else None


def _date_row(label: str, date: PartialDate | None, reason: str) -> Row | None:
    if date is None:
        return None
    note = f"inferred: {reason}" if reason else ""
    return Row(label, (Value(str(date), datetime=date.machine, note=note),))


def _history(known: KnownFact, chain: list[KnownFact]) -> tuple[inputs.Change, ...]:
    """What happened when, oldest first, and why one fact became the next; 1 query."""
    by_pk = {row.pk: row for row in chain}
    rows = (
        Change.objects.filter(
            Q(fact=known.pk, verb__in=_DEEDS) | Q(fact__in=by_pk, verb__in=_TURNS)
        )
        .order_by("at", "pk")
        .only("verb", "at", "why", "fact")
    )
    return tuple(_deed(row, by_pk[row.fact_id or 0], by_pk) for row in rows)


def _deed(row: Change, known: KnownFact, by_pk: dict[int, KnownFact]) -> inputs.Change:
    if row.verb not in _TURNS:
        return inputs.Change(label=_DEEDS[row.verb], when=when(row.at))
    new = by_pk.get(known.replaced_by_id or 0) if row.verb == "replace" else None
    return inputs.Change(
        label=_DEEDS[row.verb],
        when=when(row.at),
        old=known.words,
        new=new.words if new else "",
        text=f" {row.why}" if row.why else "",
        kind="retraction" if row.verb == "retract" else known.replaced_how,
    )


def _cited_by(known: KnownFact) -> tuple[inputs.Card, ...]:
    """The articles whose live edition cites the fact; 1 query."""
    live = Edition.objects.listed(at=clock.now()).filter(citations__fact=known.pk)
    return tuple(card(row) for row in editions_for_cards(live)[:CITING_ARTICLES])


def _description(page: FactPage) -> str:
    """The first passage in support, and who has published it."""
    said = next((p for p in page.supports), None)
    if said is None:
        return page.claim
    return f"{said.outlet or said.headline}: “{said.exact}”"
