"""Franchises, shows, seasons, episodes, and the works they are based on."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from catalog.fields import EarliestField, LatestField, PartialDateField

from .entries import Entry, EntryKind
from .natural import NaturalKeyModel


class ProductionStatus(models.TextChoices):
    """Where a show or a season stands, in the order in which it usually moves."""

    IN_DEVELOPMENT = "in-development", "In development"
    ORDERED = "ordered", "Ordered"
    FILMING = "filming", "Filming"
    PREMIERED = "premiered", "Premiered"
    AIRING = "airing", "Airing"
    RENEWED = "renewed", "Renewed"
    ENDED = "ended", "Ended"
    CANCELLED = "cancelled", "Cancelled"


class WorkForm(models.TextChoices):
    NOVEL = "novel", "novel"
    NOVEL_SERIES = "novel-series", "series of novels"
    SHORT_STORY = "short-story", "short story"
    COMIC = "comic", "comic"
    FILM = "film", "film"
    PLAY = "play", "play"
    OTHER = "other", "other"


class Genre(NaturalKeyModel):
    natural: ClassVar[tuple[str, ...]] = ("slug",)

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Franchise(Entry):
    """Shows that share a world, such as the Bosch universe."""

    natural: ClassVar[tuple[str, ...]] = ("entry",)
    own_kind: ClassVar = EntryKind.FRANCHISE

    entry = models.OneToOneField(
        Entry,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="as_franchise",
    )


class Show(Entry):
    """A series, from a project without a final title to one that has ended."""

    natural: ClassVar[tuple[str, ...]] = ("entry",)
    own_kind: ClassVar = EntryKind.SHOW

    entry = models.OneToOneField(
        Entry,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="as_show",
    )

    franchise = models.ForeignKey(
        Franchise, on_delete=models.PROTECT, null=True, blank=True, related_name="shows"
    )
    status = models.CharField(max_length=16, choices=ProductionStatus, blank=True)
    logline = models.TextField(blank=True, help_text="The premise in a sentence.")
    genres = models.ManyToManyField(Genre, blank=True, related_name="shows")
    rating = models.CharField(
        max_length=16, blank=True, help_text="As the platform gives it, as in TV-MA."
    )

    ordered = PartialDateField(
        blank=True, verbose_name="series order", help_text="When the order was given."
    )
    ordered_earliest = EarliestField("ordered")
    ordered_latest = LatestField("ordered")
    premiere = PartialDateField(blank=True)
    premiere_earliest = EarliestField("premiere")
    premiere_latest = LatestField("premiere")
    end = PartialDateField(blank=True, help_text="When the last episode was shown.")
    end_earliest = EarliestField("end")
    end_latest = LatestField("end")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=["", *ProductionStatus.values]),
                name="show_status_is_known",
                violation_error_message="The status of a show is not a known one.",
            ),
        )


class Season(Entry):
    natural: ClassVar[tuple[str, ...]] = ("entry",)
    own_kind: ClassVar = EntryKind.SEASON

    entry = models.OneToOneField(
        Entry,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="as_season",
    )

    show = models.ForeignKey(Show, on_delete=models.PROTECT, related_name="seasons")
    number = models.PositiveSmallIntegerField(help_text="0 for specials.")
    status = models.CharField(max_length=16, choices=ProductionStatus, blank=True)
    episodes_ordered = models.PositiveSmallIntegerField(null=True, blank=True)
    premiere = PartialDateField(blank=True)
    premiere_earliest = EarliestField("premiere")
    premiere_latest = LatestField("premiere")
    finale = PartialDateField(blank=True)
    finale_earliest = EarliestField("finale")
    finale_latest = LatestField("finale")

    class Meta:
        ordering = ("show", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("show", "number"),
                name="season_number_is_unique_in_its_show",
                violation_error_message="This show already has a season of that "
                "number.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["", *ProductionStatus.values]),
                name="season_status_is_known",
                violation_error_message="The status of a season is not a known one.",
            ),
        )

    def clean(self) -> None:
        super().clean()
        if self.show_id and self.number is not None:
            due = f"{self.show.slug}/season-{self.number}"
            if self.slug != due:
                raise ValidationError(
                    {"slug": f"The slug of this season must be {due}."}
                )


class Episode(Entry):
    """An episode; its title may still be unknown, then it is named by its number."""

    natural: ClassVar[tuple[str, ...]] = ("entry",)
    own_kind: ClassVar = EntryKind.EPISODE

    entry = models.OneToOneField(
        Entry,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="as_episode",
    )

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, related_name="episodes"
    )
    number = models.PositiveSmallIntegerField()
    aired = PartialDateField(blank=True)
    aired_earliest = EarliestField("aired")
    aired_latest = LatestField("aired")
    runtime = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="In minutes."
    )
    synopsis = models.TextField(blank=True)

    class Meta:
        ordering = ("season", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("season", "number"),
                name="episode_number_is_unique_in_its_season",
                violation_error_message="This season already has an episode of that "
                "number.",
            ),
        )

    def clean(self) -> None:
        super().clean()
        if self.season_id and self.number is not None:
            due = f"{self.season.slug}/episode-{self.number}"
            if self.slug != due:
                raise ValidationError(
                    {"slug": f"The slug of this episode must be {due}."}
                )


class Work(Entry):
    """Something a show is based on: a novel, or a series of them."""

    natural: ClassVar[tuple[str, ...]] = ("entry",)
    own_kind: ClassVar = EntryKind.WORK

    entry = models.OneToOneField(
        Entry,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="as_work",
    )

    form = models.CharField(max_length=16, choices=WorkForm, default=WorkForm.NOVEL)
    volumes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many books a series has."
    )
    published = PartialDateField(blank=True)
    published_earliest = EarliestField("published")
    published_latest = LatestField("published")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(form__in=WorkForm.values),
                name="work_form_is_known",
                violation_error_message="The form of a work is not a known one.",
            ),
        )
