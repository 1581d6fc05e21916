"""The map of the site."""

from django.contrib import admin
from django.urls import path

from newsroom import limits
from newsroom.public.views import (
    articles,
    corrections,
    errors,
    facts,
    feeds,
    histories,
    home,
    known,
    people,
    previews,
    search,
    shows,
    sources,
    statics,
    timelines,
    worlds,
)

urlpatterns = [
    path("", home.home, name="home"),
    #
    path("news/", articles.news, name="news"),
    path("news/feed/", feeds.news_feed, name="news-feed"),
    path("news/<int:year>/<slug:slug>/", articles.article, name="article"),
    path("news/<int:year>/<slug:slug>/history/", histories.history, name="history"),
    path("sections/<slug:slug>/", articles.section, name="section"),
    path("topics/<slug:slug>/", articles.topic, name="topic"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/feed/", feeds.corrections_feed, name="corrections-feed"),
    path("preview/<str:token>/", previews.preview, name="preview"),
    #
    path("shows/", shows.shows, name="shows"),
    path("shows/<slug:slug>/", shows.show, name="show"),
    path("shows/<slug:slug>/known/", known.known, name="known"),
    path("shows/<slug:slug>/timeline/", timelines.show_timeline, name="show-timeline"),
    path("shows/<slug:slug>/season-<int:number>/", shows.season, name="season"),
    path(
        "shows/<slug:slug>/season-<int:season>/episode-<int:number>/",
        shows.episode,
        name="episode",
    ),
    path("people/", people.people, name="people"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("characters/<slug:slug>/", people.character, name="character"),
    path("companies/<slug:slug>/", worlds.company, name="company"),
    path("franchises/<slug:slug>/", worlds.franchise, name="franchise"),
    path(
        "franchises/<slug:slug>/timeline/",
        timelines.franchise_timeline,
        name="franchise-timeline",
    ),
    path("works/<slug:slug>/", worlds.work, name="work"),
    #
    path("facts/<slug:key>/", facts.fact, name="fact"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:key>/", sources.source, name="source"),
    path("outlets/<slug:slug>/", sources.outlet, name="outlet"),
    #
    path("search/", search.search, name="search"),
    path("admin/", admin.site.urls),
    path("media/<path:path>", statics.media, name="media"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", statics.robots, name="robots"),
    path("healthz", statics.healthz, name="healthz"),
    path("readyz", statics.readyz, name="readyz"),
    # The editors' own pages come last, so that none can hide a page above.
    path("<slug:slug>/", statics.static_page, name="static"),
]

handler400 = limits.bad_request
handler404 = errors.not_found
handler500 = errors.broken
