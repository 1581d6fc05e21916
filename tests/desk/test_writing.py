"""Writing at the desk: what is offered, what is kept, and whom it is shown to."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Change, Edition, Fact, WorkingCopy
from tests import builders as make

pytestmark = pytest.mark.django_db

PLACE = "/admin/articles/article/{}/"
PREVIEW = "/admin/articles/article/preview/"


def page_of(article):
    return PLACE.format(f"{article.pk}/change")


def check(client, article="", **texts):
    return client.post(PLACE.format("check"), {"article": article, **texts})


def preview(client, article="", **fields):
    return client.post(PREVIEW, {"article": article, **fields})


def keep(client, article="", *, fields=None, **sent):
    typed = json.dumps(fields) if fields is not None else ""
    data = {"article": article, "fields": typed, **sent}
    return client.post(PLACE.format("keep"), data)


def rows():
    """How many rows there are of what an article's form could change."""
    models = (Article, Change, Edition, Fact, WorkingCopy)
    return [model.objects.count() for model in models]


# --- Finding ------------------------------------------------------------------------


def test_facts_are_found_for_whoever_writes(client_of):
    fact = make.an_accepted_fact(
        make.a_show("Harbour"), predicate="premiere", date="March 2026"
    )
    client = client_of(make.a_user("reporter"))

    answer = client.get(PLACE.format("pick"), {"q": "harbour prem"})

    assert answer.json()["found"] == [
        {
            "key": fact.key,
            "subject": "Harbour",
            "label": "Premiere",
            "words": "March 2026",
            "certainty": "reported",
            "certainty_label": "reported",
            "status": "accepted",
            "is_supported": True,
        }
    ]


def test_pictures_are_found_for_whoever_writes(client_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = make.a_picture(make.a_show("Harbour"))
    client = client_of(make.a_user("reporter"))

    [found] = client.get(PLACE.format("pictures"), {"q": "pier"}).json()["found"]

    assert (found["number"], found["entry"]) == (picture.pk, "Harbour")
    assert found["src"] == picture.file.url


def test_without_scripts_facts_and_pictures_are_found_on_a_page(
    client_of, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    show = make.a_show("Harbour")
    fact, picture = make.an_accepted_fact(show), make.a_picture(show)
    make.an_accepted_fact(make.a_show("Other"))

    page = client_of(make.a_user("reporter")).get(PLACE.format("find"), {"q": "harb"})

    assert [pick.key for pick in page.context["facts"]] == [fact.key]
    assert f'value="[@{fact.key}]"' in page.content.decode()
    assert f'value="![](image:{picture.pk})"' in page.content.decode()


@pytest.mark.parametrize("place", ["pick", "pictures", "find"])
def test_nobody_else_finds_anything(client, client_of, place):
    make.an_accepted_fact()
    address = PLACE.format(place)

    assert client.get(address).status_code == 302
    assert client_of(make.a_user()).get(address).status_code == 403
    assert client_of(make.a_user("editor")).post(address).status_code == 405


def test_entries_at_hand_come_first_whatever_is_sent_as_their_number(root):
    show = make.a_show("Harbour")
    own = make.an_accepted_fact(show)
    make.an_accepted_fact()
    about = [str(show.pk), "x", "-1", "9" * 40, "\0"]

    [found] = root.get(PLACE.format("pick"), {"about": about}).json()["found"]

    assert found["key"] == own.key


# --- Checking and previewing ----------------------------------------------------------


def test_a_check_tells_of_facts_and_bare_sentences_and_keeps_nothing(root):
    fact = make.an_accepted_fact(make.a_show("Harbour"))
    before = rows()

    told = check(root, body=f"It is.[@{fact.key}] It was. <b>x</b>").json()

    assert "1 of 2 sentences" not in told["panel"]
    assert f"/admin/articles/fact/{fact.pk}/change/" in told["panel"]
    assert "It was." in told["panel"]
    assert "<b>x</b>" not in told["panel"]
    assert (told["words"], told["minutes"]) == (5 + 2, 1)
    assert rows() == before


@pytest.mark.parametrize(("body", "is_told"), [("", False), ("It is.", True)])
def test_a_text_without_words_takes_no_time_to_read(root, body, is_told):
    page = root.get(page_of(make.an_article(body=body, dek=""))).content.decode()

    assert ("<span data-reading>" in page) is is_told
    assert ("<span data-reading hidden>" in page) is not is_told


@pytest.mark.parametrize(("key", "is_praised"), [("", True), ("-not", False)])
def test_a_text_that_cites_what_is_not_there_is_not_praised(root, key, is_praised):
    fact = make.an_accepted_fact()

    panel = check(root, body=f"It is.[@{fact.key}{key}]").json()["panel"]

    assert ("Every sentence cites a fact." in panel) is is_praised


def test_a_check_shows_the_pictures_with_their_credit(root, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = make.a_picture(alt="A pier", credit="Zoë Müller")

    panel = check(root, body=f"It is.\n\n![](image:{picture.pk})").json()["panel"]

    assert picture.file.url in panel
    assert f"/admin/catalog/image/{picture.pk}/change/" in panel
    assert "A pier" in panel
    assert "Zoë Müller" in panel


def test_a_text_that_is_too_much_is_told_by_its_number(root):
    told = check(root, body="It is.[@a-fact] " * 10_000).json()

    assert "10,000 citations" in told["panel"]


def test_a_preview_is_the_readers_page_and_keeps_nothing(root, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make.a_masthead()
    show = make.a_show("Harbour")
    fact = make.an_accepted_fact(show, predicate="premiere", date="March 2026")
    picture = make.a_picture(show)
    topic = make.an_article().topics.create(slug="casting", name="Casting")
    before = rows()

    answer = preview(
        root,
        headline="Harbour <b>opens</b>",
        dek="In March.",
        key_points=f"It opens.[@{fact.key}]",
        body=f"## When\n\nIt opens.[@{fact.key}]\n\n![Here](image:{picture.pk})",
        byline="Ada",
        section=make.a_section().pk,
        topics=[topic.pk],
        about=[show.pk],
        hero=picture.pk,
    )

    page = answer.content.decode()
    assert answer.templates[0].name == "pages/article.html"
    assert "<h1>Harbour &lt;b&gt;opens&lt;/b&gt;</h1>" in page
    assert page.count('class="cite"') >= 2
    assert f'id="evidence-{fact.key}"' in page
    assert page.count(picture.file.url) >= 2
    assert "Casting" in page
    assert 'href="/shows/harbour/"' in page
    assert answer["X-Robots-Tag"] == "noindex"
    assert rows() == before


def test_the_preview_of_what_is_published_is_what_readers_get(root):
    fact = make.an_accepted_fact(make.a_show("Harbour"))
    text = f"## When\n\nIt *is*.[@{fact.key}]"
    edition = make.an_edition("Harbour is ordered", body=text, dek="At last.")

    public = root.get(edition.get_absolute_url()).content.decode()
    shown = preview(root, headline="Harbour is ordered", body=text).content.decode()

    def prose(page):
        start = page.index('<div class="prose">')
        return page[start : page.index("</article>")]

    assert prose(shown).strip() == prose(public).strip()


def test_whoever_may_only_read_an_article_previews_it_as_it_is_kept(client_of):
    edition = make.an_edition("Harbour is ordered")
    reporter = client_of(make.a_user("reporter"))

    answer = preview(reporter, edition.article.pk)

    assert "A sentence that claims nothing." in answer.content.decode()


def test_a_preview_of_too_much_says_so(root):
    answer = preview(root, headline="Deep", body=">" * 5_000 + " It.")

    assert answer.status_code == 422
    assert "nested 5,000 deep" in answer.content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"section": "x", "hero": "-1", "topics": ["é"], "about": ["9" * 40]},
        {"section": "99999999", "hero": "99999999", "related": ["99999999"]},
        {"headline": "\0", "body": "\0[@\0]", "key_points": "\r\n\r\n"},
        {},
    ],
    ids=["no numbers", "no rows", "no characters", "nothing"],
)
def test_no_form_breaks_the_preview_or_the_check(root, fields):
    assert preview(root, **fields).status_code == 200
    assert check(root, **fields).status_code == 200


def test_a_preview_costs_the_same_for_every_text(root):
    facts = [make.an_accepted_fact() for _ in range(6)]

    def queries(some):
        text = "".join(f"It is.[@{fact.key}] " for fact in some)
        with CaptureQueriesContext(connection) as captured:
            preview(root, headline="A", body=text)
        return len(captured)

    assert queries(facts[:1]) == queries(facts)


# --- Who may --------------------------------------------------------------------------

DOORS = {
    "check": check,
    "preview": preview,
    "keep": lambda client, number: keep(client, number, fields={"body": "x"}),
    "forget": lambda client, number: client.post(
        PLACE.format("forget"), {"article": number}
    ),
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())
def test_the_draft_of_another_is_as_if_it_were_not_there(client_of, door):
    other = make.an_article("A secret draft")
    client = client_of(make.a_user("reporter"))
    before = rows()

    refused = door(client, other.pk)
    missing = door(client, 99_999)

    assert refused.status_code == missing.status_code == 404
    assert b"secret" not in refused.content
    assert rows() == before


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())
def test_staff_without_rights_and_strangers_are_turned_away(client_of, door):
    before = rows()
    # As a script of the page asks; a form is answered with the page to sign in.
    stranger = Client(headers={"Sec-Fetch-Dest": "empty"})

    assert door(stranger, "").status_code == 302
    assert door(client_of(make.a_user()), "").status_code == 403
    assert rows() == before


@pytest.mark.parametrize("door", ["keep", "forget"])
def test_what_one_may_only_read_is_not_kept(client_of, door):
    article = make.an_edition().article
    client = client_of(make.a_user("reporter"))

    assert DOORS[door](client, article.pk).status_code == 403


@pytest.mark.parametrize("place", ["check", "preview", "keep", "forget"])
def test_nothing_is_done_by_asking(root, place):
    assert root.get(PLACE.format(place)).status_code == 405


def test_a_form_that_is_only_read_has_no_tools(client_of):
    article = make.an_edition("Out").article

    page = client_of(make.a_user("reporter")).get(page_of(article)).content.decode()

    assert "data-writing" not in page
    assert "A sentence that claims nothing." in page
