"""What is wrong with numbers about people, and what was recognised in their tables."""

from collections.abc import Mapping

from portal.bilingual import Locale
from portal.i18n.catalogues import gettext
from portal.i18n.marking import N_, Words

STATISTIC_WORDS: dict[str, Words] = {
    "not-about-people": Words(
        N_("A column that does not measure people is used as if it did"),
        N_(
            "Give the column the measure 'people', or take the property out. "
            "Property: %(property)s. Place: %(at)s."
        ),
    ),
    "unknown-gate-key": Words(
        N_("The disclosure gate does not know this property"),
        N_("Correct its name. Known are: %(choices)s. Found: %(property)s. Place: %(at)s."),
    ),
    "not-a-whole-number": Words(
        N_("This has to be a whole number"),
        N_("Write one from %(least)s to %(most)s. Found: %(value)s. Place: %(at)s."),
    ),
    "gate-unknown-column": Words(
        N_("The disclosure gate is told of a column that no table about people has"),
        N_("Name a column that tells groups of people apart. Column: %(column)s."),
    ),
    "count-not-whole": Words(
        N_("A number of people is not a whole number"),
        N_(
            "Write the whole number, or say in 'statistic' what kind of number the column "
            "holds. Found: %(cell)s."
        ),
    ),
    "count-negative": Words(
        N_("A number of people is less than nought"),
        N_("Correct it, or leave the cell empty where the number is not shown. Found: %(cell)s."),
    ),
    "count-too-large": Words(
        N_("A number of people is impossibly large"),
        N_("Correct it. Found: %(cell)s."),
    ),
    "count-not-rounded": Words(
        N_("A number of people is not rounded as its column says"),
        N_("Round it like the others, or correct 'rounding'. Found: %(cell)s."),
    ),
    "statistic-too-precise": Words(
        N_("A number has more decimals than its column says"),
        N_("Round it, or correct 'decimals' in 'statistic'. Found: %(cell)s."),
    ),
    "counts-repeat": Words(
        N_("Two rows count the same group"),
        N_(
            "Add the column that tells them apart, or leave one out. Rows: %(first)s, %(row)s. "
            "Columns that tell groups apart: %(columns)s."
        ),
    ),
    "too-many-numbers": Words(
        N_("There are too many numbers about people to be judged together"),
        N_("Publish less in one table. Most allowed: %(most)s."),
    ),
    "share-not-of-counts": Words(
        N_("A share is not what the counts beside it make"),
        N_("Work it out from the published counts. Found: %(cell)s. They make: %(wanted)s."),
    ),
    "total-too-small": Words(
        N_("A total is less than what it holds"),
        N_(
            "Correct the numbers. Where people can be in several groups, give each group a "
            "column of its own with 'part_of'. Column: %(attribute)s. Total: %(code)s."
        ),
    ),
    "not-roundable": Words(
        N_("Melin cannot round these counts by itself"),
        N_(
            "Only exact counts can be rounded, with none hidden and every group in one table. "
            "Round them yourself, or hide small ones. Counted: %(population)s."
        ),
    ),
    "not-protectable": Words(
        N_("Even rounded, these counts would give people away"),
        N_("Join groups or leave out columns, then try again. Counted: %(population)s."),
    ),
    "scale-missing": Words(
        N_("A mean is over answers that have no scores"),
        N_("Add the column 'score' to their code list. Column: %(attribute)s."),
    ),
}

RECOGNISED_WORDS: dict[str, str] = {
    "sum-of-columns": N_(
        "One column is the sum of others. Column: %(column)s. Its parts: %(members)s."
    ),
    "total-of-codes": N_(
        "One code is the total of all the others. Column: %(column)s. Code: %(code)s."
    ),
    "total-with-rest": N_(
        "One code is the total of all the others and of people who are in none of them. "
        "Column: %(column)s. Code: %(code)s."
    ),
    "group-of-codes": N_(
        "One code is the sum of others. Column: %(column)s. Code: %(code)s. Its parts: %(members)s."
    ),
}
"""What was recognised, by the code of `portal.publishing.gate.told.Recognised`."""


def recognised_words(code: str, facts: Mapping[str, object], locale: Locale) -> str:
    """Return in one language what was recognised in a table."""
    return gettext(RECOGNISED_WORDS[code], locale) % facts
