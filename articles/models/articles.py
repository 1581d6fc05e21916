"""The desk's working copies. Readers never see these rows: they read editions."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalog.models import Entry, Image
from catalog.models.natural import NaturalKeyModel, NaturalKeyQuerySet

from .topics import Section, Topic


class ArticleStatus(models.TextChoices):
    """How far the working copy has come; readers get editions, whatever it says."""

    DRAFT = "draft", "draft"
    IN_REVIEW = "in-review", "in review"
    READY = "ready", "ready"
    PUBLISHED = "published", "published"


class ArticleQuerySet(NaturalKeyQuerySet):
    def unpublished(self) -> Self:
        """Those that somebody still has to bring to readers."""
        return self.exclude(status=ArticleStatus.PUBLISHED)


class Article(NaturalKeyModel):
    natural: ClassVar = ("slug",)

    headline = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=100,
        unique=True,
        help_text="The address. Where it changes, the old one leads on to it for ever.",
    )
    dek = models.TextField(blank=True, help_text="The sentence under the headline.")
    key_points = models.TextField(
        blank=True, help_text="One a line, with citations as in [@fact-key]."
    )
    body = models.TextField(
        blank=True, help_text="Markdown. Cite a fact as [@fact-key]."
    )

    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="articles"
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="articles")
    about = models.ManyToManyField(
        Entry,
        blank=True,
        related_name="articles",
        help_text="The entries on whose pages this article is listed.",
    )
    related = models.ManyToManyField("self", blank=True)
    byline = models.CharField(max_length=200, help_text="As in “By the desk”.")
    hero = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name="picture",
    )

    status = models.CharField(
        max_length=10,
        choices=ArticleStatus,
        default=ArticleStatus.DRAFT,
        editable=False,
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="articles",
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="assigned_articles",
    )
    due_on = models.DateField(null=True, blank=True, editable=False)
    embargo_until = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="No edition goes live before it.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        serialize=False,
        help_text="Grows with every change of the text, so that none is lost.",
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-edited_at", "pk")
        permissions = (
            ("comment_article", "Can read and comment on articles in review"),
            ("publish_article", "Can approve and publish articles"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=ArticleStatus.values),
                name="article_status_is_known",
                violation_error_message="The status of an article is not a known one.",
            ),
        )

    def __str__(self) -> str:
        return self.headline
