"""Marks that let words be found for translation where they are written, not where they are used."""

from dataclasses import dataclass


def N_(text: str) -> str:  # noqa: N802  # the name every gettext tool looks for
    """Return `text` unchanged: it only marks an English text whose translation is fetched later."""
    return text


@dataclass(frozen=True, slots=True)
class Words:
    """What is wrong and how to mend it; `%(name)s` stands for a fact of the refusal."""

    what: str
    mend: str
