"""A list page for each queue of what follows from change, with what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles import queues, upkeep
from articles.actions.facts import apply_to_catalog
from articles.conflicts import conflicts, drift, self_contradictions
from articles.lifecycle import Refused
from articles.models import Fact, FactStatus, Task, TaskKind
from articles.values import value_words
from catalog.models import Credit
from catalog.versions import Version, mark, why_unseen

ROWS_AT_ONCE = 100


@dataclass(frozen=True)
class Row:
    """One thing of a queue, with the values it is about already in words.

    `item` is what the query found; `one` and `other` are the values that differ.
    """

    item: Any
    one: str = ""
    other: str = ""

    @property
    def version(self) -> Version:
        """What its button acts on."""
        texts = {"what the fact says": self.one, "what is shown": self.other}
        return Version({name: mark([text]) for name, text in texts.items()})


@dataclass(frozen=True)
class QueuePage:
    """`advice` says what to do; `find` what there is; `row` puts one into words."""

    key: str
    advice: str
    find: Callable[[Any], Any]
    row: Callable[[Any], Row]


def _words(fact: Fact | None) -> str:
    return value_words(fact.claim) if fact is not None else ""


def _of_task(task: Task) -> Row:
    return Row(task, _words(task.fact), _words(task.fact.replaced_by))


def _of_evidence(row: Any) -> Row:
    return Row(row, _words(row.fact))


def _of_credit(credit: Credit) -> Row:
    return Row(credit, credit.part)


PAGES = (
    QueuePage(
        "conflicts",
        "Replace the accepted fact, reject the proposal, or keep the passage beside "
        "the fact as a dispute.",
        lambda user: conflicts(),
        lambda row: Row(row, _words(row.accepted), _words(row.proposal)),
    ),
    QueuePage(
        "contradictions",
        "Read the story again: reject the claim it did not mean, or note which of "
        "the two it says with more right.",
        lambda user: self_contradictions(),
        lambda row: Row(row, _words(row.one), _words(row.other)),
    ),
    QueuePage(
        "drift",
        "Apply the fact again where the catalogue was changed by mistake. Where the "
        "fact is out of date, replace it.",
        lambda user: drift(),
        lambda row: Row(row, _words(row.fact), row.shown),
    ),
    QueuePage(
        "unchecked",
        "Compare each passage with the claim on the page of the fact, then check it.",
        lambda user: upkeep.unchecked_evidence(),
        _of_evidence,
    ),
    QueuePage(
        "orphaned",
        "See what the story says now. Quote other words that bear the fact out, or "
        "replace or retract it.",
        lambda user: upkeep.orphaned_evidence(),
        _of_evidence,
    ),
    QueuePage(
        "unsupported",
        "Check what evidence there is, attach another passage, or retract the fact.",
        lambda user: upkeep.unsupported_facts(),
        lambda fact: Row(fact, _words(fact)),
    ),
    QueuePage(
        "corrections",
        "Word the correction for readers, mend the article, and publish. That closes "
        "the task.",
        lambda user: upkeep.tasks_for(user, kind=TaskKind.CORRECTION).filter(
            wording=""
        ),
        _of_task,
    ),
    QueuePage(
        "credits",
        "Choose the episodes that are meant, now that their numbers have moved.",
        lambda user: upkeep.credits_to_bind(),
        _of_credit,
    ),
)


def urls(site: Any) -> list[URLPattern]:
    """The addresses of the list pages, and of the button that ends drift."""
    pages = [
        path(
            f"queues/{page.key}/",
            site.admin_view(partial(_list, site, page)),
            name=f"queue_{page.key}",
        )
        for page in PAGES
    ]
    again = site.admin_view(partial(_apply_again, site))
    return [*pages, path("queues/drift/apply/", again, name="queue_drift_apply")]


def _list(site: Any, page: QueuePage, request: HttpRequest) -> HttpResponse:
    queue = next(queue for queue in queues.all_queues() if queue.key == page.key)
    if not request.user.has_perm(queue.permission):
        raise PermissionDenied
    rows = page.find(request.user)
    shown = Paginator(rows, ROWS_AT_ONCE).get_page(request.GET.get("page"))
    context = {
        **site.each_context(request),
        "title": queue.title,
        "advice": page.advice,
        "rows": rows,
        "page": shown,
        "shown": [page.row(row) for row in shown],
        "may_apply": request.user.has_perm("articles.accept_fact"),
    }
    return TemplateResponse(request, f"admin/queues/{page.key}.html", context)


def _apply_again(site: Any, request: HttpRequest) -> HttpResponse:
    """Gives the catalogue the value of the fact again; by POST alone."""
    user: Any = request.user
    if not user.has_perm("articles.accept_fact"):
        raise PermissionDenied
    # PostgreSQL takes no NUL, and a key has none.
    key = request.POST.get("fact", "").replace("\0", "")
    fact = Fact.objects.filter(key=key).first()
    if request.method == "POST" and fact is None:
        messages.error(request, "The fact is no longer there.")
    elif fact is not None:
        try:
            with transaction.atomic():
                _refuse_unseen(fact, request.POST.get("_version", ""))
                apply_to_catalog(fact, by=user)
        except Refused as refusal:
            messages.error(request, " ".join(refusal.reasons))
        else:
            messages.success(request, f"The catalogue shows {_words(fact)} again.")
    return HttpResponseRedirect(reverse("admin:queue_drift"))


def _refuse_unseen(fact: Fact, posted: str) -> None:
    """Raises Refused where fact or catalogue say something else than on the list."""
    for row in drift([fact]) if fact.status == FactStatus.ACCEPTED else ():
        now = Row(row, _words(row.fact), row.shown).version
        if reason := why_unseen(posted, now):
            raise Refused(reason)
