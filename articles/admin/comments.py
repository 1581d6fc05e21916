"""The comments on an article, as its page shows them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from rapidfuzz import fuzz, process

from articles.actions.articles import why_not_write
from articles.actions.comments import state_of
from articles.body import without_citations
from articles.citing import words_of
from articles.models import Article, Comment
from articles.sentences import sentences
from catalog.differences import Piece, differences

from .review_forms import AnswerForm

# A choice among more is none; whoever writes that much has tools to select with.
_MOST_SENTENCES = 2_000
_LIKE_ENOUGH = 60
_SIGNS = re.compile(r"^(?:[#>*+-]+\s+|\d+[.)]\s+)+")
_LINKED = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_STRESS = re.compile(r"(\*\*|__|\*|_|~~|`)(?=\S)(.{1,200}?)(?<=\S)\1")


@dataclass(frozen=True)
class Remark:
    """A comment with its answers; `words` are those of its sentence, "" where it is on
    the whole.

    `written` is the sentence as the article has it now, "" where it is gone, and `now`
    the words of that. Where they are others, `pieces` are what differs; where only its
    citations are, `is_recited` says so. `state` is what the buttons say was seen,
    `answer` the form under it.
    """

    comment: Comment
    answers: tuple[Comment, ...]
    words: str
    written: str
    now: str
    pieces: tuple[Piece, ...]
    is_recited: bool
    may_resolve: bool
    state: str
    answer: forms.Form

    @property
    def is_gone(self) -> bool:
        return bool(self.words) and not self.written


def remarks_on(article: Article, *, by: Any, typed: Any) -> list[Remark]:
    """The comments, open ones first and then the latest resolved; 1 query.

    `typed` is the form of an answer: with what was typed for one of them, or empty.
    """
    rows = list(article.comments.select_related("by", "resolved_by"))
    answers: dict[int, list[Comment]] = defaultdict(list)
    for row in rows:
        if row.answers_to_id:
            answers[row.answers_to_id].append(row)
    first = [row for row in rows if row.answers_to_id is None]
    still = [row for row in first if row.resolved_at is None]
    done = [(row.resolved_at, row.pk, row) for row in first if row.resolved_at]
    latest = [row for _at, _pk, row in sorted(done, reverse=True)]
    places = _Places(article)
    is_writer = why_not_write(article, by=by) is None
    return [
        _remark(
            row,
            answers[row.pk],
            places,
            may_resolve=row.resolved_at is None and (is_writer or row.by_id == by.pk),
            typed=typed,
        )
        for row in (*still, *latest)
    ]


def _remark(
    row: Comment,
    answers: list[Comment],
    places: _Places,
    *,
    may_resolve: bool,
    typed: Any,
) -> Remark:
    words = plain(row.sentence)
    written = places.of(row.sentence, words)
    now = plain(written)
    return Remark(
        comment=row,
        answers=tuple(answers),
        words=words,
        written=written,
        now=now,
        pieces=tuple(differences(words, now)) if written and now != words else (),
        is_recited=bool(written) and now == words and written != row.sentence,
        may_resolve=may_resolve,
        state=state_of(row, answers),
        answer=typed if typed.is_for(row) else AnswerForm.under(row),
    )


class _Places:
    """Where the sentences of comments stand in an article now."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = squashed(
            article.headline, article.dek, article.key_points, article.body
        )

    def of(self, sentence: str, words: str) -> str:
        """The sentence as it is written now: itself, else the one most like it."""
        if not sentence or sentence in self._text:
            return sentence
        found = process.extractOne(
            words, self._sentences, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH
        )
        return found[2] if found else ""

    @cached_property
    def _sentences(self) -> dict[str, str]:
        return dict(sentences_to_choose(self._article))


def sentences_to_choose(article: Article) -> list[tuple[str, str]]:
    """Each sentence of the article once: as it is written, and in words."""
    found: dict[str, str] = {}
    for text in (article.headline, article.dek, article.key_points, article.body):
        for span in sentences(text):
            written = squashed(text[span.start : span.end])
            words = plain(written)
            if words and len(found) < _MOST_SENTENCES:
                found.setdefault(written, words)
    return list(found.items())


def squashed(*texts: str) -> str:
    return " ".join(" ".join(texts).split())


def plain(written: str) -> str:
    """A sentence in words, without the signs that shape it."""
    words = _SIGNS.sub("", without_citations(written))
    words = _STRESS.sub(r"\2", _LINKED.sub(r"\1", words))
    return words_of(words)
