"""A newsroom with as much of everything as a test asks for."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from articles.actions.articles import revise, start
from articles.actions.evidence import attach
from articles.actions.facts import accept, propose
from articles.actions.publishing import publish
from articles.actions.replacing import replace
from articles.actions.sources import archive_story, quote_passage
from articles.actions.tasks import word_correction
from articles.models import FrontSlot, MenuItem, StaticPage, Topic
from catalog.models import Entry, ExternalId, Image
from tests import builders as make

# One white pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)

PASSAGES = 25
"""Of a story."""


class World:
    """One show with its surroundings: `size` of everything that hangs on it."""

    def __init__(self, size: int = 1, *, name: str = "Harbour") -> None:
        self.size = size
        self.name = name
        self.count = 0
        self.make_catalogue()
        self.make_facts()
        self.make_newspaper()

    def fact(
        self, subject: Any, *, speakers: Any = (), accepted: bool = True, **claim: Any
    ) -> Any:
        """An accepted fact whose passage stands in the story of this world."""
        if self.count % PASSAGES == 0:
            self.archive()
        self.count += 1
        words = f"This is passage {self.count} of {self.name}"
        passage = quote_passage(self.snapshot, words, by=None, speakers=speakers)
        subject = Entry.objects.get(pk=subject.pk)
        fact = propose(subject=subject, by=None, **claim)
        attach(fact, passage, by=None)
        return accept(fact, by=None) if accepted else fact

    def archive(self) -> None:
        """Another story, with the passages for the facts to come."""
        numbers = range(self.count + 1, self.count + PASSAGES + 1)
        text = " ".join(f"This is passage {n} of {self.name}." for n in numbers)
        self.snapshot = archive_story(
            text,
            by=None,
            headline=f"{self.name} report {self.count}",
            outlet=self.outlet,
            published="March 2026",
            url=f"https://trade.example/{self.count}",
        ).snapshot
        self.story = self.snapshot.story

    def make_catalogue(self) -> None:
        self.outlet = make.an_outlet()
        self.job = make.a_job()
        self.crew_job = make.a_job("producer")
        self.franchise = make.a_franchise(f"The {self.name} universe")
        self.show = make.a_show(self.name, franchise=self.franchise)
        self.work = make.a_work(f"The {self.name} novels")
        each = range(1, self.size + 1)
        self.seasons = [make.a_season(self.show, number) for number in each]
        self.season = self.seasons[0]
        self.episodes = [make.an_episode(self.season, number) for number in each]
        self.episode = self.episodes[0]
        self.people = [make.a_person(f"{self.name} Player {n}") for n in each]
        self.person = self.people[0]
        self.characters = [make.a_character(f"{self.name} Part {n}") for n in each]
        self.character = self.characters[0]
        self.companies = [make.a_company(f"{self.name} Pictures {n}") for n in each]
        self.company = self.companies[0]
        self.others = [
            make.a_show(f"{self.name} Nights {n}", franchise=self.franchise)
            for n in each
        ]
        ExternalId.objects.create(
            entry=self.show.entry, authority="imdb", value="tt1234567"
        )
        Image.objects.create(
            entry=self.show.entry,
            file=ContentFile(PNG, name=f"{self.show.slug}.png"),
            alt="A harbour at night",
            credit="Ada Reyes",
            licence="own",
        )

    def make_facts(self) -> None:
        say, show = self.fact, self.show
        self.order = say(show, predicate="series-order", date="2026-03-06")
        say(show, predicate="logline", text="A captain minds a harbour.")
        say(show, predicate="status", text="ordered")
        say(show, predicate="trailer", kind="none_announced", known_on="January 2026")
        say(self.work, predicate="novel-count", number=3)
        for n in range(self.size):
            self.make_numbered_facts(n)

    def make_numbered_facts(self, n: int) -> None:
        say, show = self.fact, self.show
        person, company = self.people[n].entry, self.companies[n].entry
        season = self.seasons[n]
        say(show, predicate="genre", text=f"Genre {n}")
        say(show, predicate="premise", text=f"Premise {n}.")
        say(show, predicate="statement", text=f"Words {n}.", speakers=[person])
        say(show, predicate="network", target=company)
        say(show, predicate="available-on", target=company)
        say(show, predicate="spin-off-of", target=self.others[n].entry)
        say(show, predicate="working-title", text=f"Untitled {n}")
        say(season, predicate="episodes-ordered", number=10)
        say(self.episodes[n], predicate="premiere", date="2026-09-01")
        for work in (show, season, self.episodes[n]):
            say(
                work,
                predicate="cast",
                target=person,
                job=self.job,
                character=self.characters[n].entry,
            )
            say(
                work,
                predicate="crew",
                target=person,
                job=self.crew_job,
                via=company,
            )
        say(self.characters[n], predicate="appears-in", target=show.entry)
        say(self.others[n], predicate="based-on", target=self.work.entry)
        say(self.others[n], predicate="status", text="airing")

    def make_newspaper(self) -> None:
        self.section = make.a_section()
        self.topic, _ = Topic.objects.get_or_create(slug="orders", name="Orders")
        self.page, _ = StaticPage.objects.get_or_create(
            slug="about", title="About us", description="Who we are.", body="*We* are."
        )
        masthead = make.a_masthead()
        MenuItem.objects.get_or_create(
            masthead=masthead, order=1, label="News", section=self.section
        )
        FrontSlot.objects.get_or_create(order=1)
        related: list[Any] = []
        for n in range(self.size):
            wrong = self.fact(self.show, predicate="premise", text=f"Wrong {n}.")
            article = start(
                by=None,
                headline=f"{self.name} story {n}",
                section=self.section,
                byline="By the desk",
                dek="What we know.",
                key_points=f"* It is ordered.[@{self.order.key}]",
                body=f"It is ordered.[@{self.order.key}] Wrong.[@{wrong.key}]",
            )
            article.about.set([self.show.entry, self.person.entry])
            article.topics.set([self.topic])
            article.related.set(related)
            related.append(article)
            publish(make.approved(article), by=None)
            self.edition = self.correct(article, wrong, n)

    def correct(self, article: Any, wrong: Any, n: int) -> Any:
        """The next edition of the article, which puts a fact right that it cites."""
        text = f"Right {n}."
        right = self.fact(self.show, predicate="premise", text=text, accepted=False)
        replace(wrong, right, how="correction", by=None, why="Misread.")
        word_correction(article.tasks.get(), "It said what was wrong.", by=None)
        body = article.body.replace(f" Wrong.[@{wrong.key}]", f" Right.[@{right.key}]")
        article = revise(article, by=None, columns={"body": body})
        return publish(article, by=None)
