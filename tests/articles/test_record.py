"""The record: each deed writes one row, in the same transaction, or none."""

import datetime

import pytest
from django.db import transaction

from articles.actions import articles as writing
from articles.actions import evidence, facts, reviewing, sources
from articles.actions import publishing as publishing_actions
from articles.lifecycle import Refused
from articles.models import Change, Fact
from tests import builders as make
from tests.rows import every_row

pytestmark = pytest.mark.django_db


def a_rated_show():
    return make.a_fact(make.a_show(), predicate="rating", text="TV-MA")


def attaching():
    fact, passage = make.a_fact(), make.a_passage()
    return lambda by: evidence.attach(fact, passage, by=by)


def checking():
    row = make.a_fact().evidence.get()
    return lambda by: evidence.check(row, by=by)


def accepting():
    fact = make.a_fact()
    return lambda by: facts.accept(fact, by=by, note="It is plain.")


def accepting_a_value():
    fact = a_rated_show()
    return lambda by: facts.accept(fact, by=by)


def rejecting():
    fact = make.a_fact()
    return lambda by: facts.reject(fact, by=by, why="A typing error.")


def proposing():
    show = make.a_show()
    return lambda by: facts.propose(
        by=by, subject=show, predicate="rating", text="TV-MA"
    )


def archiving():
    return lambda by: sources.archive_story("A story of its own.", by=by)


def adding_a_snapshot():
    story = make.a_snapshot().story
    return lambda by: sources.add_snapshot(story, "A newer text.", by=by)


def quoting():
    snapshot = make.a_snapshot("Before it. The words. After it.")
    return lambda by: sources.quote_passage(snapshot, "The words.", by=by)


def marking():
    snapshot = make.a_snapshot("Before it. The words. After it.")
    return lambda by: sources.mark_block(snapshot, "The words.", kind="opinion", by=by)


def starting():
    section = make.a_section()
    return lambda by: writing.start(by=by, headline="A headline", section=section)


def publishing():
    fact = make.an_accepted_fact()
    article = make.a_ready_article(body=f"It waits. [@{fact.key}]")
    return lambda by: publishing_actions.publish(article, by=by)


def submitting():
    article = make.an_article()
    return lambda by: reviewing.submit(article, by=by)


def approving():
    article = reviewing.submit(make.an_article(), by=None)
    return lambda by: reviewing.approve(article, by=by)


def sending_back():
    article = reviewing.submit(make.an_article(), by=None)
    return lambda by: reviewing.send_back(article, by=by, why="It is too long.")


def reopening():
    article = make.an_edition().article
    return lambda by: reviewing.reopen(article, by=by)


def assigning():
    article, to = make.an_article(), make.a_user("reporter")
    return lambda by: reviewing.assign(article, to=to, by=by)


def setting_an_embargo():
    article = make.an_article()
    return lambda by: reviewing.set_embargo(article, until=LATER, by=by)


def cancelling():
    edition = make.an_edition(live_from=LATER)
    return lambda by: publishing_actions.cancel(edition, by=by)


def retracting_an_article():
    article = make.an_edition().article
    return lambda by: publishing_actions.retract_article(article, by=by, why="False.")


# What prepares a deed, the subjects and verbs it records, and who may do it.
ALL = {"reporter", "checker", "editor", "producer"}
EDITORS = {"editor", "producer"}
NOT_YOURS = r"Your role does not allow|somebody else's|Only editors"
LATER = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)
DEEDS = {
    "archive": (archiving, [("story", "archive")], ALL),
    "add a snapshot": (adding_a_snapshot, [("story", "add snapshot")], ALL),
    "quote": (quoting, [("story", "quote")], ALL),
    "mark": (marking, [("story", "mark")], ALL),
    "propose": (proposing, [("fact", "propose")], ALL),
    "attach": (attaching, [("fact", "attach")], ALL),
    "check": (checking, [("fact", "check")], ALL - {"reporter"}),
    "accept": (accepting, [("fact", "accept")], ALL - {"reporter"}),
    "accept a value": (
        accepting_a_value,
        [("fact", "accept"), ("entry", "apply")],
        ALL - {"reporter"},
    ),
    "reject": (rejecting, [("fact", "reject")], ALL - {"reporter"}),
    "start": (starting, [("article", "start")], ALL),
    "submit": (submitting, [("article", "submit")], EDITORS),
    "approve": (approving, [("article", "approve")], EDITORS),
    "send back": (sending_back, [("article", "send back")], EDITORS),
    "reopen": (reopening, [("article", "reopen")], EDITORS),
    "assign": (assigning, [("article", "assign")], EDITORS),
    "embargo": (setting_an_embargo, [("article", "embargo")], EDITORS),
    "publish": (publishing, [("article", "publish")], EDITORS),
    "cancel": (cancelling, [("article", "cancel")], EDITORS),
    "retract": (retracting_an_article, [("article", "retract")], EDITORS),
}


@pytest.mark.parametrize(("prepare", "recorded", "_"), DEEDS.values(), ids=DEEDS.keys())
def test_a_deed_is_recorded_once_with_who_did_it(prepare, recorded, _):
    deed, by = prepare(), make.a_user("producer")
    before = set(Change.objects.values_list("pk", flat=True))

    deed(by)

    rows = Change.objects.exclude(pk__in=before).order_by("pk")
    assert [(subject_of(row), row.verb) for row in rows] == recorded
    assert {row.by for row in rows} == {by}


def subject_of(row):
    [name] = [n for n in ("story", "fact", "article", "entry") if getattr(row, n)]
    return name


@pytest.mark.parametrize(("prepare", "recorded", "_"), DEEDS.values(), ids=DEEDS.keys())
def test_a_deed_that_cannot_be_recorded_is_not_done(prepare, recorded, _, monkeypatch):
    deed, by = prepare(), make.a_user("producer")
    before = every_row()
    written = []
    save = Change.save

    def fail_at_the_last(change):
        written.append(change)
        if len(written) == len(recorded):
            raise RuntimeError("the record is full")
        save(change)

    monkeypatch.setattr(Change, "save", fail_at_the_last)
    with pytest.raises(RuntimeError, match="the record is full"), transaction.atomic():
        deed(by)

    assert every_row() == before


@pytest.mark.parametrize("role", [*sorted(ALL), ""])
@pytest.mark.parametrize(("prepare", "_", "allowed"), DEEDS.values(), ids=DEEDS.keys())
def test_a_deed_is_done_by_those_roles_alone_that_may(prepare, _, allowed, role):
    deed, by = prepare(), make.a_user(role)
    before = every_row()

    if role in allowed:
        deed(by)
        return
    with pytest.raises(Refused, match=NOT_YOURS):
        deed(by)

    assert every_row() == before


def test_a_command_does_every_deed_in_nobodys_name():
    for prepare, _, _ in DEEDS.values():
        prepare()(None)

    assert {row.by for row in Change.objects.all()} == {None}


def test_the_deeds_on_one_subject_are_numbered():
    fact = make.an_accepted_fact()

    keys = list(Change.objects.filter(fact=fact).order_by("pk").values_list("key"))

    assert keys == [(f"fact/{fact.key}/{number}",) for number in (1, 2, 3)]


def test_a_reason_is_kept_with_its_deed():
    fact = facts.accept(make.a_fact(), by=None, note="It is plain.")

    row = Change.objects.get(fact=fact, verb="accept")

    assert (row.before, row.after, row.why) == ("proposed", "accepted", "It is plain.")


def test_a_failed_deed_leaves_nothing_in_a_transaction_that_goes_on():
    show = make.a_show()
    make.an_accepted_fact(show, predicate="rating", text="TV-MA")
    rival = make.a_fact(show, predicate="rating", text="TV-14")

    with transaction.atomic():
        with pytest.raises(Refused):
            facts.accept(rival, by=None)
        Fact.objects.get(pk=rival.pk)

    assert Fact.objects.get(pk=rival.pk).status == "proposed"
    assert rival.evidence.get().checked_at is None
