"""Publishing: what refuses it, what it makes, and when readers get it."""

import datetime

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from articles.actions.articles import start
from articles.actions.facts import reject
from articles.actions.publishing import publish, reasons_against_publishing
from articles.actions.rendering import render_missing
from articles.body import MAX_BODY
from articles.lifecycle import Refused
from articles.models import Article, Edition, EditionCitation, Rendering, Snapshot
from catalog.models import Image
from tests import builders as make
from tests.rows import every_row

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 3, 6, 12, 0, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


def reasons_against(article, **how):
    """Why the article is not published; nothing has changed."""
    before = every_row()
    with pytest.raises(Refused) as refusal:
        publish(article, **{"by": None} | how)
    assert every_row() == before
    return refusal.value.reasons


# --- Refusals ---------------------------------------------------------------------


def test_an_article_without_headline_and_text_is_refused_for_both():
    article = make.a_ready_article("Title")
    Article.objects.update(headline=" ", body="")

    assert reasons_against(article) == ("It has no headline.", "It has no text.")


def test_an_unknown_fact_is_named():
    article = make.a_ready_article(body="It waits. [@no-such-fact]")

    assert reasons_against(article) == (
        "[@no-such-fact] is cited, but there is no such fact.",
    )


def test_a_key_point_may_not_cite_an_unknown_fact_either():
    article = make.a_ready_article(body="It waits.", key_points="One. [@no-such-fact]")

    assert reasons_against(article) == (
        "[@no-such-fact] is cited, but there is no such fact.",
    )


def test_a_proposed_fact_is_not_cited():
    fact = make.a_fact()
    article = make.a_ready_article(body=f"It waits. [@{fact.key}]")

    assert reasons_against(article) == (
        f"[@{fact.key}] is only proposed: accept it or take the citation out.",
    )


def test_a_rejected_fact_is_not_cited():
    fact = reject(make.a_fact(), by=None, why="A typing error.")
    article = make.a_ready_article(body=f"It waits. [@{fact.key}]")

    assert reasons_against(article) == (
        f"[@{fact.key}] is rejected: take the citation out.",
    )


def test_a_fact_on_unchecked_evidence_is_not_cited():
    fact = make.an_accepted_fact()
    # As when the value is edited later: the passages wait to be checked again.
    fact.evidence.update(checked_at=None, checked_by=None)
    article = make.a_ready_article(body=f"It waits. [@{fact.key}]")

    assert reasons_against(article) == (
        f"[@{fact.key}] rests on no checked passage: check its evidence.",
    )


def test_all_reasons_come_at_once():
    proposed = make.a_fact()
    article = make.a_ready_article(
        body=f"One. [@{proposed.key}] Two. [@no-such-fact] Three. [@nor-such]"
    )

    assert len(reasons_against(article)) == 3


def test_a_picture_without_words_for_it_is_refused():
    image = Image(entry=make.a_show().entry, alt="", credit="A. B.")
    article = make.a_ready_article()
    article.hero = image

    assert reasons_against_publishing(article, by=None) == [
        "Its picture has no alternative text."
    ]


def test_nobody_publishes_their_own_where_four_eyes_are_asked_for(settings):
    settings.FOUR_EYES = True
    editor = make.a_user("editor")
    article = make.a_ready_article(by=editor)

    assert reasons_against(article, by=editor) == (
        "You wrote it yourself: somebody else must publish it.",
    )
    assert publish(article, by=make.a_user("editor")).number == 1


def test_a_later_edition_says_what_changed():
    article = make.an_edition().article

    assert reasons_against(article, note=" ") == (
        "Say in a note to readers what changed.",
    )


def test_an_edition_does_not_overtake_the_one_before():
    article = make.an_edition(live_from=NOW + 2 * SECOND).article

    [reason] = reasons_against(article, live_from=NOW, note="A date was added.")

    assert reason.startswith("Edition 1 goes live at 2026-03-06 12:00:02 UTC")


def test_an_address_is_not_taken_over():
    first = make.an_edition("Harbour is ordered").article
    Article.objects.filter(pk=first.pk).update(slug="elsewhere")
    second = make.a_ready_article("Harbour is ordered")

    assert reasons_against(second) == (
        "Another article is published at “harbour-is-ordered”: choose another address.",
    )


def test_a_text_without_end_is_refused():
    article = make.a_ready_article(body="x" * (MAX_BODY + 1))

    assert reasons_against(article) == (
        "The text has 1,000,001 characters; an article holds 1,000,000 at most.",
    )


def test_a_moment_without_a_zone_is_an_error():
    with pytest.raises(ValueError, match="must know its time zone"):
        publish(make.a_ready_article(), by=None, live_from=NOW.replace(tzinfo=None))


# --- What an edition is -----------------------------------------------------------


def test_an_edition_is_a_copy_of_everything_readers_get():
    show, section = make.a_show("Harbour"), make.a_section("Reports")
    article = make.a_ready_article(
        "Harbour is ordered",
        dek="At last.",
        key_points="- Ten episodes",
        body="It is ordered.",
        byline="By the desk",
        section=section,
        about=[show],
    )
    other = make.a_ready_article("Another")
    article.related.add(other)

    edition = publish(article, by=make.a_user("editor"))

    for name in ("headline", "slug", "dek", "key_points", "body", "byline", "section"):
        assert getattr(edition, name) == getattr(article, name), name
    assert edition.about.get() == show.entry
    assert edition.related.get() == other
    assert (edition.number, edition.kind, edition.note) == (1, "first", "")


def test_what_is_written_later_does_not_reach_an_edition():
    edition = make.an_edition(body="It is ordered.")

    Article.objects.update(body="It is cancelled.", headline="No")

    assert Edition.objects.get(pk=edition.pk).body == "It is ordered."


def test_later_editions_are_numbered_updates_of_the_same_age():
    first = make.an_edition()

    second = publish(first.article, by=None, note="A date was added.")

    assert (second.number, second.kind) == (2, "update")
    assert second.first_live == first.first_live
    assert second.get_absolute_url() == first.get_absolute_url()


def test_facts_are_cited_in_the_order_of_first_mention():
    facts = [make.an_accepted_fact() for _ in range(3)]
    one, two, three = (fact.key for fact in facts)

    edition = make.an_edition(
        key_points=f"First [@{two}]",
        body=f"Then [@{one}], again [@{two}], at last [@{three}].",
    )

    cited = edition.citations.order_by("number").values_list("number", "fact__key")
    assert list(cited) == [(1, two), (2, one), (3, three)]


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.save(),
        lambda row: row.save(update_fields=["pk"]),
        lambda row: row.delete(),
        lambda row: type(row).objects.all().delete(),
        lambda row: type(row).objects.update(pk=1),
        lambda row: type(row).objects.filter(pk=row.pk).update(pk=1),
        lambda row: type(row).objects.bulk_update([row], [row._meta.fields[1].name]),
        lambda row: type(row).objects.update_or_create(
            pk=row.pk, defaults={"number": 7}
        ),
    ],
    ids=["save", "save a field", "delete", "delete all", "update all", "update",
         "update in bulk", "update or create"],
)  # fmt: skip
@pytest.mark.parametrize("model", [Edition, EditionCitation, Snapshot])
def test_rows_that_are_written_once_never_change(model, change):
    fact = make.an_accepted_fact()
    make.an_edition(body=f"It waits. [@{fact.key}]")
    before = every_row()

    refusal = pytest.raises(TypeError, match=r"rows (never change|are never deleted)\.")
    with refusal, transaction.atomic():
        change(model.objects.first())

    assert every_row() == before


def test_an_article_that_was_published_is_not_deleted():
    article = make.an_edition().article

    with pytest.raises(ProtectedError), transaction.atomic():
        article.delete()


def test_rendered_text_that_is_missing_is_made_again():
    edition = make.an_edition()
    kept = edition.rendering.body
    Rendering.objects.all().delete()

    assert render_missing() == 1
    assert Rendering.objects.get().body == kept
    assert render_missing() == 0


# --- When it is live --------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "number"),
    [(-1, None), (0, 1), (1, 1), (9, 1), (10, 2), (11, 2)],
    ids=["T-1", "T", "T+1", "U-1", "U", "U+1"],
)
def test_readers_get_the_highest_edition_whose_time_has_come(at, number):
    first = make.an_edition(live_from=NOW)
    publish(first.article, by=None, note="More.", live_from=NOW + 10 * SECOND)

    live = Edition.objects.live(at=NOW + at * SECOND)

    assert [edition.number for edition in live] == ([number] if number else [])


def test_what_is_scheduled_is_listed_until_it_is_live():
    make.an_edition(live_from=NOW)

    assert Edition.objects.scheduled(at=NOW - SECOND).count() == 1
    assert Edition.objects.scheduled(at=NOW).count() == 0


def test_an_edition_without_a_time_is_live_at_once():
    edition = make.an_edition()

    assert list(Edition.objects.live(at=timezone.now())) == [edition]


def test_a_draft_has_no_edition_that_could_leak():
    start(by=None, headline="Secret", section=make.a_section(), body="Secret.")

    assert not Edition.objects.exists()


def test_each_article_has_its_own_live_edition():
    first, second = make.an_edition("One"), make.an_edition("Two")
    publish(first.article, by=None, note="More.")

    live = Edition.objects.live(at=timezone.now())

    assert {(e.article_id, e.number) for e in live} == {
        (first.article_id, 2),
        (second.article_id, 1),
    }
