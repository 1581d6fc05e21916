"""Claims: one about one entry, with how sure it is and since when it was known."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import IsNull

from articles import predicates, values
from catalog.fields import (
    CertainByField,
    DerivedCharField,
    DerivedTextField,
    EarliestField,
    LatestField,
    PartialDateField,
)
from catalog.models import (
    Availability,
    CompanyCredit,
    Credit,
    CreditKind,
    Entry,
    Job,
    Relation,
    Title,
)
from catalog.models.natural import NaturalKeyModel, NaturalKeyQuerySet
from catalog.text import fold

from .kinds import ON_RECORD, Certainty, FactStatus, Replacement, ValueKind

CLAIM_ROWS = ("subject", "target", "job", "character", "via")
"""What a claim names: with these selected `Fact.claim` costs no query."""

CATALOGUE_ROWS = ("credit", "title", "company_credit", "availability", "relation")
"""Columns of which one leads to the row that a fact has made in the catalogue."""

key_shape = RegexValidator(
    r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z", "A key is small letters, digits and hyphens."
)


class PredicateField(models.CharField):
    """The key of a predicate. What can be chosen is data and needs no migration."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs


def slot_of(fact: Fact) -> str:
    """What a fact occupies: two accepted facts of one subject never share it.

    Where one value is allowed that is the predicate; where many are, the predicate
    and the value, so that no claim is accepted twice. An absence holds as of its
    date beside the value that ends it.
    """
    try:
        many = predicates.predicate(fact.predicate).many
    except predicates.UnknownPredicate:
        return fact.predicate
    identity = [fact.target_id, fact.character_id, fact.job_id, fold(fact.part)]
    if fact.kind != ValueKind.VALUE:
        known = fact.known_on.stored if fact.known_on else ""
        identity += [fact.kind, fold(known)]
    elif not many:
        return fact.predicate
    if fact.kind == ValueKind.VALUE:
        identity += [fold(fact.text), fact.number, str(fact.date or "")]
    digest = hashlib.sha256("\x1f".join(map(str, identity)).encode()).hexdigest()
    return f"{fact.predicate}:{digest[:20]}"


def folded_value(fact: Fact) -> str:
    """What a fact says as it is searched; the entries it names are found by theirs."""
    try:
        label = dict(predicates.predicate(fact.predicate).choices).get(fact.text, "")
    except predicates.UnknownPredicate:
        label = ""
    date = f"{fact.date.stored} {fact.date}" if fact.date else ""
    number = "" if fact.number is None else str(fact.number)
    return fold(" ".join((fact.text, label, date, number, fact.part, fact.wording)))


class FactQuerySet(NaturalKeyQuerySet):
    def accepted(self) -> Self:
        return self.filter(status=FactStatus.ACCEPTED)

    def on_record(self) -> Self:
        """Facts that were accepted once, whatever became of them."""
        return self.filter(status__in=ON_RECORD)

    def proposed(self) -> Self:
        return self.filter(status=FactStatus.PROPOSED)

    def absent(self) -> Self:
        """Accepted absences that no accepted value has ended since."""
        value = Fact.objects.accepted().filter(
            subject=OuterRef("subject"),
            predicate=OuterRef("predicate"),
            kind=ValueKind.VALUE,
        )
        for name in ("target", "character"):
            open_ended = Q(IsNull(OuterRef(f"{name}_id"), True))
            value = value.filter(open_ended | Q(**{name: OuterRef(name)}))
        return self.accepted().exclude(kind=ValueKind.VALUE).filter(~Exists(value))

    def about(self, *entries: Entry) -> Self:
        return self.filter(subject__in=entries)

    def matching(self, words: str) -> Self:
        """Facts whose key, words or entries have all of `words` in them."""
        found = self
        for word in fold(words).split():
            found = found.filter(
                Q(key__contains=word)
                | Q(folded__contains=word)
                | Q(subject__folded__contains=word)
                | Q(target__folded__contains=word)
            )
        return found


class Fact(NaturalKeyModel):
    """One claim. What it names are foreign keys, never text that looks like one."""

    natural: ClassVar = ("key",)

    key = models.CharField(
        max_length=160, unique=True, editable=False, validators=[key_shape]
    )
    subject = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="facts")
    predicate = PredicateField(
        max_length=30,
        choices=[(row.key, row.label) for row in predicates.PREDICATES.values()],
    )

    kind = models.CharField(max_length=16, choices=ValueKind, default=ValueKind.VALUE)
    text = models.TextField(blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    date = PartialDateField(blank=True)
    date_earliest = EarliestField("date")
    date_latest = LatestField("date")
    target = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="facts_naming",
        help_text="The person, company, work or other entry that the value names.",
    )
    job = models.ForeignKey(
        Job, on_delete=models.PROTECT, null=True, blank=True, related_name="facts"
    )
    character = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="facts_portraying",
        limit_choices_to={"kind": "character"},
    )
    via = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="facts_via",
        limit_choices_to={"kind": "organisation"},
        help_text="The company for which the person does the job.",
    )
    credit_kind = models.CharField(max_length=16, choices=CreditKind, blank=True)
    part = models.CharField(
        max_length=60, blank=True, help_text="As in “episodes 1–2” or “finale”."
    )
    billing = models.PositiveSmallIntegerField(null=True, blank=True)
    wording = models.CharField(
        max_length=200,
        blank=True,
        help_text="The source's own word for the value, where it differs.",
    )

    certainty = models.CharField(
        max_length=12, choices=Certainty, default=Certainty.REPORTED
    )
    known_on = PartialDateField(blank=True, help_text="Since when this was known.")
    known_on_earliest = EarliestField("known_on")
    known_on_latest = LatestField("known_on")
    known_on_certain = CertainByField("known_on")
    known_on_inferred = models.BooleanField(default=False)
    known_on_reason = models.CharField(
        max_length=300, blank=True, help_text="If you inferred the date: from what?"
    )
    effective = PartialDateField(
        blank=True, help_text="From when it holds, if that is another date."
    )
    effective_earliest = EarliestField("effective")
    effective_latest = LatestField("effective")

    status = models.CharField(
        max_length=10,
        choices=FactStatus,
        default=FactStatus.PROPOSED,
        editable=False,
    )
    slot = DerivedCharField(
        slot_of,
        max_length=60,
        sources=(
            "predicate",
            "kind",
            "text",
            "number",
            "date",
            "target",
            "job",
            "character",
            "part",
            "known_on",
        ),
    )
    folded = DerivedTextField(
        folded_value, sources=("predicate", "text", "number", "date", "part", "wording")
    )
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="replaces",
    )
    replaced_how = models.CharField(
        max_length=12, choices=Replacement, blank=True, editable=False
    )
    ended_on = PartialDateField(
        blank=True, editable=False, help_text="Since when it is known not to hold."
    )
    ended_on_certain = CertainByField("ended_on")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="proposed_facts",
    )
    proposed_at = models.DateTimeField(editable=False)

    # The row of the catalogue that `apply_to_catalog` made for this fact.
    credit = models.ForeignKey(
        Credit,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="facts",
    )
    title = models.ForeignKey(
        Title,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="facts",
    )
    company_credit = models.ForeignKey(
        CompanyCredit,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="facts",
    )
    availability = models.ForeignKey(
        Availability,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="facts",
    )
    relation = models.ForeignKey(
        Relation,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="facts",
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ("-proposed_at", "pk")
        indexes = (
            models.Index(fields=("status", "proposed_at"), name="fact_queue_order"),
            models.Index(fields=("subject", "status"), name="fact_by_subject"),
        )
        permissions = (
            ("accept_fact", "Can accept and reject facts"),
            ("check_evidence", "Can check evidence"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("subject", "slot"),
                condition=Q(status=FactStatus.ACCEPTED),
                name="fact_one_accepted_per_slot",
                violation_error_message="Another fact is already accepted here.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ValueKind.VALUE)
                | ~Q(text="")
                | Q(number__isnull=False)
                | ~Q(date="")
                | Q(target__isnull=False),
                name="fact_needs_a_value_or_its_absence",
                violation_error_message="A fact needs a value, or says that there "
                "is none.",
            ),
            models.CheckConstraint(
                condition=Q(known_on_inferred=False) | ~Q(known_on_reason=""),
                name="fact_inferred_date_needs_a_reason",
                violation_error_message="An inferred date needs its reason.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=FactStatus.values),
                name="fact_status_is_known",
                violation_error_message="The status of a fact is not a known one.",
            ),
            models.CheckConstraint(
                condition=Q(
                    status=FactStatus.REPLACED,
                    replaced_by__isnull=False,
                    replaced_how__in=Replacement.values,
                )
                | (
                    ~Q(status=FactStatus.REPLACED)
                    & Q(replaced_by__isnull=True, replaced_how="")
                ),
                name="fact_replaced_names_its_successor",
                violation_error_message="A replaced fact names its successor and how "
                "it was replaced; no other fact does.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ValueKind.values)
                & Q(certainty__in=Certainty.values)
                & Q(credit_kind__in=["", *CreditKind.values]),
                name="fact_kind_and_certainty_are_known",
                violation_error_message="The kind or the certainty of a fact is not "
                "a known one.",
            ),
        )

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return f"/facts/{self.key}/"

    @property
    def claim(self) -> values.Claim:
        """The fact without its table; a query for each entry not loaded."""
        job = None
        if self.job is not None:
            job = values.Job(self.job.slug, self.job.name, self.job.department)
        return values.Claim(
            predicate=self.predicate,
            subject=_named(self.subject if self.subject_id else None),
            kind=self.kind,
            text=self.text,
            number=self.number,
            date=self.date,
            target=_named(self.target),
            job=job,
            character=_named(self.character),
            via=_named(self.via),
            credit_kind=self.credit_kind,
            part=self.part,
            wording=self.wording,
        )

    def clean(self) -> None:
        super().clean()
        found = values.problems(self.claim)
        if found:
            raise ValidationError(found)


def _named(entry: Entry | None) -> values.Named | None:
    return None if entry is None else values.Named(entry.kind, entry.title)
