"""What is wrong with a table that has to fit a schema, or with the places in it."""

from portal.i18n.marking import N_, Words

REGISTRY_WORDS: dict[str, Words] = {
    "schema-column-missing": Words(
        N_("A column that the schema requires is missing"),
        N_(
            "Add it to the file, or say which of its columns it is. Column: %(field)s. Schema: "
            "%(schema)s."
        ),
    ),
    "columns-contradict": Words(
        N_("Two columns of a row contradict each other"),
        N_(
            "Correct one of them: the first can be no more than the second. First: %(column)s, "
            "%(cell)s. Second: %(other)s, %(value)s."
        ),
    ),
    "codes-exclude-each-other": Words(
        N_("Two codes of a row cannot stand together"),
        N_("Change one of them. First: %(column)s, %(cell)s. Second: %(other)s, %(value)s."),
    ),
    "half-coordinates": Words(
        N_("A place has an easting or a northing, but not both"),
        N_("Write the other, or leave both empty. Easting: %(easting)s. Northing: %(northing)s."),
    ),
    "outside-grid": Words(
        N_("A place lies outside the National Grid of Great Britain"),
        N_(
            "Check whether the two are the wrong way round, or lack a digit. Easting: "
            "%(easting)s. Northing: %(northing)s."
        ),
    ),
}
"""By code; facts as `portal.publishing.registry` and `portal.tabular.coordinates` give them."""
