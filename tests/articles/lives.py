"""A machine that leads articles, facts and topics through random lives.

Everybody tries every deed at any moment, allowed or not, while time moves on. Each
text carries a word of its own, so that a page tells which texts it was made from;
the machine keeps which of them any reader may have met.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections import Counter
from types import SimpleNamespace

import time_machine
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine

from articles import clock
from articles.actions import articles as writing
from articles.integrity import verify
from articles.lifecycle import Refused
from articles.models import (
    Article,
    Edition,
    EditionKind,
    Fact,
    PreviewLink,
    Section,
    Topic,
)
from articles.previews import address_of
from tests import builders as make
from tests.rows import every_row

START = datetime.datetime(2026, 3, 6, 12, 0, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)
WORD = re.compile(r"zq\d+[a-z]")
APPEND_ONLY = [
    "articles_edition",
    "articles_edition_topics",
    "articles_edition_about",
    "articles_edition_related",
    "articles_editioncitation",
    "articles_cancellation",
    "articles_change",
    "articles_snapshot",
]
PEOPLE = ("reporter", "other", "checker", "editor", "producer", "nobody", "command")

tally: Counter[tuple[str, str]] = Counter()
"""How often each deed was done and refused, over all machines of the process."""


def a_world():
    """What every life begins with; made once and rolled back to after each."""
    make.a_masthead()
    for name in ("other", "reporter", "checker", "editor", "producer"):
        make.a_user("reporter" if name == "other" else name, name=name)
    make.a_user(name="nobody")
    make.a_section("News")
    Section.objects.create(slug="other", title="Other")
    for name in ("casting", "renewals", "strikes"):
        Topic.objects.create(slug=name, name=name.title())
    show = make.a_show("Harbour", slug="harbour")
    for number in (1, 2, 3):
        make.an_accepted_fact(
            show,
            predicate="premise",
            text=f"zq{number}f",
            words=f"The words are zq{number}p today.",
        )
    for number, author in ((1, "reporter"), (2, "other")):
        writing.start(
            by=get_user_model().objects.get(username=author),
            section=Section.objects.get(slug="news"),
            slug=f"zq{number}s",
            **texts(number),
        )
    make.publish(make.approved(Article.objects.get(slug="zq1s")), by=None)


def texts(number, cites=None):
    """The columns of a text with words of its own."""
    cited = f"[@{cites.key}]" if cites else ""
    return {
        "headline": f"Of zq{number}h",
        "dek": f"It is zq{number}d.",
        "key_points": f"One is zq{number}k.",
        "body": f"They say zq{number}b.{cited} And zq{number}c.",
        "byline": f"By zq{number}y",
    }


class Life(RuleBasedStateMachine):
    """One newsroom, what its readers may have met, and what has to hold."""

    def __init__(self):
        super().__init__()
        self.traveller = time_machine.travel(START, tick=False)
        self.time = self.traveller.start()
        clock.forget()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.client = Client()
        self.number = 3
        self.turn = 0
        self.met = {f"zq{n}{part}" for n in (1, 2, 3) for part in "fp"}
        self.editions: dict[int, list[SimpleNamespace]] = {}
        self.said_by: dict[int, set[str]] = {}
        users = get_user_model().objects.all()
        self.people = {user.username: user for user in users} | {"command": None}
        self.latest = START
        self.settings = override_settings(FOUR_EYES=False)
        self.settings.enable()
        edition = Edition.objects.select_related("article").get()
        self.published(edition, edition.article)
        self.rows = every_row()
        self.readers_are_served()

    def teardown(self):
        try:
            if sys.exc_info()[0] is None:
                self.every_page_is_clean()
                assert verify().faults == []
        finally:
            self.settings.disable()
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)
            self.traveller.stop()
            clock.forget()

    def attempt(self, verb, by, deed, then=lambda done: None):
        """Does the deed; a refusal states reasons and leaves everything as it was.

        `then` is told what came of it, before any reader looks.
        """
        done = None
        try:
            done = deed(self.people[by])
        except Refused as refusal:
            reasons = refusal.reasons
        except ValidationError as error:
            reasons = error.messages
        else:
            reasons = None
            then(done)
        rows = every_row()
        tally[verb, "refused" if reasons is not None else "done"] += 1
        if reasons is not None:
            assert reasons and all(reason.strip() for reason in reasons), verb
            assert rows == self.rows, f"{verb} was refused and left a trace"
        for table in APPEND_ONLY:
            assert self.rows[table] <= rows[table], f"{verb} altered {table}"
        if reasons is None:
            self.rows = rows
            self.readers_are_served()
        return done

    # --- Things at hand ---------------------------------------------------------

    def a(self, model, place):
        """One of the rows there are, or None."""
        found = getattr(model, "objects", model)
        rows = list(found.order_by("pk"))
        return rows[place % len(rows)] if rows else None

    def one(self, model, status, place, is_meant=True):
        """One of that status, or any where there is none or another is meant."""
        rows = model.objects.filter(status=status)
        return (self.a(rows, place) if is_meant else None) or self.a(model, place)

    def a_fact(self, status, place, is_meant=True):
        return self.one(Fact, status, place, is_meant)

    def word(self, letter, is_said=True):
        """Words that no text has had, or none."""
        self.number += 1
        return f"It is zq{self.number}{letter}." if is_said else " "

    # --- What readers may meet --------------------------------------------------

    def published(self, edition, article):
        """Keeps what an edition says, from the working copy that it was made of."""
        texts = [article.headline, article.byline, article.slug]
        if edition.kind != EditionKind.RETRACTION:
            texts += [article.dek, article.key_points, article.body]
        if edition.kind != EditionKind.MINOR:
            texts.append(edition.note)
        row = SimpleNamespace(
            pk=edition.pk,
            number=edition.number,
            live_from=edition.live_from,
            retracts=edition.kind == EditionKind.RETRACTION,
            slug=article.slug,
            words=set(WORD.findall("\n".join(texts))),
            is_off=False,
        )
        self.editions.setdefault(article.pk, []).append(row)

    def called_off(self, cancellation):
        for editions in self.editions.values():
            for row in editions:
                row.is_off |= row.pk == cancellation.edition_id

    def accepted(self, fact):
        self.met |= self.said_by.get(fact.pk, set())

    def time_passes(self, seconds):
        self.time.shift(seconds)
        self.latest = max(self.latest, timezone.now())
        self.readers_are_served()

    def out(self, article):
        """The editions of the article that are or were live, as the machine counts.

        Time may leap over the whole life of one. One that a later edition overtook at
        its own first moment never was live.
        """
        due = [
            edition
            for edition in self.editions[article]
            if edition.live_from <= self.latest and not edition.is_off
        ]
        return [
            edition
            for edition in due
            if not any(
                later.number > edition.number and later.live_from <= edition.live_from
                for later in due
            )
        ]

    def live(self, article):
        """The edition of the article that is live now, as the machine counts."""
        return max(self.out(article), key=lambda edition: edition.number, default=None)

    def readers_are_served(self):
        """What is live is what was published and not called off; one page is clean."""
        expected = {}
        for article in self.editions:
            for edition in self.out(article):
                self.met |= edition.words
            live = self.live(article)
            if live is not None:
                expected[article] = live.number
        found = Edition.objects.live(at=clock.now()).values_list("article", "number")
        assert dict(found) == expected
        self.turn += 1
        places = self.places()
        self.page_is_clean(places[self.turn % len(places)])

    def places(self):
        """Where readers look; of the newest texts, also what search finds."""
        number = self.turn * 7 % (self.number + 1)
        found = ["/", "/news/", f"/search/?q=zq{number}", "/corrections/"]
        found += ["/sections/news/", "/topics/casting/"]
        for article in self.editions:
            edition = self.editions[article][-1]
            year = self.editions[article][0].live_from.year
            page = f"/news/{year}/{edition.slug}/"
            found += [page, f"{page}history/"]
        return found

    def page_is_clean(self, place):
        answer = self.client.get(place, follow=True)
        assert answer.status_code in (200, 404, 410), place
        shown = set(WORD.findall(answer.content.decode()))
        assert shown <= self.met, f"{place} shows {shown - self.met}"
        return shown

    def every_page_is_clean(self):
        self.readers_are_served()
        for place in self.places():
            self.page_is_clean(place)
        last = Fact.objects.order_by("pk").last()
        for place in ("/shows/harbour/", f"/facts/{last.key}/"):
            self.page_is_clean(place)
        for article in self.editions:
            live = self.live(article)
            if live is not None and not live.retracts:
                first = self.editions[article][0].live_from
                shown = self.page_is_clean(f"/news/{first.year}/{live.slug}/")
                headline = {word for word in live.words if word.endswith("h")}
                assert headline <= shown
        self.links_open_while_they_last()

    def links_open_while_they_last(self):
        for link in PreviewLink.objects.all():
            answer = self.client.get(address_of(link.pk))
            if link.revoked_at is not None or link.expires_at <= self.latest:
                assert answer.status_code != 200, "a preview link did not end"
