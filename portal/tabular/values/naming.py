"""Machine names for columns: small letters, digits and underscores, unique in their table."""

import re
import unicodedata
from collections.abc import Sequence

_SIGNS = {
    "%": " percent ",
    "£": " gbp ",
    "€": " eur ",
    "&": " and ",
    "<=": " up to ",
    "≤": " up to ",
    "<": " under ",
    ">=": " from ",
    "≥": " from ",
    ">": " over ",
    "+": " plus ",
    "#": " number ",
    "@": " at ",
}
_LONGEST = 60


def field_name(heading: str) -> str:
    """Return a heading as a machine name; "" where nothing of it can be kept."""
    for sign, words in _SIGNS.items():
        heading = heading.replace(sign, words)
    heading = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})", " ", heading)
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:_LONGEST].strip("_")


def field_names(headings: Sequence[str]) -> list[str]:
    """Return a machine name for every heading; blank ones are numbered by their place."""
    names: list[str] = []
    for place, heading in enumerate(headings, start=1):
        wanted = field_name(heading) or f"column_{place}"
        name, number = wanted, 2
        while name in names:
            name, number = f"{wanted}_{number}", number + 1
        names.append(name)
    return names
