"""Everything the disclosure gate says, code by code, in both languages."""

from collections.abc import Mapping

from portal.bilingual import LOCALES, Locale
from portal.i18n.catalogues import gettext
from portal.i18n.formatting import number
from portal.i18n.gate_refusals import GATE_REFUSALS
from portal.i18n.marking import N_, Words

GATE_REASONS: dict[str, Words] = {
    "pinned": Words(
        N_("Some small counts are certain"),
        N_(
            "Hide or round more numbers, or join groups. Counts: %(count)s. "
            "First: %(where)s (%(release)s)."
        ),
    ),
    "narrow": Words(
        N_("Some small counts can be told too closely"),
        N_(
            "Hide or round more numbers, or join groups. Counts: %(count)s. "
            "First: %(where)s (%(release)s)."
        ),
    ),
    "group": Words(
        N_("Everybody in a group, or all but a few, certainly gave one answer"),
        N_(
            "Leave the group out or join it with another. Counts: %(count)s. "
            "First: %(where)s (%(release)s)."
        ),
    ),
    "contradiction": Words(
        N_("The published numbers contradict each other"),
        N_(
            "No whole numbers of people fit them all. Correct them. "
            "Counts: %(count)s (%(release)s)."
        ),
    ),
    "time-out": Words(
        N_("Time ran out before everything was proved"),
        N_(
            "What is not proved counts as refused. Publish fewer numbers together. "
            "Counts: %(count)s (%(release)s)."
        ),
    ),
    "small-group": Words(
        N_("Some groups have few people"),
        N_(
            "Such groups are better not broken down. Groups: %(count)s. "
            "First: %(where)s (%(release)s)."
        ),
    ),
    "moved-one": Words(
        N_("A correction shows that one person's answer was moved"),
        N_(
            "Whoever knows the person learns both answers. Groups: %(count)s. "
            "First: %(where)s (%(release)s)."
        ),
    ),
    "grown-too-little": Words(
        N_("A group gained people, but too few of them"),
        N_(
            "The people who came to it are a small group by themselves. Wait until it has gained "
            "more. Groups: %(count)s. First: %(where)s (%(release)s)."
        ),
    ),
    "policy-lowered": Words(
        N_("The policy protects less than the house policy"),
        N_("Somebody has to sign for this exception. Settings: %(names)s."),
    ),
    "left-out": Words(
        N_("Some groups were not broken down"),
        N_("They are too small, or would have stayed narrow. Groups: %(count)s."),
    ),
}
"""Why a release is refused, or what should be thought about, by code."""


GATE_WORDS: dict[str, Words] = {**GATE_REASONS, **GATE_REFUSALS}

_LONGEST = 80


def gate_message(code: str, facts: Mapping[str, object]) -> dict[str, str]:
    """Return what a reason says, and how to mend it, as `{"cy": …, "en": …}`."""
    return {locale: gate_words(code, facts, locale) for locale in LOCALES}


def gate_words(code: str, facts: Mapping[str, object], locale: Locale) -> str:
    """Return what a reason says in one language."""
    words = GATE_WORDS[code]
    shown = {
        name: number(value, locale) if isinstance(value, int) else str(value)[:_LONGEST]
        for name, value in facts.items()
    }
    what, mend = gettext(words.what, locale), gettext(words.mend, locale)
    return f"{what}. {mend % shown}"
