"""The page of an article's preview links: made, copied, revoked."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles import clock, moments
from articles.actions.articles import why_not_write
from articles.actions.previews import make_preview_link, revoke
from articles.models import Article, PreviewLink
from articles.previews import address_of
from catalog.admin.choosing import is_number, posted
from catalog.admin.safe import SafeModelAdmin

from .deeds import attempt
from .moment_forms import MomentForm, keep_zone, zone_of

_LASTS = datetime.timedelta(days=7)


class PreviewLinkForm(MomentForm):
    moment_name = "expires_at"
    moment_label = "Until"
    needs_moment = True

    note = forms.CharField(
        required=False,
        max_length=120,
        label="Who it is for",
        help_text="As in “Ada Reyes, the studio's lawyer”. For the desk alone.",
    )


@dataclass(frozen=True)
class Shared:
    """A preview link, its whole address, and whether it still leads there."""

    link: PreviewLink
    address: str
    is_open: bool


class PreviewLinkPages(SafeModelAdmin):
    """Adds to the admin of articles the page of their preview links."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.previews_view)
        own = path("<path:object_id>/previews/", view, name="articles_article_previews")
        return [own, *super().get_urls()]

    def previews_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The links of the article; a POST makes one, or with `revoke` ends one."""
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        if not super().has_change_permission(request):
            raise PermissionDenied
        against = why_not_write(article, by=request.user)
        links = article.preview_links.select_related("made_by")
        if against:
            links = links.filter(made_by=request.user)
            if not links:
                raise PermissionDenied
        until = clock.latest().replace(microsecond=0) + _LASTS
        zone = zone_of(request)
        initial = {"zone": zone, "expires_at": moments.wall(until, zone)}
        form = PreviewLinkForm(initial=initial)
        data = posted(request)
        if data is not None and "revoke" not in data:
            form = PreviewLinkForm(data)
        if request.method == "POST":
            told = self._posted(request, article, form)
            if told:
                messages.success(request, told)
                url = reverse("admin:articles_article_previews", args=[article.pk])
                return HttpResponseRedirect(url)
        elif not form.is_bound:
            form.at = until
        context = {
            **self.admin_site.each_context(request),
            "title": "Preview links",
            "opts": self.opts,
            "original": article,
            "rows": _shared(request, links),
            "form": form,
            "against": against,
            "zones": moments.zone_names(),
            "media": self.media,
        }
        template = "admin/articles/article/previews.html"
        return TemplateResponse(request, template, context)

    def _posted(self, request: HttpRequest, article: Article, form: Any) -> str:
        """What was done, to be told; "" where it was refused."""
        by: Any = request.user
        number = request.POST.get("revoke", "")
        if number:
            link = article.preview_links.filter(
                pk=int(number) if is_number(number) else 0
            ).first()
            if link is None:
                raise Http404
            refused = RevokeForm({})
            if attempt(refused, lambda: revoke(link, by=by)) is None:
                for reason in refused.non_field_errors():
                    messages.error(request, reason)
                return ""
            return "The link is revoked: nobody reads the article by it any more."
        if not form.is_valid():
            return ""
        note, at = form.cleaned_data["note"], form.at
        made = attempt(
            form, lambda: make_preview_link(article, by=by, expires_at=at, note=note)
        )
        if made is None:
            return ""
        keep_zone(request, form)
        return "The link is made. Copy its address below."


class RevokeForm(forms.Form):
    """Ending a link asks for nothing but its button."""


def _shared(request: HttpRequest, links: Any) -> list[Shared]:
    now = clock.latest()
    return [
        Shared(
            link,
            request.build_absolute_uri(address_of(link.pk)),
            link.revoked_at is None and link.expires_at > now,
        )
        for link in links.all()
    ]
