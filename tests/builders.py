"""Builders: the smallest rows a test needs, made the way the desk makes them."""

from __future__ import annotations

import itertools
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from articles.actions.articles import start
from articles.actions.evidence import attach
from articles.actions.facts import accept, propose
from articles.actions.publishing import publish
from articles.actions.reviewing import approve, submit
from articles.actions.sources import archive_story, quote_passage
from articles.models import (
    Article,
    Edition,
    Fact,
    Masthead,
    Outlet,
    Passage,
    Section,
    Snapshot,
)
from catalog.models import (
    Character,
    Department,
    Entry,
    Episode,
    Franchise,
    Image,
    Job,
    Organisation,
    Person,
    Season,
    Show,
    Work,
)

# The smallest picture there is: a GIF of one pixel.
PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c"
    "00000000010001000002024401003b"
)

_count = itertools.count(1)


def a_user(role: str = "", *, name: str = "", **columns: Any) -> Any:
    """A member of staff with that role; without one, without rights."""
    username = name or f"{role or 'staff'}-{next(_count)}"
    user = get_user_model().objects.create_user(
        username, password=None, is_staff=True, **columns
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def a_superuser(name: str = "") -> Any:
    return get_user_model().objects.create_superuser(
        name or f"root-{next(_count)}", password=None
    )


def _entry(model: type[Entry], title: str, **columns: Any) -> Any:
    from catalog.actions.renaming import slug_for

    slug = columns.pop("slug", "") or slug_for(model.own_kind, title)
    row = model(title=title, slug=slug, **columns)
    row.full_clean()
    row.save()
    return row


def a_franchise(title: str = "The Harbour universe", **columns: Any) -> Franchise:
    return _entry(Franchise, title, **columns)


def a_show(title: str = "Harbour", **columns: Any) -> Show:
    return _entry(Show, title, **columns)


def a_season(show: Show, number: int = 1, **columns: Any) -> Season:
    return _entry(
        Season,
        f"{show.title}, season {number}",
        slug=f"{show.slug}/season-{number}",
        show=show,
        number=number,
        **columns,
    )


def an_episode(season: Season, number: int = 1, title: str = "", **columns: Any) -> Any:
    return _entry(
        Episode,
        title or f"Episode {number}",
        slug=f"{season.slug}/episode-{number}",
        season=season,
        number=number,
        **columns,
    )


def a_person(title: str = "Ada Reyes", **columns: Any) -> Person:
    return _entry(Person, title, **columns)


def a_character(title: str = "Captain Moss", **columns: Any) -> Character:
    return _entry(Character, title, **columns)


def a_company(title: str = "Lantern Pictures", **columns: Any) -> Organisation:
    return _entry(Organisation, title, **columns)


def a_work(title: str = "The Harbour novels", **columns: Any) -> Work:
    return _entry(Work, title, **columns)


def a_picture(entry: Entry | None = None, **columns: Any) -> Image:
    """A picture of one pixel; the test has to give MEDIA_ROOT a place of its own."""
    columns = {"alt": "A pier", "credit": "Jane Doe", "licence": "own", **columns}
    file = ContentFile(PIXEL, name=f"picture-{next(_count)}.gif")
    subject = Entry.objects.get(pk=(entry or a_show()).pk)
    return Image.objects.create(entry=subject, file=file, **columns)


def a_job(slug: str = "actor") -> Job:
    """A job of the vocabulary: "actor" is cast, anything else a producer's."""
    department = Department.CAST if slug == "actor" else Department.PRODUCTION
    job, _ = Job.objects.get_or_create(
        slug=slug,
        defaults={
            "name": slug.replace("-", " ").capitalize(),
            "department": department,
            "order": 10 if department == Department.CAST else 50,
        },
    )
    return job


def an_outlet(name: str = "The Trade", **columns: Any) -> Outlet:
    slug = name.lower().replace(" ", "-")
    return Outlet.objects.get_or_create(slug=slug, defaults={"name": name, **columns})[
        0
    ]


def a_snapshot(text: str = "", **known: Any) -> Snapshot:
    """The archived text of a new story."""
    text = text or f"Report {next(_count)}. The harbour show was ordered today."
    return archive_story(text, by=None, **known).snapshot


def a_passage(words: str = "", *, snapshot: Snapshot | None = None) -> Passage:
    """A passage; its snapshot is made to hold the words where none is given."""
    words = words or f"The harbour show was ordered, says report {next(_count)}."
    snapshot = snapshot or a_snapshot(f"Before it. {words} After it.")
    return quote_passage(snapshot, words, by=None)


def a_fact(subject: Entry | None = None, **claim: Any) -> Fact:
    """A proposed fact with one passage in support."""
    if "predicate" not in claim:
        claim |= {"predicate": "premise", "text": f"Premise {next(_count)}"}
    by = claim.pop("by", None)
    words = claim.pop("words", "")
    fact = propose(
        subject=Entry.objects.get(pk=(subject or a_show()).pk), by=by, **claim
    )
    attach(fact, a_passage(words), by=by)
    return fact


def an_accepted_fact(subject: Entry | None = None, **claim: Any) -> Fact:
    return accept(a_fact(subject, **claim), by=None)


def a_section(title: str = "News", **columns: Any) -> Section:
    slug = title.lower().replace(" ", "-")
    return Section.objects.get_or_create(
        slug=slug, defaults={"title": title, **columns}
    )[0]


def a_masthead(**columns: Any) -> Masthead:
    defaults = {"name": "The Paper", "description": "A paper about television."}
    return Masthead.objects.get_or_create(key="site", defaults=defaults | columns)[0]


def an_article(headline: str = "", **draft: Any) -> Article:
    """A draft with a sentence of its own."""
    headline = headline or f"Headline {next(_count)}"
    draft.setdefault("body", "A sentence that claims nothing.")
    about = draft.pop("about", ())
    topics = draft.pop("topics", ())
    by = draft.pop("by", None)
    section = draft.pop("section", None) or a_section()
    article = start(headline=headline, section=section, by=by, **draft)
    article.about.set(about)
    article.topics.set(topics)
    return article


def approved(article: Article) -> Article:
    """The article, sent to review and found ready."""
    return approve(submit(article, by=None), by=None)


def a_ready_article(headline: str = "", **draft: Any) -> Article:
    return approved(an_article(headline, **draft))


def an_edition(headline: str = "", *, live_from: Any = None, **draft: Any) -> Edition:
    """A published article; live at once unless a moment is given."""
    return publish(a_ready_article(headline, **draft), by=None, live_from=live_from)
