"""The newspaper's own words: masthead, menus, static pages."""

from django.contrib import admin

from articles.models import Masthead, MenuItem, StaticPage
from catalog.admin.safe import SafeInline, SafeModelAdmin


class MenuItemInline(SafeInline):
    model = MenuItem
    verbose_name_plural = "menus"
    fields = ("place", "order", "label", "section", "page", "path")
    autocomplete_fields = ("section", "page")
    classes = ()


@admin.register(Masthead)
class MastheadAdmin(SafeModelAdmin):
    """There is one row; it is changed, and neither added again nor deleted."""

    list_display = ("name", "tagline")
    fieldsets = (
        (None, {"fields": ("name", "tagline", "description", "footer")}),
        ("Front page", {"fields": (("latest_heading", "changes_heading"),)}),
        (
            "Introductions",
            {"fields": ("news_intro", "shows_intro", "people_intro", "sources_intro")},
        ),
        (
            "Where there is nothing to show",
            {
                "fields": ("nothing_yet", "no_episodes", "no_results", "search_hint"),
                "classes": ("collapse",),
            },
        ),
        (
            "On source stories",
            {
                "fields": ("passages_only", "nothing_quoted", "untitled_source"),
                "classes": ("collapse",),
            },
        ),
        (
            "Facts that change",
            {
                "fields": (
                    ("untitled_entry", "rechecking"),
                    ("later_found_wrong", "left_the_story"),
                    "known_intro",
                    "timeline_intro",
                    "record_intro",
                ),
                "classes": ("collapse",),
            },
        ),
        (
            "After publishing",
            {
                "fields": (
                    ("corrections_intro", "no_corrections"),
                    "history_intro",
                    "retracted",
                    ("preview_notice", "preview_over"),
                ),
                "classes": ("collapse",),
            },
        ),
        (
            "Error pages",
            {
                "fields": (
                    ("not_found_title", "error_title"),
                    "not_found_text",
                    "error_text",
                    "bad_day_title",
                    "bad_day_text",
                ),
                "classes": ("collapse",),
            },
        ),
    )
    inlines = (MenuItemInline,)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Masthead.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(StaticPage)
class StaticPageAdmin(SafeModelAdmin):
    list_display = ("title", "slug")
    search_fields = ("title", "slug")
    prepopulated_fields = {"slug": ("title",)}
