"""A text in both languages, kept together so that neither can be forgotten."""

from dataclasses import dataclass
from typing import Literal

Locale = Literal["cy", "en"]

LOCALES: tuple[Locale, Locale] = ("cy", "en")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in Welsh and in English."""

    cy: str
    en: str

    def __getitem__(self, locale: Locale) -> str:
        """Return the text in one language."""
        return self.cy if locale == "cy" else self.en

    @property
    def both(self) -> str:
        """Return "Welsh / English", or the one text where the two are the same."""
        return self.cy if self.cy == self.en else f"{self.cy} / {self.en}"

    @property
    def complete(self) -> bool:
        """Tell whether both languages have words."""
        return bool(self.cy.strip() and self.en.strip())


def other(locale: Locale) -> Locale:
    """Return the language that `locale` is not."""
    return "en" if locale == "cy" else "cy"
