"""Companies, platforms and public bodies."""

from django.contrib import admin

from catalog.models import Organisation

from .entries import KindAdmin, page_fieldset
from .inlines import ON_EVERY_ENTRY, CompanyWorkInline


@admin.register(Organisation)
class OrganisationAdmin(KindAdmin):
    list_display = ("title", "form", "visibility", "covered")
    list_filter = ("form", "visibility", "covered")
    fieldsets = (
        (None, {"fields": ("title", "slug", "form", "summary")}),
        page_fieldset(),
    )
    inlines = (CompanyWorkInline, *ON_EVERY_ENTRY)
