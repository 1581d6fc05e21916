"""Forms about a source story: archiving it, quoting it, marking parts of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin

from articles.models import Block, BlockKind, Passage, SourceStory
from catalog.admin.choosing import (
    DeskForm,
    RowsChoiceField,
    SearchBox,
    SearchBoxes,
    show_forms_of_date,
)
from catalog.models import Entry

KNOWN = ("headline", "outlet", "published", "url", "byline", "label", "desk_note")
REASONS = ("headline_reason", "outlet_reason", "published_reason", "url_reason")

_SPEAKING = ("person", "character", "organisation")


def text_field(**options: Any) -> forms.CharField:
    """A large box whose words come through as they were pasted."""
    rows = options.pop("rows", 16)
    widget = forms.Textarea(attrs={"rows": rows, "class": "body-text"})
    return forms.CharField(strip=False, widget=widget, **options)


class ArchiveForm(DeskForm):
    text = text_field(
        label="The text of the story",
        help_text="Paste it whole. It is kept as it is and never shown in full to "
        "readers.",
    )

    url = forms.URLField(
        required=False, max_length=500, label="Address", assume_scheme="https"
    )

    class Meta:
        model = SourceStory
        fields = (*KNOWN, *REASONS)
        widgets = {
            "outlet": SearchBox(SourceStory._meta.get_field("outlet"), admin.site),
            "headline": forms.TextInput(attrs={"class": "vTextField"}),
            "byline": forms.TextInput(attrs={"class": "vTextField"}),
            "desk_note": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }

    field_order = ("text", *KNOWN, *REASONS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        show_forms_of_date(self.fields["published"])

    def known(self) -> dict[str, object]:
        """What the form says of the story, as the action takes it."""
        return {name: self.cleaned_data[name] for name in (*KNOWN, *REASONS)}


class SnapshotForm(forms.Form):
    text = text_field(
        rows=8,
        label="The newer text",
        help_text="What the story says now. The older text stays beside it.",
    )


class QuoteForm(forms.Form):
    words = text_field(
        rows=4,
        label="The words",
        help_text="Exactly as they stand in the text, or select them there.",
    )
    prefix = forms.CharField(
        required=False,
        strip=False,
        max_length=300,
        label="Words just before",
        help_text="Only where the words stand in the text more than once.",
    )
    suffix = forms.CharField(
        required=False, strip=False, max_length=300, label="Words just after"
    )
    speakers = RowsChoiceField(
        Entry.objects.filter(kind__in=_SPEAKING),
        required=False,
        label="Who speaks",
        help_text="Where the passage reports somebody's words.",
        widget=SearchBoxes(
            Passage._meta.get_field("speakers"),
            admin.site,
            narrow={"kind": _SPEAKING},
        ),
    )


class MarkForm(forms.Form):
    words = text_field(rows=3, label="The words that claim nothing")
    kind = forms.ChoiceField(
        choices=BlockKind.choices, label=Block._meta.get_field("kind").verbose_name
    )
