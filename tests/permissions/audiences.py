"""For whom each address is, by the name of its pattern. What is not named here fails.

Pages of the desk that belong to a model are named by what they do; `rights` says who
may do it.
"""

from .rights import CHECKERS, EDITORS, NOBODY, REPORTERS

EVERYBODY = {"anonymous", "user", "staff"} | REPORTERS
STAFF = {"staff"} | REPORTERS

READERS = {
    "home", "news", "news-feed", "article", "history", "section", "topic",
    "corrections", "corrections-feed", "preview", "shows", "show", "known",
    "show-timeline", "season", "episode", "people", "person", "character", "company",
    "franchise", "franchise-timeline", "work", "fact", "sources", "source", "outlet",
    "search", "media", "sitemap", "robots", "healthz", "readyz", "static",
}  # fmt: skip

DESK = {
    "index": STAFF,
    "login": EVERYBODY,
    "logout": EVERYBODY,
    "password_change": STAFF,
    "password_change_done": STAFF,
    "jsi18n": STAFF,
    "autocomplete": REPORTERS,
    "view_on_site": STAFF,
    "app_list": STAFF,
    "": STAFF,  # What is no page of the desk: missing, or a slash is added.
    "front_page_preview": REPORTERS,
    "front_page_at": REPORTERS,
    "queue_unsourced": REPORTERS,
    "queue_conflicts": REPORTERS,
    "queue_contradictions": REPORTERS,
    "queue_drift": REPORTERS,
    "queue_drift_apply": CHECKERS,
    "queue_unchecked": REPORTERS,
    "queue_orphaned": REPORTERS,
    "queue_unsupported": REPORTERS,
    "queue_corrections": REPORTERS,
    "queue_credits": REPORTERS,
    "queue_stale": REPORTERS,
    "auth_user_password_change": NOBODY,
    "article_preview": REPORTERS,
    "articles_article_keep": REPORTERS,
    "articles_article_forget": REPORTERS,
    "articles_article_check": REPORTERS,
    "articles_article_pick": REPORTERS,
    "articles_article_pictures": REPORTERS,
    "articles_article_find": REPORTERS,
    "articles_article_moment": REPORTERS,
    "articles_article_together": REPORTERS,
    "articles_article_word": EDITORS,
    "articles_article_publish": EDITORS,
    "articles_article_retract": EDITORS,
    "articles_article_embargo": EDITORS,
    "articles_article_previews": EDITORS,
    "articles_article_compare": REPORTERS,
    "articles_edition_cancel": EDITORS,
    "articles_fact_replace": CHECKERS,
    "articles_fact_amend": REPORTERS,
    "articles_sourcestory_compare": REPORTERS,
    "articles_topic_merge": EDITORS,
    "catalog_credit_bind": EDITORS,
    "catalog_season_episodes": EDITORS,
    "catalog_episode_renumber": EDITORS,
}

POST_ALONE = {
    "article_preview", "articles_article_keep", "articles_article_forget",
    "articles_article_check",
}  # fmt: skip
"""A GET of these is answered with 405, to whom they are for."""
