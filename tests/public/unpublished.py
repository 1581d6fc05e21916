"""Seven of everything that readers must not see, each text with a word of its own."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.files.base import ContentFile

from articles.actions.articles import revise
from articles.actions.comments import comment
from articles.actions.evidence import attach
from articles.actions.facts import accept, propose, reject
from articles.actions.previews import make_preview_link
from articles.actions.publishing import cancel, publish, retract_article
from articles.actions.reviewing import set_embargo, submit
from articles.actions.sources import add_snapshot, archive_story, quote_passage
from articles.actions.tasks import word_correction
from articles.actions.working_copies import keep
from articles.models import Article, Edition, Task
from articles.previews import address_of
from catalog.models import Entry, EntryKind, ExternalId, Image, Title
from catalog.text import fold
from tests import builders as make

from .world import PNG, World

EACH = range(7)
ROOT = "zebr"
"""What every secret word begins with, once its accent is folded away."""

TEXTS = ("headline", "dek", "key_points", "body", "byline")
DAY = datetime.timedelta(days=1)


def secret(state: str, n: int, field: str) -> str:
    """A word that stands nowhere else: letters alone, with an accent."""
    return f"Zébr{state}{'abcdefghij'[n]}{field.replace('_', '')}"


class Unpublished:
    """Everything that is not for readers; what is scheduled comes out at `moment`.

    `words` are the secrets by state, `due` the states that are none any more from
    `moment` on, and `addresses` where each would be if it were out.
    """

    due = frozenset({"scheduled", "later"})

    def __init__(self, world: World, moment: datetime.datetime) -> None:
        self.world, self.moment = world, moment
        self.words: dict[str, list[str]] = {}
        self.addresses: dict[str, list[str]] = {}
        self.previews: list[str] = []
        self.writer = make.a_user("editor", name=self.word("staff", 0, "login"))
        for n in EACH:
            self.make_drafts(n)
            self.make_schedules(n)
            self.make_later_editions(n)
            self.make_what_was_taken_back(n)
            self.make_facts(n)
            self.make_sources(n)
        self.make_hidden_entries()

    def word(self, state: str, n: int, field: str) -> str:
        found = secret(state, n, field)
        self.words.setdefault(state, []).append(found)
        return found

    # --- Articles ------------------------------------------------------------------

    def texts(self, state: str, n: int) -> dict[str, str]:
        """A secret for each text of an article, its address too."""
        found = {name: self.word(state, n, name) for name in TEXTS}
        found["key_points"] = f"* {found['key_points']}"
        found["slug"] = fold(self.word(state, n, "slug"))
        return found

    def place(self, state: str, slug: str, at: datetime.datetime) -> None:
        self.addresses.setdefault(state, []).append(f"/news/{at.year}/{slug}/")

    def article(self, state: str, n: int) -> Article:
        """An article about all that the world shows, with secrets in every text."""
        texts = self.texts(state, n)
        self.place(state, texts["slug"], self.moment)
        world = self.world
        article = make.an_article(
            section=world.section,
            topics=[world.topic],
            about=[world.show.entry, world.person.entry],
            by=None,
            **texts,
        )
        article.related.add(world.edition.article)
        return article

    def make_drafts(self, n: int) -> None:
        draft = self.article("draft", n)
        typed = {name: self.word("typed", n, name) for name in TEXTS}
        keep(draft, by=self.writer, fields=typed)
        text = self.word("comment", n, "text")
        comment(draft, by=self.writer, text=text, sentence=draft.body)
        note = self.word("preview", n, "note")
        until = self.moment + DAY
        link = make_preview_link(draft, by=None, expires_at=until, note=note)
        self.previews.append(address_of(link.pk))
        submit(self.article("review", n), by=None)
        make.approved(self.article("ready", n))

    def make_schedules(self, n: int) -> None:
        scheduled = make.approved(self.article("scheduled", n))
        publish(scheduled, by=None, live_from=self.moment)
        held = make.approved(self.article("embargoed", n))
        set_embargo(held, until=self.moment + DAY, by=None)
        if n % 2:
            publish(held, by=None, live_from=self.moment + DAY)
        off = make.approved(self.article("cancelled", n))
        edition = publish(off, by=None, live_from=self.moment)
        cancel(edition, by=None, why=self.word("cancelled", n, "why"))

    def out(self, n: int, name: str) -> Article:
        """An article that readers have, with no secret in it."""
        return make.an_edition(
            f"Plain {name} {n}",
            section=self.world.section,
            topics=[self.world.topic],
            about=[self.world.show.entry],
        ).article

    def next(self, article: Article, state: str, n: int, **how: Any) -> Edition:
        """The next edition of an article, with secrets in every text of it."""
        texts = self.texts(state, n)
        self.place(state, texts["slug"], self.moment)
        article = revise(article, by=None, columns=texts)
        note = self.word(state, n, "note")
        return publish(article, by=None, note=note, **how)

    def make_later_editions(self, n: int) -> None:
        kind = ("update", "correction")[n % 2]
        article = self.out(n, "later")
        self.next(article, "later", n, kind=kind, live_from=self.moment)
        called_off = self.next(
            self.out(n, "off"), "calledoff", n, kind=kind, live_from=self.moment
        )
        cancel(called_off, by=None)
        written_on = revise(
            self.out(n, "next"), by=None, columns=self.texts("workingcopy", n)
        )
        self.place("workingcopy", written_on.slug, self.moment)

    def make_what_was_taken_back(self, n: int) -> None:
        words = {name: self.word("retracted", n, name) for name in ("dek", "body")}
        words["key_points"] = f"* {self.word('retracted', n, 'key_points')}"
        article = make.an_edition(
            f"Plain hoax {n}", about=[self.world.show.entry], **words
        ).article
        retract_article(article, by=None, why="Plain reason.")

    # --- Facts and sources ---------------------------------------------------------

    def proposed(self, state: str, n: int) -> Any:
        fact = propose(
            subject=Entry.objects.get(pk=self.world.show.pk),
            predicate="premise",
            text=self.word(state, n, "text"),
            wording=self.word(state, n, "wording"),
            known_on="2026",
            by=None,
        )
        self.addresses.setdefault(state, []).append(fact.get_absolute_url())
        return fact

    def make_facts(self, n: int) -> None:
        fact = self.proposed("proposed", n)
        said = f"{self.word('proposed', n, 'exact')} was said."
        passage = quote_passage(make.a_snapshot(f"A. {said} B."), said, by=None)
        attach(fact, passage, by=None, attribution=self.word("proposed", n, "by"))
        fact = self.proposed("rejected", n)
        reject(fact, by=None, why=self.word("rejected", n, "why"))
        fact = self.proposed("orphaned", n)
        said = f"{self.word('orphaned', n, 'exact')} was said."
        snapshot = make.a_snapshot(f"A. {said} B.")
        attach(fact, quote_passage(snapshot, said, by=None), by=None)
        newer = self.word("orphaned", n, "newer")
        add_snapshot(snapshot.story, f"It was {newer} all along.", by=None)
        article = self.out(n, "task")
        cited = make.an_accepted_fact(self.world.show)
        task = Task.objects.create(
            article=article,
            fact=cited,
            kind="correction",
            opened_at=self.moment - 9 * DAY,
        )
        word_correction(task, self.word("task", n, "wording"), by=None)

    def make_sources(self, n: int) -> None:
        far, near = (self.word("snapshot", n, name) for name in ("far", "further"))
        text = f"{far} one. Near {n}. Told {n}. Near it {n}. {near} two."
        story = archive_story(
            text,
            by=None,
            headline=f"Plain report {n}",
            desk_note=self.word("snapshot", n, "note"),
        )
        fact = propose(
            subject=Entry.objects.get(pk=self.world.show.pk),
            predicate="premise",
            text=f"Plain premise {n}",
            by=None,
        )
        attach(fact, quote_passage(story.snapshot, f"Told {n}.", by=None), by=None)
        accept(fact, by=None)

    # --- Hidden entries ------------------------------------------------------------

    def make_hidden_entries(self) -> None:
        franchise = make.a_franchise(**self.entry(0))
        show = make.a_show(franchise=self.world.franchise, **self.entry(1))
        season = make.a_season(show)
        person = make.a_person(**self.entry(2))
        character = make.a_character(**self.entry(3))
        company = make.a_company(**self.entry(4))
        work = make.a_work(**self.entry(5))
        other = make.a_show(franchise=franchise, **self.entry(6))
        rows = [franchise, show, person, character, company, work, other]
        for n, row in enumerate(rows):
            self.hang_on(n, row.entry)
        seen = self.world.show
        cast = {"predicate": "cast", "job": self.world.job}
        make.an_accepted_fact(seen, target=person.entry, **cast)
        make.an_accepted_fact(
            seen, target=self.world.person.entry, character=character.entry, **cast
        )
        make.an_accepted_fact(season, target=self.world.person.entry, **cast)
        make.an_accepted_fact(seen, predicate="network", target=company.entry)
        make.an_accepted_fact(seen, predicate="spin-off-of", target=show.entry)
        make.an_accepted_fact(seen, predicate="based-on", target=work.entry)
        about = [row.entry for row in rows] + [season.entry]
        make.an_edition("Plain about it", about=about)
        self.addresses["hidden"] += [season.get_absolute_url()]

    def entry(self, n: int) -> dict[str, Any]:
        title = self.word("hidden", n, "title")
        return {
            "title": title,
            "slug": fold(title),
            "sort_title": self.word("hidden", n, "sort"),
            "summary": self.word("hidden", n, "summary"),
            "visibility": "hidden",
        }

    def hang_on(self, n: int, entry: Entry) -> None:
        """What has a row of its own and goes with the entry."""
        name = self.word("hidden", n, "othertitle")
        Title.objects.create(entry=entry, kind="alternative", text=name)
        ExternalId.objects.create(
            entry=entry, authority="imdb", value=fold(self.word("hidden", n, "imdb"))
        )
        Image.objects.create(
            entry=entry,
            file=ContentFile(PNG, name=f"{fold(self.word('hidden', n, 'file'))}.png"),
            alt=self.word("hidden", n, "alt"),
            credit=self.word("hidden", n, "credit"),
            licence="own",
        )
        places = self.addresses.setdefault("hidden", [])
        places.append(entry.get_absolute_url())
        if entry.kind == EntryKind.SHOW:
            text = self.word("hidden", n, "fact")
            fact = make.an_accepted_fact(entry, predicate="premise", text=text)
            places.append(fact.get_absolute_url())
