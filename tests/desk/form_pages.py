"""Every page of the desk on which something can be typed."""

import datetime

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from articles.actions.comments import comment
from articles.actions.publishing import publish
from articles.actions.replacing import replace
from articles.models import Task, Topic
from tests import builders as make
from tests.desk.review_pages import page_of


def form_pages(one_of_each):
    """Return the address of every page of the desk that has a form, by its name."""
    entry = one_of_each["show"].entry
    old = make.an_accepted_fact(entry, predicate="status", text="ordered")
    out = make.an_edition("Harbour moves", body=f"It was ordered.[@{old.key}]").article
    replace(
        old,
        make.a_fact(entry, predicate="status", text="filming"),
        how="correction",
        why="Misread.",
        by=None,
    )
    [task] = Task.objects.filter(article=out, wording="")
    draft = make.an_article()
    comment(draft, by=None, text="Is it?")
    ready = make.a_ready_article("Harbour waits")
    later = make.a_ready_article("Harbour later")
    publish(later, by=None, live_from=timezone.now() + datetime.timedelta(days=9))
    credit = one_of_each["show"].credits.first()
    claim = f"{reverse('admin:articles_fact_add')}?subject={entry.pk}&predicate="
    named = {
        "word": reverse("admin:articles_article_word", args=[out.pk, task.pk]),
        "cancel": reverse(
            "admin:articles_edition_cancel", args=[later.editions.get().pk]
        ),
        "bind": reverse("admin:catalog_credit_bind", args=[credit.pk]),
        "stale": reverse("admin:queue_stale"),
        "draft": page_of(draft),
        "ready": page_of(ready),
        "published": page_of(out),
        "retract": page_of(out, "retract"),
        **{page: page_of(ready, page) for page in ("publish", "embargo", "previews")},
        **{key: f"{claim}{key}" for key in ("premise", "cast", "premiere", "rating")},
        "archive": reverse("admin:articles_sourcestory_add"),
    }
    rows = {
        "catalog_season_episodes": one_of_each["season"],
        "catalog_episode_renumber": one_of_each["episode"],
        "catalog_show_rename": one_of_each["show"],
        "articles_fact_amend": one_of_each["fact"],
        "articles_fact_replace": one_of_each["fact"].subject.facts.accepted().first(),
        "articles_topic_merge": Topic.objects.get(),
    }
    named |= {n: reverse(f"admin:{n}", args=[row.pk]) for n, row in rows.items()}
    for model in admin.site._registry:
        opts = model._meta
        name = f"{opts.app_label}_{opts.model_name}"
        named[f"{name} add"] = reverse(f"admin:{name}_add")
        if row := model._base_manager.first():
            named[f"{name} change"] = reverse(f"admin:{name}_change", args=[row.pk])
    return named
