"""What articles have to do, to be read as a list; it is done on their own pages."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from articles import queues
from articles.models import Task
from catalog.admin.safe import ReadOnlyAdmin


@admin.register(Task)
class TaskAdmin(ReadOnlyAdmin):
    list_display = ("piece", "kind", "fact_page", "opened_at", "closed_at")
    list_filter = ("kind", ("closed_at", admin.EmptyFieldListFilter))
    search_fields = ("article__headline", "fact__key", "wording")
    list_select_related = ("article", "fact")
    date_hierarchy = "opened_at"
    ordering = ("-opened_at", "-pk")
    fields = ("piece", "kind", "fact_page", "wording", "opened_at", "closed_at")

    def get_queryset(self, request):
        allowed = queues.articles_for(request.user).values("pk")
        return super().get_queryset(request).filter(article__in=allowed)

    @admin.display(description="article", ordering="article__headline")
    def piece(self, task):
        url = reverse("admin:articles_article_change", args=[task.article_id])
        return format_html('<a href="{}#tasks">{}</a>', url, task.article)

    @admin.display(description="fact", ordering="fact__key")
    def fact_page(self, task):
        url = reverse("admin:articles_fact_change", args=[task.fact_id])
        return format_html('<a href="{}">{}</a>', url, task.fact)
