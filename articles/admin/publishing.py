"""The pages that bring an article to its readers, and take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles import clock, moments
from articles.actions.articles import Stale, unchanged
from articles.actions.publishing import (
    publish,
    reasons_against_publishing,
    retract_article,
)
from articles.actions.reviewing import set_embargo
from articles.actions.tasks import word_correction
from articles.comparing import changed_parts
from articles.lifecycle import Refused
from articles.models import Article, Edition, EditionKind, Task, TaskKind
from articles.stale import stale_in
from catalog.admin.choosing import posted
from catalog.admin.safe import SafeModelAdmin

from .article_tasks import due_of
from .deeds import attempt, seen_version
from .moment_forms import MomentForm, keep_zone, told, zone_of
from .places import with_places
from .publish_forms import EmbargoForm, PublishForm, RetractArticleForm

_EDITOR = "articles.publish_article"


@dataclass(frozen=True)
class Correction:
    """An open correction: what readers are told of it, as worded or as proposed."""

    task: Task
    wording: str
    is_worded: bool


def corrections_of(article: Article) -> list[Correction]:
    """The open corrections of the article; 3 queries and one a step of successors."""
    return [
        Correction(row.task, row.form.initial["wording"], bool(row.task.wording))
        for row in due_of(article)
        if row.form is not None
    ]


class PublishingPages(SafeModelAdmin):
    """Adds to the admin of articles publishing, retracting and the embargo."""

    def get_urls(self):
        views: dict[str, Callable[..., HttpResponse]] = {
            "publish": self.publish_view,
            "retract": self.retract_view,
            "embargo": self.embargo_view,
        }
        own = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"articles_article_{name}",
            )
            for name, view in views.items()
        ]
        asked = self.admin_site.admin_view(self.moment_view)
        own.append(path("moment/", asked, name="articles_article_moment"))
        return [*own, *super().get_urls()]

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What readers will get, every reason against it with its place, the button."""
        article = self._to_publish(request, object_id)
        standing = article.editions.standing()
        last = standing.select_related("hero").order_by("number").last()
        corrections = corrections_of(article)
        form = PublishForm(
            posted(request),
            has_editions=last is not None,
            corrections=[row.wording for row in corrections],
            initial={"zone": zone_of(request)},
        )
        if request.method == "POST" and form.is_valid():
            edition = attempt(form, lambda: _publish(request, article, form))
            if edition is not None:
                zone = keep_zone(request, form)
                messages.success(request, _told(edition, zone))
                return self._to_article(article)
            article.refresh_from_db()
        refusal = getattr(form, "refusal", None)
        reasons = (
            refusal.reasons
            if refusal
            else reasons_against_publishing(article, by=request.user, are_worded=True)
        )
        number = article.editions.count() + 1
        return self._page(
            request,
            article,
            "publish",
            title="Publish" if last is None else f"Publish edition {number}",
            last=last,
            is_out=last is not None and last.live_from <= clock.latest(),
            form=form,
            corrections=corrections,
            reasons=with_places(reasons, article),
            changed=changed_parts(last, article) if last else (),
            elsewhere=stale_in([article])[0].elsewhere if corrections else (),
        )

    def retract_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Takes the article back with a notice that readers find at its address."""
        article = self._to_publish(request, object_id)
        form = RetractArticleForm(posted(request))
        if request.method == "POST" and form.is_valid():
            why, by = form.cleaned_data["why"], request.user
            seen = seen_version(request)
            edition = attempt(
                form, lambda: retract_article(article, by=by, why=why, seen=seen)
            )
            if edition is not None:
                place = edition.get_absolute_url()
                messages.success(request, f"It is retracted. {place} shows the notice.")
                return self._to_article(article)
            article.refresh_from_db()
        live = article.editions.live(at=clock.latest()).first()
        title = "Retract the article"
        return self._page(
            request, article, "retract", title=title, live=live, form=form
        )

    def embargo_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Says before which moment no edition goes live; a blank box lifts it."""
        article = self._to_publish(request, object_id)
        zone, until = zone_of(request), article.embargo_until
        initial: dict[str, Any] = {"zone": zone}
        if until is not None:
            initial["until"] = moments.wall(until, zone)
            initial["which"] = moments.which_of_two(until, zone)
        form = EmbargoForm(posted(request), initial=initial)
        if request.method == "POST" and form.is_valid():
            deed = attempt(form, lambda: _set_embargo(request, article, form))
            if deed is not None:
                zone = keep_zone(request, form)
                done = (
                    f"No edition goes live before {told(form.at, zone)}."
                    if form.at
                    else "There is no embargo."
                )
                messages.success(request, done)
                return self._to_article(article)
            article.refresh_from_db()
        elif not form.is_bound:
            form.at = until
        was, title = embargo_of(article), "Embargo"
        return self._page(request, article, "embargo", title=title, form=form, was=was)

    def moment_view(self, request: HttpRequest) -> HttpResponse:
        """The part of a form that tells the moment in it; for whoever has the desk."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        name = request.GET.get("name", "")
        form_class = _named(name if name.isidentifier() else "moment")
        form = form_class(request.GET)
        form.is_valid()
        template = "admin/components/moment_told.html"
        return TemplateResponse(request, template, {"form": form})

    def _to_publish(self, request: HttpRequest, object_id: str) -> Article:
        """The article; Http404 where there is none, else PermissionDenied."""
        article: Article | None = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        if not request.user.has_perm(_EDITOR):
            raise PermissionDenied
        return article

    def _page(
        self, request: HttpRequest, article: Article, page: str, **own: Any
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": article,
            "zones": moments.zone_names(),
            "media": self.media,
            **own,
        }
        template = f"admin/articles/article/{page}.html"
        is_stale = isinstance(getattr(own["form"], "refusal", None), Stale)
        status = 409 if is_stale else 200
        return TemplateResponse(request, template, context, status=status)

    def _to_article(self, article: Article) -> HttpResponse:
        url = reverse("admin:articles_article_change", args=[article.pk])
        return HttpResponseRedirect(url)


def _named(name: str) -> type[MomentForm]:
    return type("AskedForm", (MomentForm,), {"moment_name": name})


def _publish(request: Any, article: Article, form: PublishForm) -> Edition:
    """The edition; corrections without a wording get the note. Raises Refused."""
    given, by = form.cleaned_data, request.user
    kind = given.get("kind") or EditionKind.FIRST
    if kind == EditionKind.CORRECTION and given["note"]:
        tasks = article.tasks.open().filter(kind=TaskKind.CORRECTION, wording="")
        for task in tasks:
            word_correction(task, given["note"], by=by)
    return publish(
        article,
        by=by,
        kind=kind,
        live_from=form.at,
        note=given["note"],
        seen=seen_version(request),
    )


def _set_embargo(request: Any, article: Article, form: EmbargoForm) -> Article:
    was, why = request.POST.get("was", ""), form.cleaned_data["why"]
    # Locked first: of two at one moment the second one sees what the first one set.
    if was != embargo_of(now := unchanged(article, seen=None)):
        raise Refused("Somebody changed the embargo since you opened it.")
    return set_embargo(now, until=form.at, by=request.user, why=why)


def embargo_of(article: Article) -> str:
    """The embargo as a form carries it."""
    return article.embargo_until.isoformat() if article.embargo_until else ""


def _told(edition: Edition, zone: str) -> str:
    if edition.live_from > clock.latest():
        return f"Edition {edition.number} goes live on {told(edition.live_from, zone)}."
    return f"Edition {edition.number} is live at {edition.get_absolute_url()}."
