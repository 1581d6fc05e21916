"""The form of an article, and the one that publishes it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from rapidfuzz import process

from articles import body
from articles.models import Article, Fact
from catalog.admin.choosing import DeskForm

_LIKE_ENOUGH = 80
_CITED = re.compile(r"\[@([a-z0-9-]+)\]")


class ArticleForm(DeskForm):
    class Meta:
        model = Article
        fields = (
            "headline",
            "slug",
            "dek",
            "key_points",
            "body",
            "section",
            "topics",
            "about",
            "byline",
            "hero",
            "related",
        )
        widgets = {
            "headline": forms.TextInput(attrs={"class": "headline-text"}),
            "dek": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "key_points": forms.Textarea(attrs={"rows": 4, "class": "body-text"}),
            "body": forms.Textarea(attrs={"rows": 26, "class": "body-text"}),
        }

    def clean_body(self) -> str:
        text = self.cleaned_data["body"]
        if len(text) > body.MAX_BODY:
            raise forms.ValidationError(
                f"The text has {len(text):,} characters; an article holds "
                f"{body.MAX_BODY:,} at most."
            )
        return text

    def clean(self):
        cleaned: Any = super().clean()
        for name in ("key_points", "body"):
            unknown = unknown_keys(cleaned.get(name) or "")
            if unknown:
                self.add_error(name, [_told(key, near) for key, near in unknown])
        return cleaned


def unknown_keys(text: str) -> list[tuple[str, list[str]]]:
    """The keys the text cites that no fact has, each with keys like it.

    One query; a second, over all keys, only where something is unknown.
    """
    keys = body.citations(text)
    known = set(Fact.objects.filter(key__in=keys).values_list("key", flat=True))
    missing = [key for key in keys if key not in known]
    if not missing:
        return []
    every = list(Fact.objects.values_list("key", flat=True))
    return [
        (
            key,
            [
                match
                for match, _, _ in process.extract(
                    key, every, limit=3, score_cutoff=_LIKE_ENOUGH
                )
            ],
        )
        for key in missing
    ]


def _told(key: str, near: list[str]) -> str:
    told = f"[@{key}] is cited, but there is no such fact."
    if near:
        told += f" Did you mean {' or '.join(f'[@{one}]' for one in near)}?"
    return told


def cited_key(reason: str) -> str:
    """The key of the fact that a reason against publishing speaks of, or ""."""
    found = _CITED.search(reason)
    return found[1] if found else ""


class PublishForm(forms.Form):
    live_from = forms.DateTimeField(
        required=False,
        label="Live from",
        help_text="Blank: at once.",
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}
        ),
    )
    note = forms.CharField(
        required=False,
        label="What changed",
        help_text="One sentence, for readers.",
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )

    def __init__(
        self,
        *args: Any,
        is_first: bool,
        is_worded: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        zone = settings.TIME_ZONE
        self.fields["live_from"].help_text = f"Blank: at once. The desk's time: {zone}."
        self.fields["note"].required = not is_first and not is_worded
        if is_worded:
            self.fields["note"].help_text = "Blank: the wording of the corrections."
        if is_first:
            self.fields["note"].help_text = "A first edition needs none."
