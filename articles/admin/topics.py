"""Sections and topics: their order, their addresses, and one topic in place of two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles import clock
from articles.actions.topics import merge_topics, readdress, reason_against_address
from articles.lifecycle import Refused
from articles.models import Article, Edition, Section, Topic
from catalog.admin.choosing import DeskForm, RowChoiceField, SearchBox, posted
from catalog.admin.safe import SafeModelAdmin

from .deeds import attempt

_ADDRESS_HELP = "The address. Where it changes, the old one leads on to it for ever."


class AddressForm(DeskForm):
    """Of a section or a topic: its address is none that leads elsewhere."""

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if against := reason_against_address(self.instance, slug):
            raise forms.ValidationError(against)
        return slug


class AddressedAdmin(SafeModelAdmin):
    """Rows with an address of their own; those that articles use are not deleted."""

    form = AddressForm
    in_use = ""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "slug":
            field.help_text = _ADDRESS_HELP
        return field

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def save_model(self, request, obj, form, change):
        """The action moves the address, so that the old one leads on."""
        slug = obj.slug
        if change:
            kept = type(obj)._base_manager.values_list("slug", flat=True)
            obj.slug = kept.get(pk=obj.pk)
        super().save_model(request, obj, form, change)
        try:
            obj.slug = readdress(obj, slug=slug, by=request.user).slug
        except Refused as refusal:
            messages.error(request, " ".join(refusal.reasons))

    def get_deleted_objects(self, objs, request):
        """With what uses them, counted and not listed: it may be the whole archive."""
        used = [words for row in objs for words in self._uses(row)]
        if used:
            return [str(row) for row in objs], {}, set(), used
        return super().get_deleted_objects(objs, request)

    def _uses(self, row: models.Model) -> list[str]:
        found = []
        for model, name in ((Article, "article"), (Edition, "edition")):
            number = model._base_manager.filter(**{self.in_use: row.pk}).count()
            if number:
                found.append(f"{number:,} {name}{'s' if number > 1 else ''}")
        return found


@admin.register(Section)
class SectionAdmin(AddressedAdmin):
    in_use = "section"
    delete_confirmation_template = "admin/articles/section/delete_confirmation.html"

    list_display = ("title", "order", "slug")
    search_fields = ("title", "slug")
    ordering = ("order", "title")
    fields = ("title", "slug", "description", "order")
    prepopulated_fields = {"slug": ("title",)}


class MergedFilter(admin.SimpleListFilter):
    """Without a word the topics that stand."""

    title = "merged"
    parameter_name = "merged"

    def lookups(self, request, model_admin):
        return (("yes", "merged into another"),)

    def choices(self, changelist):
        standing, *others = super().choices(changelist)
        yield {**standing, "display": "with a page of their own"}
        yield from others

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.exclude(merged_into=None)
        return queryset.standing()


class MergeForm(forms.Form):
    into = RowChoiceField(
        Topic.objects.none(),
        label="Merge it into",
        error_messages={
            "invalid_choice": "There is no such topic, or it is merged by now."
        },
    )

    def __init__(self, *args: Any, topic: Topic, site: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.queryset = Topic.objects.standing().exclude(pk=topic.pk)
        into.widget = SearchBox(Topic._meta.get_field("merged_into"), site)
        into.widget.choices = into.choices


@admin.register(Topic)
class TopicAdmin(AddressedAdmin):
    in_use = "topics"
    change_form_template = "admin/articles/topic/change_form.html"
    delete_confirmation_template = "admin/articles/topic/delete_confirmation.html"

    list_display = ("name", "order", "slug", "stands_for")
    list_filter = (MergedFilter,)
    search_fields = ("name", "slug")
    list_select_related = ("merged_into",)
    ordering = ("order", "name")
    fields = ("name", "slug", "description", "order")
    prepopulated_fields = {"slug": ("name",)}

    def has_change_permission(self, request, obj=None):
        """A topic that was merged stays as it was: editions bear its name."""
        is_merged = obj is not None and obj.merged_into_id is not None
        return super().has_change_permission(request, obj) and not is_merged

    def has_delete_permission(self, request, obj=None):
        is_merged = obj is not None and obj.merged_into_id is not None
        return super().has_delete_permission(request, obj) and not is_merged

    def get_search_results(self, request, queryset, search_term):
        """The boxes of the desk offer the topics that stand."""
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            queryset = queryset.filter(merged_into=None)
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description="stands for", ordering="merged_into__name")
    def stands_for(self, topic):
        return topic.merged_into

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        own = path("<path:object_id>/merge/", view, name="articles_topic_merge")
        return [own, *super().get_urls()]

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks for the other topic, says what will happen, and does it."""
        topic: Any = self.get_object(request, unquote(object_id))
        if topic is None:
            raise Http404
        if not self.has_change_permission(request, topic):
            raise PermissionDenied
        given: Any = posted(request) or request.GET
        form = MergeForm(
            given if "into" in given else None, topic=topic, site=self.admin_site
        )
        into = form.cleaned_data["into"] if form.is_valid() else None
        if request.method == "POST" and into is not None:
            by: Any = request.user
            if attempt(form, lambda: merge_topics(topic, into=into, by=by)):
                messages.success(request, f"“{topic}” stands for “{into}” from now on.")
                page = reverse("admin:articles_topic_change", args=[into.pk])
                return HttpResponseRedirect(page)
            into = None
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge “{topic}”",
            "opts": self.opts,
            "original": topic,
            "form": form,
            "into": into,
            **(_consequences(topic, into) if into is not None else {}),
        }
        return TemplateResponse(request, "admin/articles/topic/merge.html", context)


def _consequences(topic: Topic, into: Topic) -> dict[str, Any]:
    """What merging will do, in numbers and addresses; 5 queries."""
    live = Edition.objects.listed(at=clock.latest()).filter(topics=topic)
    own = Article.objects.filter(topics=topic)
    addresses = [row.path for row in topic.former_addresses.order_by("path")]
    merged = [row.get_absolute_url() for row in topic.merged.order_by("name")]
    return {
        "articles": own.count(),
        "in_both": own.filter(pk__in=into.articles.values("pk")).count(),
        "live": live.count(),
        "addresses": [topic.get_absolute_url(), *merged, *addresses],
    }
