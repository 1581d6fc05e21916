"""People, and the characters they play."""

from django.contrib import admin

from catalog.models import Character, Person

from .entries import KindAdmin, page_fieldset
from .inlines import ON_EVERY_ENTRY, PortrayalInline, RoleInline


@admin.register(Person)
class PersonAdmin(KindAdmin):
    list_display = ("title", "sort_title", "born", "visibility", "covered")
    fieldsets = (
        (None, {"fields": ("title", "slug", "sort_title")}),
        ("Life", {"fields": (("born", "died"), "summary")}),
        (
            "Page and visibility",
            {"fields": (("visibility", "covered"),), "classes": ("collapse",)},
        ),
    )
    inlines = (RoleInline, *ON_EVERY_ENTRY)


@admin.register(Character)
class CharacterAdmin(KindAdmin):
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary")}),
        page_fieldset(),
    )
    inlines = (PortrayalInline, *ON_EVERY_ENTRY)
