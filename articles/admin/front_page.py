"""The places of the front page, and the plans that fill them."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.urls import reverse

from articles import clock, moments
from articles.models import FrontSlot
from catalog.admin.safe import SafeModelAdmin

from .desk_moments import DeskMomentBox, DeskMomentField
from .moment_forms import MomentForm, zone_of

# Room for another place between two, and the last that the column can number.
BETWEEN_PLACES, LAST_PLACE = 10, 32_767


class AsOfForm(MomentForm):
    moment_label = "Moment"
    needs_moment = True


class PlanFilter(admin.SimpleListFilter):
    title = "when"
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return (("shown", "shown now"), ("later", "to come"), ("over", "over"))

    def queryset(self, request, queryset):
        now = clock.latest()
        if self.value() == "shown":
            shown = FrontSlot.objects.shown(at=now)
            return queryset.filter(pk__in=[slot.pk for slot in shown])
        if self.value() == "later":
            return queryset.filter(shown_from__gt=now)
        if self.value() == "over":
            return queryset.filter(shown_until__lte=now)
        return queryset


@admin.register(FrontSlot)
class FrontSlotAdmin(SafeModelAdmin):
    change_list_template = "admin/articles/frontslot/change_list.html"
    change_form_template = "admin/articles/frontslot/change_form.html"
    formfield_overrides = {
        **SafeModelAdmin.formfield_overrides,
        models.DateTimeField: {"form_class": DeskMomentField, "widget": DeskMomentBox},
    }

    list_display = ("__str__", "order", "what", "begins", "ends")
    list_filter = (PlanFilter, "rule")
    list_select_related = ("article", "section")
    ordering = ("order", "shown_from", "pk")
    fieldsets = (
        (None, {"fields": (("order", "rule"), "heading")}),
        ("What fills it", {"fields": ("article", "section", "count")}),
        (
            "When",
            {
                "fields": ("shown_from", "shown_until"),
                "description": "Of the plans of one place, the one that began last "
                "and is not over fills it.",
            },
        ),
    )
    autocomplete_fields = ("article", "section")

    def get_changeform_initial_data(self, request):
        """A new plan is for a place below all others, unless the address says more."""
        last = FrontSlot.objects.aggregate(last=models.Max("order"))["last"] or 0
        below = min(last + BETWEEN_PLACES, LAST_PLACE)
        return {"order": below, **super().get_changeform_initial_data(request)}

    def as_of_form(self, request):
        """With the moment that the address asks for; without one now, in one's own
        zone."""
        if "moment" in request.GET:
            return AsOfForm(request.GET)
        # The second has begun; what went live in it is there when it is over.
        now = clock.latest() + datetime.timedelta(seconds=1)
        zone = zone_of(request)
        which = moments.which_of_two(now, zone)
        given = {"moment": moments.wall(now, zone), "zone": zone, "which": which}
        return AsOfForm(given)

    def view_on_site(self, obj):
        """The front page as it is when the plan begins, or now."""
        place = reverse("admin:front_page_preview")
        if obj.shown_from is None:
            return place
        return f"{place}?moment={moments.wall(obj.shown_from, 'UTC')}&zone=UTC"

    @admin.display(description="what fills it")
    def what(self, slot):
        rule, chosen = slot.get_rule_display(), slot.article or slot.section
        return f"{rule}: {chosen}" if chosen else f"{slot.count} of {rule}"

    @admin.display(description="from", ordering="shown_from", empty_value="always")
    def begins(self, slot):
        return _told(slot.shown_from)

    @admin.display(description="until", ordering="shown_until", empty_value="for good")
    def ends(self, slot):
        return _told(slot.shown_until)


def _told(moment):
    return moments.words(moment, settings.TIME_ZONE) if moment else None
