"""What somebody may not read on the desk stands in nothing that the desk answers.

An editor has seven articles in every state that is not out, each text with a word of
its own. A person who may not read them asks every list, form, box and lookup.
"""

import datetime
import json
import re

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.comments import comment
from articles.actions.previews import make_preview_link
from articles.actions.publishing import cancel, publish
from articles.actions.reviewing import submit
from articles.actions.tasks import word_correction
from articles.actions.working_copies import keep
from articles.models import Article, Change, Comment, Edition, Task
from articles.roles import CHECKER, REPORTER
from catalog.text import fold
from tests import builders as make
from tests.made_once import made_once

pytestmark = pytest.mark.django_db

EACH = range(7)
ROOT = "zebr"
FOUND = re.compile(rf"{ROOT}[a-z]+")
TEXTS = ("headline", "dek", "key_points", "body", "byline")
DAY = datetime.timedelta(days=1)
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
# What each may read of what others write; what is called off is ready again.
READ_BY = {REPORTER: set(), CHECKER: {"review", "ready", "cancelled"}}
LONG = pytest.mark.long
LOOKUPS = ("exact", "icontains", "startswith", "gte", "isnull", "regex")


WRITTEN = {"comment": "text", "preview": "note", "task": "wording"}


def secret(state, n, field):
    return f"Zébr{state}{'abcdefg'[n]}{field.replace('_', '')}"


def texts(state, n):
    """A word for each text of an article, its address too."""
    found = {name: secret(state, n, name) for name in TEXTS}
    return found | {"slug": fold(secret(state, n, "slug"))}


@pytest.fixture(scope="module")
def articles(django_db_setup, django_db_blocker):
    """By state, what an editor has written and nobody else may read; made once."""
    with made_once(django_db_blocker):
        yield by_state()


def by_state():
    writer = make.a_user("editor")
    made = {}
    soon = timezone.now() + DAY
    for n in EACH:
        for state in ("draft", "review", "ready", "scheduled", "cancelled"):
            article = make.an_article(by=writer, **texts(state, n))
            made.setdefault(state, []).append(article)
            if state == "review":
                submit(article, by=None)
            elif state != "draft":
                make.approved(article)
            if state in ("scheduled", "cancelled"):
                edition = publish(article, by=None, live_from=soon)
            if state == "cancelled":
                cancel(edition, by=None, why=secret(state, n, "why"))
        draft = made["draft"][n]
        typed = {name: secret("typed", n, name) for name in TEXTS}
        keep(draft, by=writer, fields=typed)
        text = secret("comment", n, "text")
        comment(draft, by=writer, text=text, sentence=draft.body)
        note = secret("preview", n, "note")
        make_preview_link(draft, by=None, expires_at=soon, note=note)
        fact = make.an_accepted_fact()
        task = Task.objects.create(
            article=draft, fact=fact, kind="correction", opened_at=timezone.now()
        )
        word_correction(task, secret("task", n, "wording"), by=None)
    return made


def words_in(response):
    """The words in an answer and its headers, accents aside, without an echo."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    body = b"".join(response) if response.streaming else response.content
    text = body.decode("utf-8", "replace")
    if response["Content-Type"].startswith("application/json"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return set(FOUND.findall(fold(f"{headers}\n{text}")))


def states_in(words):
    """The states that the words come from."""
    return {next(s for s in STATES if word.startswith(f"{ROOT}{s}")) for word in words}


STATES = ("draft", "review", "ready", "scheduled", "cancelled")
STATES += ("typed", "comment", "preview", "task")


def place(model, page, *args):
    opts = model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=args)


def boxes():
    """Every search box of the desk, as its address for a word."""
    found = []
    for model in MODELS:
        for field in model._meta.get_fields():
            remote = getattr(field, "remote_field", None)
            if remote is None or not field.concrete:
                continue
            if remote.model in admin.site._registry:
                opts = model._meta
                found.append(
                    {
                        "app_label": opts.app_label,
                        "model_name": opts.model_name,
                        "field_name": field.name,
                    }
                )
    return found


def own_pages(rows):
    """Every page below a row of an article: its own, and those the desk has added."""
    found = []
    for row in rows:
        base = place(Article, "change", row.pk).removesuffix("change/")
        tails = ["", "change/", "history/", "delete/", "compare/", "preview/"]
        tails += ["review/", "publish/", "panel/", "reading/", "together/", "links/"]
        found += [base + tail for tail in tails]
    return found


@pytest.fixture(params=[REPORTER, CHECKER])
def role(request):
    return request.param


@pytest.fixture
def reader(client_of, role, articles):
    """Somebody of that role who has no hand in any of it."""
    return client_of(make.a_user(role))


def leaks(client, paths, allowed=frozenset()):
    """What the answers tell, by address: the states whose words stand in them."""
    found = {}
    for path in paths:
        states = states_in(words_in(client.get(path))) - allowed
        if states:
            found[path] = states
    return found


# --- The harness -------------------------------------------------------------------


def test_an_editor_meets_the_words_so_that_the_search_for_them_works(
    client_of, articles
):
    editor = client_of(make.a_user("editor"))

    found = words_in(editor.get(place(Article, "changelist")))
    box = {"app_label": "articles", "model_name": "frontslot", "field_name": "article"}
    root = client_of(make.a_superuser())
    boxed = words_in(root.get(reverse("admin:autocomplete"), box | {"term": ROOT}))

    assert {"draft", "review", "ready", "scheduled"} <= states_in(found)
    assert "draft" in states_in(boxed)
    assert Comment.objects.count() == len(EACH)


# --- Lists, forms and boxes --------------------------------------------------------


def test_no_list_form_or_page_tells_what_this_person_may_not_read(reader, role):
    lists = [place(model, "changelist") for model in MODELS]
    paths = ["/admin/", *lists, *(place(model, "add") for model in MODELS)]
    paths += [f"{path}?_popup=1" for path in lists]
    paths += [f"{path}?o={order}" for path in lists for order in ("1", "-1", "2.1")]

    assert leaks(reader, paths, READ_BY[role]) == {}


def test_no_page_of_a_row_opens_to_who_may_not_read_it(reader, role, articles):
    hidden = [
        row
        for state, rows in articles.items()
        if state not in READ_BY[role]
        for row in rows[:2]
    ]
    paths = own_pages(hidden)
    for model in (Edition, Task):
        rows = model.objects.filter(article__in=hidden)
        paths += [place(model, "change", row.pk) for row in rows]
        paths += [place(model, "history", row.pk) for row in rows]

    assert leaks(reader, paths, READ_BY[role]) == {}


def test_no_search_box_offers_it(reader, role, articles):
    allowed = READ_BY[role]
    where = reverse("admin:autocomplete")
    terms = (ROOT, "", "zébrdrafta", "ZEBRDRAFTB", secret("scheduled", 2, "headline"))

    found = {}
    for box in boxes():
        for term in terms:
            answer = reader.get(where, box | {"term": term})
            states = states_in(words_in(answer)) - allowed
            if states:
                found[box["model_name"], box["field_name"], term] = states

    assert found == {}


def test_no_form_is_filled_in_with_it(reader, role, articles):
    """A number in the address would show the name of its row in the box."""
    paths = [
        f"{place(model, 'add')}?{field.name}={row.pk}"
        for model in MODELS
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is Article and field.concrete
        for state, rows in articles.items()
        if state not in READ_BY[role]
        for row in rows[:1]
    ]

    assert paths and leaks(reader, paths, READ_BY[role]) == {}


# --- Lookups and searches ----------------------------------------------------------


def text_paths():
    """Every way from a list of the desk to a text of an article or an edition."""
    for model in MODELS:
        ways = {"": model}
        for field in model._meta.get_fields():
            if field.related_model in (Article, Edition):
                ways[f"{field.name}__"] = field.related_model
        for way, target in ways.items():
            if target not in (Article, Edition):
                continue
            for field in target._meta.concrete_fields:
                if isinstance(field, models.CharField | models.TextField):
                    yield model, f"{way}{field.name}"


# A lookup of each path, another one for the next; the long run asks for all of them.
@pytest.mark.parametrize("every", [len(LOOKUPS), pytest.param(1, marks=LONG)])
def test_a_lookup_of_a_text_tells_a_true_word_from_nonsense_to_nobody(
    reader, role, articles, every
):
    told = []
    for at, (model, path) in enumerate(text_paths()):
        for lookup in LOOKUPS[at % every :: every]:
            name = f"{path}__{lookup}"
            true = _answer(reader, model, name, secret("draft", 0, "body"))
            nonsense = _answer(reader, model, name, "Qwxyqwxyqwxybody")
            if true != nonsense:
                told.append(f"{model._meta.label}: {name}")

    assert told == []


def _answer(client, model, name, value):
    """The status of the list, and how many rows it has; an address is echoed."""
    response = client.get(place(model, "changelist"), {name: value})
    context = response.context or {}
    return response.status_code, context["cl"].result_count if "cl" in context else 0


def test_a_search_of_a_list_answers_a_true_word_as_it_answers_nonsense(
    reader, role, articles
):
    told = []
    for model in MODELS:
        nonsense = _answer(reader, model, "q", "qwxyqwxy")
        for state in STATES:
            if state in READ_BY[role]:
                continue
            word = secret(state, 0, WRITTEN.get(state, "headline"))
            for asked in (word, fold(word)[:-2]):
                if _answer(reader, model, "q", asked) != nonsense:
                    told.append(f"{model._meta.label}: {asked}")

    assert told == []


# --- Without a role ----------------------------------------------------------------


@pytest.mark.parametrize("who", ["nobody", "a reader", "staff without a role"])
def test_without_a_role_the_desk_tells_nothing_at_all(client_of, articles, who):
    client = Client()
    if who != "nobody":
        user = make.a_user()
        user.is_staff = who != "a reader"
        user.save()
        client = client_of(user)
    paths = ["/admin/", *own_pages(articles["draft"][:1] + articles["ready"][:1])]
    for model in MODELS:
        paths += [place(model, "changelist"), place(model, "add")]
        row = model._default_manager.order_by("-pk").first()
        paths += [place(model, "change", row.pk)] if row else []

    for box in boxes():
        answer = client.get(reverse("admin:autocomplete"), box | {"term": ROOT})
        assert answer.status_code in (302, 403)
    codes = {path: client.get(path).status_code for path in paths}

    assert leaks(client, paths) == {}
    allowed = {"/admin/"} if who == "staff without a role" else set()
    assert {path for path, code in codes.items() if code == 200} <= allowed


def test_remarks_on_what_is_out_are_for_its_author_and_for_who_may_remark(
    client_of,
):
    author = make.a_user(REPORTER)
    article = make.an_edition("Plain", by=author).article
    comment(article, by=None, text=secret("comment", 0, "text"))
    paths = [place(Article, "change", article.pk), place(Change, "changelist")]

    met = {
        who: sorted(leaks(client_of(user), paths))
        for who, user in (
            ("another", make.a_user(REPORTER)),
            ("author", author),
            ("checker", make.a_user(CHECKER)),
        )
    }

    assert met == {"another": [], "author": sorted(paths), "checker": sorted(paths)}
