"""How wide a text is at most, and where it breaks.

A page is set in whatever font its reader has, so widths are those of DejaVu Sans, the widest
that is common; in any other a line is shorter than it was given room for.
"""

import unicodedata
from functools import cache

_WIDTHS = {
    28: "'ijl",
    29: "IJ",
    32: " ,.",
    34: "/:;\\|",
    36: "f-",
    40: "()[]t!",
    42: "r",
    50: '"*_`’‘',
    55: "szc?–",
    58: "FkL",
    60: "vxyP",
    63: "TYaoeESbdghnpqu",
    64: "$0123456789{}£",
    69: "KAVBRXZ",
    75: "CUHN",
    79: "DGOQ&",
    84: "w#+<=>^~−×",
    97: "mM%",
    100: "W@…",
}
_BY_LETTER = {letter: width / 100 for width, letters in _WIDTHS.items() for letter in letters}
_OTHER = 1.1
_PICTURE = 1.5
_WIDEST = 4.0


_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def clean(text: str) -> str:
    """Return a text with what XML cannot hold, or what turns the writing, made visible."""
    return "".join(
        "\ufffd"
        if letter in _DIRECTIONS or unicodedata.category(letter) in {"Cc", "Cs", "Cn"}
        else letter
        for letter in " ".join(text.split())
    )


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how much room a text takes at most, in the units of `size`."""
    ems = (_ems(letter) for letter in text)
    return size * sum(max(each * 1.12, each + 0.07) if bold and each else each for each in ems)


@cache
def _ems(letter: str) -> float:
    known = _BY_LETTER.get(letter)
    if known is not None:
        return known
    parts = unicodedata.normalize("NFKD", letter)
    if parts != letter:
        return min(sum(_ems(part) for part in parts), _WIDEST)
    category = unicodedata.category(letter)
    if category in {"Mn", "Me", "Cf"}:
        return 0.0
    return _PICTURE if category == "So" else _OTHER


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `room`, between words where that can be done."""
    lines: list[str] = []
    line = ""
    for word in clean(text).split():
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, room, size, bold=bold)
        lines.extend(full)
    return [*lines, line] if line or not lines else lines


def _pieces(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    """Break one word: after a hyphen or slash where it fits, else anywhere."""
    pieces, piece = [], ""
    for letter in word:
        if piece and width(piece + letter, size, bold=bold) > room:
            cut = max(piece.rfind("-"), piece.rfind("/")) + 1
            cut = cut if 0 < cut < len(piece) else len(piece)
            pieces.append(piece[:cut])
            piece = piece[cut:]
        piece += letter
    return [*pieces, piece]
