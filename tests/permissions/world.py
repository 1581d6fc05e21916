"""A newsroom with a row of every kind, and an article of everybody in every state."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.utils import timezone

from articles.actions.facts import reject
from articles.actions.previews import make_preview_link
from articles.actions.publishing import cancel, publish
from articles.actions.replacing import replace, retract
from articles.actions.reviewing import submit
from articles.models import FrontSlot, StaticPage, Task, Topic
from articles.roles import ROLES as DESK_ROLES
from catalog.models import Entry
from tests import builders as make
from tests.rows import every_row

ROLES = ("anonymous", "user", "staff", *DESK_ROLES)
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


class World:
    """The clients by role, and the rows that pages are asked for."""

    def __init__(self):
        self.users = {"anonymous": None, **make_people()}
        self.clients = {role: Client() for role in ROLES}
        for role, user in self.users.items():
            if user is not None and role in self.clients:
                self.clients[role].force_login(user)
        make_rows()
        self.facts = make_facts()
        self.articles = {
            (state, name): made(self.users[name])
            for state, made in STATES.items()
            for name in (*ROLES[2:], "other")
        }
        article = self.articles["published", "other"]
        until = timezone.now() + datetime.timedelta(days=1)
        make_preview_link(article, by=None, expires_at=until)
        self.tables = [
            model._meta.db_table
            for model in apps.get_models(include_auto_created=True)
            if model._meta.label != "sessions.Session"
        ]
        self.before = self.rows()

    def rows(self):
        return every_row(*self.tables)

    def row(self, model):
        """One row of the model; of articles one that is out."""
        if model._meta.label == "articles.Article":
            return self.articles["published", "other"]
        return model._default_manager.order_by("pk").first()

    @contextmanager
    def undone(self) -> Iterator[None]:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)


def make_people():
    users = {role: make.a_user(role, name=role) for role in DESK_ROLES}
    users["staff"] = make.a_user(name="staff")
    users["user"] = get_user_model().objects.create_user("user", password=None)
    users["other"] = make.a_user("reporter", name="other")
    return users


def make_rows():
    show = make.a_show("Harbour", franchise=make.a_franchise())
    season = make.a_season(show)
    make.an_episode(season)
    person, character = make.a_person("Ada Reyes"), make.a_character()
    company, work = make.a_company(), make.a_work()
    make.a_masthead()
    cast = {"job": make.a_job("actor"), "target": person.entry}
    entry = show.entry
    make.an_accepted_fact(entry, predicate="cast", character=character.entry, **cast)
    make.an_accepted_fact(entry, predicate="studio", target=company.entry)
    make.an_accepted_fact(entry, predicate="based-on", target=work.entry)
    make.an_accepted_fact(entry, predicate="genre", text="drama")
    for slug in ("casting", "renewals"):
        Topic.objects.create(slug=slug, name=slug)
    FrontSlot.objects.create(order=1)
    StaticPage.objects.create(slug="about", title="About", description="x", body="x")
    make.a_picture(entry)
    make.an_outlet()


def make_facts():
    """A fact in each state; the replaced one was cited, so that tasks are open."""
    entry = Entry.objects.get(slug="harbour")
    old = make.an_accepted_fact(entry, predicate="rating", text="TV-MA")
    make.an_edition("It is rated", body=f"It is.[@{old.key}]")
    new = make.a_fact(entry, predicate="rating", text="TV-14")
    replace(old, new, how="correction", by=None, why="Misread.")
    gone = make.an_accepted_fact(entry, text="Gone", predicate="premise")
    not_so = make.a_fact(entry, text="Not so", predicate="premise")
    assert Task.objects.exists()
    old.refresh_from_db()
    return {
        "proposed": make.a_fact(entry, text="A pier", predicate="premise"),
        "accepted": make.an_accepted_fact(entry, text="A port", predicate="premise"),
        "replaced": old,
        "retracted": retract(gone, by=None, why="Misread."),
        "rejected": reject(not_so, by=None, why="Misread."),
    }


def a_draft(author):
    article = make.an_article()
    type(article).objects.filter(pk=article.pk).update(author=author)
    article.refresh_from_db()
    return article


def in_review(author):
    return submit(a_draft(author), by=None)


def ready(author):
    return make.approved(a_draft(author))


def published(author):
    article = ready(author)
    publish(article, by=None)
    article.refresh_from_db()
    return article


def scheduled(author):
    article = ready(author)
    publish(article, by=None, live_from=timezone.now() + datetime.timedelta(days=9))
    article.refresh_from_db()
    return article


def called_off(author):
    article = scheduled(author)
    cancel(article.editions.get(), by=None)
    article.refresh_from_db()
    return article


STATES = {
    "draft": a_draft,
    "in review": in_review,
    "ready": ready,
    "published": published,
    "scheduled": scheduled,
    "called off": called_off,
}


def outcome(answer) -> str:
    """What an answer comes to: login, refused, missing, not this way, or done."""
    if answer.status_code == 302 and "/login/" in answer["Location"]:
        return "login"
    if answer.status_code in (301, 302):
        is_index = answer["Location"] == "/admin/"
        return "missing" if is_index else "moved"
    known = {200: "shown", 403: "refused", 404: "missing", 405: "not this way"}
    return known.get(answer.status_code, str(answer.status_code))
