"""What the deeds of the review ask for."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from articles.actions.changes import name_of
from articles.actions.comments import MAX_LENGTH
from articles.models import Article, Comment

_WIDE = {"class": "vLargeTextField"}


class PlainForm(forms.Form):
    """A deed that asks for nothing but its button."""


class SendBackForm(forms.Form):
    why = forms.CharField(
        required=False,
        label="What is to be mended",
        help_text="Its author reads it on top of the article.",
        widget=forms.Textarea(attrs={**_WIDE, "rows": 3}),
    )


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, row: Any) -> str:
        return name_of(row)


def people_of_the_desk() -> QuerySet:
    """Everybody who may sign in there, in the order of their names."""
    users = get_user_model().objects.filter(is_active=True, is_staff=True)
    return users.order_by("first_name", "last_name", "username")


class AssignForm(forms.Form):
    """To whom and until when; `was` is what the page showed of both."""

    to = PersonField(
        queryset=get_user_model().objects.none(),
        required=False,
        label="Who",
        empty_label="nobody",
        error_messages={"invalid_choice": "Nobody at the desk is that: choose again."},
    )
    due_on = forms.DateField(
        required=False,
        label="Due on",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people


def assignment_of(article: Article) -> str:
    """To whom an article is assigned and until when, as a form carries it."""
    day = article.due_on
    due = day.isoformat() if isinstance(day, datetime.date) else ""
    return f"{article.assignee_id or ''}|{due}"


class CommentForm(forms.Form):
    """`sentences` are the choices: each as it is written, and in words."""

    sentence = forms.CharField(
        required=False,
        label="About",
        widget=forms.Select(attrs={"data-sentences": ""}),
    )
    text = forms.CharField(
        required=False,
        max_length=MAX_LENGTH,
        label="Comment",
        widget=forms.Textarea(attrs={**_WIDE, "rows": 3}),
    )

    def __init__(
        self, *args: Any, sentences: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "the whole article"), *sentences]
        chosen = str(self["sentence"].value() or "")
        if chosen not in dict(choices):
            choices.append((chosen, f"{chosen} (no longer in the text)"))
        self.fields["sentence"].widget.choices = choices


class ResolveForm(forms.Form):
    comment = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.CharField(required=False, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """An answer under one of the comments; `state` is how the page showed that."""

    comment = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        required=False,
        max_length=MAX_LENGTH,
        label="Answer",
        widget=forms.Textarea(attrs={**_WIDE, "rows": 2}),
    )

    @classmethod
    def under(cls, remark: Comment) -> AnswerForm:
        """An empty one, with ids of its own."""
        return cls(prefix="answer", auto_id=f"id_answer-{remark.pk}-%s")

    def is_for(self, remark: Comment) -> bool:
        """Whether it is the one that was sent for this comment."""
        return self.is_bound and self["comment"].value() == str(remark.pk)
