"""A fact as somebody at the desk meets it: its pages opened, its buttons pressed."""

from django.urls import reverse

from tests import forms


def page_of(fact, page="change"):
    return reverse(f"admin:articles_fact_{page}", args=[fact.pk])


def press(client, fact, deed, **given):
    form = {f"{deed}-{name}": value for name, value in given.items()}
    return forms.press(client, page_of(fact), _deed=deed, **form)
