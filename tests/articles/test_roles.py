"""Groups made from the roles, with exactly their permissions."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from articles.actions.staff import sync_roles
from articles.roles import CHECKER, EDITOR, PRODUCER, REPORTER, ROLES

pytestmark = pytest.mark.django_db


def permissions_of(name):
    rows = Permission.objects.filter(group__name=name).select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}" for row in rows}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_a_group_with_exactly_its_permissions(role):
    assert permissions_of(role) == ROLES[role]


def test_each_role_may_do_what_the_one_before_may():
    order = [REPORTER, CHECKER, EDITOR, PRODUCER]

    assert list(ROLES) == order
    for less, more in zip(order, order[1:], strict=False):
        assert ROLES[less] < ROLES[more]


def test_a_permission_taken_or_given_by_hand_is_set_right():
    group = Group.objects.get(name=REPORTER)
    group.permissions.clear()
    group.permissions.add(Permission.objects.get(codename="accept_fact"))

    sync_roles()

    assert permissions_of(REPORTER) == ROLES[REPORTER]


def test_other_groups_are_left_alone():
    group = Group.objects.create(name="interns")
    group.permissions.add(Permission.objects.get(codename="view_fact"))

    sync_roles()

    assert permissions_of("interns") == {"articles.view_fact"}


def test_a_migration_brings_the_groups():
    Group.objects.all().delete()

    call_command("migrate", verbosity=0)

    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
