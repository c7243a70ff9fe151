"""What intake says where a file differs from the one before it in the same dataset."""

from portal.i18n.marking import N_, Words

DRIFT_WORDS: dict[str, Words] = {
    "sheet-gone": Words(
        N_("The sheet read last time is not in the file"),
        N_(
            "Another sheet was read. Check that it is the right one. Before: %(before)s. Now: "
            "%(now)s."
        ),
    ),
    "column-renamed": Words(
        N_("A column has another heading than last time"),
        N_(
            "Say whether it is the same column under a new name. Heading: %(column)s. Before: "
            "%(called)s."
        ),
    ),
    "column-gone": Words(
        N_("A column of last time is missing"),
        N_("Send the file with it, or confirm that it is no longer published. Column: %(called)s."),
    ),
    "column-new": Words(
        N_("A column was not there last time"),
        N_("Give it a title in both languages, or leave it out. Column: %(column)s."),
    ),
    "type-changed": Words(
        N_("A column is of another type than last time"),
        N_(
            "Correct the cells, or choose the type. Column: %(column)s. Before: %(before)s. Now: "
            "%(now)s."
        ),
    ),
    "rows-odd": Words(
        N_("The number of rows is very different from last time"),
        N_("Check that the file is whole. Rows: %(rows)s. Before: %(before)s."),
    ),
}
"""By code; facts as `portal.tabular.drift` gives them."""
