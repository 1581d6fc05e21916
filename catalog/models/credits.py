"""Who does what on a show, a season or an episode."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from .entries import Entry, EntryKind
from .natural import NaturalKeyModel
from .organisations import Organisation
from .people import Character, Person

CREDITED_KINDS = (EntryKind.SHOW, EntryKind.SEASON, EntryKind.EPISODE)


class Department(models.TextChoices):
    CAST = "cast", "Cast"
    PRODUCTION = "production", "Producers"
    WRITING = "writing", "Writing"
    DIRECTING = "directing", "Directing"
    OTHER = "other", "Crew"


class CreditKind(models.TextChoices):
    MAIN = "main", "main cast"
    RECURRING = "recurring", "recurring"
    GUEST = "guest", "guest"
    SPECIAL_GUEST = "special-guest", "special guest"
    VOICE = "voice", "voice"
    SELF = "self", "as themselves"


class Job(NaturalKeyModel):
    """The vocabulary of jobs: showrunner, director, actor and so on."""

    natural: ClassVar[tuple[str, ...]] = ("slug",)

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=60, unique=True)
    department = models.CharField(max_length=12, choices=Department)
    order = models.PositiveSmallIntegerField(
        default=100, help_text="Smaller comes first on pages."
    )

    class Meta:
        ordering = ("order", "name")
        constraints = (
            models.CheckConstraint(
                condition=Q(department__in=Department.values),
                name="job_department_is_known",
                violation_error_message="The department of a job is not a known one.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Credit(NaturalKeyModel):
    """A person's job. The character may be unknown, the episodes still unmade."""

    natural: ClassVar[tuple[str, ...]] = (
        "work",
        "job",
        "person",
        "label",
        "part",
        "character",
    )

    work = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        related_name="credits",
        limit_choices_to={"kind__in": CREDITED_KINDS},
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="credits")

    kind = models.CharField(
        max_length=16,
        choices=CreditKind,
        blank=True,
        help_text="Blank where no source says whether the part is main or guest.",
    )
    character = models.ForeignKey(
        Character,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="portrayals",
    )
    via = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="via_credits",
        help_text="The company for which the person does the job.",
    )
    label = models.CharField(
        max_length=80, blank=True, help_text="The credit's own words, if they differ."
    )
    billing = models.PositiveSmallIntegerField(null=True, blank=True)
    planned = models.BooleanField(default=False, help_text="Announced, not yet done.")
    part = models.CharField(
        max_length=60,
        blank=True,
        help_text="As in “episodes 1–2” or “finale”, for episodes without an entry.",
    )

    episodes = models.ManyToManyField(
        "catalog.Episode",
        blank=True,
        editable=False,
        related_name="bound_credits",
        help_text="The episodes that the part means, once they have entries.",
    )
    needs_binding = models.BooleanField(
        default=False,
        editable=False,
        help_text="Episodes were renumbered: which ones are meant?",
    )

    class Meta:
        ordering = ("job__order", "billing", "pk")
        constraints = (
            # Somebody may play two characters. Where none is named there is one
            # credit: databases hold no two NULLs for equal.
            models.UniqueConstraint(
                fields=("work", "job", "person", "label", "part", "character"),
                name="credit_is_listed_once",
                violation_error_message="This person already has this job here.",
            ),
            models.UniqueConstraint(
                fields=("work", "job", "person", "label", "part"),
                condition=Q(character=None),
                name="credit_without_character_is_listed_once",
                violation_error_message="This person already has this job here.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["", *CreditKind.values]),
                name="credit_kind_is_known",
                violation_error_message="The kind of credit is not a known one.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.label or self.job}"

    def clean(self) -> None:
        super().clean()
        if self.work_id and self.work.kind not in CREDITED_KINDS:
            raise ValidationError(
                {"work": "Credits belong to a show, a season or an episode."}
            )
