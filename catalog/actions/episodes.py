"""Episodes that appear, and the credits that were waiting for them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from catalog.models import Credit, EntryKind, Episode, FormerSlug, Season
from catalog.parts import episodes_named, season_named


@transaction.atomic
def add_episodes(season: Season, numbers: Iterable[int]) -> list[Episode]:
    """Episodes with these numbers, named by them until they have titles.

    Credits that meant them are bound. Raises ValidationError for a number that the
    season has already.
    """
    made = []
    for number in numbers:
        episode = Episode(
            season=season,
            number=number,
            slug=f"{season.slug}/episode-{number}",
            title=f"Episode {number}",
        )
        _free(episode)
        episode.full_clean()
        episode.save()
        made.append(episode)
    bind_credits(season)
    return made


@transaction.atomic
def bind_credits(season: Season) -> int:
    """Binds each waiting credit of the season to its episodes; how many were bound.

    A credit waits as long as some episode that its part means has no entry. One that
    was unbound by a renumbering waits for an editor instead.
    """
    episodes = {row.number: row for row in season.episodes.all()}
    bound = 0
    for credit in _waiting(season):
        named = episodes_named(credit.part, last=season.episodes_ordered)
        if named and named <= episodes.keys():
            credit.episodes.set(episodes[number] for number in named)
            bound += 1
    return bound


def _waiting(season: Season) -> list[Credit]:
    """Credits of the season, or of its show naming it, that are bound to nothing."""
    rows = (
        Credit.objects.filter(work__in=[season.pk, season.show_id], episodes=None)
        .filter(needs_binding=False)
        .exclude(part="")
    )
    return [
        row
        for row in rows
        if row.work_id == season.pk or season_named(row.part) == season.number
    ]


@transaction.atomic
def renumber(episode: Episode, number: int) -> Episode:
    """Gives the episode another number; its address moves and the old one redirects.

    Credits that were bound to it by its number are unbound, and wait for an editor:
    whether they meant the episode or the place is not for the machine to say.
    """
    if number == episode.number:
        return episode
    for credit in Credit.objects.filter(episodes=episode):
        credit.episodes.clear()
        credit.needs_binding = True
        credit.save(update_fields=["needs_binding"])
    old = episode.slug
    if episode.title == f"Episode {episode.number}":
        episode.title = f"Episode {number}"
    episode.number = number
    episode.slug = f"{episode.season.slug}/episode-{number}"
    _free(episode)
    episode.full_clean()
    episode.save()
    FormerSlug.objects.get_or_create(
        kind=episode.kind, slug=old, defaults={"entry": episode.entry}
    )
    return episode


def _free(episode: Episode) -> None:
    """Lets an episode have the address of its number, which another may have had.

    The number is the place, not the episode: a redirect gives way to a page.
    """
    FormerSlug.objects.filter(kind=EntryKind.EPISODE, slug=episode.slug).delete()


@transaction.atomic
def bind(credit: Credit, episodes: Iterable[Episode]) -> Credit:
    """Binds a credit to these episodes by hand."""
    credit.episodes.set(episodes)
    credit.needs_binding = False
    credit.save(update_fields=["needs_binding"])
    return credit
