import pytest
from django.template import Engine, engines

from . import markup
from .floors import ROOT

# Templates that print something as it comes, each with the reason why it is safe.
MAY_PRINT_UNESCAPED: dict[str, str] = {}


def named(found):
    """Return the ids of a parametrised list of (name, source)."""
    return [name for name, _ in found]


TEMPLATES = list(markup.templates())
COMPONENTS = list(markup.templates("components"))


@pytest.mark.parametrize(("name", "source"), TEMPLATES, ids=named(TEMPLATES))
def test_a_template_runs_and_loads_nothing_of_its_own(name, source):
    assert markup.faults(source) == []


def test_templates_escape_what_they_print():
    unescaped = {name for name, source in TEMPLATES if markup.is_unescaped(source)}

    assert unescaped == MAY_PRINT_UNESCAPED.keys()


@pytest.mark.parametrize(("name", "source"), COMPONENTS, ids=named(COMPONENTS))
def test_a_component_declares_its_inputs(name, source):
    declaration = markup.inputs(source)
    assert declaration, "the first line of a component is {# Inputs: … #}"

    template = engines["django"].engine.from_string(source)

    assert markup.undeclared(template, declaration) == set()


@pytest.mark.parametrize(("name", "source"), TEMPLATES, ids=named(TEMPLATES))
def test_an_include_names_what_it_hands_on(name, source):
    template = engines["django"].engine.from_string(source)

    assert markup.open_includes(template) == []


def test_styles_and_scripts_load_nothing_from_elsewhere():
    found = [
        str(path.relative_to(ROOT))
        for pattern, rule in (
            ("*.css", markup.CSS_ELSEWHERE),
            ("*.js", markup.JS_ELSEWHERE),
        )
        for path in sorted((ROOT / "static").rglob(pattern))
        if rule.search(path.read_text(encoding="utf-8"))
    ]

    assert found == []


FAULTY = {
    "a script": ("<script>go()</script>", "1: <script> has content"),
    "a style sheet": ("\n<style>p {}</style>", "2: <style> has content"),
    "a style": ('<p style="x">', "1: <p> has a style attribute"),
    "a computed style": (
        '{% if a > b %}<p style="{{ x }}">{% endif %}',
        "1: <p> has a style attribute",
    ),
    "a handler": ("<a onclick=go()>", "1: <a> has onclick"),
    "an address that runs": (
        '<a href="javascript:go()">',
        "1: <a> has a script for its href",
    ),
    "a picture": ('<img src="https://a.example/b.png">', "1: <img> loads https://"),
    "a font": ('<link rel="preload" href="//a.example/b">', "1: <link> loads //a"),
    "a script from elsewhere": (
        '<script src="http://a.example"></script>',
        "1: <script> loads http://",
    ),
    "one of several pictures": (
        '<img srcset="/a.png 1x, https://a.example/b.png 2x">',
        "1: <img> loads /a.png",
    ),
}


@pytest.mark.parametrize(("source", "message"), FAULTY.values(), ids=FAULTY.keys())
def test_a_fault_is_caught(source, message):
    [found] = markup.faults(source)

    assert found.startswith(message)


SOUND = {
    "a module": '<script type="module" src="{% static "js/a.js" %}"></script>',
    "data": '<script type="application/ld+json">{"a": 1}</script>',
    "a link to another site": '<a href="https://a.example">A</a>',
    "an address of the page": '<link rel="canonical" href="https://a.example">',
    "a name space": '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    "a comment": '{# <p style="x"> #}<!-- <p style="x"> -->',
}


@pytest.mark.parametrize("source", SOUND.values(), ids=SOUND.keys())
def test_what_is_sound_passes(source):
    assert markup.faults(source) == []


@pytest.mark.parametrize(
    "source", ["{{ body|safe }}", "{{ all | safeseq }}", "{% autoescape off %}"]
)
def test_printing_unescaped_is_caught(source):
    assert markup.is_unescaped(source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ title }}",
        "{% if title and not mark %}{% endif %}",
        "{% for row in title.rows %}{{ row.mark }}{% endfor %}",
        '{% include "a.html" with mark=title only %}',
        "{% with other=title|default:mark %}{{ other }}{% endwith %}",
    ],
)
def test_a_variable_that_is_not_declared_is_caught(source):
    template = Engine().from_string(source)

    assert markup.undeclared(template, "Inputs: mark.") == {"title"}
    assert markup.undeclared(template, "Inputs: mark, title (text).") == set()


@pytest.mark.parametrize(
    ("source", "declaration"),
    [
        ("{# Inputs: title. #}\n<p>", "Inputs: title."),
        ("{% comment %}\nInputs: title.\n{% endcomment %}", "Inputs: title."),
        ("<p>{# Inputs: title. #}", None),
        ("{# A card. #}", None),
    ],
)
def test_inputs_are_declared_first(source, declaration):
    assert markup.inputs(source) == declaration


def test_an_include_that_hands_on_everything_is_caught():
    engine = Engine()

    assert markup.open_includes(engine.from_string('{% include "a.html" %}'))
    assert not markup.open_includes(engine.from_string('{% include "a.html" only %}'))
