"""The demo in the database, edited and written to files again."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from articles import demo
from articles.models import Edition, Masthead
from catalog.models import Image
from tests import builders as make

pytestmark = pytest.mark.usefixtures("the_demo")


def read(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.yaml")}


def dumped():
    return {name: text.encode() for name, text in demo.dump().items()}


def test_a_dump_of_an_edited_demo_is_loaded_and_dumped_byte_for_byte(tmp_path):
    show = make.a_show("Harbour")
    make.a_season(show)
    make.an_accepted_fact(show, predicate="genre", text="Crime")
    make.an_edition("Harbour news", about=[show])

    demo.save(tmp_path)
    first = read(tmp_path)
    _forget_everything()
    demo.load([tmp_path])

    assert dumped() == first


def _forget_everything():
    """As `flush`, but within the test's own transaction."""
    User = get_user_model()  # noqa: N806
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in ("articles", "catalog"):
            model._base_manager.all()._raw_delete("default")
    User.groups.through._base_manager.all().delete()
    User._base_manager.all()._raw_delete("default")


def test_a_changed_row_is_set_back(fixtures):
    Masthead.objects.update(name="Another Paper")

    done = demo.load([fixtures / "masthead.yaml"])

    assert done.written == 1
    assert Masthead.objects.get().name == "The Case Board"


def test_a_member_of_staff_who_is_there_is_left_alone(fixtures, django_user_model):
    editor = django_user_model.objects.get(username="demo-editor")
    editor.set_password("a secret of this evening")
    editor.save()

    demo.load([fixtures / "staff.yaml"])

    editor.refresh_from_db()
    assert editor.check_password("a secret of this evening")


def test_every_edition_has_its_html():
    assert Edition.objects.filter(rendering=None).count() == 0


def test_passwords_and_signing_in_are_never_written(django_user_model):
    for user in django_user_model.objects.all():
        user.set_password("a secret of this evening")
        user.save()

    staff = demo.dump()["staff.yaml"]

    assert staff.count("password: '!'") == 4
    assert "last_login" not in staff
    assert "superuser" not in staff


def test_save_demo_writes_the_files(fixtures, tmp_path):
    call_command("save_demo", "--to", tmp_path / "new")

    assert read(tmp_path / "new") == read(fixtures)


def test_a_demo_with_a_picture_is_not_saved(tmp_path):
    Image.objects.create(
        entry=make.a_show("Harbour"),
        file="images/harbour.jpg",
        width=8,
        height=8,
        alt="A harbour at night",
        credit="Jane Doe",
        licence="own",
    )

    with pytest.raises(CommandError, match="fixtures hold no files"):
        call_command("save_demo", "--to", tmp_path)
