"""Franchises, shows, seasons, episodes, works and genres."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from catalog.actions.episodes import bind_credits
from catalog.models import (
    Episode,
    FormerSlug,
    Franchise,
    Genre,
    Season,
    Show,
    Work,
)

from .choosing import DeskForm
from .entries import KindAdmin, page_fieldset
from .episodes import EpisodesPages, RenumberPages
from .inlines import (
    ON_EVERY_ENTRY,
    AvailabilityInline,
    CompanyCreditInline,
    CreditInline,
)
from .safe import SafeInline, SafeModelAdmin


class LinkInline(SafeInline):
    """A list of parts with a link to the page of each; nothing is typed here."""

    classes = ()
    can_delete = False
    show_change_link = True
    max_num = 0

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_add_permission(self, request, obj=None):
        return False


class SeasonInline(LinkInline):
    model = Season
    fk_name = "show"
    fields = ("page", "status", "episodes_ordered", "premiere", "finale")

    @admin.display(description="season")
    def page(self, season):
        url = reverse("admin:catalog_season_change", args=[season.pk])
        return format_html('<a href="{}">{}</a>', url, season.title)


class EpisodeInline(LinkInline):
    model = Episode
    fk_name = "season"
    fields = ("number", "page", "aired", "runtime")

    @admin.display(description="episode")
    def page(self, episode):
        url = reverse("admin:catalog_episode_change", args=[episode.pk])
        return format_html('<a href="{}">{}</a>', url, episode.title)


class PartForm(DeskForm):
    """A season or an episode: its address follows from the whole and the number."""

    whole = ""
    word = ""

    def clean(self):
        cleaned = super().clean()
        part = self.instance
        if part.pk is None and cleaned.get("number") is not None:
            whole = cleaned.get(self.whole)
            if whole is not None:
                part.slug = f"{whole.slug}/{self.word}-{cleaned['number']}"
                self._refuse_taken_address(part)
        return cleaned

    def _refuse_taken_address(self, part):
        if FormerSlug.objects.filter(kind=part.kind, slug=part.slug).exists():
            self.add_error(
                "number",
                ValidationError(f"/{part.slug}/ still leads to another page."),
            )


class SeasonForm(PartForm):
    whole, word = "show", "season"

    def clean(self):
        cleaned = super().clean()
        number = cleaned.get("number")
        if self.instance.pk is None and number is not None:
            self.instance.title = f"Season {number}" if number else "Specials"
        return cleaned


class EpisodeForm(PartForm):
    whole, word = "season", "episode"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].required = False
            self.fields[
                "title"
            ].help_text = (
                "Blank while it is unknown: the episode then goes by its number."
            )

    def clean_title(self):
        return self.cleaned_data["title"].strip()

    def clean(self):
        cleaned = super().clean()
        number = cleaned.get("number", self.instance.number)
        if "title" in cleaned and not cleaned["title"] and number is not None:
            cleaned["title"] = f"Episode {number}"
        return cleaned


class PartAdmin(KindAdmin):
    """Its place among its siblings is chosen once; the address follows from it."""

    keeps_own_slug = False
    placed_by: tuple[str, ...] = ()

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return (*fields, *self.placed_by) if obj else fields


@admin.register(Show)
class ShowAdmin(KindAdmin):
    list_display = (
        "title",
        "status",
        "premiere",
        "franchise",
        "visibility",
        "covered",
    )
    list_filter = ("status", "visibility", "covered", "genres")
    list_select_related = ("franchise",)
    fieldsets = (
        (None, {"fields": ("title", "slug")}),
        (
            "Status and dates",
            {"fields": (("status", "rating"), "ordered", "premiere", "end")},
        ),
        ("Premise", {"fields": ("logline", "summary")}),
        ("Universe and genres", {"fields": ("franchise", "genres")}),
        page_fieldset(),
    )
    autocomplete_fields = ("franchise", "genres")
    inlines = (
        SeasonInline,
        CreditInline,
        CompanyCreditInline,
        AvailabilityInline,
        *ON_EVERY_ENTRY,
    )

    def links(self, request, entry):
        if request.user.has_perm("catalog.add_season"):
            yield (
                "Add a season",
                f"{reverse('admin:catalog_season_add')}?show={entry.pk}",
            )
        yield from super().links(request, entry)


@admin.register(Season)
class SeasonAdmin(EpisodesPages, PartAdmin):
    form = SeasonForm
    prefill = ("show",)
    placed_by = ("show", "number", "title")

    list_display = ("season", "show", "number", "status", "premiere")
    list_filter = ("status", "visibility", "covered")
    search_fields = ("folded", "show__folded", "show__titles__folded")
    list_select_related = ("show",)
    ordering = ("show__sort_key", "number")
    autocomplete_fields = ("show",)
    inlines = (
        EpisodeInline,
        CreditInline,
        CompanyCreditInline,
        AvailabilityInline,
        *ON_EVERY_ENTRY,
    )

    def get_fieldsets(self, request, obj=None):
        named = ("title", "slug") if obj else ()
        return (
            (None, {"fields": (("show", "number"), *named)}),
            (
                "Status and dates",
                {"fields": (("status", "episodes_ordered"), "premiere", "finale")},
            ),
            ("Premise", {"fields": ("summary",)}),
            page_fieldset(),
        )

    def links(self, request, entry):
        if request.user.has_perm("catalog.add_episode"):
            add = reverse("admin:catalog_episode_add")
            yield "Add an episode", f"{add}?season={entry.pk}"
        yield from super().links(request, entry)

    def get_search_results(self, request, queryset, search_term):
        return _by_whole(queryset, search_term, "show"), False

    @admin.display(ordering="show__sort_key")
    def season(self, row):
        return f"{row.show.title}, {row.title}"


@admin.register(Episode)
class EpisodeAdmin(RenumberPages, PartAdmin):
    form = EpisodeForm
    prefill = ("season",)
    placed_by = ("season", "number")

    list_display = ("title", "show", "season", "number", "aired")
    list_filter = ("visibility", "covered")
    search_fields = ("folded", "season__show__folded")
    list_select_related = ("season__show",)
    ordering = ("season__show__sort_key", "season__number", "number")
    autocomplete_fields = ("season",)
    inlines = (CreditInline, CompanyCreditInline, *ON_EVERY_ENTRY)

    def get_fieldsets(self, request, obj=None):
        named = ("slug",) if obj else ()
        return (
            (None, {"fields": (("season", "number"), "title", *named)}),
            ("Broadcast", {"fields": ("aired", "runtime")}),
            ("Story", {"fields": ("synopsis", "summary")}),
            page_fieldset(),
        )

    def get_search_results(self, request, queryset, search_term):
        return _by_whole(queryset, search_term, "season__show"), False

    def save_model(self, request, obj, form, change):
        """Credits that waited for a new episode are bound to it."""
        super().save_model(request, obj, form, change)
        if not change:
            bind_credits(obj.season)

    @admin.display(ordering="season__show__sort_key")
    def show(self, row):
        return row.season.show.title


def _by_whole(queryset, search_term, whole):
    """Parts found by their own title or by their show's: "ballard 2", "renee"."""
    from_show = Show.objects.all()
    rest = []
    for word in search_term.replace("\0", "").split()[:12]:
        narrowed = from_show.matching(word)
        if narrowed.exists():
            from_show = narrowed
        else:
            rest.append(word)
    own = queryset.matching(search_term.replace("\0", "")[:200])
    by_show = queryset.filter(**{f"{whole}__in": from_show}).matching(" ".join(rest))
    return own if not search_term.strip() else own | by_show


@admin.register(Franchise)
class FranchiseAdmin(KindAdmin):
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary")}),
        page_fieldset(),
    )
    inlines = ON_EVERY_ENTRY


@admin.register(Work)
class WorkAdmin(KindAdmin):
    list_display = ("title", "form", "published", "visibility", "covered")
    list_filter = ("form", "visibility", "covered")
    fieldsets = (
        (None, {"fields": ("title", "slug", ("form", "volumes"), "published")}),
        ("Summary", {"fields": ("summary",)}),
        page_fieldset(),
    )
    inlines = ON_EVERY_ENTRY


@admin.register(Genre)
class GenreAdmin(SafeModelAdmin):
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
