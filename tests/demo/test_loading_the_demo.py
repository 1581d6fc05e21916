"""Load, dump, load, dump: the files and the database say the same."""

import pytest
from django.core.management import CommandError, call_command

from articles import demo
from articles.demo_accounts import why_not_here
from articles.fixture_files import FixtureRefused
from articles.models import Fact
from tests import builders as make

pytestmark = pytest.mark.django_db


def read(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.yaml")}


def dumped():
    return {name: text.encode() for name, text in demo.dump().items()}


def test_load_demo_writes_what_the_files_say_and_nothing_the_second_time(
    fixtures, fingerprint, capsys
):
    call_command("load_demo")
    before = fingerprint()

    call_command("load_demo")

    assert fingerprint() == before
    assert capsys.readouterr().out.endswith(" 0 written.\n")
    assert dumped() == read(fixtures)


def test_the_demo_may_run_where_there_is_nothing():
    assert why_not_here([]) is None


def test_plain_loaddata_writes_the_same(fixtures):
    call_command("loaddata", *demo.FILES, verbosity=0)

    assert dumped() == read(fixtures)


def test_somebody_else_of_that_name_is_not_taken_over(fixtures, django_user_model):
    django_user_model.objects.create_user("demo-editor", email="ada@example.org")

    with pytest.raises(FixtureRefused, match="somebody else here has this name"):
        demo.load([fixtures])

    assert not Fact.objects.exists()


def test_a_database_with_real_staff_is_not_saved_as_the_demo(tmp_path):
    make.a_user("editor", name="ada")

    with pytest.raises(CommandError, match="ada is not one of the demo's staff"):
        call_command("save_demo", "--to", tmp_path)

    assert not list(tmp_path.iterdir())
