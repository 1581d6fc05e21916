"""The form of an article."""

from __future__ import annotations

from typing import Any

from django import forms

from articles import body, pictures
from articles.actions.articles import reasons_against_topics
from articles.models import Article
from articles.writing import unknown_keys
from catalog.admin.choosing import DeskForm


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

        error_messages = {
            "section": {"invalid_choice": "The section is gone: choose another one."},
            "topics": {
                "invalid_choice": "Topic %(value)s is gone: take it out.",
                "invalid_pk_value": "“%(pk)s” is no topic.",
            },
        }

    def clean_topics(self) -> Any:
        topics = self.cleaned_data["topics"]
        if against := reasons_against_topics(topics):
            raise forms.ValidationError(against)
        return topics

    def clean_key_points(self) -> str:
        return self._renderable("key_points")

    def clean_body(self) -> str:
        return self._renderable("body")

    def _renderable(self, name: str) -> str:
        text = self.cleaned_data[name]
        found = body.problems(text) or pictures.problems(text)
        if found:
            raise forms.ValidationError(found)
        return text

    def clean(self):
        cleaned: Any = super().clean()
        for name in ("key_points", "body"):
            unknown = unknown_keys(cleaned.get(name) or "")
            if unknown:
                self.add_error(name, [_told(one.key, one.near) for one in unknown])
        return cleaned


def _told(key: str, near: tuple[str, ...]) -> str:
    told = f"[@{key}] is cited, but there is no such fact."
    if near:
        told += f" Did you mean {' or '.join(f'[@{one}]' for one in near)}?"
    return told
