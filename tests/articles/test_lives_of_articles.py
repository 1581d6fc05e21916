"""No reader meets a word of what is not published, whatever anybody does when."""

import pytest
import time_machine
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from articles.lifecycle import Refused
from articles.models import Article, Edition
from articles.models.editions import EditionQuerySet

from . import lives
from .deeds import Lives

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(lives.START, tick=False):
            lives.a_world()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def world(made_once, db):
    lives.tally.clear()


def lead(runs, steps, *, phases=(Phase.generate,), part=0):
    how = settings(
        max_examples=runs,
        stateful_step_count=steps,
        phases=phases,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    machine = type(f"Lives{part}", (Lives,), {})
    run_state_machine_as_test(machine, settings=how)


def test_fifteen_lives_of_twenty_deeds():
    lead(15, 20)
    assert lives.tally["publish", "done"] >= 5


@pytest.mark.long
def test_five_hundred_lives_of_twenty_deeds():
    # In four lots, each with chances of its own. What one lot comes to hangs on words
    # and numbers that Hypothesis finds in the sources: all lots together are counted.
    for part in range(4):
        lead(130, 20, part=part)

    done = {verb for verb, how in lives.tally if how == "done"}
    refused = {verb for verb, how in lives.tally if how == "refused"}
    assert len(done) >= 25
    assert len(refused) >= 25


# --- What the machine would not let pass ----------------------------------------------


def a_life_with_a_schedule_called_off():
    """A text goes out, the next is scheduled and called off, and its time comes."""
    life = Lives()
    try:
        life.bring_out(0, 30, 0)
        life.cancel("command", 0, True)
        life.wait(31)
        life.wait(-40)
    finally:
        life.teardown()


def without(guard):
    """The query of live editions with one of its conditions left out."""

    def live(self, *, at):
        conditions = {"live_from__lte": at, "cancellation": None}
        conditions.pop(guard)
        newer = Edition.objects.filter(
            article=OuterRef("article"), number__gt=OuterRef("number"), **conditions
        )
        return self.filter(~Exists(newer), **conditions)

    return live


def test_a_schedule_called_off_shows_nothing_ever():
    a_life_with_a_schedule_called_off()

    assert lives.tally["cancel", "done"] == 1


@pytest.mark.parametrize("guard", ["cancellation", "live_from__lte"])
def test_a_query_without_its_guard_is_noticed(monkeypatch, guard):
    monkeypatch.setattr(EditionQuerySet, "live", without(guard))

    with pytest.raises(AssertionError):
        a_life_with_a_schedule_called_off()


@pytest.mark.long
@pytest.mark.parametrize("guard", ["cancellation", "live_from__lte"])
def test_random_lives_notice_it_too(monkeypatch, guard):
    monkeypatch.setattr(EditionQuerySet, "live", without(guard))

    with pytest.raises(AssertionError):
        lead(130, 20)


def test_a_clock_that_goes_back_is_noticed_where_it_is_believed(monkeypatch):
    monkeypatch.setattr("articles.clock.latest", timezone.now)
    life = Lives()

    with pytest.raises(AssertionError):
        try:
            life.bring_out(0, 30, 0)
            life.wait(31)
            life.wait(-40)
        finally:
            life.teardown()


def test_a_refusal_that_leaves_a_trace_is_noticed():
    life = Lives()

    def half_done(user):
        Article.objects.update(due_on="2026-01-01")
        raise Refused("It is not to be.")

    with pytest.raises(AssertionError, match="left a trace"):
        try:
            life.attempt("half", "command", half_done)
        finally:
            life.teardown()


def test_a_refusal_without_a_reason_is_noticed():
    life = Lives()

    def sulk(user):
        raise Refused(" ")

    with pytest.raises(AssertionError, match="sulk"):
        try:
            life.attempt("sulk", "command", sulk)
        finally:
            life.teardown()


def test_a_changed_edition_is_noticed():
    life = Lives()

    with pytest.raises(AssertionError, match="altered articles_edition"):
        try:
            models.QuerySet(Edition).update(byline="Somebody else")
            life.revise("command", 0, 0, None)
        finally:
            life.teardown()
