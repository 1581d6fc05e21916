"""Forms by which an accepted fact changes: replaced, taken back, amended."""

from __future__ import annotations

from typing import Any

from django import forms

from articles import values
from articles.actions.amending import QUALIFIERS
from articles.models import CLAIM_ROWS, Fact, Replacement
from articles.predicates import predicate
from catalog.admin.choosing import show_forms_of_date
from catalog.fields import PartialDateFormField

from .fact_forms import ClaimForm, about_fields, value_fields

_WHY = {"rows": 2, "class": "vLargeTextField"}


def _why(label: str, help_text: str = "") -> forms.CharField:
    """A box for a reason; the action asks for it where it is needed."""
    widget = forms.Textarea(attrs=_WHY)
    return forms.CharField(
        required=False, label=label, help_text=help_text, widget=widget
    )


class RetractForm(forms.Form):
    why = _why("Why it is retracted")


class UndoForm(forms.Form):
    why = _why("Why it is undone")


class PairForm(forms.Form):
    """A piece of evidence, and the one whose origin it passes on."""

    evidence = forms.IntegerField(widget=forms.HiddenInput)
    other = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SuccessorField(forms.ModelChoiceField):
    def label_from_instance(self, row: Any) -> str:
        return f"{values.value_words(row.claim)} ({row.key})"


def proposals_beside(fact: Fact):
    """The proposed facts that could take the fact's place."""
    return (
        Fact.objects.proposed()
        .filter(subject=fact.subject_id, predicate=fact.predicate)
        .exclude(pk=fact.pk)
        .select_related(*CLAIM_ROWS)
        .order_by("-proposed_at", "pk")
    )


def _as_boxes(fact: Fact, names) -> dict[str, Any]:
    """What the boxes of these names show for the fact."""
    rows = ((name, getattr(fact, name)) for name in names)
    return {name: getattr(value, "pk", value) for name, value in rows}


class ReplaceForm(ClaimForm):
    """The new value, its words, and the one question: how the old one ended."""

    def __init__(
        self,
        *args: Any,
        old: Fact,
        consequences: dict[str, str],
        initial: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        row = predicate(old.predicate)
        shown = _as_boxes(old, (*value_fields(row), "kind", "certainty"))
        super().__init__(
            *args, predicate=row, initial={**shown, **(initial or {})}, **kwargs
        )
        self.old = old
        self.fields["successor"] = SuccessorField(
            proposals_beside(old),
            required=False,
            label="A proposed fact",
            empty_label="None of these: I state the new value below",
        )
        self.fields["how"] = forms.ChoiceField(
            choices=list(consequences.items()),
            widget=forms.RadioSelect,
            label="What became of the old value?",
            error_messages={"required": "Say what became of the old value."},
        )
        self.fields["why"] = _why("Why", "A correction needs its reason.")
        self.fields["ended_on"] = show_forms_of_date(
            PartialDateFormField(required=False, label="The old one held until"),
            "Blank: until the new one became known.",
        )

    def clean(self):
        given = super().clean()
        if given.get("how") == Replacement.CORRECTION and not given["why"].strip():
            self.add_error("why", "Say what was wrong: a correction needs its reason.")
        if given.get("successor") or "successor" in self.errors:
            return given
        if not (given.get("passage") or given.get("story") or given.get("words")):
            self.add_error(
                "passage", "Choose a passage, or a story and its words, for the value."
            )
        names = (*self.value_names, "kind")
        is_sound = not any(name in self.errors for name in names)
        if is_sound and all(self._is_as_before(name) for name in names):
            place = self.value_names[0]
            self.add_error(place, "This is the value it has: state the new one.")
        return given

    def _is_as_before(self, name: str) -> bool:
        return (self.cleaned_data.get(name) or None) == (
            getattr(self.old, name) or None
        )


class AmendForm(forms.Form):
    """How sure a fact is and since when, in whose words; never what it says."""

    def __init__(self, *args: Any, fact: Fact, **kwargs: Any) -> None:
        self.fact = fact
        names = [name for name in about_fields() if name in QUALIFIERS]
        super().__init__(*args, initial=_as_boxes(fact, names), **kwargs)
        self.fields.update({name: about_fields()[name] for name in names})
        self.fields["why"] = _why("Why it is amended", "For the record.")

    def clean(self):
        given = super().clean()
        if not self.errors and not self.columns():
            raise forms.ValidationError("Nothing differs from what it says already.")
        return given

    def columns(self) -> dict[str, Any]:
        """The qualifiers that differ from the fact's."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in QUALIFIERS and value != getattr(self.fact, name)
        }
