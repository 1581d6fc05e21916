"""Several episodes at once, another number for one, and the credits they leave over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from catalog.actions.episodes import add_episodes, bind, renumber
from catalog.models import Credit, EntryKind, Episode, Season
from catalog.parts import episodes_named, season_named
from catalog.versions import Version, mark

from .choosing import RowsChoiceField, posted
from .entries import KindAdmin, page_of
from .safe import SafeModelAdmin
from .seen import marks_of, require_seen

MOST_AT_ONCE = 100
_HIGHEST = 32_767


class EpisodesForm(forms.Form):
    first = forms.IntegerField(min_value=0, max_value=_HIGHEST, label="From number")
    last = forms.IntegerField(min_value=0, max_value=_HIGHEST, label="to number")

    def clean(self):
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first is not None and last is not None:
            if last < first:
                self.add_error("last", "The last number comes before the first.")
            elif last - first >= MOST_AT_ONCE:
                self.add_error("last", f"Add {MOST_AT_ONCE} episodes at most at once.")
        return given


class RenumberForm(forms.Form):
    number = forms.IntegerField(min_value=0, max_value=_HIGHEST, label="New number")


class BindForm(forms.Form):
    episodes = RowsChoiceField(
        Episode.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        label="Which episodes are meant?",
        error_messages={"required": "Choose the episodes that are meant."},
    )

    def __init__(self, *args: Any, episodes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["episodes"]
        field.queryset = episodes


def _due(season: Season) -> tuple[int, int]:
    """The numbers that the season lacks after its last episode, as far as known."""
    last = season.episodes.order_by("-number").values_list("number", flat=True).first()
    first = (last or 0) + 1
    return first, max(first, season.episodes_ordered or first)


def _page(admin, request, template, row, form, title, **more):
    context = {
        **admin.admin_site.each_context(request),
        "title": title,
        "opts": admin.opts,
        "original": row,
        "form": form,
        "has_view_permission": True,
        **more,
    }
    return TemplateResponse(request, f"admin/catalog/{template}.html", context)


def _row(admin, request: HttpRequest, object_id: str, permission: str):
    row = admin.get_object(request, unquote(object_id))
    if row is None:
        raise Http404
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return row


class EpisodesPages(KindAdmin):
    """Adds to the admin of seasons the page that adds several episodes."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.episodes_view)
        own = path("<path:object_id>/episodes/", view, name="catalog_season_episodes")
        return [own, *super().get_urls()]

    def links(self, request, entry):
        if request.user.has_perm("catalog.add_episode"):
            first, last = _due(entry)
            which = f"episodes {first}–{last}" if last > first else "several episodes"
            url = reverse("admin:catalog_season_episodes", args=[entry.pk])
            yield f"Add {which}", url
        yield from super().links(request, entry)

    def episodes_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Adds them all or none, and binds the credits that waited for them."""
        season = _row(self, request, object_id, "catalog.add_episode")
        first, last = _due(season)
        form = EpisodesForm(posted(request), initial={"first": first, "last": last})
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            numbers = range(given["first"], given["last"] + 1)
            try:
                made = add_episodes(season, numbers)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                which = f"{given['first']}–{given['last']}"
                self.log_change(request, season, f"Added episodes {which}.")
                told = f"{len(made)} episodes are added, without titles yet."
                messages.success(request, told)
                return HttpResponseRedirect(page_of(season))
        title = f"Add episodes to {season.title}"
        return _page(self, request, "episodes", season, form, title)


class RenumberPages(KindAdmin):
    """Adds to the admin of episodes the page that gives one another number."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.renumber_view)
        own = path("<path:object_id>/renumber/", view, name="catalog_episode_renumber")
        return [own, *super().get_urls()]

    def links(self, request, entry):
        if request.user.has_perm("catalog.change_episode"):
            url = reverse("admin:catalog_episode_renumber", args=[entry.pk])
            yield "Renumber", url
        yield from super().links(request, entry)

    def renumber_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Moves the page; credits bound to the episode wait for an editor."""
        episode = _row(self, request, object_id, "catalog.change_episode")
        form = RenumberForm(posted(request), initial={"number": episode.number})
        bound = Credit.objects.filter(episodes=episode)
        if request.method == "POST" and form.is_valid():
            shown = request.POST.get("_version", "")
            try:
                with transaction.atomic():
                    require_seen(episode, shown, _place)
                    old, count = episode.number, bound.count()
                    renumber(episode, form.cleaned_data["number"])
            except ValidationError as error:
                form.add_error("number", error.messages)
                episode.refresh_from_db()
            else:
                told = f"Episode {old} is episode {episode.number} now."
                if count and old != episode.number:
                    told += " Its credits wait to be bound again."
                self.log_change(request, episode, told)
                messages.success(request, told)
                return HttpResponseRedirect(page_of(episode))
        more = {"bound": list(bound), "version": _place(episode)}
        return _page(self, request, "renumber", episode, form, "Renumber", **more)


def _place(episode: Episode) -> Version:
    """What the page that renumbers an episode shows of it; 1 query."""
    bound = Credit.objects.filter(episodes=episode).order_by("pk")
    waiting = mark(str(pk) for pk in bound.values_list("pk", flat=True))
    columns = marks_of(episode, ("season_id", "number", "slug"))
    return Version({**columns, "the credits bound to it": waiting})


class BindPages(SafeModelAdmin):
    """Adds to the admin of credits the page that binds one to its episodes."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.bind_view)
        own = path("<path:object_id>/bind/", view, name="catalog_credit_bind")
        return [own, *super().get_urls()]

    def bind_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks which episodes are meant; those its words name are proposed."""
        credit = _row(self, request, object_id, "catalog.change_credit")
        episodes = _episodes_for(credit)
        form = BindForm(
            posted(request),
            episodes=episodes,
            initial={"episodes": _meant(credit, episodes)},
        )
        if request.method == "POST" and form.is_valid():
            shown = request.POST.get("_version", "")
            try:
                with transaction.atomic():
                    require_seen(credit, shown, _binding)
                    bind(credit, form.cleaned_data["episodes"])
            except ValidationError as error:
                form.add_error("episodes", error.messages)
            else:
                self.log_change(request, credit, "Bound to its episodes.")
                messages.success(request, f"{credit} is bound to its episodes.")
                return HttpResponseRedirect(page_of(credit.work))
        title = f"Which episodes: {credit.part or credit}"
        version = _binding(credit)
        return _page(self, request, "bind", credit, form, title, version=version)


def _binding(credit: Credit) -> Version:
    """What the page that binds a credit shows of it; 1 query."""
    bound = credit.episodes.order_by("pk").values_list("pk", flat=True)
    columns = marks_of(credit, ("work_id", "person_id", "job_id", "part"))
    return Version({**columns, "its episodes": mark(str(pk) for pk in bound)})


def _episodes_for(credit: Credit):
    """The episodes of the credit's season, or of its show where that is meant."""
    episodes = Episode.objects.order_by("season__number", "number")
    if credit.work.kind == EntryKind.SEASON:
        return episodes.filter(season=credit.work_id)
    found = episodes.filter(season__show=credit.work_id)
    number = season_named(credit.part)
    return found if number is None else found.filter(season__number=number)


def _meant(credit: Credit, episodes) -> list[int]:
    """The episodes bound now, or those with the numbers that its part names."""
    bound = list(credit.episodes.values_list("pk", flat=True))
    if bound:
        return bound
    named = episodes_named(credit.part)
    return [row.pk for row in episodes if row.number in named]
