"""Who changed what, when, from what to what, and why."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalog.models import Entry

from .articles import Article
from .facts import Fact
from .sources import AppendOnlyModel, SourceStory

_ONE_SUBJECT = (
    Q(story__isnull=False, fact=None, article=None, entry=None)
    | Q(story=None, fact__isnull=False, article=None, entry=None)
    | Q(story=None, fact=None, article__isnull=False, entry=None)
    | Q(story=None, fact=None, article=None, entry__isnull=False)
)


class Change(AppendOnlyModel):
    """One deed of one person on one subject, written with the deed itself."""

    natural: ClassVar = ("key",)

    key = models.CharField(max_length=200, unique=True, editable=False)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="changes",
        help_text="Nobody: a command did it.",
    )
    verb = models.CharField(max_length=24)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    why = models.TextField(blank=True)
    digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        serialize=False,
        help_text="SHA-256 of this deed and of the digest of the subject's last one.",
    )

    story = models.ForeignKey(
        SourceStory, on_delete=models.PROTECT, null=True, related_name="changes"
    )
    fact = models.ForeignKey(
        Fact, on_delete=models.PROTECT, null=True, related_name="changes"
    )
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, related_name="changes"
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, related_name="changes"
    )

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=_ONE_SUBJECT,
                name="change_has_one_subject",
                violation_error_message="A change is about exactly one thing.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.key}"
