"""Every sentence that readers see is one that an editor can change."""

import re
from html.parser import HTMLParser

import pytest

from tests.house import markup

MOST_WORDS_OF_A_LABEL = 4

# Interface labels that are longer than others, each with the reason.
ALLOWED: dict[str, str] = {}

SAID_BY_ATTRIBUTES = {"alt", "aria-label", "placeholder", "title"}


class Words(HTMLParser):
    """What a template says by itself, without its variables."""

    def __init__(self, source):
        super().__init__()
        self.said = []
        self.inside = ""
        for pattern, put in (
            (markup.COMMENT, ""),
            (markup.TAG, "\n"),
            (markup.VARIABLE, "\n"),
        ):
            source = pattern.sub(put, source)
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        self.said += [
            part
            for name, value in attrs
            if name in SAID_BY_ATTRIBUTES and value
            for part in value.split("\n")
        ]

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside not in {"script", "style"}:
            self.said += data.split("\n")


def sentences(source):
    """What in a template is more than a label."""
    for text in Words(source).said:
        words = re.findall(r"\w+", text)
        ends = text.strip().endswith((".", "!", "?")) and words
        if len(words) > MOST_WORDS_OF_A_LABEL or ends:
            yield text.strip()


def test_no_template_says_what_an_editor_cannot_change():
    found = {
        (name, text)
        for name, source in markup.templates()
        if "/admin/" not in name
        for text in sentences(source)
        if text not in ALLOWED
    }

    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        "<p>Nothing here.</p>",
        "<p>{% if a %}There are no episodes yet{% endif %}</p>",
        '<img alt="A very long picture of something">',
        "<p>Sorry!</p>",
        "<title>{{ a }} is the page you want</title>",
    ],
)
def test_a_sentence_in_a_template_is_caught(source):
    assert list(sentences(source))


@pytest.mark.parametrize(
    "source",
    [
        "<h2>What changed</h2>",
        "<p>{{ words.nothing_yet }}</p>",
        "{# Inputs: a card. #}<b>Known since</b>",
        '<script type="module" src="/a.js"></script>',
        '<a href="/">Skip to content</a>',
    ],
)
def test_a_label_is_no_sentence(source):
    assert not list(sentences(source))
