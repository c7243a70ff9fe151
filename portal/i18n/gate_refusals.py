"""What the disclosure gate says of a file that it cannot judge: for each code, both words."""

from portal.i18n.marking import N_, Words

GATE_REFUSALS: dict[str, Words] = {
    "bad-json": Words(
        N_("The file is not JSON that can be read"),
        N_("Write it as plain JSON in UTF-8, without deep nesting."),
    ),
    "bad-csv": Words(
        N_("The file of respondents is not CSV that can be read"),
        N_("Write it as plain CSV in UTF-8, one row for each respondent."),
    ),
    "not-an-object": Words(
        N_("The file does not hold one JSON object"),
        N_("Write it as the documentation of the gate shows."),
    ),
    "answer-missing": Words(
        N_("It is not said which dimension holds the answers"),
        N_("Give “answer” the name of that dimension, or null where there is none."),
    ),
    "bad-structure": Words(
        N_("Part of the file is not of the right kind"),
        N_("Look at the lists and objects there. Place: %(where)s."),
    ),
    "unknown-key": Words(
        N_("The file has a key that means nothing here"),
        N_("Correct its name or take it out. Place: %(where)s. Key: %(key)s."),
    ),
    "missing-key": Words(
        N_("Something that is needed is missing, or is there twice"),
        N_("A number is either shown or suppressed. Place: %(where)s. Key: %(key)s."),
    ),
    "bad-policy": Words(
        N_("A setting of the policy cannot be used"),
        N_("It must be a whole number from 0. Setting: %(key)s. Value: %(value)s."),
    ),
    "unknown-dimension": Words(
        N_("A dimension is named that is not declared"),
        N_("Declare it under “dimensions” or correct its name. Dimension: %(dimension)s."),
    ),
    "unknown-code": Words(
        N_("A code is used that its dimension does not have"),
        N_("Declare the code or correct it. Dimension: %(dimension)s. Code: %(value)s."),
    ),
    "unknown-code-row": Words(
        N_("A respondent has a code that the dimension does not have"),
        N_("Correct the file or declare the code. Dimension: %(dimension)s. Row: %(row)s."),
    ),
    "missing-column": Words(
        N_("The file of respondents lacks a column"),
        N_("Add a column for each dimension of the tables. Column: %(column)s."),
    ),
    "no-respondents": Words(
        N_("The file holds no respondents"),
        N_("Check that it is the right file."),
    ),
    "empty-dimension": Words(
        N_("A dimension has no codes"),
        N_("List every code it can take. Dimension: %(dimension)s."),
    ),
    "empty-group": Words(
        N_("A group has no codes"),
        N_("List the codes or groups it holds. Dimension: %(dimension)s. Group: %(group)s."),
    ),
    "group-cycle": Words(
        N_("Groups hold each other in a circle"),
        N_("Take one of them out of the other. Dimension: %(dimension)s. Group: %(group)s."),
    ),
    "name-clash": Words(
        N_("Two codes or groups of a dimension have one name"),
        N_("Give each its own. Dimension: %(dimension)s. Name: %(value)s."),
    ),
    "bad-scale": Words(
        N_("A scale does not fit its codes"),
        N_("Give one number for each code. Dimension: %(dimension)s."),
    ),
    "no-scale": Words(
        N_("A mean is given over a dimension without a scale"),
        N_("Add the scale that was used. Dimension: %(dimension)s."),
    ),
    "unknown-rule": Words(
        N_("A house rule is not known"),
        N_("Only rules that the audit knows can be counted on. Rule: %(rule)s."),
    ),
    "unknown-kind": Words(
        N_("A statistic is of a kind that the gate does not know"),
        N_("It cannot be judged, so it is refused. Kind: %(kind)s. Release: %(release)s."),
    ),
    "unknown-rounding": Words(
        N_("A way of rounding is not known"),
        N_("Use nearest or controlled, with a whole base from 1. Method: %(method)s."),
    ),
    "unknown-relation": Words(
        N_("A release does not say how it follows the one before"),
        N_(
            "Use first, grown, corrected or separate. Release: %(release)s. Relation: %(relation)s."
        ),
    ),
    "relation-order": Words(
        N_("The first release, and no other, is called first"),
        N_("Correct the relation. Release: %(release)s. Relation: %(relation)s."),
    ),
    "duplicate-release": Words(
        N_("Two releases have one name"),
        N_("Give each its own. Release: %(release)s."),
    ),
    "empty-release": Words(
        N_("No release holds any statistics"),
        N_("Add what was published: there is nothing to judge. Release: %(release)s."),
    ),
    "not-a-number": Words(
        N_("A value is not a number"),
        N_("Write it as a plain number. Value: %(value)s."),
    ),
    "negative-count": Words(
        N_("A count is below zero"),
        N_("Counts of people start at 0. Value: %(value)s."),
    ),
    "fractional-count": Words(
        N_("A count is not whole"),
        N_("People are counted in whole numbers. Value: %(value)s."),
    ),
    "too-large-count": Words(
        N_("A count is larger than any number of people"),
        N_("Check the number. Value: %(value)s. Largest: %(largest)s."),
    ),
    "too-precise": Words(
        N_("A number has more decimals than it says"),
        N_("Round it to its decimals, at most four. Value: %(value)s. Decimals: %(decimals)s."),
    ),
    "bad-decimals": Words(
        N_("The number of decimals cannot be used"),
        N_("Use a whole number from 0 to 4. Value: %(value)s."),
    ),
    "too-many-cells": Words(
        N_("There are too many counts to judge at once"),
        N_("Publish fewer dimensions or codes together. Counts: %(cells)s. Most: %(most)s."),
    ),
    "no-rounding": Words(
        N_("No rounding was found in which every total adds up"),
        N_("Publish fewer tables together, or use suppression."),
    ),
    "short-key": Words(
        N_("The secret is too short"),
        N_("Use a file of random characters. Fewest bytes: %(least)s."),
    ),
    "unknown-method": Words(
        N_("A way of protecting is not known"),
        N_("Use rounding or suppression. Method: %(method)s."),
    ),
}
"""Why a release, a specification or a file of respondents cannot be read, by code."""
