"""The vocabulary of jobs, and pictures by themselves.

Credits are edited on the pages of the works and of the people they join; here they
are found, and bound again to episodes that were renumbered.
"""

from django.contrib import admin

from catalog.models import Credit, Image, Job

from .episodes import BindPages
from .safe import ReadOnlyAdmin, SafeModelAdmin


@admin.register(Job)
class JobAdmin(SafeModelAdmin):
    list_display = ("name", "department", "order")
    list_filter = ("department",)
    search_fields = ("name", "slug")
    ordering = ("order", "name")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Image)
class ImageAdmin(SafeModelAdmin):
    prefill = ("entry",)

    list_display = ("alt", "entry", "kind", "credit", "licence")
    list_filter = ("kind", "licence")
    search_fields = ("folded", "entry__folded")
    list_select_related = ("entry",)
    fieldsets = (
        (None, {"fields": ("file", "alt", "entry", "kind")}),
        ("Right to show it", {"fields": (("credit", "licence"), "source_url")}),
        ("Order", {"fields": ("order",), "classes": ("collapse",)}),
    )
    autocomplete_fields = ("entry",)


@admin.register(Credit)
class CreditAdmin(BindPages, ReadOnlyAdmin):
    list_display = ("__str__", "work", "kind", "part", "needs_binding")
    list_filter = ("needs_binding", "planned", "kind")
    search_fields = ("person__folded", "work__folded", "part")
    list_select_related = ("work", "person", "job")
    ordering = ("-pk",)
    fields = ("work", "person", "job", "character", "kind", "part", "needs_binding")
