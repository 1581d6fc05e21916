"""Articles on the desk: the form of the working copy, and what gathers around it."""

from __future__ import annotations

from django.contrib import admin

from articles import clock, queues
from articles.actions.articles import LISTS, revise, start, why_not_write
from articles.models import Article
from catalog.admin.safe import SafeModelAdmin

from .article_forms import ArticleForm
from .article_lists import ArticleColumns, AssigneeFilter, DueFilter, MineFilter
from .article_tasks import TaskPages
from .comparing_editions import EditionComparingPages
from .editions import EditionInline
from .preview_links import PreviewLinkPages
from .publishing import PublishingPages
from .reviewing import ReviewPages
from .together import TogetherPages
from .working_copies import WorkingCopies
from .writing import WritingPages


@admin.register(Article)
class ArticleAdmin(
    ReviewPages,
    PublishingPages,
    PreviewLinkPages,
    TogetherPages,
    ArticleColumns,
    WorkingCopies,
    WritingPages,
    TaskPages,
    EditionComparingPages,
    SafeModelAdmin,
):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"

    list_display = (
        "headline",
        "stand",
        "assigned",
        "due",
        "scheduled",
        "edited",
    )
    list_filter = (MineFilter, "status", DueFilter, AssigneeFilter, "section")
    search_fields = ("headline", "slug")
    list_select_related = ("author", "assignee")
    date_hierarchy = "edited_at"
    fieldsets = (
        (
            None,
            {
                "fields": ("headline", "slug", "dek", "key_points", "body"),
                "classes": ("wide-fields",),
            },
        ),
        ("Where it appears", {"fields": ("section", "topics", "about")}),
        ("Byline, picture, related", {"fields": ("byline", "hero", "related")}),
    )
    autocomplete_fields = ("section", "topics", "about", "hero", "related")
    inlines = (EditionInline,)

    def get_queryset(self, request):
        allowed = queues.articles_for(request.user).values("pk")
        return super().get_queryset(request).filter(pk__in=allowed)

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if obj is None:
            return allowed
        return allowed and not why_not_write(obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        """Articles are not deleted: what was published stays on record."""
        return False

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("headline",)}

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        return {"byline": request.user.get_full_name() or "The desk", **initial}

    def view_on_site(self, obj):
        live = obj.editions.live(at=clock.latest()).first()
        return live.get_absolute_url() if live else None

    def save_form(self, request, form, change):
        """A new draft is started by the action, which puts it on record."""
        made = super().save_form(request, form, change)
        if change:
            return made
        columns = {k: v for k, v in form.cleaned_data.items() if k not in LISTS}
        form.instance = start(by=request.user, **columns)
        return form.instance

    def save_model(self, request, obj, form, change):
        """The action saves, so that the change is on record and moves the version."""
        if not change:
            return
        given = form.cleaned_data
        columns = {name: given[name] for name in given if name not in LISTS}
        lists = {name: given[name] for name in given if name in LISTS}
        revise(obj, by=request.user, columns=columns, lists=lists)
        obj.refresh_from_db(fields=["status", "version"])
