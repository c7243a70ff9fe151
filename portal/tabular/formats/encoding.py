"""Which encoding a text file is in, found by fixed trials, and what was destroyed on the way."""

import codecs
import re
from pathlib import Path
from typing import TextIO

from portal.tabular.model import RefusedFileError

_BLOCK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

# What the bytes of UTF-8 become when they are read as CP1252: a lead letter, then any of these.
_TRAIL = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_MOJIBAKE = re.compile(f"[ÂÃÅÄ][{_TRAIL}]|â\u20ac")
_WRONG_PAGE = re.compile(
    "[\u0080-\u009f]|[a-z][\u201a\u0192\u201e\u2030]|[a-z]\u2039[a-z]|[a-z][\u017d\u0160\u0152\u0178]"
)
_QUESTION = re.compile(
    "[a-zâêîôûáéíóúàèìòùäëïöü]\\?[a-zâêîôû]|\\b(?:[DdTtGgCc]|[Ll]l)\\?[a-z]+|\\b[Tt]\\? [A-Z]"
)
_ADDRESS = re.compile(r"\S*(?:://|www\.|\.\w{2,5}\?|=)\S*")


def find_encoding(path: Path) -> str:
    """Return the codec a text file is read with, by fixed trials: BOM, UTF-8, UTF-16, CP1252.

    Raises:
        RefusedFileError: "not-text" where the bytes are no text in any of them.
    """
    with path.open("rb") as file:
        head = file.read(_BLOCK)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return prove_encoding(path, name)
    if wide := _utf16_pattern(head):
        return prove_encoding(path, wide)
    if len(_CONTROL.findall(head)) > len(head) // 1000 or _holds_nul(path):
        raise RefusedFileError("not-text")
    if _decodes(path, "utf-8"):
        return "utf-8"
    return prove_encoding(path, "cp1252")


def prove_encoding(path: Path, name: str) -> str:
    """Return an encoding once every byte of the file was read; CP1252 is read as browsers do.

    Raises:
        RefusedFileError: "broken-encoding".
    """
    if name != "cp1252" and not _decodes(path, name):
        raise RefusedFileError("broken-encoding", encoding=name)
    return name


def _keep_control(error: UnicodeError) -> tuple[str, int]:
    """Read the five bytes that CP1252 leaves undefined as browsers do: as control characters."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return chr(error.object[error.start]), error.start + 1


codecs.register_error("melin-control", _keep_control)


def open_text(path: Path, encoding: str) -> TextIO:
    """Open a text file to be read record by record, line ends untouched."""
    errors = "melin-control" if encoding == "cp1252" else "strict"
    return path.open(encoding=encoding, errors=errors, newline="")


def _holds_nul(path: Path) -> bool:
    """Tell whether a file has a NUL, which no text of one byte a letter has."""
    with path.open("rb") as file:
        return any(b"\0" in block for block in iter(lambda: file.read(_BLOCK), b""))


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _utf16_pattern(head: bytes) -> str:
    """Tell UTF-16 without a mark: nearly every other byte of Latin text is NUL."""
    sample = head[: len(head) // 2 * 2][:65536]
    if len(sample) < 4:
        return ""
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def damage(text: str) -> str:
    """Return the kind of damage a cell shows: "" or a code.

    "hidden" (####, a column too narrow when it was saved), "replaced" (U+FFFD),
    "question-mark" (a ? inside a word, where ŵ or ŷ was), "mojibake" (UTF-8 read as something
    else), "wrong-page" (letters of another code page).
    """
    tests = (
        ("hidden", text[:3] == "###" and not text.strip("# ")),
        ("replaced", "\ufffd" in text),
        ("question-mark", "?" in text and _QUESTION.search(_ADDRESS.sub("", text)) is not None),
        ("mojibake", _MOJIBAKE.search(text) is not None),
        ("wrong-page", _WRONG_PAGE.search(text) is not None),
    )
    return next((code for code, true in tests if true), "")


DAMAGE_HINT = (
    "^###|[?\ufffdÂÃÅÄâ\u0080-\u009f\u201a\u0192\u201e\u2030\u2039\u017d\u0160\u0152\u0178]"
)
"""A cell without any of these characters cannot show damage."""
