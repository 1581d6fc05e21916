"""Sources, facts, articles and the masthead on the desk, mirroring the models.

Nothing with a status is saved here: every button calls an action (`deeds`), and a
refusal leads to what mends it (`places`). An admin is put together from `…Pages`, each
of which adds some pages to it; forms stand in modules of their own.

- Stories (`sources`): `source_forms`, `highlights`, `comparing_snapshots`.
- Facts (`facts`): `fact_pages` with its buttons, `fact_forms`, `fact_versions`,
  `origins`; `replacing` with `replacing_forms`.
- Articles (`articles`): `article_lists`, `article_forms`; `together` for many at once.
  While one is written: `writing` (facts at hand), `working_copies` (nothing typed is
  lost). In review: `reviewing` (the head of the page), `review_deeds` (its buttons),
  `review_forms`, `comments`, `reading` (for who may not write). To readers:
  `publishing`, `publish_forms`, `preview_links`. After: `article_tasks` (facts that
  fell), `comparing_editions`.
- Editions, tasks and deeds, to be read: `editions`, `tasks`, `history`.
- The rest of the newspaper: `topics` with sections, `front_page`, `masthead`, `staff`.
- Moments: `moment_forms` asks for the zone, `desk_moments` is in that of the desk.
- On the pages of the catalogue: `panels`.
"""

from . import (
    articles,
    editions,
    facts,
    front_page,
    history,
    masthead,
    panels,
    sources,
    staff,
    tasks,
    topics,
)

__all__ = [
    "articles",
    "editions",
    "facts",
    "front_page",
    "history",
    "masthead",
    "panels",
    "sources",
    "staff",
    "tasks",
    "topics",
]
