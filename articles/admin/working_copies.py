"""What was typed and not saved: kept while it is typed, offered when it is missed."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles.actions.changes import name_of
from articles.actions.working_copies import discard, keep, touch
from articles.lifecycle import Refused
from articles.models import Article, WorkingCopy
from catalog.admin.choosing import is_number
from catalog.admin.safe import SafeModelAdmin
from catalog.differences import Piece, differences

from .article_forms import ArticleForm

FIELDS = ArticleForm.Meta.fields
# What the form was made from, so that a later one can be compared and merged with it.
_ORIGIN = {"_version": 20_000, "_base": 1_000_000}
_LONGEST_COMPARED = 100_000


@dataclass(frozen=True)
class Changed:
    """A field that was typed in, with what differs where it is a text."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Recovery:
    """Work that was kept and never saved, and how it differs from what is saved."""

    number: str
    at: datetime.datetime
    changed: tuple[Changed, ...]


class _Restored:
    """A form that begins with what was typed and not saved."""

    restored: dict[str, Any]
    initial: dict[str, Any]
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = {n: v for n, v in self.restored.items() if n in self.fields}
        self.initial.update(typed)


class WorkingCopies(SafeModelAdmin):
    """Adds to the admin of articles that nothing typed is lost."""

    def get_urls(self):
        views = {"keep": self.keep_view, "forget": self.forget_view}
        own = [
            path(
                f"{name}/",
                self.admin_site.admin_view(require_POST(view)),
                name=f"articles_article_{name}",
            )
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """With `?restore=yes` it begins with what was typed and not saved."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if not _asks_to_restore(request):
            return form
        kept = _kept(obj, request.user)
        if kept is None:
            return form
        return type(form)(form.__name__, (_Restored, form), {"restored": kept.fields})

    def render_change_form(
        self, request, context, add=False, change=False, form_url="", obj=None
    ):
        """With what was typed and not saved: in the form, or offered above it."""
        form = context["adminform"].form
        kept = None
        if request.method == "GET" and "body" in form.fields:
            kept = _kept(obj, request.user)
        if kept is not None and _asks_to_restore(request):
            context["restored_at"] = timezone.localtime(kept.saved_at)
            # It was typed over what was saved then; saving has to compare with that.
            request.version = kept.fields.get("_version", "")
            request.base = kept.fields.get("_base", "")
        elif kept is not None:
            context["recovery"] = _recovery(kept, form, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        """What is saved need not be kept beside it."""
        super().save_related(request, form, formsets, change)
        discard(form.instance if change else None, by=request.user)

    def keep_view(self, request: HttpRequest) -> HttpResponse:
        """Keeps what is in the form and says who else has it open; no history.

        Without `fields` it only says that this person is still here.
        """
        article = self._article_typed(request)
        typed = request.POST.get("fields", "")
        told: dict[str, Any] = {"recovery": False}
        try:
            if typed:
                told["recovery"] = self._keep(request, article, _fields(typed))
            others = touch(article, by=request.user) if article else []
        except Refused as refusal:
            told = {"refused": " ".join(refusal.reasons)}
            return JsonResponse(told, status=409)
        told["at"] = f"{timezone.localtime():%H:%M}"
        told["others"] = [name_of(other) for other in others]
        return JsonResponse(told)

    def _keep(
        self, request: HttpRequest, article: Article | None, fields: dict[str, Any]
    ) -> bool:
        """Keeps the fields, unless they are what is saved: whether there is news."""
        form = self.get_form(request, article, change=article is not None)
        saved = form(instance=article) if article else form()
        if article and not _differing(fields, saved):
            discard(article, by=request.user)
            return False
        base = request.POST.get("base", "")
        for name, longest in _ORIGIN.items():
            sent = _plain(request.POST.get(name, ""))
            fields[name] = sent if len(sent) <= longest else ""
        keep(
            article,
            by=request.user,
            fields=fields,
            base_version=int(base) if is_number(base) else 0,
        )
        return True

    def forget_view(self, request: HttpRequest) -> HttpResponse:
        """Forgets what was typed and not saved, and leads back to the form."""
        article = self._article_typed(request)
        discard(article, by=request.user)
        place = reverse("admin:articles_article_add")
        if article is not None:
            place = reverse("admin:articles_article_change", args=[article.pk])
        return HttpResponseRedirect(place)

    def _article_typed(self, request: HttpRequest) -> Article | None:
        number = request.POST.get("article", "")
        article: Article | None = self.article_written(request, number)
        if article is not None and not self.has_change_permission(request, article):
            raise PermissionDenied
        return article


def _asks_to_restore(request: HttpRequest) -> bool:
    # The method as it came: to weigh what was sent, a form is made as if it were asked
    # for, and that one has to show what is saved.
    return request.META["REQUEST_METHOD"] == "GET" and "restore" in request.GET


def _kept(article: Article | None, user: Any) -> WorkingCopy | None:
    """What this person has typed there and not saved; 1 query."""
    mine = WorkingCopy.objects.filter(article=article, user=user)
    return mine.exclude(saved_at=None).exclude(fields={}).first()


def _fields(typed: str) -> dict[str, Any]:
    """The fields as a page sends them. Raises Refused where they are none."""
    try:
        given = json.loads(typed)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise Refused("What was sent is no form: load the page again.")
    found = {}
    for name in FIELDS:
        value = given.get(name, "")
        many = isinstance(value, list)
        found[name] = [_plain(v) for v in value] if many else _plain(value)
    return found


def _plain(value: Any) -> str:
    """Text that every database keeps: PostgreSQL takes no NUL and no half character."""
    return str(value).replace("\0", "").encode("utf-8", "replace").decode()


def _differing(typed: dict[str, Any], form: Any) -> list[str]:
    """The fields whose typed value is not the one that the form begins with."""
    return [
        name
        for name in FIELDS
        if name in form.fields
        and name in typed
        and _comparable(typed[name]) != _comparable(form[name].value())
    ]


def _comparable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return sorted(str(getattr(one, "pk", one)) for one in value)
    text = "" if value is None else str(getattr(value, "pk", value))
    return text.replace("\r\n", "\n").strip()


def _recovery(kept: WorkingCopy, form: Any, article: Article | None) -> Any:
    """What was typed beside what the form has; None where they are the same."""
    names = _differing(kept.fields, form)
    if not names:
        return None
    assert kept.saved_at is not None
    return Recovery(
        number=str(article.pk) if article else "",
        at=timezone.localtime(kept.saved_at),
        changed=tuple(
            Changed(str(form[name].label), _pieces(kept.fields[name], form[name]))
            for name in names
        ),
    )


def _pieces(typed: Any, field: Any) -> tuple[Piece, ...]:
    old, new = _comparable(field.value()), _comparable(typed)
    is_text = not hasattr(field.field, "queryset")
    if not is_text or max(len(old), len(new)) > _LONGEST_COMPARED:
        return ()
    return tuple(differences(old, new))
