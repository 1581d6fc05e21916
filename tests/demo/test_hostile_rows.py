"""Rows that break a rule of the newsroom: the row, the field and the rule are named."""

import pytest

from .hostile import AT, HASH, STORY, WHEN, edition, fact, passage, refused, row, user

# What the file holds, and what the message says: the row, the field, the fault.
HOSTILE = {
    # --- Rules of the catalogue
    "an entry that is nothing": (
        row("catalog.entry", "kind: show, slug: x, title: X"),
        ["catalog.entry show/x", "field “kind”", "makes it a show"],
    ),
    "an entry that is something else": (
        row("catalog.entry", "kind: show, slug: x, title: X")
        + row("catalog.person", "entry: [show, x]"),
        ["catalog.person show/x", "field “entry”", "the entry is a show"],
    ),
    "a season under another address": (
        row("catalog.entry", "kind: season, slug: ballard/s9, title: Season 9")
        + row(
            "catalog.season",
            "entry: [season, ballard/s9], show: [show, ballard], number: 9",
        ),
        ["field “slug”", "must be ballard/season-9"],
    ),
    "a season of a number that is taken": (
        row("catalog.entry", "kind: season, slug: ballard/season-2x, title: Season 2")
        + row(
            "catalog.season",
            "entry: [season, ballard/season-2x], show: [show, ballard], number: 2",
        ),
        ["field “slug”", "must be ballard/season-2"],
    ),
    "a credit on a person": (
        row(
            "catalog.credit",
            "work: [person, maggie-q], person: [person, maggie-q], job: [actor]",
        ),
        ["catalog.credit", "field “work”"],
    ),
    "a relation to itself": (
        row(
            "catalog.relation",
            "source: [show, bosch], kind: spin-off-of, target: [show, bosch]",
        ),
        ["catalog.relation", "field “source”", "cannot be related to itself"],
    ),
    "a slot without its article": (
        row("articles.frontslot", "order: 99, rule: article, count: 1"),
        ["articles.frontslot 99", "field “article”", "Choose the article"],
    ),
    "a path of another site": (
        row(
            "articles.menuitem",
            "masthead: [site], place: header, order: 99, label: X, path: //evil",
        ),
        ["field “path”", "a path of this site"],
    ),
    "a second masthead": (
        row("articles.masthead", "key: other, name: X, description: X"),
        ["articles.masthead other", "field “key”", "There is one masthead"],
    ),
    "a day that is a moment": (
        row(
            "articles.article",
            "headline: X, slug: x, section: [renewals], byline: X, "
            "due_on: 2025-11-07 10:00:00+00:00",
        ),
        ["field “due_on”", "is not a day"],
    ),
    # --- Rules of the archive
    "a hash that is not the text's": (
        row(
            "articles.snapshot",
            f"story: [{STORY}], number: 2, text: abd, sha256: {HASH}, {AT}",
        ),
        ["articles.snapshot", "field “sha256”", "The text hashes to"],
    ),
    "a snapshot that changes": (
        row(
            "articles.snapshot",
            f"story: [{STORY}], number: 1, text: abc, sha256: {HASH}, {AT}",
        ),
        [f"articles.snapshot {STORY}/1", "for ever"],
    ),
    "an empty snapshot": (
        row(
            "articles.snapshot",
            f"story: [{STORY}], number: 2, text: '', sha256: {HASH}, {AT}",
        ),
        ["articles.snapshot", "field “text”"],
    ),
    "a passage that is not there": (
        passage("start: 0, end: 15, exact: Demo periphrase"),
        [f"articles.passage {STORY}/1/0/15", "field “exact”", "do not stand"],
    ),
    "a passage beyond the text": (
        passage("start: 9000, end: 9004, exact: Demo"),
        ["field “exact”", "do not stand"],
    ),
    "a passage that ends before it begins": (
        passage("start: 4, end: 0, exact: Demo"),
        ["field “exact”", "do not stand"],
    ),
    "a passage that shows too much of the text": (
        passage("start: 0, end: 4, exact: Demo, after: ' paraphrase: the whole text'"),
        ["field “after”", "not the one sentence"],
    ),
    "a block beyond the text": (
        row(
            "articles.block",
            f"snapshot: [{STORY}, 1], start: 0, end: 99999, kind: chrome",
        ),
        ["field “end”", "ends before that"],
    ),
    # --- Rules of facts
    "a value that does not fit its predicate": (
        fact("x", "subject: [show, ballard], predicate: premiere, text: soon"),
        ["articles.fact x", "field “date”", "needs a date"],
    ),
    "a predicate that does not fit its subject": (
        fact("x", "subject: [person, maggie-q], predicate: premiere, date: July"),
        ["articles.fact x", "field “predicate”", "not of a person"],
    ),
    "an unknown predicate": (
        fact("x", "subject: [show, ballard], predicate: rumour, text: x"),
        ["articles.fact x", "field “predicate”", "not a valid choice"],
    ),
    "a fact without a value": (
        fact("x", "subject: [show, ballard], predicate: genre"),
        ["articles.fact x", "field “text”"],
    ),
    "a key with capitals": (
        fact("X!", "subject: [show, ballard], predicate: genre, text: Crime"),
        ["articles.fact X!", "field “key”", "small letters"],
    ),
    "an inferred date without its reason": (
        fact(
            "x",
            "subject: [show, ballard], predicate: genre, text: Crime, "
            "known_on: 2025, known_on_inferred: true",
        ),
        ["articles.fact x", "field “known_on_inferred", "needs its reason"],
    ),
    "a second accepted value": (
        fact(
            "x",
            "subject: [show, ballard], predicate: status, text: ended, "
            "status: accepted",
        ),
        ["articles.fact x", "field “subject, slot”", "already accepted"],
    ),
    "an accepted fact without evidence": (
        fact(
            "x",
            "subject: [show, ballard], predicate: genre, text: Crime, status: accepted",
        ),
        ["articles.fact x", "field “status”", "no checked passage supports it"],
    ),
    "evidence for no fact": (
        row("articles.evidence", f"fact: [no-fact], passage: [{STORY}, 1, 283, 346]"),
        ["field “fact”", "no fact “no-fact”"],
    ),
    "a checker without a date": (
        row(
            "articles.evidence",
            f"fact: [ballard-title], passage: [{STORY}, 1, 283, 346], "
            "checked_by: [demo-checker]",
        ),
        ["articles.evidence ballard-title", "field “checked_at", "did so on a date"],
    ),
    # --- Rules of articles
    "an edition that cites an unknown fact": (
        edition("It is so.[@no-such-fact]"),
        ["articles.article news", "field “body”", "[@no-such-fact]"],
    ),
    "an edition that cites a proposed fact": (
        edition("It is so.[@bosch-legacy-season-count-two]"),
        ["articles.edition news/1", "field “body”", "no accepted fact"],
    ),
    "an edition whose citations are not listed": (
        edition("It is so.[@ballard-title]"),
        ["articles.edition news/1", "field “body”", "not the rows that list them"],
    ),
    "a change about nothing": (
        row(
            "articles.change",
            f"key: x, at: {WHEN}, by: [demo-editor], verb: do",
        ),
        ["articles.change x", "field “article, entry, fact, story”", "exactly one"],
    ),
    # --- Rights
    "a superuser": (
        user("is_superuser: true"),
        ["auth.user demo-guest", "field “is_superuser”", "no superusers"],
    ),
    "a password": (
        user("password: 'pbkdf2_sha256$1$a$b'"),
        ["auth.user demo-guest", "field “password”", "no passwords"],
    ),
    "a right": (
        user("user_permissions: [[delete_user, auth, user]]"),
        ["field “user_permissions”", "roles alone"],
    ),
    "a role that is none": (
        user("groups: [[owner]]"),
        ["field “groups”", "The roles are reporter"],
    ),
    "a member of staff who is no part of the demo": (
        row("auth.user", "username: ada, email: ada@example.org, is_staff: true"),
        ["auth.user ada", "field “email”", "@demo.invalid"],
    ),
    "a time of signing in": (
        user(f"last_login: {WHEN}"),
        ["field “last_login”", "no such field"],
    ),
}


@pytest.mark.parametrize(("text", "said"), HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_refused_by_name_and_changes_nothing(
    the_demo, fingerprint, tmp_path, text, said
):
    before = fingerprint()

    message = refused(tmp_path / "hostile.yaml", text)

    assert message.startswith("Nothing was loaded. hostile.yaml")
    assert [words for words in said if words not in message] == [], message
    assert "\n" not in message
    assert len(message) < 700
    assert fingerprint() == before
