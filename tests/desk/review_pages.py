"""The review as somebody at the desk uses it: pages opened, buttons pressed."""

from django.urls import reverse

from tests.forms import opened, type_in


def page_of(article, page="change"):
    return reverse(f"admin:articles_article_{page}", args=[article.pk])


def press(client, article, deed, *, seen=None, **typed):
    """Press a button of the article's page, as it is or was when the page was drawn."""
    version = type(article).objects.get(pk=article.pk).version
    form = {"_deed": deed, "seen": version if seen is None else seen}
    given = {f"{deed}-{name}": value for name, value in typed.items()}
    return client.post(page_of(article), {**form, **given})


def refusals(answer):
    """Return the reasons that the page gives against the deed, in its words."""
    return [reason for reason, _ in answer.context["review"].refused]


def buttons(answer):
    """Return the buttons of the page: whether each can be pressed."""
    return {deed.key: not deed.against for deed in answer.context["review"].deeds}


def send(client, article, page, having="seen", **typed):
    """Open a page of the article's own, type, and send its form."""
    place = page_of(article, page)
    return client.post(place, type_in(opened(client, place, having), **typed))
