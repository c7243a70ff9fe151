"""What is wrong with datapackage.json, code by code, and how its publisher mends it."""

from portal.i18n.marking import N_, Words

DESCRIPTOR_WORDS: dict[str, Words] = {
    "document-kind": Words(
        N_("Documents of this kind are not published"),
        N_(
            "Give the resource a schema if it is a table; a document has to be one of these: "
            "%(choices)s. Found: %(path)s. Place: %(at)s."
        ),
    ),
    "document-format": Words(
        N_("A document is said to be of another kind than its name ends in"),
        N_("Correct the one or the other. File: %(path)s. Said: %(value)s. Place: %(at)s."),
    ),
    "no-tables": Words(
        N_("The package holds documents but no table"),
        N_("Add the table that the documents are about, as CSV with a schema. Place: %(at)s."),
    ),
    # datapackage.json as a file
    "missing-descriptor": Words(
        N_("There is no datapackage.json"),
        N_("Put a file of that name at the top of the folder; docs/package-format.md shows one."),
    ),
    "descriptor-too-large": Words(
        N_("datapackage.json is too large"),
        N_(
            "Keep data in CSV files and only their description in datapackage.json. Most "
            "allowed: %(most)s kB."
        ),
    ),
    "not-json": Words(
        N_("This is not valid JSON"),
        N_(
            "Look at the row given: a comma, a quotation mark or a bracket is missing or "
            "stands too many."
        ),
    ),
    "not-an-object": Words(
        N_("datapackage.json does not hold one JSON object"),
        N_("The file has to begin with { and end with }."),
    ),
    "too-deep": Words(
        N_("There are too many brackets inside one another"),
        N_("Make the description flatter. Most levels allowed: %(most)s."),
    ),
    "duplicate-key": Words(
        N_("A property stands twice in the same object"),
        N_("Delete one of the two. Property: %(key)s."),
    ),
    "not-finite": Words(
        N_("A number has no finite value"),
        N_("Write an ordinary number, or leave the property out. Value: %(value)s."),
    ),
    "bad-text": Words(
        N_("A text has characters that cannot be shown"),
        N_(
            "Take out control characters and marks that turn the direction of writing; titles "
            "stay on one line. Place: %(at)s."
        ),
    ),
    "encoding-error": Words(
        N_("The file is not UTF-8 text"),
        N_('Save it again with the encoding UTF-8; in a spreadsheet choose "CSV UTF-8".'),
    ),
    "more-issues": Words(
        N_("There are more issues than can be listed"),
        N_("Mend these first and check again. Issues not shown: at least %(count)s."),
    ),
    # Texts, names and values of the descriptor
    "missing-property": Words(
        N_("Something required is missing"),
        N_("Fill it in. Place: %(at)s."),
    ),
    "welsh-missing": Words(
        N_("The Welsh text is missing"),
        N_(
            "Write it in Welsh: nothing required is published in one language alone. Place: %(at)s."
        ),
    ),
    "english-missing": Words(
        N_("The English text is missing"),
        N_(
            "Write it in English: nothing required is published in one language alone. Place: "
            "%(at)s."
        ),
    ),
    "blank-text": Words(
        N_("A text is blank"),
        N_("Write the text, or take the property out if it is optional. Place: %(at)s."),
    ),
    "text-too-long": Words(
        N_("A text is too long"),
        N_("Shorten it. Characters: %(length)s, most allowed: %(most)s. Place: %(at)s."),
    ),
    "text-too-short": Words(
        N_("A text is too short to help readers"),
        N_(
            "Say more in plain words. Characters: %(length)s, fewest allowed: %(least)s. "
            "Place: %(at)s."
        ),
    ),
    "wrong-type-text": Words(
        N_("Something that has to be a text is not"),
        N_("Write it between quotation marks. Place: %(at)s."),
    ),
    "wrong-type-list": Words(
        N_("Something that has to be a list is not"),
        N_("Write it between [ and ], with commas. Place: %(at)s."),
    ),
    "wrong-type-object": Words(
        N_("Something that has to be an object is not"),
        N_("Write it between { and }, each value with its property. Place: %(at)s."),
    ),
    "wrong-type-boolean": Words(
        N_("Something that has to be true or false is not"),
        N_("Write true or false, without quotation marks. Place: %(at)s."),
    ),
    "wrong-type-number": Words(
        N_("Something that has to be a number is not"),
        N_("Write a number without quotation marks. Place: %(at)s."),
    ),
    "empty-list": Words(
        N_("A list is empty"),
        N_("Put something into it, or leave the property out. Place: %(at)s."),
    ),
    "too-many-entries": Words(
        N_("A list is too long"),
        N_("Shorten it. Entries: %(count)s, most allowed: %(most)s. Place: %(at)s."),
    ),
    "too-many-resources": Words(
        N_("The package has too many resources"),
        N_("Split it into several packages. Resources: %(count)s, most allowed: %(most)s."),
    ),
    "unknown-choice": Words(
        N_("A word is none of those that can stand here"),
        N_("Choose one of: %(choices)s. Found: %(value)s. Place: %(at)s."),
    ),
    "bad-name": Words(
        N_("A name cannot be used in an address"),
        N_(
            "Use small letters a to z, digits and single hyphens, no dots, at most 100 "
            "characters. Name: %(name)s. Place: %(at)s."
        ),
    ),
    "bad-field-name": Words(
        N_("A column's name cannot be used by programs"),
        N_(
            "Begin with a letter a to z and use only letters, digits, _ and -, at most 100 "
            "characters; words for people belong in title_cy and title_en. Name: %(name)s. "
            "Place: %(at)s."
        ),
    ),
    "reserved-name": Words(
        N_("A resource has a name with a meaning of its own"),
        N_("Choose another name. Name: %(name)s. Place: %(at)s."),
    ),
    "duplicate-name": Words(
        N_("Two things have the same name"),
        N_(
            "Give each its own; small and capital letters count as the same. Name: %(name)s. "
            "Place: %(at)s."
        ),
    ),
    "bad-url": Words(
        N_("This is not a web address"),
        N_("Write it in full, from https:// on. Found: %(value)s. Place: %(at)s."),
    ),
    "bad-email": Words(
        N_("This is not an e-mail address"),
        N_(
            "Write the address of an office, such as data@council.example. Found: %(value)s. "
            "Place: %(at)s."
        ),
    ),
    # What the package says of itself
    "bad-licence-name": Words(
        N_("A licence's name cannot be used"),
        N_(
            "Use its short name, such as OGL-UK-3.0: letters, digits, dots and hyphens. Name: "
            "%(name)s. Place: %(at)s."
        ),
    ),
    "unknown-licence": Words(
        N_("The licence is not one of those Melin has words for"),
        N_(
            "Use one of those, or say what this one is called in title_cy and title_en. "
            "Licence: %(name)s. Place: %(at)s."
        ),
    ),
    "unknown-keyword": Words(
        N_("A keyword is not in the bilingual list"),
        N_(
            "Choose one that is, or give its words in keywords_cy and keywords_en. Keyword: "
            "%(keyword)s. Place: %(at)s."
        ),
    ),
    "keyword-labels-differ": Words(
        N_("There are not as many keywords in one list as in the other"),
        N_(
            "Give keywords_cy and keywords_en one entry for each keyword, in the same order. "
            "Keywords: %(keywords)s, words: %(labels)s. Place: %(at)s."
        ),
    ),
    "unknown-theme": Words(
        N_("The theme is not one of the European data themes"),
        N_("Use one of their codes, such as GOVE or SOCI. Found: %(value)s. Place: %(at)s."),
    ),
    "unknown-frequency": Words(
        N_("The frequency is not one that Melin knows"),
        N_(
            "Use never, irregular, daily, weekly, monthly, quarterly or yearly. Found: "
            "%(value)s. Place: %(at)s."
        ),
    ),
    "bad-period": Words(
        N_("The period makes no sense"),
        N_(
            "Write years, months or days such as 2018, 2018-06 or 2018-06-30, the start before "
            "the end. Found: %(value)s. Place: %(at)s."
        ),
    ),
    "unknown-place": Words(
        N_("The code of a place is not known"),
        N_("Check it against the GSS codes. Found: %(cell)s. Nearest code: %(nearest)s."),
    ),
    "fictional-place-not-synthetic": Words(
        N_("A fictional place stands in data that are not marked as synthetic"),
        N_("Put the real code, or set synthetic to true. Found: %(cell)s."),
    ),
    "real-place-in-synthetic": Words(
        N_("A real council stands in synthetic data"),
        N_(
            "Invented figures are never put beside a real council: use a fictional code, X99 "
            "and six digits. Found: %(cell)s."
        ),
    ),
}
