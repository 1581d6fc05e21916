"""The record of deeds, to be read."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from articles import queues
from articles.actions.changes import name_of
from articles.models import Change
from catalog.admin.safe import ReadOnlyAdmin

_SUBJECTS = (
    ("story", "admin:articles_sourcestory_change"),
    ("fact", "admin:articles_fact_change"),
    ("article", "admin:articles_article_change"),
    ("entry", "admin:catalog_entry_change"),
)


class VerbFilter(admin.SimpleListFilter):
    title = "deed"
    parameter_name = "verb"

    def lookups(self, request, model_admin):
        verbs = Change.objects.order_by("verb").values_list("verb", flat=True)
        return [(verb, verb) for verb in verbs.distinct()]

    def queryset(self, request, queryset):
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ("at", "who", "verb", "subject", "before", "words_after", "why")
    list_filter = (VerbFilter, "by")
    search_fields = ("key", "after", "why", "by__username")
    list_select_related = ("by", "story", "fact", "article", "entry")
    date_hierarchy = "at"
    fields = ("at", "who", "verb", "subject", "before", "after", "why")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.filter(pk__in=queues.changes_for(request.user).values("pk"))

    @admin.display(ordering="by")
    def who(self, change):
        return name_of(change.by)

    @admin.display(description="of")
    def subject(self, change):
        for name, page in _SUBJECTS:
            row = getattr(change, name)
            if row is not None:
                url = reverse(page, args=[row.pk])
                return format_html('<a href="{}">{}</a>', url, row)
        return ""

    @admin.display(description="after")
    def words_after(self, change):
        return change.after if len(change.after) <= 120 else f"{change.after[:119]}…"
