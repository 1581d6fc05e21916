"""Admits text to the archive, or says what is wrong with it and where.

What is admitted keeps every character but a leading byte order mark and the form of
its line breaks: anchors and hashes rest on it.
"""

import hashlib
import re
from typing import Final

from .folding import WHITE_SPACE
from .nearest import printable

MAX_BYTES: Final = 2_000_000
"""The largest text admitted, counted in UTF-8 before line breaks are unified."""

_CONTROL_BYTE: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_BOM: Final = "\ufeff"


class IntakeRefused(ValueError):
    """The input is not archived; `message` names it, the fault and the place."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def read_text(data: bytes, *, name: str) -> str:
    """The text of a file for the archive: UTF-8, line breaks as "\\n".

    `name` is how the message calls the input; offsets in it count bytes of `data`
    from 0. Raises IntakeRefused.
    """
    _check_size(len(data), name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(name, "is UTF-16, not UTF-8 (byte 0); save it as UTF-8")
    if binary := _CONTROL_BYTE.search(data):
        at = binary.start()
        what = f"holds the control character {data[at]:#04x}"
        raise _refused(name, f"is not plain text: {what} at byte {at}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refused(name, _undecodable(error)) from error
    if control := _CONTROL.search(text):
        at = len(text[: control.start()].encode("utf-8"))
        raise _refused(name, f"{_c1(control[0])} at byte {at}")
    return _settle(text, name)


def clean_text(text: str, *, name: str) -> str:
    """Pasted text for the archive, checked and changed as `read_text` does.

    Offsets in the message count characters from 0. Raises IntakeRefused.
    """
    _check_size(len(text.encode("utf-8", "surrogatepass")), name)
    if surrogate := _SURROGATE.search(text):
        what = f"half a surrogate pair (U+{ord(surrogate[0]):04X})"
        at = surrogate.start()
        raise _refused(name, f"holds {what} at character {at}; paste it again")
    if control := _CONTROL.search(text):
        at = control.start()
        if ord(control[0]) > 0x7F:
            raise _refused(name, f"{_c1(control[0])} at character {at}")
        what = f"holds the control character {ord(control[0]):#04x}"
        raise _refused(name, f"is not plain text: {what} at character {at}")
    return _settle(text, name)


def sha256(text: str) -> str:
    """The hash of the text in UTF-8, 64 hexadecimal digits.

    Text admitted here always has one; a lone surrogate is a UnicodeEncodeError.
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _settle(text: str, name: str) -> str:
    text = text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    if not text:
        raise _refused(name, "is empty")
    if not text.strip(WHITE_SPACE):
        raise _refused(name, f"is empty but for {len(text):,} characters of space")
    return text


def _check_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        raise _refused(
            name, f"is too large: {size:,} bytes, and {MAX_BYTES:,} are allowed"
        )


def _undecodable(error: UnicodeDecodeError) -> str:
    at = error.start
    if error.object[at] == 0xED and error.object[at + 1 : at + 2] >= b"\xa0":
        return f"is not UTF-8: it holds half a surrogate pair at byte {at}"
    return (
        f"is not UTF-8: the byte {error.object[at]:#04x} at byte {at} is out of place"
    )


def _c1(control: str) -> str:
    """Characters that text only holds when it was read in the wrong encoding."""
    return (
        f"is wrongly encoded, perhaps Windows-1252 read as Latin-1: it holds the "
        f"control character U+{ord(control):04X}"
    )


def _refused(name: str, fault: str) -> IntakeRefused:
    return IntakeRefused(f"{printable(name) or 'The input'} {fault}.")
