"""What publishing, retracting and an embargo ask for."""

from __future__ import annotations

from typing import Any

from django import forms

from articles.models import EditionKind

from .moment_forms import MomentForm

_NOTE = {"rows": 3, "class": "vLargeTextField"}
_KINDS = (
    (EditionKind.UPDATE, "Update: something new. Readers see the note."),
    (
        EditionKind.CORRECTION,
        "Correction: something was wrong. Readers see the note, on the article and "
        "among all corrections.",
    ),
    (
        EditionKind.MINOR,
        "Minor change: nothing in what it says. Readers see no note.",
    ),
)


class PublishForm(MomentForm):
    """`corrections` are the wordings of those that are due, kept or proposed."""

    moment_name = "live_from"
    moment_label = "Live from"

    kind = forms.ChoiceField(
        label="What kind of edition is it?",
        choices=_KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of edition it is."},
    )
    note = forms.CharField(
        required=False,
        label="What changed",
        help_text="For readers, as a sentence.",
        widget=forms.Textarea(attrs=_NOTE),
    )

    def __init__(
        self,
        *args: Any,
        has_editions: bool,
        corrections: list[str],
        initial: dict[str, Any],
        **kwargs: Any,
    ) -> None:
        kind = EditionKind.CORRECTION if corrections else EditionKind.UPDATE
        proposed = {"kind": kind, "note": "\n".join(corrections)}
        super().__init__(*args, initial={**proposed, **initial}, **kwargs)
        self.fields["live_from"].help_text = "Blank: at once."
        if not has_editions:
            del self.fields["kind"]
            self.fields["note"].help_text = "A first edition needs none."

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        kind = given.get("kind")
        if kind == EditionKind.CORRECTION and not given.get("note", "").strip():
            self.add_error(
                "note", "Word the correction: say what was wrong, and what is right."
            )
        elif kind == EditionKind.UPDATE and not given.get("note", "").strip():
            self.add_error("note", "Say in a sentence to readers what changed.")
        return given


class RetractArticleForm(forms.Form):
    why = forms.CharField(
        required=False,
        label="What readers are told",
        help_text="Say why it is taken back. This stands at its address from now on.",
        widget=forms.Textarea(attrs=_NOTE),
    )


class EmbargoForm(MomentForm):
    moment_name = "until"
    moment_label = "Until"

    why = forms.CharField(
        required=False,
        label="Why",
        help_text="For the record, as in “agreed with the studio”.",
        widget=forms.Textarea(attrs={**_NOTE, "rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = "Blank: no embargo."
