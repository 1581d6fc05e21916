"""What has to be said anew: the sentences that cite facts which fell, with a proposal.

Found by asking, whenever somebody looks. A sentence of the working copy is reworded
there; where the copy is mended, readers get the old sentence until the next edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from django.db.models import Min, Q, QuerySet

from articles.citing import (
    CitedSentence,
    cited_sentences,
    recited,
    uncited_sentences,
)
from articles.heirs import heirs_of
from articles.models import CLAIM_ROWS, Article, Edition, Fact, Task, TaskKind
from articles.predicate_shapes import ValueType
from articles.predicates import predicate
from articles.queues import articles_for
from articles.revaluing import Wording, revalued
from articles.values import Claim, value_words
from catalog.differences import Piece, differences

FIELDS = ("key_points", "body")
MOST_ELSEWHERE = 5
# Of these kinds an old value is words that are said of other things as well.
_LOOSE = (ValueType.TEXT, ValueType.CHOICE)


@dataclass(frozen=True)
class Fallen:
    """A cited fact that no longer holds, and what holds in its place.

    `heir` is None and `new` is "" where nothing took its place.
    """

    task: Task
    old: str
    heir: Fact | None
    new: str

    @property
    def key(self) -> str:
        return self.task.fact.key


@dataclass(frozen=True)
class StaleSentence:
    """A sentence that rests on what fell, and how it could read.

    Where the proposal is not sure only its marks are mended, and somebody has to
    choose a wording or to write one.
    """

    article: Article
    field: str
    sentence: CitedSentence
    fallen: tuple[Fallen, ...]
    wording: Wording

    @property
    def proposed(self) -> str:
        return self.wording.text

    @property
    def is_sure(self) -> bool:
        """Whether the new value stands in the proposal."""
        return self.wording.is_sure

    @property
    def raw(self) -> str:
        return self.sentence.raw

    @property
    def words(self) -> str:
        return self.sentence.words

    @property
    def name(self) -> str:
        """Tells the sentence from all others while it reads as it does."""
        digest = hashlib.sha256(self.raw.encode("utf-8", "replace")).hexdigest()[:16]
        return f"{self.article.pk}-{self.field}-{digest}-{self.sentence.which}"

    @property
    def is_key_point(self) -> bool:
        return self.field == "key_points"


@dataclass(frozen=True)
class Elsewhere:
    """A text that says an old value and cites nothing for it, as a headline does.

    `proposed` says the new one in its place, or is "" where somebody has to choose.
    """

    field: str
    text: str
    proposed: str

    @property
    def pieces(self) -> list[Piece]:
        """What the proposal changes, word by word."""
        return differences(self.text, self.proposed or self.text)


@dataclass(frozen=True)
class StaleArticle:
    """An article with open tasks: what to reword, what readers still get of what is
    reworded already, and what says the old values without their marks."""

    article: Article
    tasks: tuple[Task, ...]
    sentences: tuple[StaleSentence, ...]
    still_out: tuple[StaleSentence, ...]
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def is_mended(self) -> bool:
        return not self.sentences

    @property
    def is_correction(self) -> bool:
        return any(task.kind == TaskKind.CORRECTION for task in self.tasks)

    @property
    def to_word(self) -> Task | None:
        """The first correction of which readers have not been told what was wrong."""
        due = (t for t in self.tasks if t.kind == TaskKind.CORRECTION)
        return next((task for task in due if not task.wording), None)


def stale_articles(user: Any) -> QuerySet[Article]:
    """The articles with open tasks that this person may read, the oldest first."""
    return (
        articles_for(user)
        .filter(pk__in=Task.objects.open().values("article"))
        .annotate(stale_since=Min("tasks__opened_at", filter=Q(tasks__closed_at=None)))
        .order_by("stale_since", "pk")
    )


def stale_in(articles: Iterable[Article]) -> list[StaleArticle]:
    """What is stale in each of these; 2 queries and one per step of replacements."""
    articles = list(articles)
    tasks = list(
        Task.objects.open()
        .filter(article__in=articles)
        .select_related(*(f"fact__{name}" for name in CLAIM_ROWS))
        .order_by("opened_at", "pk")
    )
    heirs = heirs_of([task.fact for task in tasks])
    newest = {
        edition.article_id: edition
        for edition in Edition.objects.newest().filter(article__in=articles)
    }
    found = []
    for article in articles:
        own = tuple(task for task in tasks if task.article_id == article.pk)
        fallen = [_fallen(task, heirs.get(task.fact_id)) for task in own]
        found.append(_stale(article, own, fallen, newest.get(article.pk)))
    return found


def _fallen(task: Task, heir: Fact | None) -> Fallen:
    new = value_words(heir.claim) if heir else ""
    return Fallen(task, value_words(task.fact.claim), heir, new)


def _stale(
    article: Article,
    tasks: tuple[Task, ...],
    fallen: Sequence[Fallen],
    newest: Edition | None,
) -> StaleArticle:
    own = _sentences(article, article, fallen)
    cited = {one.key for sentence in own for one in sentence.fallen}
    mended = [one for one in fallen if one.key not in cited]
    out = _sentences(article, newest, mended) if newest is not None and mended else ()
    return StaleArticle(article, tasks, own, out, tuple(_elsewhere(article, fallen)))


def _elsewhere(article: Article, fallen: Sequence[Fallen]) -> Iterator[Elsewhere]:
    """Where else the working copy says what fell: headline and dek, and sentences
    that cite none of it.

    A status or a description is looked for in headline and dek alone: its words are
    said of many things.
    """
    keys = {one.key for one in fallen}
    claims = [
        (one.task.fact.claim, one.heir.claim) for one in fallen if one.heir is not None
    ]
    for field in ("headline", "dek"):
        yield from _said_elsewhere(field, getattr(article, field), claims)
    claims = [
        pair for pair in claims if predicate(pair[0].predicate).type not in _LOOSE
    ]
    found = (
        elsewhere
        for field in FIELDS
        if any(_said_elsewhere(field, getattr(article, field), claims))
        for text in uncited_sentences(getattr(article, field), keys)
        for elsewhere in _said_elsewhere(field, text, claims)
    )
    yield from islice(found, MOST_ELSEWHERE)


def _said_elsewhere(
    field: str, text: str, claims: Iterable[tuple[Claim, Claim]]
) -> Iterator[Elsewhere]:
    found = Wording(text, is_sure=True)
    for old, new in claims:
        found = found.then(partial(revalued, old=old, new=new))
    if found.text != text or found.choices:
        yield Elsewhere(field, text, found.text if not found.choices else "")


def _sentences(
    article: Article, text: Article | Edition, fallen: Sequence[Fallen]
) -> tuple[StaleSentence, ...]:
    found = []
    by_key = {one.key: one for one in fallen}
    for field in FIELDS:
        for sentence in cited_sentences(getattr(text, field), by_key):
            here = tuple(by_key[key] for key in sentence.keys if key in by_key)
            wording = proposal(sentence.raw, here, opening=sentence.opening)
            found.append(StaleSentence(article, field, sentence, here, wording))
    return tuple(found)


def proposal(raw: str, fallen: Iterable[Fallen], *, opening: str = "") -> Wording:
    """How the sentence could read, and whether every new value stands in it.

    Each fact that fell is cited no more; what took its place is, and its value stands
    for the old one wherever that is honest.
    """
    found = Wording(raw, is_sure=True)
    for one in fallen:
        found = found.then(partial(_put_right, fallen=one, opening=opening))
    return found


def _put_right(raw: str, *, fallen: Fallen, opening: str) -> Wording:
    raw = recited(raw, fallen.key, fallen.heir.key if fallen.heir else "")
    if fallen.heir is None:
        return Wording(raw, is_sure=False)
    return revalued(raw, fallen.task.fact.claim, fallen.heir.claim, opening=opening)
