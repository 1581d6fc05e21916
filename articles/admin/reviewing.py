"""The review on the page of an article: where it stands, its buttons, its comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles import clock
from articles.actions.articles import why_not_write
from articles.actions.comments import may_read
from articles.actions.reviewing import submit
from articles.models import Article, ArticleStatus, Change, Edition, EditionKind
from articles.reviewing import MOVES
from catalog.admin.choosing import posted
from catalog.admin.safe import SafeModelAdmin

from .comments import Remark, remarks_on
from .deeds import attempt
from .places import Placed, with_places
from .reading import reading_of
from .review_deeds import Deed, Done, deeds_of, done, made_forms
from .review_forms import PlainForm, assignment_of

SEND = "_review"
_EDITOR = "articles.publish_article"


@dataclass(frozen=True)
class Step:
    """A state on the way to readers, and whether it is behind or here."""

    label: str
    is_done: bool
    is_now: bool


@dataclass(frozen=True)
class Review:
    """What the head of the page shows of an article.

    `sent_back` is the deed that gave a draft back to its author. `refused` are the
    reasons against the deed just asked for, with their places.
    """

    article: Article
    steps: tuple[Step, ...]
    is_overdue: bool
    is_embargoed: bool
    live: Edition | None
    scheduled: tuple[Edition, ...]
    sent_back: Change | None
    deeds: tuple[Deed, ...]
    links: tuple[tuple[str, str, bool], ...]
    remarks: tuple[Remark, ...]
    may_comment: bool
    comment: forms.Form
    may_cancel: bool
    assignment: str
    asked: str = ""
    refused: tuple[Placed, ...] = ()

    @property
    def open_remarks(self) -> list[Remark]:
        return [row for row in self.remarks if row.comment.resolved_at is None]

    @property
    def resolved_remarks(self) -> list[Remark]:
        return [row for row in self.remarks if row.comment.resolved_at is not None]


def review_of(
    article: Article, user: Any, made: dict[str, forms.Form], came: Done | None = None
) -> Review:
    """Where the article stands for this person; about 12 queries."""
    now = clock.latest()
    editions = list(article.editions.standing().defer("body", "key_points", "folded"))
    out = [edition for edition in editions if edition.live_from <= now]
    may_comment = may_read(article, by=user)
    is_editor = user.has_perm(_EDITOR)
    live = out[-1] if out else None
    return Review(
        article=article,
        steps=_steps(article.status, live),
        is_overdue=is_overdue(article),
        is_embargoed=article.embargo_until is not None and article.embargo_until > now,
        live=live,
        scheduled=tuple(edition for edition in editions if edition.live_from > now),
        sent_back=_sent_back(article),
        deeds=deeds_of(article, user, made),
        links=_links(article, user, live),
        remarks=tuple(remarks_on(article, by=user, typed=made["answer"]))
        if may_comment
        else (),
        may_comment=may_comment,
        comment=made["comment"],
        may_cancel=is_editor,
        assignment=assignment_of(article),
        asked=came.asked if came else "",
        refused=_refused(came.reasons, article) if came else (),
    )


def _refused(reasons: tuple[str, ...], article: Article) -> tuple[Placed, ...]:
    """The reasons with their places, none for what is mended where it was asked."""
    here = reverse("admin:articles_article_change", args=[article.pk])
    placed = with_places(reasons, article)
    return tuple((reason, "" if url == here else url) for reason, url in placed)


def is_overdue(article: Article) -> bool:
    """Whether its day is past and it has not come to readers."""
    is_out = article.status == ArticleStatus.PUBLISHED
    return bool(article.due_on and not is_out and article.due_on < timezone.localdate())


def _steps(status: str, live: Edition | None) -> tuple[Step, ...]:
    order = ArticleStatus.values
    here = order.index(status)
    names = [ArticleStatus(value).label.capitalize() for value in order]
    if live is not None and live.kind == EditionKind.RETRACTION:
        names[-1] = "Retracted"
    return tuple(Step(name, at < here, at == here) for at, name in enumerate(names))


def _sent_back(article: Article) -> Change | None:
    """The deed that gave the draft back, if that was the last one; 1 query at most."""
    if article.status != ArticleStatus.DRAFT:
        return None
    moves = article.changes.filter(verb__in=MOVES).select_related("by")
    last = moves.order_by("-pk").first()
    return last if last is not None and last.verb == "send back" else None


def _links(
    article: Article, user: Any, live: Edition | None
) -> tuple[tuple[str, str, bool], ...]:
    """Title and address of the deeds with pages of their own, and which is the next."""
    is_editor = user.has_perm(_EDITOR)
    pages: list[tuple[str, str, bool]] = []
    if is_editor:
        if article.status in (ArticleStatus.READY, ArticleStatus.PUBLISHED):
            is_next = article.status == ArticleStatus.READY
            pages.append(("Publish…", "publish", is_next))
        pages.append(("Embargo…", "embargo", False))
    if not why_not_write(article, by=user):
        pages.append(("Preview links…", "previews", False))
    if article.status == ArticleStatus.PUBLISHED or live is not None:
        pages.append(("What changed", "compare", False))
    if is_editor and live is not None and live.kind != EditionKind.RETRACTION:
        pages.append(("Retract…", "retract", False))
    return tuple(
        (title, reverse(f"admin:articles_article_{page}", args=[article.pk]), is_next)
        for title, page, is_next in pages
    )


class ReviewPages(SafeModelAdmin):
    """Adds to the page of an article the review: a POST with `_deed` presses a button.

    What was typed stays in its box where the deed is refused, and the page is shown
    as it is then.
    """

    def change_view(self, request, object_id, form_url="", extra_context=None):
        extra = dict(extra_context or {})
        article = self.get_object(request, unquote(object_id))
        came = None
        is_seen = article is not None and self.has_view_permission(request, article)
        if request.method == "POST" and "_deed" in request.POST:
            if is_seen:
                came = done(request, article)
                if came.told:
                    messages.success(request, came.told)
                    return self._back(request, article, came.place)
                article.refresh_from_db()
            # What follows draws the page, and saves nothing of it.
            request.method = "GET"
        if is_seen:
            asked = request.POST.get("_deed", "") if came is None else ""
            made = made_forms(article, request.user, posted(request), asked)
            if came and came.asked:
                made[came.asked] = came.forms[came.asked]
            extra["review"] = review_of(article, request.user, made, came)
            if not self.has_change_permission(request, article):
                extra["reading"] = reading_of(article)
        return super().change_view(request, object_id, form_url, extra)

    def response_add(self, request, obj, post_url_continue=None):
        if SEND in request.POST:
            return self._sent_to_review(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        if SEND in request.POST:
            return self._sent_to_review(request, obj)
        return super().response_change(request, obj)

    def _sent_to_review(self, request: HttpRequest, article: Article):
        """Sends what was just saved to review; what was saved stays where that is
        refused."""
        form: Any = PlainForm({})
        seen = article.version
        if attempt(form, lambda: submit(article, by=request.user, seen=seen)):
            told = "It is saved, and in review now. Editors find it in their queue."
            messages.success(request, told)
        else:
            reasons = " ".join(form.non_field_errors())
            messages.warning(request, f"It is saved, and not sent to review. {reasons}")
        return self._back(request, article, "review")

    def _back(self, request: HttpRequest, article: Article, place: str):
        """To the article, or to the list where this person no longer sees it."""
        if self.get_queryset(request).filter(pk=article.pk).exists():
            url = reverse("admin:articles_article_change", args=[article.pk])
            return HttpResponseRedirect(f"{url}#{place}")
        return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
