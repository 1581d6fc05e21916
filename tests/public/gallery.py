"""Plain values for every component and page of the reader's site.

They are what docs/pages.md describes; no database is needed.
"""

from datetime import date
from types import SimpleNamespace as N

from django.template import engines

from newsroom.public.charts import Span, chart
from newsroom.public.posters import poster

from . import gallery_of_editions as editions


def html(source):
    """Return HTML that a view hands over as safe."""
    return engines["django"].from_string(source).render()


def link(label, url="/x/", **more):
    return N(label=label, url=url, **more)


def value(text, *marks, **more):
    plain = {"url": "", "datetime": "", "absence": False, "note": "", "hedge": ""}
    return N(text=text, marks=list(marks), **plain | more)


def row(label, *values):
    return N(label=label, values=list(values))


when = N(text="July 2025", datetime="2025-07")
vague = N(text="Winter 2025", datetime="")
mark = N(
    number=3,
    url="/facts/order/",
    certainty="official",
    label="Source 3, official",
    evidence_id="evidence-order",
)
unknown = value("not announced", mark, absence=True, note="as of July")
passage = N(
    before="He said: “",
    exact="Ten episodes & <more>",
    after="” and left.",
    speaker="A. Speaker",
    headline="Series ordered",
    untitled=False,
    url="/sources/x/",
    outlet="The Paper",
    outlet_url="/outlets/x/",
    date=vague,
    note="date inferred",
    live_url="https://a.example/",
    stance="supports",
    stance_label="",
    origin="Own reporting",
)
evidence = N(
    number=3,
    id="evidence-order",
    claim="Ballard was ordered.",
    url="/facts/order/",
    certainty="official",
    certainty_label="Official",
    known=when,
    origins="3 stories, 1 origin",
    checked="18 November 2023 by the desk",
    passages=[passage, passage],
)
picture = N(
    src="/a.jpg",
    srcset="/a.jpg 1x, /b.jpg 2x",
    sizes="100vw",
    width=300,
    height=200,
    alt="A street at night",
    credit="A. Photographer",
    credit_url="https://a.example/",
    caption="Venice",
)
card = N(
    url="/news/x/",
    headline="Ballard returns",
    kicker=link("Renewals", ""),
    dek="Again.",
    date=when,
    tally="5 facts",
    notice="Correction",
    picture=picture,
)
show = N(
    url="/shows/ballard/",
    title="Ballard",
    kicker="Series",
    values=[value("Renewed", mark), unknown],
    poster=poster("Ballard", "ballard"),
    picture=None,
)
person = N(
    name=value("Maggie Q", mark, url="/people/x/"),
    roles=[value("Renée Ballard", url="/characters/x/"), unknown],
    note="season 1",
)
groups = [N(label="Main", people=[person]), N(label="", people=[person])]
change = N(
    when=when,
    subject=link("Ballard"),
    label="Premiere",
    old="winter",
    new="July",
    text="",
    kind="correction",
    marks=[mark],
)
quote = N(
    text="Not twice.",
    speaker=link("A. Speaker"),
    role="author",
    source=link("Set report"),
    date=when,
    live_url="https://a.example/",
    marks=[mark],
)
source = N(
    url="/sources/x/",
    headline="Series ordered",
    untitled=False,
    outlet=link("The Paper"),
    date=when,
    tally="2 facts",
    notes=["date inferred"],
)
pagination = N(label="2 of 7", previous_url="?page=1", next_url="?page=3")
episode = N(
    number=1,
    url="/x/",
    title=value("Library of Souls", mark, url="/x/"),
    date=value("9 July 2025", mark, datetime="2025-07-09"),
    synopsis=value("A case.", mark),
)
fact = N(
    label="It was ordered.", url="/x/", certainty="planned", certainty_label="Planned"
)
season = N(url="/x/", label="Season 1", values=[value("July 2025", mark), unknown])
result = N(
    url="/x/",
    title="Renée",
    kind="Character",
    snippet=[N(text="Renée", is_match=True), N(text=" Ballard", is_match=False)],
    date=when,
)

days = N(
    url="/shows/ballard/",
    days=[N(value="2025-07-09", label="9 July 2025", is_current=True)],
)
past = N(label="As known on 9 July 2025", today=link("Today’s page"))
record = N(tally="1 fact", groups=[N(label="Held", count=1, facts=[fact])])
drawing = chart(
    [
        Span(1, date(2025, 7, 9), date(2025, 7, 9), "event"),
        Span(2, date(2025, 7, 1), date(2025, 7, 31), "correction"),
    ]
)
moments = [
    N(
        number=1,
        when=when,
        subject=link("Ballard"),
        label="Premiere",
        old="winter",
        new="July",
        kind="development",
        marks=[mark],
    )
]

COMPONENTS = editions.COMPONENTS | {
    "box": {
        "title": "Note",
        "text": "Words.",
        "html": html("<p>More.</p>"),
        "links": [link("A")],
    },
    "breadcrumbs": {"breadcrumbs": [link("Shows"), link("Ballard")]},
    "card": {"card": card},
    "cast_and_crew": {"cast": groups, "crew": groups},
    "changes": {"changes": [change]},
    "cite": {"mark": mark},
    "days": {"days": days},
    "empty": {"text": "Nothing here yet."},
    "episode_list": {"episodes": [episode]},
    "evidence": {"evidence": evidence},
    "fact_rows": {"rows": [row("Premiere", value("July", mark), unknown)]},
    "lead_card": {"card": card},
    "link_list": {"links": [link("IMDb", note="tt0"), link("Wikidata", "")]},
    "neighbours": {"previous": link("1"), "next": link("3"), "label": "Seasons"},
    "notice": {"notice": N(label="Correction", date=when, text="No.", kind="update")},
    "pagination": {"pagination": pagination},
    "passage": {"passage": passage},
    "passage_block": {"block": N(id="p1", passage=passage, facts=[fact])},
    "past": {"past": past, "days": days},
    "people": {"groups": groups},
    "people_list": {"people": [person]},
    "picture": {"picture": picture},
    "poster": {"poster": show.poster, "picture": None},
    "quote": {"quote": quote},
    "record": {"record": record, "intro": "First."},
    "result": {"result": result},
    "search_form": {"query": 'a"b', "label": "", "action": "/search/"},
    "season_list": {"seasons": [season]},
    "show_card": {"show": show},
    "source_row": {"source": source},
    "sources": {"sources": [evidence]},
    "tag_list": {"links": [link("All", is_current=True, count=4), link("None", "")]},
    "timeline": {"chart": drawing, "label": "Ballard: timeline"},
    "timeline_table": {"rows": moments, "caption": "Ballard: timeline"},
    "value": {"value": value("July", mark, mark, hedge="about", datetime="2025-07")},
    "when": {"when": when},
}

entry = {
    "breadcrumbs": [link("Shows")],
    "kickers": [link("Series", ""), link("Bosch universe")],
    "title": "Ballard",
    "dek": value("A detective.", mark),
    "poster": show.poster,
    "picture": None,
    "glance": [row("Premiere", unknown)],
    "changes": [change],
    "on_record": [row("Set in", value("Los Angeles", mark))],
    "quotes": [quote],
    "articles": [card],
    "links": [link("IMDb")],
    "sources": [evidence],
    "past": past,
    "days": days,
    "more": [link("Timeline")],
}
listing = {
    "breadcrumbs": [link("News")],
    "kicker": "Section",
    "title": "Renewals",
    "dek": "What comes back.",
    "filters": [link("All")],
    "cards": [card],
    "about": [show],
    "pagination": pagination,
}
team = {"cast": groups, "crew": groups, "previous": link("1"), "next": link("3")}
headed = {"breadcrumbs": [link("Home")], "title": "Sources", "dek": "", "filters": []}
PAGES = editions.PAGES | {
    "pages/home.html": {
        "lead": card,
        "changes": [change],
        "latest": [card],
        "shows": [show],
        "preview": editions.front_preview,
        "blocks": [N(label="Explainers", url="/x/", cards=[card])],
        "sources": [evidence],
    },
    "pages/listing.html": listing,
    "pages/news.html": listing,
    "pages/section.html": listing,
    "pages/topic.html": listing,
    "pages/article.html": {
        "kickers": [link("Renewals")],
        "headline": "Ballard returns",
        "dek": "Again.",
        "byline": "By the desk",
        "edition": N(label="Edition 2", live_from=when, history_url="/x/"),
        "reading": "4 minutes",
        "points": html("<ul><li>Ordered.</li></ul>"),
        "notices": [N(label="Correction", date=when, text="No.", kind="correction")],
        "picture": picture,
        "body": html("<p>It is back.</p><h2>Who makes it</h2>"),
        "topics": [link("Bosch universe")],
        "about": [show],
        "unknown": [row("Premiere", unknown)],
        "changes": [change],
        "related": [card],
        "sources": [evidence],
        "banner": "A preview.",
        "limits": editions.limits,
    },
    "pages/shows.html": headed
    | {"groups": [N(label="All", url="/x/", shows=[show])], "sources": [evidence]},
    "pages/entry.html": entry,
    "pages/show.html": entry
    | team
    | {
        "seasons": [season],
        "companies": [row("Studio", value("A Studio", mark))],
        "titles": [row("Working", value("Untitled", mark))],
        "relations": [row("Spin-off of", value("Bosch", mark))],
    },
    "pages/season.html": entry | team | {"episodes": [episode]},
    "pages/episode.html": entry | team | {"synopsis": value("A case.", mark)},
    "pages/person.html": entry | {"departments": groups},
    "pages/character.html": entry | {"played_by": groups, "relations": []},
    "pages/company.html": entry | {"works": groups, "people": groups},
    "pages/franchise.html": entry
    | {"shows": [show], "relations": [row("Basis", value("A novel"))]},
    "pages/work.html": entry | {"relations": [row("Basis of", value("Ballard"))]},
    "pages/people.html": headed | {"groups": groups, "pagination": pagination},
    "pages/fact.html": {
        "subject": link("Ballard"),
        "claim": "Ballard was ordered.",
        "status": "accepted",
        "status_label": "Accepted",
        "note": "",
        "certainty": "official",
        "certainty_label": "Official",
        "rows": [row("Value", value("Ordered"))],
        "supports": [passage],
        "disputes": [passage],
        "changes": [change],
        "cited_by": [card],
    },
    "pages/sources.html": headed | {"groups": [N(label="2023", sources=[source])]},
    "pages/source.html": {
        "kicker": "Source story",
        "headline": "Headline unknown",
        "untitled": True,
        "dek": "",
        "live_url": "https://a.example/",
        "rows": [row("Outlet", unknown)],
        "blocks": [N(id="p1", passage=passage, facts=[fact])],
        "entries": [link("Ballard")],
    },
    "pages/outlet.html": {
        "kicker": "Trade paper",
        "title": "The Paper",
        "dek": "",
        "rows": [row("Stories", value("3"))],
        "links": [link("a.example")],
        "sources": [source],
        "pagination": pagination,
        "record": record,
    },
    "pages/known.html": {
        "breadcrumbs": [link("Shows")],
        "about": link("Ballard"),
        "title": "Ballard: everything we know",
        "dek": "The surest first.",
        "past": past,
        "days": days,
        "parts": [N(label="Story", rows=[row("A", unknown)], quotes=[quote])],
        "unknown": [row("Premiere", unknown)],
        "changes": [change],
        "more": [link("Timeline")],
        "sources": [evidence],
    },
    "pages/timeline.html": {
        "breadcrumbs": [link("Shows")],
        "about": link("Ballard"),
        "title": "Ballard: timeline",
        "dek": "As exact as known.",
        "chart": drawing,
        "rows": moments,
        "undated": [change],
        "sources": [evidence],
    },
    "pages/search.html": {
        "title": "Search",
        "query": "renee",
        "tally": "1 result",
        "filters": [link("All")],
        "results": [result],
        "pagination": pagination,
    },
    "pages/static.html": {
        "title": "About",
        "dek": "Who.",
        "body": html("<p>Us.</p>"),
        "updated": when,
    },
    "404.html": {"suggestions": [link("Ballard")]},
    "500.html": {},
}
WORDS = {
    name: f"The words of {name}."
    for name in (
        *("latest_heading", "changes_heading"),
        *("nothing_yet", "no_episodes", "no_results", "search_hint"),
        *("no_corrections",),
        *("passages_only", "nothing_quoted", "untitled_source"),
        *("untitled_entry", "rechecking", "later_found_wrong", "left_the_story"),
        *("known_intro", "timeline_intro", "record_intro"),
        *("bad_day_title", "bad_day_text"),
        *("not_found_title", "not_found_text", "error_title", "error_text"),
    )
}
