"""What an article cites, and what has become of it since."""

from __future__ import annotations

from collections.abc import Mapping

from articles.knowledge import KnownFact
from articles.ledger import Ledger
from articles.models import FactStatus

from .cells import Notebook, sentence_case


class ArticleNotebook(Notebook):
    """The marks of a text that stays as it was published.

    `ledger` may hold facts that were replaced or retracted since, and those that
    took their place; only what is accepted counts as known.
    """

    def __init__(self, ledger: Ledger, words: Mapping[str, str]) -> None:
        accepted = [k for k in ledger.facts if k.status == FactStatus.ACCEPTED]
        super().__init__(Ledger(accepted), words)
        self._by_pk = {known.pk: known for known in ledger.facts}

    def notice(self, known: KnownFact) -> str:
        """Whether the fact still holds; where it does not, what holds instead."""
        if known.status in (FactStatus.PROPOSED, FactStatus.REJECTED):
            # Nobody stands by it: taken back after publishing, or cited in a draft.
            return sentence_case(self.words["rechecking"])
        notice = super().notice(known)
        newer = self._by_pk.get(known.replaced_by_id or 0)
        return f"{notice}: {newer.words}" if newer else notice
