"""One changed byte in what never changes is found, and nothing else is."""

import datetime
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction

from articles.actions.articles import revise
from articles.actions.publishing import cancel, publish
from articles.actions.replacing import retract
from articles.actions.sealing import seal
from articles.clock import latest
from articles.intake import sha256
from articles.integrity import SealUnreadable, verify
from articles.models import (
    Article,
    Cancellation,
    Change,
    Edition,
    EditionCitation,
    Passage,
    Rendering,
    Section,
    Snapshot,
    Topic,
)
from tests import builders as make

pytestmark = pytest.mark.django_db

COLUMNS = [
    (model, field.name)
    for model in (Edition, Change, Cancellation, Snapshot, Passage)
    for field in model._meta.concrete_fields
    if isinstance(field, models.CharField | models.TextField)
]
OTHERS = [
    (Edition, "number"),
    (Edition, "section"),
    (Edition, "live_from"),
    (Edition, "first_live"),
    (Edition, "published_at"),
    (Edition, "published_by"),
    (Change, "at"),
    (Change, "by"),
    (Cancellation, "at"),
    (Cancellation, "by"),
    (EditionCitation, "number"),
    (EditionCitation, "fact"),
    (Passage, "start"),
    (Passage, "end"),
]
LISTS = ["topics", "about", "related"]


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_newsroom()
        transaction.set_rollback(True)


@pytest.fixture
def newsroom(made_once, db):
    """An article with three editions and a cancelled one, and more beside it."""
    return Article.objects.get(pk=made_once.pk)


def a_newsroom():
    editor = make.a_user("editor")
    make.a_user("producer")
    Section.objects.create(slug="other", title="Other")
    for name in ("casting", "renewals"):
        Topic.objects.create(slug=name, name=name)
    show, _ = make.a_show(), make.a_person()
    fact = make.an_accepted_fact(show, words="A pier, they said, is all they need.")
    make.an_accepted_fact(show, predicate="rating", text="TV-MA")
    make.an_edition("Another")
    first = make.an_edition(
        "The pier",
        dek="A dek.",
        body=f"A pier.[@{fact.key}] And no more.",
        key_points=f"It is.[@{fact.key}]",
        about=[show.entry],
        topics=Topic.objects.filter(slug="casting"),
    )
    article = first.article
    article.related.add(make.an_edition("A third").article)
    for words in ("second", "third"):
        body = f"The {words} pier.[@{fact.key}] And more."
        article = revise(article, by=None, columns={"body": body})
        publish(article, by=None, note=f"A {words} pier.")
    soon = latest() + datetime.timedelta(days=1)
    article = revise(article, by=None, columns={"body": "The last."})
    last = publish(article, by=editor, note="Soon.", live_from=soon)
    cancel(last, by=editor, why="Not so soon.")
    return article


def the_row(model, article):
    """A row in the middle of its chain."""
    if model is Edition:
        return article.editions.get(number=2)
    if model is Change:
        return article.changes.filter(verb="publish").order_by("pk")[1]
    if model is EditionCitation:
        return article.editions.get(number=2).citations.get()
    if model is Cancellation:
        return Cancellation.objects.get()
    if model is Snapshot:
        return Snapshot.objects.get(text__contains="A pier, they said")
    return Passage.objects.get(exact__contains="A pier, they said")


def write(row, column, value):
    """Writes past everything that would refuse it."""
    table = connection.ops.quote_name(row._meta.db_table)
    name = connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {name} = %s WHERE {row._meta.pk.column} = %s",
            [value, row.pk],
        )


def take_out(table, **where):
    (column, value), *_ = where.items()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [value])


def another(field, row):
    """Another value that the column can hold, as near as can be."""
    if field.name == "folded":
        value = row.__dict__["folded"]
    else:
        value = getattr(row, field.attname)
    if field.remote_field:
        others = field.related_model._base_manager.exclude(pk=value)
        return others.values_list("pk", flat=True)[0]
    if field.choices:
        return next(choice for choice, _ in field.choices if choice != value)
    if isinstance(value, datetime.datetime):
        return field.get_db_prep_value(
            value + datetime.timedelta(microseconds=1), connection
        )
    if isinstance(value, int):
        return value + 7
    return chr(ord(value[0]) ^ 1) + value[1:] if value else "x"


def faults():
    return verify().faults


def test_a_newsroom_as_its_actions_left_it_is_whole(newsroom):
    report = verify()

    assert report.faults == []
    assert report.counts["editions"] == 6
    assert report.counts["cancellations"] == 1
    assert report.counts["renderings"] == 6


@pytest.mark.parametrize(
    ("model", "column"),
    [*COLUMNS, *OTHERS],
    ids=lambda part: part if isinstance(part, str) else part.__name__,
)
def test_one_flipped_byte_is_found(newsroom, model, column):
    row = the_row(model, newsroom)
    field = model._meta.get_field(column)

    write(row, field.column, another(field, row))

    (fault,) = faults()
    owner = row.edition if model is EditionCitation else row
    assert fault.row.startswith(f"{owner.pk} ")
    assert fault.table == owner._meta.db_table
    assert fault.is_derived == (column == "folded")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("how", ["changed", "taken out", "put in"])
def test_a_changed_list_of_an_edition_is_found(newsroom, name, how):
    edition = newsroom.editions.get(number=2)
    through = getattr(Edition, name).through
    row = through.objects.get(edition=edition)
    field = next(
        f
        for f in through._meta.concrete_fields
        if f.remote_field and f.related_model is not Edition
    )
    other = another(field, row)

    if how == "changed":
        write(row, field.column, other)
    elif how == "taken out":
        take_out(through._meta.db_table, id=row.pk)
    else:
        through.objects.create(edition=edition, **{field.attname: other})

    (fault,) = faults()
    assert fault.table == "articles_edition"
    assert fault.row.startswith(f"{edition.pk} ")


@pytest.mark.parametrize("column", ["body", "key_points", "words"])
def test_html_that_its_text_does_not_make_is_told_apart(newsroom, column):
    kept = Rendering.objects.get(edition=newsroom.editions.get(number=2))
    others = {"body": "<p>Else.</p>", "key_points": json.dumps(["x"]), "words": 7}

    write(kept, column, others[column])

    (fault,) = faults()
    assert (fault.table, fault.column) == ("articles_rendering", column)
    assert fault.is_derived


# --- Rows taken out and put in ------------------------------------------------------


def without(edition):
    for table in ("editioncitation", "rendering", "cancellation", "edition_topics"):
        take_out(f"articles_{table}", edition_id=edition.pk)
    for table in ("edition_about", "edition_related"):
        take_out(f"articles_{table}", edition_id=edition.pk)
    take_out("articles_edition", id=edition.pk)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_edition_taken_out_is_found(newsroom, number):
    without(newsroom.editions.get(number=number))

    (fault,) = faults()
    assert fault.column == "number"


def test_the_newest_edition_taken_out_is_found_by_the_record(newsroom):
    edition = Edition.objects.get(headline="A third")

    without(edition)

    (fault,) = faults()
    assert fault.row == f"1 of article {edition.article_id}"
    assert "it is gone" in fault.says


def test_an_edition_put_in_is_found(newsroom):
    first = newsroom.editions.get(number=1)
    columns = {
        field.attname: getattr(first, field.attname)
        for field in Edition._meta.concrete_fields
    }
    for pk, number in ((-1, 8), (1_000_000, 9)):
        Edition.objects.bulk_create([Edition(**columns | {"id": pk, "number": number})])

        (fault,) = [found for found in faults() if not found.is_derived]
        assert fault.row.startswith(f"{pk} ")

        without(Edition.objects.get(pk=pk))


def test_a_deed_taken_out_is_found_at_the_next_one(newsroom):
    deeds = list(newsroom.changes.filter(verb="revise").order_by("pk"))
    after = newsroom.changes.filter(pk__gt=deeds[1].pk).order_by("pk")[0]

    take_out("articles_change", id=deeds[1].pk)

    (fault,) = faults()
    assert fault.row.startswith(f"{after.pk} ")
    assert "taken out" in fault.says


def test_a_deed_put_in_is_found(newsroom):
    deed = newsroom.changes.order_by("pk")[0]
    columns = {
        field.attname: getattr(deed, field.attname)
        for field in Change._meta.concrete_fields
    }
    Change.objects.bulk_create([Change(**columns | {"id": -1, "key": "put/in"})])

    (fault,) = faults()
    assert fault.row.startswith("-1 ")


def test_a_cancellation_taken_out_is_found(newsroom):
    take_out("articles_cancellation", edition_id=Cancellation.objects.get().edition_id)

    (fault,) = faults()
    assert fault.table == "articles_cancellation"
    assert "the row is gone" in fault.says


def test_a_cancellation_put_in_is_found(newsroom):
    edition = newsroom.editions.get(number=3)
    Cancellation.objects.create(edition=edition, at=latest(), digest="0" * 64)

    (fault,) = faults()
    assert fault.column == "its columns"


def test_a_citation_taken_out_is_found(newsroom):
    edition = newsroom.editions.get(number=2)
    take_out("articles_editioncitation", edition_id=edition.pk)

    (fault,) = faults()
    assert fault.column == "citations"


def test_a_text_whose_hash_was_changed_with_it_is_found_by_the_record(newsroom):
    row = the_row(Snapshot, newsroom)
    write(row, "text", f"{row.text} More.")
    write(row, "sha256", sha256(f"{row.text} More."))

    (fault,) = faults()
    assert fault.column == "text"
    assert "It was archived as" in fault.says


# --- Seals --------------------------------------------------------------------------


def test_a_seal_holds_while_the_newsroom_goes_on(newsroom):
    kept = verify().seal

    retract(make.an_accepted_fact(make.a_show("Later")), by=None, why="It is not so.")
    revise(newsroom, by=None, columns={"body": "On."})

    assert verify(against=kept).faults == []
    assert verify().seal != kept


def test_the_last_deed_taken_out_is_found_by_a_seal_alone(newsroom):
    article = revise(newsroom, by=None, columns={"body": "On."})
    kept = verify().seal

    take_out("articles_change", id=article.changes.order_by("pk").last().pk)

    assert faults() == []
    (fault,) = verify(against=kept).faults
    assert fault.column == "seal"


def test_what_is_no_seal_is_refused():
    with pytest.raises(SealUnreadable, match="is no seal"):
        verify(against="yesterday's")
    with pytest.raises(CommandError, match="“x” is no seal"):
        call_command("verify_integrity", "--against", "x")


def test_rows_of_a_fixture_are_sealed_once(newsroom):
    for row in Change.objects.all():
        write(row, "digest", "")
    bare = Change.objects.count()
    assert len(faults()) == bare

    assert seal() == bare
    assert seal() == 0
    assert faults() == []


# --- The command --------------------------------------------------------------------


def said(*args):
    out, err = io.StringIO(), io.StringIO()
    call_command("verify_integrity", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_prints_counts_and_a_seal(newsroom):
    out, err = said()

    assert "6 editions" in out
    assert out.splitlines()[-1] == f"seal {verify().seal}"
    assert err == ""


def test_the_command_names_the_fault_and_fails(newsroom):
    edition = newsroom.editions.get(number=2)
    write(edition, "byline", "Somebody else")
    err = io.StringIO()

    with pytest.raises(CommandError, match=r"^1 fault and 0 in derived rows"):
        call_command("verify_integrity", stderr=err)

    assert err.getvalue().startswith(f"articles_edition {edition.pk} (")


def test_the_command_seals_where_asked(newsroom):
    for row in Cancellation.objects.all():
        write(row, "digest", "")

    assert said("--seal")[0].startswith("1 rows sealed.")
