"""The list of articles: what of each is seen there, and in which order."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.html import format_html

from articles import clock, queues
from articles.actions.changes import name_of
from articles.models import Edition
from catalog.admin.safe import SafeModelAdmin

from .reviewing import is_overdue


class MineFilter(admin.SimpleListFilter):
    title = "whose"
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return (("yes", "waiting for me"),)

    def queryset(self, request, queryset):
        if self.value() == "yes":
            waiting = queues.mine(request.user).order_by().values("pk")
            return queryset.filter(pk__in=waiting)
        return queryset


class AssigneeFilter(admin.SimpleListFilter):
    title = "assignee"
    parameter_name = "assigned"

    def lookups(self, request, model_admin):
        users = get_user_model().objects.filter(assigned_articles__isnull=False)
        named = users.distinct().order_by("first_name", "last_name", "username")
        people = [(str(u.pk), name_of(u)) for u in named[:100]]
        return [("nobody", "nobody"), *people]

    def queryset(self, request, queryset):
        value = self.value()
        if value == "nobody":
            return queryset.filter(assignee=None)
        if value and value in dict(self.lookup_choices):
            return queryset.filter(assignee=int(value))
        return queryset


class DueFilter(admin.SimpleListFilter):
    title = "due date"
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return (("overdue", "overdue"), ("week", "within a week"), ("none", "no day"))

    def queryset(self, request, queryset):
        value, today = self.value(), timezone.localdate()
        if value == "overdue":
            return queryset.unpublished().filter(due_on__lt=today)
        if value == "week":
            week = today + datetime.timedelta(days=7)
            return queryset.unpublished().filter(due_on__gte=today, due_on__lte=week)
        if value == "none":
            return queryset.filter(due_on=None)
        return queryset


class ArticleList(ChangeList):
    """With the moment of the edition that is scheduled; one's own by their day."""

    def get_queryset(self, request, *args, **kwargs):
        scheduled = Edition.objects.scheduled(at=clock.latest())
        of_this = scheduled.filter(article=OuterRef("pk")).order_by("live_from")
        found = super().get_queryset(request, *args, **kwargs)
        return found.annotate(scheduled_at=Subquery(of_this.values("live_from")[:1]))

    def get_ordering(self, request, queryset):
        if request.GET.get(MineFilter.parameter_name) and "o" not in self.params:
            return [F("due_on").asc(nulls_last=True), "-edited_at", "pk"]
        return super().get_ordering(request, queryset)


class ArticleColumns(SafeModelAdmin):
    """Adds to the admin of articles the columns of their list."""

    def get_changelist(self, request, **kwargs):
        return ArticleList

    @admin.display(description="status", ordering="status")
    def stand(self, article):
        return format_html(
            '<span class="status is-{}">{}</span>',
            article.status,
            article.get_status_display(),
        )

    @admin.display(description="with", ordering="assignee__first_name")
    def assigned(self, article):
        """Who has it now; where nobody has, who began it."""
        if article.assignee:
            return name_of(article.assignee)
        if article.author:
            return format_html(
                '<span class="quiet">by {}</span>', name_of(article.author)
            )
        return None

    @admin.display(description="edited", ordering="edited_at")
    def edited(self, article):
        return timezone.localtime(article.edited_at).strftime("%-d %b %Y")

    @admin.display(description="due", ordering="due_on")
    def due(self, article):
        if article.due_on is None:
            return None
        day = f"{article.due_on:%-d %b %Y}"
        if is_overdue(article):
            return format_html('<strong class="lost">{}<br>overdue</strong>', day)
        return day

    @admin.display(description="scheduled", ordering="scheduled_at")
    def scheduled(self, article: Any):
        moment = article.scheduled_at
        if moment is None:
            return None
        there = timezone.localtime(moment)
        return format_html("{}<br>{}", f"{there:%-d %b %Y}", f"{there:%H:%M:%S}")
