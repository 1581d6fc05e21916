"""How entries are related, and under which ids others know them."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from catalog.authorities import AUTHORITIES, authority

from .entries import Entry
from .natural import NaturalKeyModel


class RelationKind(models.TextChoices):
    """Read as "source kind target": Ballard is a spin-off of Bosch."""

    SPIN_OFF_OF = "spin-off-of", "spin-off of"
    HANDS_OFF_TO = "hands-off-to", "hands off to"
    BASED_ON = "based-on", "based on"
    INSPIRED_BY = "inspired-by", "inspired by"
    MENTOR_OF = "mentor-of", "mentor of"
    ALLY_OF = "ally-of", "ally of"
    RELATIVE_OF = "relative-of", "relative of"
    APPEARS_IN = "appears-in", "appears in"
    KNOWN_FOR = "known-for", "known for"
    AUTHOR_OF = "author-of", "author of"
    POSITION = "position", "works at"
    WORKS_WITH = "works-with", "works with"
    PART_OF = "part-of", "part of"

    @property
    def inverse(self) -> str:
        """How the target's page names the relation."""
        return _INVERSES[self.value]


_INVERSES = {
    "spin-off-of": "spin-offs",
    "hands-off-to": "takes over from",
    "based-on": "basis of",
    "inspired-by": "inspiration for",
    "mentor-of": "former mentor",
    "ally-of": "ally of",
    "relative-of": "relative of",
    "appears-in": "characters",
    "known-for": "known from here",
    "author-of": "written by",
    "position": "people",
    "works-with": "works with",
    "part-of": "parts",
}


class Relation(NaturalKeyModel):
    natural: ClassVar[tuple[str, ...]] = ("source", "kind", "target", "label")

    source = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="relations"
    )
    kind = models.CharField(max_length=16, choices=RelationKind)
    target = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="related_from"
    )
    label = models.CharField(
        max_length=160,
        blank=True,
        help_text="What it says beyond its kind: “second”, a job title, “finale”.",
    )

    class Meta:
        ordering = ("kind", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("source", "kind", "target", "label"),
                name="relation_is_listed_once",
                violation_error_message="These two are already related so.",
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="relation_joins_two_entries",
                violation_error_message="An entry cannot be related to itself.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RelationKind.values),
                name="relation_kind_is_known",
                violation_error_message="The kind of relation is not a known one.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"


class ExternalId(NaturalKeyModel):
    natural: ClassVar[tuple[str, ...]] = ("entry", "authority")

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="external_ids"
    )
    authority = models.CharField(
        max_length=16, choices=[(key, row.name) for key, row in AUTHORITIES.items()]
    )
    value = models.CharField(max_length=80)

    class Meta:
        verbose_name = "external id"
        ordering = ("authority",)
        constraints = (
            models.UniqueConstraint(
                fields=("entry", "authority"),
                name="entry_has_one_id_per_authority",
                violation_error_message="This entry already has an id there.",
            ),
            models.CheckConstraint(
                condition=Q(authority__in=list(AUTHORITIES)),
                name="authority_is_known",
                violation_error_message="The authority is not a known one.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_authority_display()} {self.value}"

    @property
    def url(self) -> str:
        """The page of this entry there."""
        return authority(self.authority).url(self.entry.kind, self.value)

    def clean(self) -> None:
        super().clean()
        if self.authority and self.value:
            problem = authority(self.authority).problem(self.value)
            if problem:
                raise ValidationError({"value": problem})
