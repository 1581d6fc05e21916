"""Every deed on articles, facts and topics, by everybody, as rules of a machine."""

from __future__ import annotations

import random

from django.contrib.auth import get_user_model
from django.test import override_settings
from django.utils import timezone
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from articles import clock
from articles.actions import articles as writing
from articles.actions import (
    comments,
    previews,
    publishing,
    replacing,
    reviewing,
    tasks,
    topics,
)
from articles.actions import facts as knowing
from articles.actions.evidence import attach
from articles.actions.rewording import reword
from articles.actions.sources import quote_passage
from articles.models import (
    Article,
    Cancellation,
    Comment,
    Edition,
    EditionKind,
    Fact,
    PreviewLink,
    Replacement,
    Section,
    Task,
    Topic,
)
from catalog.models import Entry
from tests import builders as make

from .lives import PEOPLE, SECOND, Life, texts

people = (*PEOPLE, "command", "command", "producer")
which = tuple(range(12))
moments = (None, None, 30, 30, 3_600, 0, -30)
said = (True, True, True, False)
maybe = (True, False)
kinds = ("", "", "", *EditionKind.values)

DEEDS: list[tuple[str, dict, type | None]] = []


def deed(*, needs=None, often=1, **given):
    """Takes a method among the deeds that chance chooses from, with its arguments."""

    def taken(method):
        DEEDS.extend([(method.__name__, given, needs)] * often)
        return method

    return taken


class Lives(Life):
    """Whoever may, and whoever may not, at any moment."""

    def texts(self, cites=None):
        self.number += 1
        return texts(self.number, cites)

    @initialize(four_eyes=st.booleans())
    def begins(self, four_eyes):
        self.settings.disable()
        self.settings = override_settings(FOUR_EYES=four_eyes)
        self.settings.enable()

    @rule(chance=st.integers(0, 2**32))
    def somebody_does_something(self, chance):
        # One rule and one number: left to choose among many, Hypothesis switches
        # some off for a whole run and repeats itself in the others.
        rng = random.Random(f"{chance} {self.turn} {self.number}")
        name, given, needs = rng.choice(DEEDS)
        if needs is None or needs.objects.exists():
            chosen = {word: rng.choice(values) for word, values in given.items()}
            note(f"{name} {chosen}")
            getattr(self, name)(**chosen)

    # --- Writing -----------------------------------------------------------------

    @deed(by=people, cites=which)
    def start(self, by, cites):
        if Article.objects.count() > 3:
            return
        texts = self.texts(self.a(Fact, cites))
        section = Section.objects.order_by("pk")[cites % 2]
        self.attempt(
            "start",
            by,
            lambda user: writing.start(
                by=user, section=section, slug=f"zq{self.number}s", **texts
            ),
        )

    @deed(
        often=2,
        by=people,
        one=which,
        cites=which,
        behind=(None, 0, 0, 1),
    )
    def revise(self, by, one, cites, behind):
        article = self.a(Article, one)
        texts = self.texts(self.a(Fact, cites))
        lists = {"topics": list(Topic.objects.order_by("pk")[: cites % 3])}
        self.attempt(
            "revise",
            by,
            lambda user: writing.revise(
                article,
                by=user,
                columns=texts,
                lists=lists,
                seen=None if behind is None else article.version - behind,
            ),
        )

    @deed(by=people, one=which, blank=maybe)
    def readdress_article(self, by, one, blank):
        self.number += 1
        slug = "" if blank else f"zq{self.number}s"
        article = self.a(Article, one)
        self.attempt(
            "another slug",
            by,
            lambda user: writing.revise(article, by=user, columns={"slug": slug}),
        )

    @deed(by=people, one=which, is_there=maybe)
    def reword(self, by, one, is_there):
        self.number += 1
        article = self.a(Article, one)
        old = article.body.partition(" And")[0] if is_there else "Not there."
        new = f"They now say zq{self.number}w."
        self.attempt(
            "reword",
            by,
            lambda user: reword(article, field="body", old=old, new=new, by=user),
        )

    @deed(by=people, one=which, text=said, sentence=("", "No such."))
    def comment(self, by, one, text, sentence):
        article = self.a(Article, one)
        said = {"text": self.word("t", text), "sentence": sentence}
        self.attempt(
            "comment", by, lambda user: comments.comment(article, by=user, **said)
        )

    @deed(often=2, needs=Comment, by=people, one=which)
    def resolve(self, by, one):
        remark = self.a(Comment, one)
        self.attempt("resolve", by, lambda user: comments.resolve(remark, by=user))

    @deed(often=2, needs=Comment, by=people, one=which, text=said)
    def answer(self, by, one, text):
        how = {"text": self.word("t", text)}
        remark = self.a(Comment, one)
        self.attempt("answer", by, lambda user: comments.answer(remark, by=user, **how))

    @deed(by=people, one=which, delta=(-1, 1, 60, 9_000_000))
    def make_preview_link(self, by, one, delta):
        article = self.a(Article, one)
        ends = clock.latest() + delta * SECOND
        self.attempt(
            "share preview",
            by,
            lambda user: previews.make_preview_link(article, by=user, expires_at=ends),
        )

    @deed(often=2, needs=PreviewLink, by=people, one=which)
    def revoke(self, by, one):
        link = self.a(PreviewLink, one)
        self.attempt("revoke preview", by, lambda user: previews.revoke(link, by=user))

    # --- Review ------------------------------------------------------------------

    @deed(often=2, by=people, one=which)
    def submit(self, by, one):
        article = self.one(Article, "draft", one, one % 3)
        self.attempt("submit", by, lambda user: reviewing.submit(article, by=user))

    @deed(by=people, one=which)
    def withdraw(self, by, one):
        article = self.one(Article, "in-review", one, one % 3)
        self.attempt("withdraw", by, lambda user: reviewing.withdraw(article, by=user))

    @deed(by=people, one=which, why=said)
    def send_back(self, by, one, why):
        article, why = self.one(Article, "in-review", one, one % 3), self.word("w", why)
        self.attempt(
            "send back", by, lambda user: reviewing.send_back(article, by=user, why=why)
        )

    @deed(often=2, by=people, one=which)
    def approve(self, by, one):
        article = self.one(Article, "in-review", one, one % 3)
        self.attempt("approve", by, lambda user: reviewing.approve(article, by=user))

    @deed(by=people, one=which)
    def reopen(self, by, one):
        article = self.a(Article, one)
        self.attempt("reopen", by, lambda user: reviewing.reopen(article, by=user))

    @deed(by=people, one=which, to=which)
    def assign(self, by, one, to):
        article, somebody = self.a(Article, one), self.a(get_user_model(), to)
        self.attempt(
            "assign", by, lambda user: reviewing.assign(article, to=somebody, by=user)
        )

    @deed(by=people, one=which, delta=moments)
    def set_embargo(self, by, one, delta):
        article = self.a(Article, one)
        until = None if delta is None else clock.latest() + delta * SECOND
        self.attempt(
            "embargo",
            by,
            lambda user: reviewing.set_embargo(article, until=until, by=user),
        )

    # --- Publishing --------------------------------------------------------------

    @deed(often=2, by=people, one=which, kind=kinds, delta=moments, note=said)
    def publish(self, by, one, kind, delta, note):
        article, note = self.a(Article, one), self.word("n", note)
        moment = None if delta is None else clock.latest() + delta * SECOND
        self.attempt(
            "publish",
            by,
            lambda user: publishing.publish(
                article, by=user, kind=kind, live_from=moment, note=note
            ),
            lambda edition: self.published(edition, article),
        )

    @deed(often=4, one=which, delta=moments, cites=which)
    def bring_out(self, one, delta, cites):
        """The whole way of a text, which chance alone would seldom go."""
        article = self.a(Article, one)
        columns = self.texts(self.a(Fact.objects.accepted(), cites))
        self.attempt(
            "revise",
            "command",
            lambda user: writing.revise(article, by=user, columns=columns),
        )
        for deed in (reviewing.submit, reviewing.approve):
            self.attempt(
                deed.__name__, "command", lambda user, deed=deed: deed(article, by=user)
            )
        self.publish("command", one, "", delta, True)

    @deed(often=4, needs=Edition, by=people, one=which, newest=said)
    def cancel(self, by, one, newest):
        scheduled = Edition.objects.scheduled(at=clock.latest())
        edition = self.a(scheduled if newest else Edition, one) or self.a(Edition, one)
        why = self.word("w")
        self.attempt(
            "cancel",
            by,
            lambda user: publishing.cancel(edition, by=user, why=why),
            self.called_off,
        )

    @deed(by=people, one=which, why=said, is_meant=(True, True, False))
    def retract_article(self, by, one, why, is_meant):
        article, why = self.a(Article, one), self.word("n", why and is_meant)
        self.attempt(
            "retract article",
            by,
            lambda user: publishing.retract_article(article, by=user, why=why),
            lambda edition: self.published(edition, article),
        )

    # --- Facts -------------------------------------------------------------------

    @deed(often=2, by=people, supported=said)
    def propose(self, by, supported):
        self.number += 1
        name = f"zq{self.number}"

        def deed(user):
            fact = knowing.propose(
                by=user,
                subject=Entry.objects.get(slug="harbour"),
                predicate="premise",
                text=f"{name}f",
            )
            if supported:
                snapshot = make.a_snapshot(f"They write {name}p today.")
                passage = quote_passage(snapshot, f"{name}p", by=None)
                attach(fact, passage, by=None)
            return fact

        def then(fact):
            self.said_by[fact.pk] = {f"{name}f", f"{name}p"}

        return self.attempt("propose", by, deed, then)

    @deed(often=2, by=people, one=which, is_open=said)
    def accept(self, by, one, is_open):
        fact = self.a_fact("proposed", one, is_open)
        self.attempt(
            "accept", by, lambda user: knowing.accept(fact, by=user), self.accepted
        )

    @deed(by=people, one=which, why=said, is_open=said)
    def reject(self, by, one, why, is_open):
        fact, why = self.a_fact("proposed", one, is_open), self.word("w", why)
        self.attempt("reject", by, lambda user: knowing.reject(fact, by=user, why=why))

    @deed(often=2, by=people, old=which, how=tuple(Replacement.values), why=said)
    def replace(self, by, old, how, why):
        old, new = self.a_fact("accepted", old), self.a_fact("proposed", old)
        self.replace_by(new, old, by, how, "It was read anew." if why else " ")

    @deed(often=2, one=which)
    def correct_what_readers_have(self, one):
        """The whole way of a correction, which chance alone would seldom go."""
        cited = Fact.objects.accepted().exclude(citations=None)
        new = self.propose("command", True)
        if old := self.a(cited, one):
            self.replace_by(new, old, "command", "correction", "It was misread.")

    def replace_by(self, new, old, by, how, why):
        self.attempt(
            "replace",
            by,
            lambda user: replacing.replace(old, new, how=how, by=user, why=why),
            self.accepted,
        )

    @deed(by=people, one=which, why=said)
    def retract(self, by, one, why):
        fact, why = self.a(Fact, one), "It was read anew." if why else " "
        self.attempt(
            "retract", by, lambda user: replacing.retract(fact, by=user, why=why)
        )

    @deed(by=people, one=which, why=said)
    def undo(self, by, one, why):
        gone = "retracted" if one % 2 else "replaced"
        fact, why = self.a_fact(gone, one), "It was right." if why else " "
        self.attempt("undo", by, lambda user: replacing.undo(fact, by=user, why=why))

    @deed(often=4, needs=Task, by=people, one=which, wording=said)
    def word_correction(self, by, one, wording):
        task, wording = self.a(Task, one), self.word("n", wording)
        self.attempt(
            "word correction",
            by,
            lambda user: tasks.word_correction(task, wording, by=user),
        )

    # --- Topics, and time ----------------------------------------------------------

    @deed(by=people, one=which, into=which)
    def merge_topics(self, by, one, into):
        one, into = self.a(Topic, one), self.a(Topic, into)
        self.attempt(
            "merge topics",
            by,
            lambda user: topics.merge_topics(one, into=into, by=user),
        )

    @deed(by=people, model=(Section, Topic), one=which, name=which)
    def readdress(self, by, model, one, name):
        row, slug = self.a(model, one), ("news", "casting", "new place", "x")[name % 4]
        self.attempt(
            "readdress", by, lambda user: topics.readdress(row, slug=slug, by=user)
        )

    @deed(often=2, delta=(1, 29, 30, 31, 3_600, 100_000, -40, -3_600))
    def wait(self, delta):
        self.time_passes(delta)

    @deed(often=4, needs=Cancellation, one=which)
    def wait_for_what_was_called_off(self, one):
        moment = self.a(Cancellation, one).edition.live_from
        left = (moment - timezone.now()).total_seconds()
        self.time_passes(max(left, 0) + 1)
