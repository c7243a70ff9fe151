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
    "shared-without-agreement": Words(
        N_("Data are shared without an agreement"),
        N_(
            "Write which agreement they are shared under, or correct the other column. Empty: "
            "%(column)s. Beside: %(other)s, %(value)s."
        ),
    ),
    "agreement-expired": Words(
        N_("Data are shared under an agreement that has expired"),
        N_(
            "Renew the agreement and write its new last day, or stop sharing and say so. Last "
            "day: %(column)s, %(cell)s. Beside: %(other)s, %(value)s."
        ),
    ),
    "completed-without-evidence": Words(
        N_("A recommendation is called completed and nothing shows it"),
        N_(
            "Write the name of a dataset or a web address that shows it, or correct the status. "
            "Empty: %(column)s. Beside: %(other)s, %(value)s."
        ),
    ),
    "unknown-dataset": Words(
        N_("A row names a dataset that is not in this portal"),
        N_(
            "Write the name that stands in the dataset’s address here. Found: %(cell)s. Nearest: "
            "%(nearest)s."
        ),
    ),
    "unknown-version": Words(
        N_("A row names a version that readers cannot see"),
        N_(
            "Write the number of a published version. Dataset: %(dataset)s. Found: %(cell)s. "
            "Newest: %(nearest)s."
        ),
    ),
    "unknown-schema": Words(
        N_("The portal has no schema of that name and number"),
        N_("Write its name and number as its page shows them, such as spend@1. Found: %(name)s."),
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
