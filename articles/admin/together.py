"""Deeds on many articles at once: chosen in the list, looked at, then done.

The page that asks carries the version of every row it shows. A row that changed since
is left out and told, and so is one that the deed is refused on; the others are done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from articles.actions.articles import unchanged
from articles.actions.reviewing import assign, submit
from articles.lifecycle import Refused
from articles.models import Article
from catalog.admin.choosing import is_number, posted
from catalog.admin.safe import SafeModelAdmin
from catalog.versions import mark

from .review_forms import PersonField, assignment_of, people_of_the_desk

_MOST_ROWS = 200
_MOST_TOLD = 20
_CHANGED = "It changed since you chose it: look at it again."


class TogetherAssignForm(forms.Form):
    to = PersonField(
        queryset=people_of_the_desk(),
        required=False,
        label="Who",
        empty_label="nobody",
        error_messages={"invalid_choice": "Nobody at the desk is that: choose again."},
    )


class TogetherDueForm(forms.Form):
    due_on = forms.DateField(
        required=False,
        label="Due on",
        help_text="Blank: no day.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


@dataclass(frozen=True)
class Together:
    """A deed on many: `act` does it to one of them, `done` tells how many."""

    key: str
    title: str
    button: str
    form: type[forms.Form]
    act: Callable[[Article, dict[str, Any], Any], Any]
    done: str


def _submit(article: Article, given: dict[str, Any], by: Any) -> Article:
    return submit(article, by=by)


def _assign(article: Article, given: dict[str, Any], by: Any) -> Article:
    return assign(article, to=given["to"], due_on=article.due_on, by=by)


def _set_due(article: Article, given: dict[str, Any], by: Any) -> Article:
    return assign(article, to=article.assignee, due_on=given["due_on"], by=by)


DEEDS = {
    deed.key: deed
    for deed in (
        Together(
            "assign",
            "Assign to somebody",
            "Assign them",
            TogetherAssignForm,
            _assign,
            "assigned",
        ),
        Together(
            "due", "Set the due date", "Set it", TogetherDueForm, _set_due, "changed"
        ),
        Together(
            "submit",
            "Send to review",
            "Send them to review",
            forms.Form,
            _submit,
            "sent to review",
        ),
    )
}


def shown_as(article: Article) -> str:
    """A row as the page shows it: its number, and a mark of what would be changed."""
    columns = (article.version, article.status, assignment_of(article))
    return f"{article.pk}.{mark(map(str, columns))}"


def _asking(key: str) -> Any:
    """The action of the list: the page that shows the rows and asks."""

    def ask(model_admin: Any, request: HttpRequest, chosen: Any) -> HttpResponse:
        rows = list(chosen.select_related("assignee", "section")[: _MOST_ROWS + 1])
        return model_admin.together_page(request, DEEDS[key], rows)

    ask.__name__ = f"together_{key}"
    title = DEEDS[key].title
    return admin.action(description=title, permissions=["change"])(ask)


class TogetherPages(SafeModelAdmin):
    """Adds to the list of articles the deeds on many, each with a page that asks."""

    actions = tuple(_asking(key) for key in DEEDS)

    def get_urls(self):
        view = self.admin_site.admin_view(self.together_view)
        own = path("together/<slug:key>/", view, name="articles_article_together")
        return [own, *super().get_urls()]

    def together_page(
        self,
        request: HttpRequest,
        deed: Together,
        rows: list[Article],
        form: forms.Form | None = None,
        shown: dict[int, str] | None = None,
    ) -> HttpResponse:
        """The rows and what the deed asks for; `shown` are their marks as sent."""
        marks = shown or {}
        carried = [
            (row, marks.get(row.pk) or shown_as(row)) for row in rows[:_MOST_ROWS]
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": deed.title,
            "opts": self.opts,
            "original": None,
            "deed": deed,
            "rows": carried,
            "is_cut": len(rows) > _MOST_ROWS,
            "most": _MOST_ROWS,
            "form": form or deed.form(),
            "media": self.media,
        }
        template = "admin/articles/article/together.html"
        return TemplateResponse(request, template, context)

    def together_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Does the deed to every row that is as it was shown, and tells the others."""
        deed, place = DEEDS.get(key), reverse("admin:articles_article_changelist")
        if deed is None:
            raise Http404
        if not self.has_change_permission(request):
            raise PermissionDenied
        data = posted(request)
        if data is None:
            return HttpResponseRedirect(place)
        shown = _shown(data.getlist("row"))
        rows = list(
            self.get_queryset(request)
            .filter(pk__in=shown)
            .select_related("assignee", "section")
        )
        form = deed.form(data)
        if request.method != "POST" or not form.is_valid():
            return self.together_page(request, deed, rows, form, shown)
        count, left = _do(deed, rows, shown, form.cleaned_data, by=request.user)
        missing = len(shown) - len(rows)
        self._tell(request, deed, count, left, missing)
        return HttpResponseRedirect(place)

    def _tell(
        self,
        request: HttpRequest,
        deed: Together,
        count: int,
        left: list[tuple[Article, str]],
        missing: int,
    ) -> None:
        many = "article is" if count == 1 else "articles are"
        if count:
            messages.success(request, f"{count} {many} {deed.done}.")
        elif not left and not missing:
            messages.warning(request, "No article was chosen.")
        for row, why in left[:_MOST_TOLD]:
            url = reverse("admin:articles_article_change", args=[row.pk])
            told = format_html('Left out: <a href="{}">{}</a>. {}', url, row, why)
            messages.warning(request, told)
        more = len(left) - _MOST_TOLD
        if more > 0:
            messages.warning(request, f"Left out for such reasons: {more} more.")
        if missing:
            messages.warning(request, f"Left out: {missing} that you no longer see.")


def _shown(sent: Iterable[str]) -> dict[int, str]:
    """The marks of the rows that a page carried, by their number."""
    numbered = ((row.partition(".")[0], row) for row in list(sent)[:_MOST_ROWS])
    return {int(number): row for number, row in numbered if is_number(number)}


def _do(
    deed: Together,
    rows: Iterable[Article],
    shown: dict[int, str],
    given: dict[str, Any],
    *,
    by: Any,
) -> tuple[int, list[tuple[Article, str]]]:
    """How many were done, and the others with the reason; each row by itself."""
    count, left = 0, []
    for row in rows:
        try:
            with transaction.atomic():
                article = unchanged(row, seen=None)
                if shown_as(article) != shown[row.pk]:
                    raise Refused(_CHANGED)
                deed.act(article, given, by)
                count += 1
        except Refused as refusal:
            left.append((row, " ".join(refusal.reasons)))
    return count, left
