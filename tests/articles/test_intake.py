import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.intake import MAX_BYTES, IntakeRefused, clean_text, read_text, sha256


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"One.\nTwo.\n", "One.\nTwo.\n", id="plain"),
        pytest.param(b"no final newline", "no final newline", id="no final newline"),
        pytest.param(b"\xef\xbb\xbfOne", "One", id="byte order mark"),
        pytest.param(b"One\r\nTwo\rThree\n", "One\nTwo\nThree\n", id="line breaks"),
        pytest.param(b"a\tb\x0cc", "a\tb\fc", id="tab and form feed"),
        pytest.param(
            "e\u0301 é “x” \u00a0\u200b".encode(),
            "e\u0301 é “x” \u00a0\u200b",
            id="kept",
        ),
        pytest.param("a\ufeffb".encode(), "a\ufeffb", id="a mark in the middle"),
        pytest.param(b"x" * MAX_BYTES, "x" * MAX_BYTES, id="as large as allowed"),
    ],
)
def test_text_is_read_and_nothing_but_line_breaks_is_changed(data, text):
    assert read_text(data, name="story.txt") == text
    assert clean_text(data.decode(), name="story.txt") == text


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        pytest.param(b"", "is empty.", id="empty"),
        pytest.param(b"\xef\xbb\xbf", "is empty.", id="only a byte order mark"),
        pytest.param(b" \r\n\t", "is empty but for 3 characters of space.", id="blank"),
        pytest.param("\u00a0\u200b".encode(), "is empty but for 2", id="invisible"),
        pytest.param(b"ab\0c", "control character 0x00 at byte 2.", id="NUL"),
        pytest.param("é\x1b[0m".encode(), "character 0x1b at byte 2.", id="escape"),
        pytest.param(b"\x7fELF", "character 0x7f at byte 0.", id="delete"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "character 0x1a at byte 6.", id="picture"),
        pytest.param("é\x93x".encode(), "U+0093 at byte 2.", id="wrong encoding"),
        pytest.param(
            b"Ren\xe9e", "is not UTF-8: the byte 0xe9 at byte 3 is out", id="Latin-1"
        ),
        pytest.param("né".encode()[:-1], "0xc3 at byte 1", id="cut short"),
        pytest.param(b"a\xc0\xafb", "0xc0 at byte 1", id="overlong"),
        pytest.param(
            b"ab\xed\xa0\x80", "half a surrogate pair at byte 2.", id="surrogate"
        ),
        pytest.param("hé".encode("utf-16"), "is UTF-16, not UTF-8", id="UTF-16"),
        pytest.param(
            b"x" * (MAX_BYTES + 1),
            "is too large: 2,000,001 bytes, and 2,000,000 are allowed.",
            id="too large",
        ),
    ],
)
def test_what_is_not_text_is_refused_with_the_fault_and_its_place(data, fault):
    with pytest.raises(IntakeRefused) as refused:
        read_text(data, name="story.txt")

    assert refused.value.message.startswith("story.txt ")
    assert fault in refused.value.message


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("", "is empty.", id="empty"),
        pytest.param(" \n\u200b", "is empty but for 3", id="blank"),
        pytest.param("é\0", "control character 0x00 at character 1.", id="NUL"),
        pytest.param("é\x93", "U+0093 at character 1.", id="wrong encoding"),
        pytest.param("é\ud83d", "(U+D83D) at character 1", id="a lone surrogate"),
        pytest.param(
            "é" * 1_000_001, "2,000,002 bytes, and 2,000,000 are", id="too large"
        ),
    ],
)
def test_pasted_text_is_refused_with_the_fault_and_its_place(text, fault):
    with pytest.raises(IntakeRefused) as refused:
        clean_text(text, name="The pasted text")

    assert refused.value.message.startswith("The pasted text ")
    assert fault in refused.value.message


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("", "The input is empty.", id="no name"),
        pytest.param("a\nb\udcff", "a\\nb\\udcff is empty.", id="unprintable"),
    ],
)
def test_the_message_can_always_be_printed(name, shown):
    with pytest.raises(IntakeRefused) as refused:
        read_text(b"", name=name)

    assert str(refused.value) == shown


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(data):
    try:
        text = read_text(data, name="any")
    except IntakeRefused:
        return

    assert clean_text(text, name="any") == text.removeprefix("\ufeff")


@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_is_admitted_or_refused(text):
    try:
        admitted = clean_text(text, name="any")
    except IntakeRefused:
        return

    assert read_text(admitted.encode(), name="any") == admitted.removeprefix("\ufeff")
    assert len(sha256(admitted)) == 64


def test_the_hash_is_that_of_the_bytes():
    assert sha256("Renée\n") == hashlib.sha256("Renée\n".encode()).hexdigest()
    assert sha256("Renée") != sha256("Rene\u0301e")


def test_half_a_pair_has_no_hash():
    with pytest.raises(UnicodeEncodeError):
        sha256("\ud800")
