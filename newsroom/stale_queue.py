"""The queue of stale articles: sentence by sentence, each with a wording to accept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.actions.articles import Stale, why_not_write
from articles.actions.rewording import reword
from articles.citing import words_of
from articles.lifecycle import Refused
from articles.models import Article
from articles.stale import StaleArticle, StaleSentence, stale_articles, stale_in
from catalog.differences import Piece, differences

ARTICLES_AT_ONCE = 10
# Of one article. A form of the desk has a thousand fields at most.
SENTENCES_AT_ONCE = 40

_CHOICE = "choice-"
_NAME = re.compile(r"(\d{1,18})-(?:key_points|body)-[0-9a-f]{16}-\d{1,6}", re.ASCII)
_GONE = (
    "The sentence no longer stands there as it did: somebody has changed it. Nothing "
    "is saved; what you wrote is here."
)
_EMPTY = "Write the sentence, or take it out with the button for that."
_KEPT = "“{}” The working copy has it; readers get it with the next edition."
_OUT = "The sentence is taken out of the working copy."


@dataclass(frozen=True)
class Choice:
    """A wording to choose, and what it changes, word by word and without marks.

    `number` is its key.
    """

    number: int
    wording: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Box:
    """A sentence with the wording that is in its box, and why that was refused."""

    sentence: StaleSentence
    wording: str
    refused: tuple[str, ...] = ()
    is_next: bool = False

    @property
    def choices(self) -> list[Choice]:
        return [
            Choice(number, one, tuple(differences(self.sentence.words, words_of(one))))
            for number, one in enumerate(self.sentence.wording.choices, start=1)
        ]


@dataclass(frozen=True)
class Row:
    """An article as the page shows it; `seen` is the version that its boxes are of.

    `against` says why this person cannot reword it; `rest` counts the sentences that
    come up once these are done.
    """

    stale: StaleArticle
    boxes: tuple[Box, ...]
    against: str
    rest: int
    seen: int


@dataclass(frozen=True)
class Refusal:
    """Why what was sent is not kept. `typed` is told where no box is left for it."""

    name: str
    reasons: tuple[str, ...]
    typed: str = ""
    status: int = 200


def urls(site: Any) -> list[URLPattern]:
    """The address of the queue, where sentences are accepted too."""
    view = site.admin_view(partial(_queue, site))
    return [path("queues/stale/", view, name="queue_stale")]


def _queue(site: Any, request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not user.has_perm("articles.view_task"):
        raise PermissionDenied
    refusal = None
    if request.method == "POST":
        at = _position(request)
        refusal = _pressed(request)
        if refusal is None and not _others_typed(request):
            number = _number(request.GET.get("page", "")) or 1
            url = f"{reverse('admin:queue_stale')}?page={number}&at={at}"
            return HttpResponseRedirect(url)
        return _shown(site, request, at=at, refusal=refusal)
    return _shown(site, request, at=_number(request.GET.get("at", "")))


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None


def _page(request: HttpRequest) -> tuple[Page, list[StaleArticle]]:
    """The articles of this page of the queue; 4 queries and a step each."""
    paginator = Paginator(stale_articles(request.user), ARTICLES_AT_ONCE)
    page = paginator.get_page(request.GET.get("page"))
    return page, stale_in(page.object_list)


def _named(form: QueryDict) -> str:
    """The sentence whose button was pressed."""
    return _chosen(form)[0] or form.get("accept") or form.get("take-out") or ""


def _chosen(form: QueryDict) -> tuple[str, str]:
    """The sentence of which a wording was chosen, and that wording."""
    field = next((name for name in form if name.startswith(_CHOICE)), "")
    return field.removeprefix(_CHOICE), form.get(field) or ""


def _typed(form: QueryDict, sentence: StaleSentence) -> str | None:
    """What is in the box of that sentence; None where it was not sent."""
    typed = form.get(f"text-{sentence.name}")
    return None if typed is None else "\n".join(typed.strip().splitlines())


def _boxed(found: StaleArticle, user: Any) -> tuple[StaleSentence, ...]:
    """The sentences of the article that this person gets a box for."""
    if why_not_reword(found.article, user):
        return ()
    return found.sentences[:SENTENCES_AT_ONCE]


def why_not_reword(article: Article, user: Any) -> str:
    if not user.has_perm("articles.change_article"):
        return "Your role does not allow you to change articles."
    return why_not_write(article, by=user) or ""


def _position(request: HttpRequest) -> int:
    """The place of the sentence among the boxes of the page: where the next will be."""
    _, found = _page(request)
    names = [one.name for row in found for one in _boxed(row, request.user)]
    name = _named(request.POST)
    return names.index(name) if name in names else 0


def _pressed(request: HttpRequest) -> Refusal | None:
    """Does what the button says; None where it is done."""
    form, user = request.POST, request.user
    name = _named(form)
    shape = _NAME.fullmatch(name)
    rows = stale_articles(user).filter(pk=int(shape[1])) if shape else []
    sentence = next(
        (one for row in stale_in(rows) for one in row.sentences if one.name == name),
        None,
    )
    typed = _chosen(form)[1] or form.get(f"text-{name}", "")
    typed = typed.replace("\0", "").strip()
    if sentence is None:
        return Refusal(name, (_GONE,), typed, status=409)
    new = "" if "take-out" in form else typed
    if not new and "take-out" not in form:
        return Refusal(name, (_EMPTY,))
    return _reworded(request, sentence, new)


def _reworded(
    request: HttpRequest, sentence: StaleSentence, new: str
) -> Refusal | None:
    by: Any = request.user
    seen = request.POST.get(f"seen-{sentence.article.pk}", "")
    try:
        reword(
            sentence.article,
            field=sentence.field,
            old=sentence.raw,
            new=new,
            which=sentence.sentence.which,
            by=by,
            seen=int(seen) if re.fullmatch(r"[0-9]{1,9}", seen) else 0,
        )
    except Stale as refusal:
        return Refusal(sentence.name, refusal.reasons, status=409)
    except Refused as refusal:
        return Refusal(sentence.name, refusal.reasons)
    except ValidationError as error:
        return Refusal(sentence.name, tuple(error.messages))
    messages.success(request, _KEPT.format(new) if new else _OUT)
    return None


def _others_typed(request: HttpRequest) -> bool:
    """Whether another box holds words that somebody typed and has not accepted."""
    done = _named(request.POST)
    boxes = (one for row in _page(request)[1] for one in _boxed(row, request.user))
    return any(
        one.name != done and _typed(request.POST, one) not in (None, one.proposed)
        for one in boxes
    )


def _shown(
    site: Any,
    request: HttpRequest,
    *,
    at: int | None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    page, found = _page(request)
    names = [one.name for row in found for one in _boxed(row, request.user)]
    following = names[min(at, len(names) - 1)] if names and at is not None else ""
    if refusal and refusal.name in names:
        following = refusal.name
    context = {
        **site.each_context(request),
        "title": "Stale articles",
        "page": page,
        "rows": page.paginator.object_list,
        "pieces": [_shown_row(row, request, refusal, following) for row in found],
        "lost": refusal if refusal and refusal.name not in names else None,
        "waiting": len(names),
    }
    status = refusal.status if refusal else 200
    template = "admin/queues/stale.html"
    return TemplateResponse(request, template, context, status=status)


def _shown_row(
    row: StaleArticle, request: HttpRequest, refusal: Refusal | None, following: str
) -> Row:
    shown = row.sentences[:SENTENCES_AT_ONCE]
    return Row(
        stale=row,
        boxes=tuple(_boxes(shown, request.POST, refusal, following)),
        against=why_not_reword(row.article, request.user),
        rest=len(row.sentences) - len(shown),
        seen=row.article.version,
    )


def _boxes(
    sentences: Iterable[StaleSentence],
    form: QueryDict,
    refusal: Refusal | None,
    following: str,
) -> Iterable[Box]:
    for one in sentences:
        typed = _typed(form, one)
        is_refused = refusal is not None and refusal.name == one.name
        yield Box(
            sentence=one,
            wording=one.proposed if typed is None else typed,
            refused=refusal.reasons if refusal and is_refused else (),
            is_next=one.name == following,
        )
