"""What the portal says of the gate: its promise, what it refuses, and what it has to ask."""

from collections.abc import Mapping

from portal.bilingual import Locale
from portal.i18n.catalogues import gettext
from portal.i18n.marking import N_, Words

_PROMISE = N_(
    "From everything published about this group, nobody who knows our rules can tell which of at "
    "least five numbers any count of one to four people is."
)
_PROMISE_OF = N_(
    "From everything published about this group, nobody who knows our rules can tell which of at "
    "least %(numbers)s numbers any count of 1 to %(most)s people is."
)
_LIMITS = N_(
    "It covers what this portal has published, or was told is published elsewhere. People may "
    "still recognise their own answer."
)
_USUAL = {"threshold": 5, "width": 4}

LEDGER_WORDS: dict[str, Words] = {
    "gate-refused": Words(
        N_("The disclosure gate refuses these counts of people"),
        N_(
            "Hide or round more counts, or join groups; the part about the gate shows which. "
            "Counts: %(count)s. The sum that gives the first away: %(witness)s."
        ),
    ),
    "gate-answer": Words(
        N_("It is not clear which column holds people's answers"),
        N_(
            "Choose it, so that the gate can see whether everybody in a group gave the same one. "
            "Where no column holds answers, say so."
        ),
    ),
    "gate-relation": Words(
        N_("Counts of the same people were published before"),
        N_("How do these stand to the ones published last? People: %(population)s"),
    ),
    "gate-relation-earlier": Words(
        N_("Nobody has said yet how an earlier version stands to the one before it"),
        N_("How does it stand to that one? People: %(population)s. Version: %(release)s"),
    ),
    "gate-groups-changed": Words(
        N_("A group holds other codes than it did when it was published before"),
        N_("Give the new group a name of its own. Column: %(dimension)s. Group: %(group)s."),
    ),
    "population-taken": Words(
        N_("Another publisher already publishes counts of people under this name"),
        N_(
            "Give the people whom this package counts a name of their own: 'population' of "
            "'gate' in the descriptor. Name: %(population)s."
        ),
    ),
    "ledger-incomplete": Words(
        N_("An earlier version that counts people cannot be read"),
        N_("Nothing can be judged without it. Tell the portal's keepers. Versions: %(versions)s."),
    ),
    "people-no-more": Words(
        N_("This column counted people in an earlier version"),
        N_(
            "Say again that it measures people. If it holds something else now, give it another "
            "name. Table: %(resource)s."
        ),
    ),
    "policy-lowered": Words(
        N_("The policy protects less than the house policy"),
        N_("Raise the settings, or have an approver sign for them. Settings: %(names)s."),
    ),
}
"""What can be wrong with counts of people, or has to be asked about them."""

LEDGER_REFUSALS: dict[str, Words] = {
    "population-busy": Words(
        N_("Another version about the same people waits to be published"),
        N_("Wait until it is published or given up; this one is then checked again."),
    ),
    "ledger-moved": Words(
        N_("More was told of the same people since this was checked"),
        N_("Have it checked again; nothing else is needed."),
    ),
}
"""Why a submission that counts people cannot be moved as somebody asked."""


def promise(policy: Mapping[str, int], locale: Locale) -> str:
    """Return the promise made to a citizen under a policy."""
    if all(policy.get(name) == value for name, value in _USUAL.items()):
        return gettext(_PROMISE, locale)
    numbers, most = policy["width"] + 1, policy["threshold"] - 1
    return gettext(_PROMISE_OF, locale) % {"numbers": numbers, "most": most}


def limits(locale: Locale) -> str:
    """Return what the promise does not cover."""
    return gettext(_LIMITS, locale)
