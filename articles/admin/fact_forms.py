"""Forms about a fact: what it is about, what it claims, what bears it out."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import admin

from articles import predicates
from articles.models import (
    Certainty,
    Evidence,
    Fact,
    Origin,
    Passage,
    Snapshot,
    SourceStory,
    Stance,
    ValueKind,
)
from articles.predicate_shapes import Part, Predicate, ValueType
from catalog.admin.choosing import RowChoiceField, SearchBox, show_forms_of_date
from catalog.fields import PartialDateFormField
from catalog.models import CreditKind, Entry, EntryKind, Job

_WIDE = {"class": "vLargeTextField"}


def _date(label: str, help_text: str = "") -> forms.Field:
    field = PartialDateFormField(required=False, label=label)
    return show_forms_of_date(field, help_text)


def entry_field(
    name: str, *kinds: str, required: bool = False, **options: Any
) -> RowChoiceField:
    """A box that finds entries of these kinds, as the column `name` of a fact."""
    column = Fact._meta.get_field(name)
    rows = Entry.objects.filter(kind__in=kinds) if kinds else Entry.objects.all()
    narrow = {"kind": kinds} if kinds else None
    return RowChoiceField(
        rows,
        required=required,
        widget=SearchBox(column, admin.site, narrow=narrow),
        **options,
    )


def predicate_choices(kind: str = "") -> list:
    """The predicates, those that fit a kind of entry alone if one is given, by part."""
    rows = predicates.for_kind(kind) if kind else predicates.PREDICATES.values()
    ordered = sorted(rows, key=lambda row: list(Part).index(row.part))
    grouped = groupby(ordered, key=lambda row: row.part)
    return [
        ("", "Choose"),
        *(
            (part.value, [(row.key, row.label) for row in group])
            for part, group in grouped
        ),
    ]


class SubjectForm(forms.Form):
    """The first step. `predicate` is asked for once the subject is known."""

    def __init__(self, *args: Any, subject: Entry | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"] = entry_field(
            "subject",
            required=True,
            label="What is it about?",
            help_text="A show, a season, a person, a company: whatever has a page.",
        )
        self.fields["predicate"] = forms.ChoiceField(
            choices=predicate_choices(subject.kind if subject else ""),
            label="What is said of it?",
            help_text="" if subject else "What fits depends on the subject.",
        )


class EvidenceForm(forms.Form):
    """Which words bear a fact out: a passage that is kept, or words to quote now."""

    passage = RowChoiceField(
        Passage.objects.select_related("snapshot__story").defer("snapshot__text"),
        required=False,
        label="A passage",
        help_text="One that is quoted already,",
        widget=SearchBox(Evidence._meta.get_field("passage"), admin.site),
    )
    story = RowChoiceField(
        SourceStory.objects.all(),
        required=False,
        label="or a story",
        widget=SearchBox(Snapshot._meta.get_field("story"), admin.site),
    )
    words = forms.CharField(
        required=False,
        strip=False,
        label="and its words",
        help_text="Exactly as they stand in the story.",
        widget=forms.Textarea(attrs={"rows": 3, "class": "body-text"}),
    )
    prefix = forms.CharField(
        required=False,
        strip=False,
        max_length=300,
        label="Words just before",
        help_text="Only where the words stand in the story more than once.",
    )
    origin = forms.ChoiceField(choices=Origin.choices, label="Whose words they are")
    stance = forms.ChoiceField(choices=Stance.choices, label="The passage")
    attribution = forms.CharField(
        required=False,
        max_length=160,
        label="Attributed to",
        help_text=Evidence._meta.get_field("attribution").help_text,
    )

    is_optional = False

    def clean(self):
        given: Any = super().clean()
        words, story = (given.get("words") or "").strip(), given.get("story")
        if given.get("passage"):
            if words or story:
                self.add_error("passage", "Choose a passage or quote words, not both.")
        elif words and not story and "story" not in self.errors:
            self.add_error("story", "Choose the story in which the words stand.")
        elif story and not words:
            self.add_error("words", "Paste the words of the story.")
        elif not self.is_optional and not (words or story) and not self.errors:
            self.add_error("passage", "Choose a passage, or a story and its words.")
        return given

    @property
    def is_given(self) -> bool:
        given = self.cleaned_data
        return bool(given.get("passage") or given.get("story"))


class RejectForm(forms.Form):
    why = forms.CharField(
        label="Why it is rejected",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, **_WIDE}),
    )


class AcceptForm(forms.Form):
    note = forms.CharField(required=False, max_length=300, label="Note for the record")


class CheckForm(forms.Form):
    evidence = forms.IntegerField(widget=forms.HiddenInput)


class ClaimForm(EvidenceForm):
    """The second step: the controls that fit the predicate, and no others."""

    is_optional = True

    def __init__(self, *args: Any, predicate: Predicate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.predicate = predicate
        evidence = dict(self.fields)
        self.fields.clear()
        values = value_fields(predicate)
        self.value_names = tuple(values)
        self.fields.update(values)
        about = about_fields()
        self.about_names = tuple(about)
        self.fields.update(about)
        self.evidence_names = tuple(evidence)
        self.fields.update(evidence)

    def claim(self) -> dict[str, object]:
        """What the action takes, beside subject and predicate."""
        given = self.cleaned_data
        named = {name: given.get(name) for name in self.value_names + self.about_names}
        return {name: v for name, v in named.items() if v not in (None, "")}

    def rows(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def value_rows(self) -> list[forms.BoundField]:
        return self.rows(self.value_names)

    @property
    def about_rows(self) -> list[forms.BoundField]:
        return self.rows(self.about_names)

    @property
    def evidence_rows(self) -> list[forms.BoundField]:
        return self.rows(self.evidence_names)


def value_fields(row: Predicate) -> dict[str, forms.Field]:
    """The controls for the value of such a claim; none is required, as it may be
    said that there is no value.
    """
    label = row.label
    if row.type is ValueType.CREDIT:
        return _credit_fields(row)
    if row.type is ValueType.CHOICE:
        choices = [("", "Choose"), *row.choices]
        return {"text": forms.ChoiceField(choices=choices, required=False, label=label)}
    if row.type is ValueType.NUMBER:
        return {
            "number": forms.IntegerField(
                required=False, min_value=0, max_value=32_767, label=label
            )
        }
    if row.type is ValueType.DATE:
        return {"date": _date(label)}
    if row.names_an_entry:
        fields: dict[str, forms.Field] = {
            "target": entry_field("target", *row.targets, label=label)
        }
        if row.row == "availability" or row.type is ValueType.RELATION:
            more = "Region" if row.row == "availability" else "In which way"
            fields["text"] = forms.CharField(
                required=False,
                max_length=60,
                label=more,
                help_text="Only if the source says so.",
            )
        return fields
    rows = 1 if row.type is ValueType.TITLE else 4
    widget = forms.Textarea(attrs={"rows": rows, **_WIDE})
    return {
        "text": forms.CharField(
            required=False,
            label=label,
            widget=forms.TextInput(attrs=_WIDE) if rows == 1 else widget,
        )
    }


def _credit_fields(row: Predicate) -> dict[str, forms.Field]:
    is_cast = row.key == "cast"
    jobs = Job.objects.all()
    jobs = (
        jobs.filter(department="cast") if is_cast else jobs.exclude(department="cast")
    )
    kinds = [("", "not said"), *CreditKind.choices]
    fields: dict[str, forms.Field] = {
        "target": entry_field("target", *row.targets, label="Person"),
        "job": forms.ModelChoiceField(jobs, required=False, label="Job"),
    }
    character = entry_field("character", EntryKind.CHARACTER, label="Character")
    via = entry_field("via", EntryKind.ORGANISATION, label="For which company")
    if is_cast:
        fields["character"] = character
        fields["credit_kind"] = forms.ChoiceField(
            choices=kinds, required=False, label="Kind of part"
        )
    else:
        fields["via"] = via
    fields["part"] = forms.CharField(
        required=False,
        max_length=60,
        label="Which episodes",
        help_text=Fact._meta.get_field("part").help_text,
    )
    if is_cast:
        fields["billing"] = forms.IntegerField(
            required=False, min_value=0, max_value=32_767, label="Billing"
        )
    return fields


def about_fields() -> dict[str, forms.Field]:
    """How sure the claim is, since when it is known, and in whose words."""
    return {
        "kind": forms.ChoiceField(
            choices=ValueKind.choices,
            initial=ValueKind.VALUE,
            label="The source gives",
            help_text="Anything but a value leaves the value above empty.",
        ),
        "certainty": forms.ChoiceField(
            choices=Certainty.choices, initial=Certainty.REPORTED
        ),
        "wording": forms.CharField(
            required=False,
            max_length=200,
            label="In the source's words",
            help_text="Where its own word differs from the value.",
            widget=forms.TextInput(attrs=_WIDE),
        ),
        "known_on": _date("Known since"),
        "known_on_inferred": forms.BooleanField(
            required=False, label="This date is inferred"
        ),
        "known_on_reason": forms.CharField(
            required=False,
            max_length=300,
            label="From what it is inferred",
            widget=forms.TextInput(attrs=_WIDE),
        ),
        "effective": _date("Holds from", "Only if that is another date."),
    }
