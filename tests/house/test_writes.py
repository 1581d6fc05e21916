import pytest

from .writes import offenders, writes


def test_guarded_columns_are_set_by_actions_alone():
    assert offenders() == []


OFFENDING = {
    "an assignment": ("fact.status = Status.ACCEPTED", "assigns .status"),
    "one of several": ("fact.note, fact.status = '', 'x'", "assigns .status"),
    "with a type": ("fact.status: str = 'x'", "assigns .status"),
    "adding": ("article.live_from += day", "assigns .live_from"),
    "a loop": ("for edition.live_from in dates: pass", "assigns .live_from"),
    "a deletion": ("del evidence.checked_by", "assigns .checked_by"),
    "on oneself": ("def save(self):\n  self.slot = 'x'", "assigns .slot"),
    "an update": ("facts.filter(pk=1).update(status='x')", "update of status"),
    "an unpacked update": ("facts.update(**{'slot': None})", "update of slot"),
    "a creation": ("Fact.objects.create(status='x')", "create of status"),
    "a default": (
        "Fact.objects.update_or_create(pk=1, defaults={'status': 'x'})",
        "update_or_create of status",
    ),
    "a row built by hand": ("Fact(status='x').save()", "Fact of status"),
    "a row of a module": ("models.Edition(live_from=now)", "Edition of live_from"),
    "setattr": ("setattr(fact, 'checked_at', now)", "setattr of checked_at"),
    "in bulk": (
        "Fact.objects.bulk_update(facts, ['status'])",
        "bulk_update of status",
    ),
}


@pytest.mark.parametrize(
    ("source", "message"), OFFENDING.values(), ids=OFFENDING.keys()
)
def test_a_write_past_the_actions_is_caught(source, message):
    [(_, what)] = writes(source)

    assert what == message


HARMLESS = {
    "reading": "if fact.status == 'accepted': pass",
    "a filter": "Fact.objects.filter(status='accepted', live_from__lte=now)",
    "a column": "class Fact:\n  status = models.CharField()",
    "an answer's code": "HttpResponse(status=404)",
    "a dictionary": "values.update(colour='red')",
}


@pytest.mark.parametrize("source", HARMLESS.values(), ids=HARMLESS.keys())
def test_reading_and_declaring_pass(source):
    assert writes(source) == []


def test_actions_and_migrations_may_write(tmp_path):
    for part in ("actions", "migrations", "admin"):
        place = tmp_path / "articles" / part
        place.mkdir(parents=True)
        (place / "facts.py").write_text("fact.status = 'x'\n", encoding="utf-8")

    [found] = offenders(tmp_path)

    assert found == "articles/admin/facts.py:1: assigns .status"
