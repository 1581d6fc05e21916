"""Articles: the working copies, and the button that makes an edition of one."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import queues
from articles.actions.articles import publish, reasons_against_publishing, start
from articles.lifecycle import Refused
from articles.models import (
    Article,
    ArticleStatus,
    Edition,
    Fact,
    TaskKind,
)
from catalog.admin.choosing import posted
from catalog.admin.safe import ReadOnlyAdmin, SafeInline, SafeModelAdmin

from .article_forms import ArticleForm, PublishForm, cited_key
from .article_tasks import TaskPages

_MANY = ("topics", "about", "related")


class EditionInline(SafeInline):
    """What readers got, edition by edition; to be read here and changed nowhere."""

    model = Edition
    fields = ("number", "kind", "live_from", "note", "published_by", "page")
    readonly_fields = fields
    ordering = ("-number",)
    can_delete = False
    max_num = 0
    classes = ()

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("published_by")

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="on the site")
    def page(self, edition):
        if edition.live_from > timezone.now():
            return "not yet"
        return format_html('<a href="{}">read it</a>', edition.get_absolute_url())


@admin.register(Article)
class ArticleAdmin(TaskPages, SafeModelAdmin):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"

    list_display = ("headline", "status", "section", "author", "edited_at")
    list_filter = ("status", "section")
    search_fields = ("headline", "slug")
    list_select_related = ("section", "author")
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
        if obj is None or request.user.has_perm("articles.publish_article"):
            return allowed
        own_draft = obj.author_id == request.user.pk and (
            obj.status == ArticleStatus.DRAFT
        )
        return allowed and own_draft

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def get_readonly_fields(self, request, obj=None):
        """The address is settled with the first edition."""
        return ("slug",) if obj and obj.status != ArticleStatus.DRAFT else ()

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("headline",)}

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        return {"byline": request.user.get_full_name() or "The desk", **initial}

    def view_on_site(self, obj):
        live = obj.editions.live(at=timezone.now()).first()
        return live.get_absolute_url() if live else None

    def save_form(self, request, form, change):
        """A new draft is started by the action, which puts it on record."""
        made = super().save_form(request, form, change)
        if change:
            return made
        columns = {k: v for k, v in form.cleaned_data.items() if k not in _MANY}
        form.instance = start(by=request.user, **columns)
        return form.instance

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)

    def get_urls(self):
        view = self.admin_site.admin_view(self.publish_view)
        own = path("<path:object_id>/publish/", view, name="articles_article_publish")
        return [own, *super().get_urls()]

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Every reason against publishing, each with its place; else the button."""
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        if not request.user.has_perm("articles.publish_article"):
            raise PermissionDenied
        last = article.editions.order_by("number").last()
        corrections = article.tasks.open().filter(kind=TaskKind.CORRECTION)
        worded = list(corrections.exclude(wording=""))
        form = PublishForm(
            posted(request), is_first=last is None, is_worded=bool(worded)
        )
        refused: tuple[str, ...] = ()
        if request.method == "POST" and form.is_valid():
            try:
                edition = publish(article, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                refused = refusal.reasons
            except ValidationError as error:
                refused = tuple(error.messages)
            else:
                messages.success(request, _told(edition))
                url = reverse("admin:articles_article_change", args=[article.pk])
                return HttpResponseRedirect(url)
        against = refused or reasons_against_publishing(article, by=request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": "Publish"
            if last is None
            else f"Publish edition {last.number + 1}",
            "opts": self.opts,
            "original": article,
            "last": last,
            "corrections": worded,
            "form": form,
            "reasons": _with_places(against, article),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/articles/article/publish.html", context)


def _told(edition: Edition) -> str:
    if edition.live_from > timezone.now():
        moment = timezone.localtime(edition.live_from)
        return f"Edition {edition.number} goes live on {moment:%-d %B %Y at %H:%M}."
    return f"Edition {edition.number} is live at {edition.get_absolute_url()}."


def _with_places(reasons, article: Article) -> list[tuple[str, str]]:
    """Each reason with the address where it can be dealt with; 1 query."""
    keys = {reason: cited_key(reason) for reason in reasons}
    facts = dict(Fact.objects.filter(key__in=keys.values()).values_list("key", "pk"))
    own = reverse("admin:articles_article_change", args=[article.pk])
    return [
        (
            reason,
            reverse("admin:articles_fact_change", args=[facts[key]])
            if key in facts
            else own,
        )
        for reason, key in keys.items()
    ]


class LiveFilter(admin.SimpleListFilter):
    title = "on the site"
    parameter_name = "live"

    def lookups(self, request, model_admin):
        return (("live", "live now"), ("scheduled", "scheduled"))

    def queryset(self, request, queryset):
        if self.value() == "live":
            return queryset.live(at=timezone.now())
        if self.value() == "scheduled":
            return queryset.scheduled(at=timezone.now())
        return queryset


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """Editions never change: another is published instead."""

    list_display = ("headline", "number", "kind", "live_from", "section", "note")
    list_filter = (LiveFilter, "kind", "section")
    search_fields = ("folded",)
    list_select_related = ("section",)
    date_hierarchy = "live_from"
    ordering = ("-live_from", "-pk")
    fieldsets = (
        (None, {"fields": ("headline", "dek", ("number", "kind"), "note")}),
        ("When", {"fields": (("live_from", "first_live"), "published_by")}),
        ("Text", {"fields": ("key_points", "body"), "classes": ("collapse",)}),
        ("Where it appears", {"fields": ("section", "topics", "about", "byline")}),
    )

    def get_queryset(self, request):
        allowed = queues.articles_for(request.user).values("pk")
        return super().get_queryset(request).filter(article__in=allowed)

    def view_on_site(self, obj):
        is_live = obj.live_from <= timezone.now()
        return obj.get_absolute_url() if is_live else None
