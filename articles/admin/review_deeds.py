"""What the buttons of the review do, and why one of them cannot be pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.http import HttpRequest

from articles import clock
from articles.actions.articles import Stale, unchanged, why_not_write
from articles.actions.changes import name_of
from articles.actions.comments import answer, comment, resolve
from articles.actions.reviewing import (
    approve,
    assign,
    reasons_against_approving,
    reasons_against_submitting,
    reopen,
    send_back,
    submit,
    withdraw,
)
from articles.lifecycle import Refused
from articles.models import Article, ArticleStatus
from articles.reviewing import why_not_reopen, why_not_send_back

from .comments import sentences_to_choose
from .deeds import attempt, seen_version
from .places import Placed, with_places
from .review_forms import (
    AnswerForm,
    AssignForm,
    CommentForm,
    PlainForm,
    ResolveForm,
    SendBackForm,
    assignment_of,
    people_of_the_desk,
)

_COMMENTING = ("comment", "resolve", "answer")
_EDITOR = "articles.publish_article"


@dataclass(frozen=True)
class Deed:
    """A button of the review: what it asks for, and why it cannot be pressed now."""

    key: str
    title: str
    form: forms.Form
    against: list[Placed]
    note: str = ""
    is_main: bool = False

    @property
    def is_open(self) -> bool:
        return self.form.is_bound


@dataclass(frozen=True)
class Done:
    """What came of a deed: what to tell, or the forms of the page with the reasons."""

    told: str
    place: str
    forms: dict[str, forms.Form]
    asked: str = ""
    reasons: tuple[str, ...] = ()


def made_forms(
    article: Article, user: Any, data: Any = None, asked: str = ""
) -> dict[str, forms.Form]:
    """The forms of all deeds; that of the deed asked for with what was typed."""
    made: dict[str, Callable[..., forms.Form]] = {
        **dict.fromkeys(("submit", "withdraw", "approve", "reopen"), PlainForm),
        "send-back": SendBackForm,
        "assign": lambda *given, **named: AssignForm(
            *given,
            people=_assignable(article, user),
            initial={
                "to": article.assignee_id,
                "due_on": article.due_on,
                "was": assignment_of(article),
            },
            **named,
        ),
        "comment": lambda *given, **named: CommentForm(
            *given, sentences=sentences_to_choose(article), **named
        ),
        "resolve": ResolveForm,
        "answer": AnswerForm,
    }
    return {
        key: make(*([data] if key == asked else []), prefix=key)
        for key, make in made.items()
    }


def _assignable(article: Article, user: Any) -> Any:
    """Everybody, for an editor; others take a share on or give theirs up."""
    if user.has_perm(_EDITOR):
        return people_of_the_desk()
    numbers = {user.pk, article.assignee_id}
    return get_user_model().objects.filter(pk__in=numbers - {None})


def done(request: HttpRequest, article: Article) -> Done:
    """Does the deed that was asked for; a refusal leaves everything as it was."""
    asked = request.POST.get("_deed", "")
    made = made_forms(article, request.user, request.POST, asked)
    place = "comments" if asked in _COMMENTING else "review"
    if asked not in made:
        return Done("", place, made, "", ("There is no such button: try again.",))
    form: Any = made[asked]
    if not form.is_valid():
        return Done("", place, made, asked, tuple(form.non_field_errors()))
    given, seen = form.cleaned_data, seen_version(request)
    told = attempt(form, lambda: _do(asked, article, given, seen=seen, by=request.user))
    if told:
        return Done(told, place, made)
    reasons = tuple(form.non_field_errors())
    if isinstance(getattr(form, "refusal", None), Stale):
        reasons += _who_changed(article)
    return Done("", place, made, asked, reasons)


def _who_changed(article: Article) -> tuple[str, ...]:
    """A sentence on the last change of the text; 1 query."""
    last = article.changes.filter(verb__in=("revise", "reword")).order_by("-pk")
    change = last.select_related("by").first()
    if change is None:
        return ()
    what = change.why.replace("_", " ") or "the text"
    return (f"{name_of(change.by)} changed it last: {what}.",)


def _do(
    deed: str, article: Article, given: dict[str, Any], *, seen: int, by: Any
) -> str:
    if deed == "submit":
        submit(article, by=by, seen=seen)
        return "It is in review now. Editors find it in their queue."
    if deed == "withdraw":
        withdraw(article, by=by, seen=seen)
        return "It is a draft again."
    if deed == "send-back":
        send_back(article, by=by, why=given["why"], seen=seen)
        return "It is sent back. Its author reads the reason on top of the article."
    if deed == "approve":
        approve(article, by=by, seen=seen)
        return "It is ready to be published as it stands."
    if deed == "reopen":
        reopen(article, by=by, seen=seen)
        return "It is a draft again. Readers keep the edition they have."
    if deed == "assign":
        return _assign(article, given, seen=seen, by=by)
    if deed == "comment":
        comment(article, by=by, text=given["text"], sentence=given["sentence"])
        return "The comment is made."
    remark = article.comments.filter(pk=given["comment"], answers_to=None).first()
    if remark is None:
        raise Refused("The comment is no longer there.")
    if deed == "answer":
        answer(remark, by=by, text=given["text"], seen=given["state"])
        return "Your answer is made."
    resolve(remark, by=by, seen=given["state"])
    return "The comment is resolved."


def _assign(article: Article, given: dict[str, Any], *, seen: int, by: Any) -> str:
    now = unchanged(article, seen=seen)
    if given["was"] != assignment_of(now):
        who, due = now.assignee or "nobody", now.due_on or "no day"
        raise Refused(
            f"Somebody assigned it since you opened it: to {who}, due on {due}."
        )
    assign(article, to=given["to"], due_on=given["due_on"], by=by)
    to = given["to"]
    if to is None:
        return "It is assigned to nobody now."
    return f"It is assigned to {name_of(to)}."


def deeds_of(
    article: Article, user: Any, made: dict[str, forms.Form]
) -> tuple[Deed, ...]:
    """The buttons that this person's role allows in this state, each with what stands
    against it now; at most 6 queries."""
    found = []
    for key in _SHOWN[article.status]:
        if _may(key, article, user):
            title, note = _WORDS[key]
            against = _against(key, article, user)
            form, is_main = made[key], key in ("submit", "approve")
            placed = with_places(against, article)
            found.append(Deed(key, title, form, placed, note, is_main))
    return tuple(found)


_SHOWN: dict[str, tuple[str, ...]] = {
    ArticleStatus.DRAFT: ("submit", "assign"),
    ArticleStatus.IN_REVIEW: ("approve", "send-back", "withdraw", "assign"),
    ArticleStatus.READY: ("send-back", "assign"),
    ArticleStatus.PUBLISHED: ("reopen", "assign"),
}
_WORDS = {
    "submit": ("Send to review", ""),
    "approve": ("Approve", "Then it can be published as it stands."),
    "send-back": ("Send back…", ""),
    "withdraw": ("Take out of review", ""),
    "reopen": (
        "Reopen as a draft",
        "Its author goes on with it; readers keep the edition they have.",
    ),
    "assign": ("Assign…", ""),
}


def _may(key: str, article: Article, user: Any) -> bool:
    """Whether the role allows the deed, whatever state the article is in."""
    if not user.has_perm("articles.change_article"):
        return False
    is_editor = user.has_perm(_EDITOR)
    is_own = user.pk in (article.author_id, article.assignee_id)
    if key == "submit":
        return why_not_write(article, by=user) is None
    if key == "withdraw":
        return is_own
    if key == "assign":
        free = article.author_id is None and article.assignee_id is None
        return is_editor or is_own or free
    return is_editor


def _against(key: str, article: Article, user: Any) -> list[str]:
    reason: str | None = None
    if key == "submit":
        return reasons_against_submitting(article)
    if key == "approve":
        return reasons_against_approving(article, by=user)
    if key == "send-back":
        return why_not_send_back(status=article.status, why="asked for below")
    if key == "reopen":
        scheduled = article.editions.scheduled(at=clock.latest()).exists()
        reason = why_not_reopen(status=article.status, is_scheduled=scheduled)
    return [reason] if reason else []
