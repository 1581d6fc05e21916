"""What hangs on an entry, to be edited on the entry's own page."""

from django.contrib import admin

from catalog.models import (
    Availability,
    CompanyCredit,
    Credit,
    ExternalId,
    Image,
    Relation,
    Title,
)

from .safe import SafeInline


class CreditInline(SafeInline):
    """Who does what here; `fields` leads with what an editor knows first."""

    model = Credit
    fk_name = "work"
    verbose_name_plural = "cast and crew"
    fields = (
        "person",
        "job",
        "character",
        "kind",
        "part",
        "via",
        "billing",
        "planned",
        "label",
    )
    autocomplete_fields = ("person", "job", "character", "via")
    classes = ()


class RoleInline(CreditInline):
    """The same rows from the person's side."""

    fk_name = "person"
    verbose_name_plural = "what they have done"
    fields = ("work", *CreditInline.fields[1:])
    autocomplete_fields = ("work", "job", "character", "via")


class PortrayalInline(CreditInline):
    """The same rows from the character's side."""

    fk_name = "character"
    verbose_name_plural = "who plays the part"
    fields = ("person", "work", "job", "kind", "part", "billing", "planned")
    autocomplete_fields = ("person", "work", "job")


class TitleInline(SafeInline):
    model = Title
    verbose_name_plural = "other titles"
    fields = ("kind", "text", "since", "until")


class CompanyCreditInline(SafeInline):
    model = CompanyCredit
    fk_name = "work"
    verbose_name_plural = "companies"
    fields = ("role", "company")
    autocomplete_fields = ("company",)


class CompanyWorkInline(CompanyCreditInline):
    """The same rows from the company's side."""

    fk_name = "company"
    verbose_name_plural = "shows and seasons"
    fields = ("role", "work")
    autocomplete_fields = ("work",)


class AvailabilityInline(SafeInline):
    model = Availability
    fk_name = "entry"
    verbose_name_plural = "where to watch"
    fields = ("platform", "region", "since", "until")
    autocomplete_fields = ("platform",)


class RelationInline(SafeInline):
    """Relations that start here; those that end here are on the other's page."""

    model = Relation
    fk_name = "source"
    fields = ("kind", "target", "label")
    autocomplete_fields = ("target",)


class ExternalIdInline(SafeInline):
    model = ExternalId
    verbose_name_plural = "ids elsewhere"
    fields = ("authority", "value")


class ImageInline(SafeInline, admin.StackedInline):
    model = Image
    verbose_name_plural = "pictures"
    fields = (("file", "kind"), "alt", ("credit", "licence"), ("source_url", "order"))
    template = "admin/edit_inline/stacked.html"


ON_EVERY_ENTRY = (TitleInline, RelationInline, ExternalIdInline, ImageInline)
