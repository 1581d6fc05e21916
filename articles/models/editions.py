"""What readers get: numbered copies of an article that never change."""

from __future__ import annotations

import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from catalog.fields import DerivedTextField
from catalog.models import Entry, Image
from catalog.text import fold

from .articles import Article
from .facts import Fact
from .sources import AppendOnlyModel, AppendOnlyQuerySet
from .topics import Section, Topic


class EditionKind(models.TextChoices):
    FIRST = "first", "First edition"
    UPDATE = "update", "Update"
    CORRECTION = "correction", "Correction"
    MINOR = "minor", "Minor change"
    RETRACTION = "retraction", "Retraction"


class EditionQuerySet(AppendOnlyQuerySet):
    def live(self, *, at: datetime.datetime) -> Self:
        """The edition of each article that readers get at that moment.

        The highest number whose time has come, found by the query itself: a
        schedule needs no clockwork and is never late.
        """
        newer = Edition.objects.filter(
            article=OuterRef("article"),
            live_from__lte=at,
            cancellation=None,
            number__gt=OuterRef("number"),
        )
        return self.filter(~Exists(newer), live_from__lte=at, cancellation=None)

    def listed(self, *, at: datetime.datetime) -> Self:
        """Those of the live ones that lists show: of a retracted article only the
        notice at its address is left."""
        return self.live(at=at).exclude(kind=EditionKind.RETRACTION)

    def out(self, *, at: datetime.datetime) -> Self:
        """Every edition that is or was live at that moment.

        One that another overtook at its own first moment never was.
        """
        overtaking = Edition.objects.filter(
            article=OuterRef("article"),
            live_from__lte=OuterRef("live_from"),
            cancellation=None,
            number__gt=OuterRef("number"),
        )
        return self.filter(~Exists(overtaking), live_from__lte=at, cancellation=None)

    def newest(self) -> Self:
        """The edition of each article with the highest number, out or scheduled."""
        newer = Edition.objects.filter(
            article=OuterRef("article"),
            cancellation=None,
            number__gt=OuterRef("number"),
        )
        return self.filter(~Exists(newer), cancellation=None)

    def standing(self) -> Self:
        """Editions that are out or will be: all but those whose schedule was
        cancelled."""
        return self.filter(cancellation=None)

    def scheduled(self, *, at: datetime.datetime) -> Self:
        """Editions whose time has not come."""
        return self.filter(live_from__gt=at, cancellation=None)

    def about(self, *entries: Entry) -> Self:
        return self.filter(about__in=entries).distinct()

    def for_cards(self) -> Self:
        """What a card of an article shows, newest first; one query."""
        return (
            self.select_related("section", "article")
            .defer("body", "key_points", "folded")
            .order_by("-first_live", "-pk")
        )

    def matching(self, words: str) -> Self:
        found = self
        for word in fold(words).split():
            found = found.filter(folded__contains=word)
        return found


class Edition(AppendOnlyModel):
    """A numbered, immutable copy of an article, made by publishing it."""

    natural: ClassVar = ("article", "number")

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="editions"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=EditionKind)

    slug = models.SlugField(max_length=100)
    headline = models.CharField(max_length=200)
    dek = models.TextField(blank=True)
    key_points = models.TextField(blank=True)
    body = models.TextField()
    byline = models.CharField(max_length=200)
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="editions"
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="editions")
    about = models.ManyToManyField(Entry, blank=True, related_name="editions")
    related = models.ManyToManyField(
        Article, blank=True, related_name="editions_relating"
    )
    hero = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
    )

    live_from = models.DateTimeField(db_index=True)
    first_live = models.DateTimeField(
        help_text="When the first edition went live; its year is in the address."
    )
    note = models.TextField(blank=True, help_text="What changed, for readers.")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="editions",
    )
    published_at = models.DateTimeField()
    digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        serialize=False,
        help_text="SHA-256 of this edition and of the digest of the one before.",
    )

    folded = DerivedTextField(
        lambda edition: fold(
            "\n".join((edition.headline, edition.dek, edition.key_points, edition.body))
        ),
        sources=("headline", "dek", "key_points", "body"),
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("article", "number")
        indexes = (
            models.Index(
                fields=("article", "live_from", "number"), name="edition_live_order"
            ),
            models.Index(fields=("slug", "live_from"), name="edition_by_slug"),
            models.Index(fields=("-first_live",), name="edition_news_order"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("article", "number"),
                name="edition_number_is_unique_in_its_article",
                violation_error_message="This article already has that edition.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EditionKind.values),
                name="edition_kind_is_known",
                violation_error_message="The kind of edition is not a known one.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"

    def get_absolute_url(self) -> str:
        return f"/news/{self.first_live.year}/{self.slug}/"


class Cancellation(AppendOnlyModel):
    """Says that a scheduled edition never goes live; the edition itself stays."""

    natural: ClassVar = ("edition",)

    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, related_name="cancellation"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="cancellations",
    )
    why = models.TextField(blank=True)
    digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        serialize=False,
        help_text="SHA-256 of this row and of the digest of its edition.",
    )

    def __str__(self) -> str:
        return f"{self.edition}, cancelled"


class EditionCitation(AppendOnlyModel):
    """The facts an edition cites, in the order of their marks."""

    natural: ClassVar = ("edition", "number")

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="citations"
    )
    number = models.PositiveSmallIntegerField()
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="citations")

    class Meta:
        ordering = ("edition", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "number"),
                name="citation_number_is_unique_in_its_edition",
                violation_error_message="This edition already has that mark.",
            ),
            models.UniqueConstraint(
                fields=("edition", "fact"),
                name="edition_cites_a_fact_under_one_number",
                violation_error_message="This edition already cites this fact.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition}: {self.number} {self.fact}"


class Rendering(models.Model):
    """What follows from an edition and can be made again: its HTML and names.

    Written at publishing so that a page costs few queries; where it is missing or
    of another version the page computes it.
    """

    edition = models.OneToOneField(
        Edition, on_delete=models.CASCADE, primary_key=True, related_name="rendering"
    )
    version = models.PositiveSmallIntegerField()
    body = models.TextField()
    key_points = models.JSONField()
    topics = models.JSONField()
    about = models.JSONField()
    words = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"HTML of {self.edition_id}"
