"""An address for every pattern of the site map."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import URLPattern

from newsroom.urls import urlpatterns

from .world import World

PAGES: dict[str, Callable[[World], str]] = {
    "home": lambda world: "/",
    "news": lambda world: "/news/",
    "article": lambda world: world.edition.get_absolute_url(),
    "history": lambda world: f"{world.edition.get_absolute_url()}history/",
    "corrections": lambda world: "/corrections/",
    "section": lambda world: world.section.get_absolute_url(),
    "topic": lambda world: world.topic.get_absolute_url(),
    "shows": lambda world: "/shows/",
    "show": lambda world: world.show.get_absolute_url(),
    "known": lambda world: f"{world.show.get_absolute_url()}known/",
    "show-timeline": lambda world: f"{world.show.get_absolute_url()}timeline/",
    "season": lambda world: world.season.get_absolute_url(),
    "episode": lambda world: world.episode.get_absolute_url(),
    "people": lambda world: "/people/",
    "person": lambda world: world.person.get_absolute_url(),
    "character": lambda world: world.character.get_absolute_url(),
    "company": lambda world: world.company.get_absolute_url(),
    "franchise": lambda world: world.franchise.get_absolute_url(),
    "franchise-timeline": lambda world: (
        f"{world.franchise.get_absolute_url()}timeline/"
    ),
    "work": lambda world: world.work.get_absolute_url(),
    "fact": lambda world: world.order.get_absolute_url(),
    "sources": lambda world: "/sources/",
    "source": lambda world: world.story.get_absolute_url(),
    "outlet": lambda world: world.outlet.get_absolute_url(),
    "search": lambda world: "/search/?q=harbour",
    "static": lambda world: world.page.get_absolute_url(),
}

# What a name in these addresses may be asked for without being one of the pages.
FEEDS = {"news-feed": "/news/feed/", "corrections-feed": "/corrections/feed/"}
NOT_PAGES = {"healthz", "readyz", "robots", "media", "preview", "sitemap", *FEEDS}

NAMES = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}
