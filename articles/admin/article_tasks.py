"""What an article has to do about facts that changed, on its page."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.actions.tasks import word_correction
from articles.citing import sentences_citing
from articles.corrections import proposed_wording
from articles.heirs import heirs_of
from articles.models import CLAIM_ROWS, Article, Fact, Task, TaskKind
from articles.values import value_words
from catalog.admin.choosing import posted
from catalog.admin.safe import SafeModelAdmin
from catalog.versions import mark

from .deeds import attempt

_PROPOSED = (
    "A proposal, made from both values and not kept yet: read it, mend it, keep it."
)


class WordingForm(forms.Form):
    wording = forms.CharField(
        label="What readers are told",
        help_text=Task._meta.get_field("wording").help_text,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    # A mark of the wording that the page showed, so that no other is overwritten.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Due:
    """An open task: both values in words, where the fact is cited, and its form.

    `new` is None where nothing took the fact's place. `sentences` are those of the
    working copy, or those that readers still get where the copy is mended already.
    """

    task: Task
    old: str
    new: Fact | None
    new_words: str
    sentences: tuple[str, ...]
    is_mended: bool
    form: WordingForm | None


def due_of(article: Article) -> list[Due]:
    """The open tasks of the article; 3 queries and one per step of replacements."""
    tasks = list(
        article.tasks.open()
        .select_related(*(f"fact__{name}" for name in CLAIM_ROWS))
        .order_by("opened_at", "pk")
    )
    if not tasks:
        return []
    newest = article.editions.order_by("number").last()
    heirs = heirs_of([task.fact for task in tasks])
    return [_due(task, article, newest, heirs.get(task.fact_id)) for task in tasks]


def _due(task: Task, article: Article, newest, new: Fact | None) -> Due:
    key = task.fact.key
    own = sentences_citing(key, article.key_points, article.body)
    out = sentences_citing(key, newest.key_points, newest.body) if newest else []
    form = None
    if task.kind == TaskKind.CORRECTION:
        claim = new.claim if new else None
        wording = task.wording or proposed_wording(task.fact.claim, claim)
        shown = {"wording": wording, "seen": mark([task.wording])}
        form = WordingForm(prefix=f"task-{task.pk}", initial=shown)
        if not task.wording:
            form.fields["wording"].help_text = _PROPOSED
    return Due(
        task=task,
        old=value_words(task.fact.claim),
        new=new,
        new_words=value_words(new.claim) if new else "",
        sentences=tuple(own or out),
        is_mended=not own,
        form=form,
    )


class TaskPages(SafeModelAdmin):
    """Adds to the admin of articles their open tasks and the page that words one."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.word_view)
        own = path(
            "<path:object_id>/word/<int:task_id>/", view, name="articles_article_word"
        )
        return [own, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        extra = dict(extra_context or {})
        article = self.get_object(request, unquote(object_id))
        if article is not None and self.has_view_permission(request, article):
            extra["due"] = due_of(article)
            extra["may_word"] = self.has_change_permission(request, article)
        return super().change_view(request, object_id, form_url, extra)

    def word_view(
        self, request: HttpRequest, object_id: str, task_id: int
    ) -> HttpResponse:
        """Keeps the wording of one correction; a refusal shows what was typed."""
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        due = next((d for d in due_of(article) if d.task.pk == task_id), None)
        if due is None or due.form is None:
            raise Http404
        form = due.form
        data = posted(request)
        if data is not None:
            sent = data.copy()
            form = WordingForm(sent, prefix=due.form.prefix)
            if request.method == "POST" and form.is_valid():
                given, by = form.cleaned_data, request.user
                kept = attempt(
                    form,
                    lambda: word_correction(
                        due.task, given["wording"], by=by, seen=given["seen"]
                    ),
                )
                # What is shown now is what the next press of the button has seen.
                sent[form.add_prefix("seen")] = due.form.initial["seen"]
                if kept is not None:
                    told = "The wording is kept. Publishing makes it public."
                    messages.success(request, told)
                    url = reverse("admin:articles_article_change", args=[article.pk])
                    return HttpResponseRedirect(f"{url}#tasks")
        context = {
            **self.admin_site.each_context(request),
            "title": "Word the correction",
            "opts": self.opts,
            "original": article,
            "due": due,
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/article/word.html", context)
