"""Texts that a spreadsheet would run as a formula when it opens a CSV file."""

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def is_formula(text: str) -> bool:
    """Tell whether a text begins as a formula does, or as what hides one."""
    return text.startswith(_BEGINNINGS)


def disarmed(text: str) -> str:
    """Return a text with an apostrophe before it where it begins as a formula does."""
    return f"'{text}" if is_formula(text) else text


def rearmed(text: str) -> str:
    """Return a text as it was before `disarmed`."""
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text
