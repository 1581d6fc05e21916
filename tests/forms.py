"""Forms of the desk as a browser has them: opened, typed in, and sent."""

from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

VERSION = "_version"


class _Forms(HTMLParser):
    """Every form of a page, as what a browser would send of it untouched."""

    def __init__(self):
        super().__init__()
        self.forms, self.boxes, self.names, self.places = [], [], [], []
        self._inside = self._select = self._text = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._inside = {}
            self.forms.append(self._inside)
            self.boxes.append([])
            self.names.append(set())
            is_posted = given.get("method") == "post"
            self.places.append(given.get("action", "") if is_posted else None)
        elif self._inside is None or "disabled" in given:
            return
        if tag in ("input", "textarea", "select") and given.get("name"):
            self.names[-1].add(given["name"])
        if tag == "input":
            self._input(given)
        elif tag == "textarea":
            self._text = (given.get("name"), [])
            self._box(given)
        elif tag == "select":
            self._select = (given["name"], "multiple" in given, [])
        elif tag == "option" and self._select:
            self._select[2].append((given.get("value", ""), "selected" in given))

    def _input(self, given):
        name, kind = given.get("name"), given.get("type", "text")
        if not name or kind in ("submit", "button", "file", "image"):
            return
        if kind in ("checkbox", "radio") and "checked" not in given:
            return
        if kind not in ("checkbox", "radio", "hidden", "password"):
            self._box(given)
        blank = "on" if kind == "checkbox" else ""
        self._inside.setdefault(name, []).append(given.get("value", blank))

    def _box(self, given):
        if given.get("name") and "readonly" not in given:
            self.boxes[-1].append(given["name"])

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = None
        elif tag == "textarea" and self._text:
            name, parts = self._text
            self._text = None
            if name:
                text = "".join(parts).replace("\r\n", "\n").removeprefix("\n")
                self._inside[name] = [text.replace("\n", "\r\n")]
        elif tag == "select" and self._select:
            name, is_multiple, options = self._select
            self._select = None
            chosen = [value for value, is_selected in options if is_selected]
            if not is_multiple:
                chosen = chosen[-1:] or [value for value, _ in options[:1]]
            if chosen:
                self._inside[name] = chosen

    def handle_data(self, data):
        if self._text:
            self._text[1].append(data)


def read(answer, having=VERSION):
    """Return what the form with that field sends, of a page that was answered."""
    page = _Forms()
    page.feed(answer.content.decode())
    found = [form for form in page.forms if having in form]
    assert found, f"no form of the page has {having}"
    return found[0]


class Posted(NamedTuple):
    """A form that is sent by POST: where to, and what it sends untouched.

    `boxes` are those a person types in; `names` are all that it can send, also of a
    list in which nothing is chosen, or of a button.
    """

    place: str
    form: dict
    boxes: list[str]
    names: list[str]


def to_type_in(answer):
    """Return each form of a page that is sent by POST."""
    page = _Forms()
    page.feed(answer.content.decode())
    here = answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"]
    found = zip(page.places, page.forms, page.boxes, page.names, strict=True)
    return [
        Posted(urljoin(here, place), form, boxes, sorted(names))
        for place, form, boxes, names in found
        if place is not None
    ]


def opened(client, place, having=VERSION):
    """Return what the form of that page sends if nobody touches it."""
    return read(client.get(place), having)


def save(client, place, **typed):
    """Open the form of that page, type and send it. None empties a column."""
    return client.post(place, type_in(opened(client, place), **typed))


def type_in(form, **typed):
    """Return the form with other values; None leaves a column out."""
    return {name: v for name, v in {**form, **typed}.items() if v is not None}


def press(client, place, **given):
    """Send a deed of that page, as somebody does who sees the page as it is now.

    A page that they may not see, or without a version, is sent what is given alone.
    """
    context = client.get(place).context or {}
    seen = {VERSION: str(context["version"])} if "version" in context else {}
    return client.post(place, {**seen, **given})
