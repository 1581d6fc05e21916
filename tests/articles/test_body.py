"""From Markdown to the HTML readers get: marks, and nothing that bites."""

import re
import time
from html.parser import HTMLParser

import pytest

from articles import body
from articles.body import (
    Figure,
    Mark,
    citations,
    images,
    lines,
    problems,
    reading_minutes,
    render,
    render_line,
)

MARKS = {"ada-cast": Mark(1, "reported"), "harbour-order": Mark(2, "official")}

TAGS = {
    "a", "abbr", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "hr",
    "li", "ol", "p", "pre", "s", "strong", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "href",
    "title",
    "class",
    "start",
    "data-certainty",
    "data-evidence",
    "aria-label",
}
# What a browser takes for another site, or for a program.
FOREIGN = re.compile(r"(?i)[\s\x00]*(javascript|data|vbscript|file|//|\\|/\\)")


class Reader(HTMLParser):
    """Collects the tags, attributes and addresses that a page may not hold."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.live = []

    def handle_starttag(self, tag, attributes):
        if tag not in TAGS:
            self.live.append(tag)
        for name, value in attributes:
            if name not in ATTRIBUTES or (name == "href" and FOREIGN.match(value)):
                self.live.append(f"{name}={value}")

    def handle_comment(self, data):
        self.live.append("a comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def live_parts(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.live


# --- Citations --------------------------------------------------------------------


def test_a_citation_is_a_numbered_link_to_its_fact():
    html = render("It was ordered.[@harbour-order]", MARKS)

    assert html == (
        '<p>It was ordered.<a class="cite" href="/facts/harbour-order/" '
        'data-certainty="official" data-evidence="evidence-harbour-order" '
        'aria-label="Source 2, official">2</a></p>\n'
    )


def test_a_citation_without_a_mark_leaves_nothing():
    assert render("It waits.[@no-such-fact]", MARKS) == "<p>It waits.</p>\n"


def test_a_citation_in_code_stays_as_it_is_written():
    assert "<code>[@ada-cast]</code>" in render("`[@ada-cast]`", MARKS)


@pytest.mark.parametrize(
    "text",
    ["[@Ada]", "[@ada cast]", "[@-ada]", "[@ada-]", "[@]", "[ @ada-cast]", "[@é]"],
)
def test_what_only_looks_like_a_citation_is_text(text):
    assert citations(text) == []
    assert "facts" not in render(text, MARKS)


def test_keys_come_once_in_the_order_of_first_mention():
    texts = ("[@b] and [@a]", "[@a] [@c] [@b]")

    assert citations(*texts) == ["b", "a", "c"]


def test_citations_are_no_words():
    assert body.count_words("It was ordered. [@harbour-order]") == 3
    assert body.without_citations("It waits.[@ada-cast]") == "It waits."


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (230, 1), (460, 2), (2_300, 10)]
)
def test_reading_takes_a_minute_for_230_words(words, minutes):
    assert reading_minutes(words) == minutes


def test_key_points_are_lines_with_or_without_bullets():
    text = "- One\n* Two\n\n• Three\nFour  \n"

    assert lines(text) == ["One", "Two", "Three", "Four"]


def test_a_line_has_marks_and_no_paragraph():
    html = render_line("*Ada Reyes* is cast.[@ada-cast]", MARKS)

    assert html.startswith("<em>Ada Reyes</em> is cast.<a ")
    assert "<p>" not in html


def test_headings_stand_below_that_of_the_page():
    html = render("# One\n\n## Two\n\n##### Five")

    assert re.findall(r"<(h\d)>", html) == ["h2", "h2", "h4"]


# --- Pictures and addresses -------------------------------------------------------

PIER = Figure("/media/pier.jpg", 'A "pier"', 640, 480, "Jane <b>", "https://a.example")


def test_a_picture_on_its_own_line_is_a_figure_with_caption_and_credit():
    html = render("![The *pier*.[@ada-cast]](image:12)", MARKS, {12: PIER})

    assert html.startswith(
        '<figure class="picture"><img src="/media/pier.jpg" alt="A &quot;pier&quot;" '
        'width="640" height="480" loading="lazy" decoding="async">'
        "<figcaption><span>The <em>pier</em>.<a "
    )
    assert html.endswith(
        '</span> <small><a href="https://a.example">Jane &lt;b&gt;</a></small>'
        "</figcaption></figure>\n"
    )


def test_a_picture_ends_the_paragraph_above_it():
    html = render("Above.\n![](image:12)\nBelow.", {}, {12: PIER})

    assert re.sub(r"<figure.*</figure>", "<figure>", html) == (
        "<p>Above.</p>\n<figure>\n<p>Below.</p>\n"
    )


def test_an_unknown_picture_is_left_out_and_named():
    text = "![One](image:12)\n\n![Two](image:7)\n\n![One](image:12)"

    assert "figure" not in render(text)
    assert images(text) == [12, 7]


@pytest.mark.parametrize(
    "text",
    [
        "![x](https://a.example/x.png)",
        "![x](/media/x.png)",
        "![x](image:x)",
        "![x](image:1234567890)",
        "![x][1]\n\n[1]: https://a.example/x.png",
        "    ![x](image:12)",
        "```\n![x](image:12)\n```",
    ],
)
def test_no_other_image_is_one(text):
    assert "<img" not in render(text, MARKS, {12: PIER})


def test_a_picture_within_a_sentence_is_a_problem():
    assert problems("See ![the pier](image:12).") == [
        "Picture 12 stands within a sentence: give it a line of its own."
    ]
    assert problems("> ![the pier](image:12)\n- ![it](image:12)  ") == []


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("https://a.example/x_y(1)", "https://a.example/x_y(1)"),
        ("See http://a.example/watch?v=1&t=2.", "http://a.example/watch?v=1&amp;t=2"),
        ("https://a.example/clip[@ada-cast]", "https://a.example/clip"),
    ],
)
def test_an_address_is_a_link(text, href):
    html = render(text, MARKS)

    assert f'<a href="{href}">{href}</a>' in html
    assert ("facts/ada-cast" in html) == ("[@" in text)


@pytest.mark.parametrize(
    "text", ["www.a.example", "desk@a.example", "ftp://a.example", "//a.example", "a.b"]
)
def test_what_only_looks_like_an_address_is_text(text):
    assert render(text) == f"<p>{text}</p>\n"


# --- Hostile input ----------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{display:none}</style>",
    "<!-- --><script>alert(1)</script>",
    "<p onclick=alert(1)>x</p>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:image/svg+xml;base64,PHN2Zz4=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](&#47;/evil.example)",
    "[x](\\\\evil.example)",
    "[x](/\\evil.example)",
    "[x](<//evil.example>)",
    "[x]: //evil.example\n\n[x]",
    "<javascript:alert(1)>",
    "<//evil.example>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/spy.png)",
    '[x](https://a.example "t\' onclick=alert(1) \\" style=x")',
    "[x](https://a.example){onclick=alert(1)}",
    "```<script>\nalert(1)\n```",
    "~~~ x onload=alert(1)\n~~~",
    "|<script>|\n|-|\n|<img src=x>|",
    "[@ada-cast](javascript:alert(1))",
    '[@ada-cast"onclick=alert(1)]',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x00<scr\x00ipt>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "\u202e<script>\u2066alert(1)",
    "\ud800",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_text_becomes_live(text):
    assert live_parts(render(text, MARKS)) == []
    assert live_parts(render_line(text.replace("\n", " "), MARKS)) == []


def test_raw_html_is_shown_as_it_was_written():
    assert render("<b>bold</b>") == "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"


def test_a_picture_is_no_picture():
    assert "<img" not in render("![x](https://a.example/x.png)")


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("[x](https://a.example/?a=1&b=2)", "https://a.example/?a=1&amp;b=2"),
        ("[x](mailto:desk@a.example)", "mailto:desk@a.example"),
        ("[x](/shows/harbour/)", "/shows/harbour/"),
        ("[x](#notes)", "#notes"),
    ],
)
def test_an_honest_link_stays_a_link(text, href):
    assert f'<a href="{href}">x</a>' in render(text)


def test_cleaning_again_changes_nothing():
    for text in HOSTILE:
        html = render(text, MARKS)

        assert body._clean(html) == html


# --- Size -------------------------------------------------------------------------

LARGE = {
    "5,000 quotes deep": ">" * 5_000 + " It waits.",
    "lists 500 deep": "\n".join("  " * depth + "- x" for depth in range(500)),
    "unclosed brackets": "[" * 50_000,
    "unclosed links": "[a](" * 30_000,
    "unclosed emphasis": "*a " * 50_000,
    "runs of backticks": "".join("`" * n + " " for n in range(1, 500)),
    "a wide table": "|" * 5_000 + "\n" + "|-" * 5_000 + "\n" + "|" * 5_000,
    "tags": "<b>" * 50_000,
    "images": "![a](b)" * 20_000,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_a_text_made_to_take_long_does_not(text):
    begin = time.process_time()

    html = render(text, MARKS)

    assert time.process_time() - begin < 5
    assert live_parts(html) == []


def test_a_megabyte_of_prose_with_citations_is_rendered():
    text = "It was ordered on Friday.[@harbour-order] \n\n" * 23_000

    html = render(text[: body.MAX_BODY], MARKS)

    assert html.count('class="cite"') > 22_000


TOO_MUCH = {
    "characters": ("word " * 200_001, "1,000,005 characters; an article holds 1,000"),
    "citations": ("It.[@ada-cast] " * 10_000, "10,000 citations; an article holds"),
    "quotations": (">" * 5_000 + " It.", "nested 5,000 deep; a page shows 8 levels"),
    "quotations with spaces": ("> " * 5_000 + "It.", "nested 5,000 deep; a page"),
    "lists": ("\n".join("  " * n + "- x" for n in range(20)), "nested 10 deep"),
    "lists on a line": ("- " * 500 + "x", "nested 10 deep; a page shows 8 levels"),
    "links": ("https://a.example \n" * 5_000, "5,000 links; an article holds 1,000"),
    "pictures": ("![](image:1)\n" * 101, "101 pictures; an article holds 100"),
    "brackets": ("[" * 50_000, "50,000 brackets; an article holds 5,000"),
    "lines": ("a\n\n" * 300_000, "600,000 lines; an article holds 20,000 at most"),
    "signs": ("*a " * 300_000, "300,000 of the signs *_~`<&; an article holds 50,000"),
}


@pytest.mark.parametrize(("text", "message"), TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_too_much_of_anything_is_refused_by_its_number(text, message):
    begin = time.process_time()

    found = problems(text)[0]

    assert message in found
    assert time.process_time() - begin < 2


ALLOWED = {
    "a megabyte of prose": ("It was ordered on Friday. " * 8 + "\n") * 4_700,
    "a thousand citations": "It was ordered.[@ada-cast] " * 1_000,
    "a thousand links": "https://a.example/x_y \n" * 999,
    "quotations of eight levels": ">" * 8 + " It.",
    "backslashes": "\\" * 900_000,
}


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED.keys())
def test_what_is_allowed_is_rendered_soon(text):
    begin = time.process_time()

    assert problems(text) == []
    render(text, MARKS)

    assert time.process_time() - begin < 4
