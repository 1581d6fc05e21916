"""Pictures, each with words for those who cannot see it and a right to show it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from catalog.fields import DerivedTextField
from catalog.text import fold

from .entries import Entry
from .natural import NaturalKeyModel


class ImageKind(models.TextChoices):
    POSTER = "poster", "poster"
    STILL = "still", "still"
    PORTRAIT = "portrait", "portrait"
    LOGO = "logo", "logo"


class Licence(models.TextChoices):
    OWN = "own", "our own"
    PRESS = "press", "press kit, used with permission"
    CC0 = "cc0", "CC0"
    CC_BY = "cc-by", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    PUBLIC_DOMAIN = "public-domain", "public domain"


class Image(NaturalKeyModel):
    natural: ClassVar[tuple[str, ...]] = ("file",)

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="images")
    kind = models.CharField(max_length=8, choices=ImageKind, default=ImageKind.STILL)
    file = models.ImageField(
        upload_to="images/%Y/", width_field="width", height_field="height", unique=True
    )
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    alt = models.CharField(
        max_length=250,
        verbose_name="alternative text",
        help_text="What the picture shows, for those who cannot see it.",
    )
    credit = models.CharField(max_length=120, help_text="As in “Jane Doe / Agency”.")
    licence = models.CharField(max_length=16, choices=Licence)
    source_url = models.URLField(blank=True, verbose_name="where it comes from")
    order = models.PositiveSmallIntegerField(default=0)

    folded = DerivedTextField(
        lambda image: fold(f"{image.alt} {image.credit}"), sources=("alt", "credit")
    )

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(alt="") & ~Q(credit=""),
                name="image_needs_alt_text_and_credit",
                violation_error_message="A picture needs alternative text and a "
                "credit.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ImageKind.values) & Q(licence__in=Licence.values),
                name="image_kind_and_licence_are_known",
                violation_error_message="The kind or the licence of the picture is "
                "not a known one.",
            ),
        )

    def __str__(self) -> str:
        return self.alt
