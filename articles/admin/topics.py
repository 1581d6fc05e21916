"""Sections and topics."""

from django.contrib import admin

from articles.models import Section, Topic
from catalog.admin.safe import SafeModelAdmin


@admin.register(Section)
class SectionAdmin(SafeModelAdmin):
    list_display = ("title", "slug", "order")
    search_fields = ("title", "slug")
    fields = ("title", "slug", "description", "order")
    prepopulated_fields = {"slug": ("title",)}


@admin.register(Topic)
class TopicAdmin(SafeModelAdmin):
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    fields = ("name", "slug", "description")
    prepopulated_fields = {"slug": ("name",)}
