"""What is wrong with a package's files, columns and rows, and how their publisher mends it."""

from portal.i18n.marking import N_, Words

DATA_WORDS: dict[str, Words] = {
    # Where files lie, and what may not be asked for
    "unsafe-path": Words(
        N_("A path leads out of the package or hides something"),
        N_(
            "Use a plain path such as data/table.csv: no .., no \\ and no %%, not starting "
            "with / or a dot. Path: %(path)s. Place: %(at)s."
        ),
    ),
    "url-not-allowed": Words(
        N_("An address stands where a file of the package has to be"),
        N_(
            "Put the file into the package: nothing is ever fetched from elsewhere. Found: "
            "%(path)s. Place: %(at)s."
        ),
    ),
    "path-list": Words(
        N_("One resource has several files"),
        N_("Give each file a resource of its own, or join them into one file. Place: %(at)s."),
    ),
    "inline-data": Words(
        N_("Data stand inside datapackage.json"),
        N_("Move them to a CSV file and give its path. Place: %(at)s."),
    ),
    "schema-not-inline": Words(
        N_("A schema or dialect is kept in another file"),
        N_("Write it out in datapackage.json itself. Found: %(path)s. Place: %(at)s."),
    ),
    "profile-not-allowed": Words(
        N_("A profile that is not the standard's own is asked for"),
        N_("Take it out: Melin's own rules apply. Found: %(value)s. Place: %(at)s."),
    ),
    "property-not-allowed": Words(
        N_("A property is not part of this format"),
        N_(
            "Take it out and write the data plainly: numbers with digits and a dot, dates as "
            "2018-12-06. Property: %(property)s. Place: %(at)s."
        ),
    ),
    "encoding-not-supported": Words(
        N_("The data are said to have another encoding than UTF-8"),
        N_(
            'Save the file as UTF-8 and write "encoding": "utf-8". Found: %(value)s. Place: %(at)s.'
        ),
    ),
    "dialect-not-supported": Words(
        N_("The data are said to be another kind of CSV"),
        N_(
            "Save the file with commas, double quotation marks and one heading row, and take "
            "the dialect out. Found: %(value)s. Place: %(at)s."
        ),
    ),
    "document-broken": Words(
        N_("A document is not what its name says"),
        N_("Save it again, or correct the ending of its name. File: %(path)s. Kind: %(value)s."),
    ),
    "not-csv": Words(
        N_("A data file is not CSV"),
        N_("Save the table as CSV with a name that ends in .csv. Found: %(path)s. Place: %(at)s."),
    ),
    "missing-file": Words(
        N_("A data file is not in the package"),
        N_(
            "Put the file there or correct its path; small and capital letters differ. Path: "
            "%(path)s. Place: %(at)s."
        ),
    ),
    "symlink": Words(
        N_("A file is only a link to another"),
        N_("Put the file itself into the package. Path: %(path)s."),
    ),
    "not-a-file": Words(
        N_("Something that has to be a file is not"),
        N_("Put an ordinary file there. Path: %(path)s."),
    ),
    "file-too-large": Words(
        N_("A data file is too large"),
        N_(
            "Split it by year or by area. Most allowed: %(most)s MB. Path: %(path)s. Place: %(at)s."
        ),
    ),
    "hash-count": Words(
        N_("The data are not those that the descriptor was written for"),
        N_("Write a new hash, or put the right file back. Wanted: %(wanted)s. Found: %(found)s."),
    ),
    "byte-count": Words(
        N_("The data file has another size than the descriptor says"),
        N_("Correct bytes, or put the right file back. Wanted: %(wanted)s. Found: %(found)s."),
    ),
    # Columns, keys, code lists and charts
    "unknown-type": Words(
        N_("A column's type is not one that Melin knows"),
        N_("Use one of: %(choices)s. Found: %(value)s. Place: %(at)s."),
    ),
    "unknown-format": Words(
        N_("A column's format cannot be used"),
        N_(
            "Leave it out, or give a pattern of numbers such as %%d/%%m/%%Y for dates. Found: "
            "%(value)s. Place: %(at)s."
        ),
    ),
    "measures-missing": Words(
        N_("A column of numbers does not say what it counts"),
        N_(
            "Add measures, one of: %(choices)s. Counts of people are protected, so it has to "
            "be known. Place: %(at)s."
        ),
    ),
    "unknown-constraint": Words(
        N_("A rule cannot be kept by a column of this type"),
        N_("Take it out or change the type. Rule: %(constraint)s, type: %(type)s. Place: %(at)s."),
    ),
    "bad-constraint": Words(
        N_("The value of a rule does not suit its column"),
        N_(
            "Give a value of the column's own type. Rule: %(constraint)s. Found: %(value)s. "
            "Place: %(at)s."
        ),
    ),
    "bad-pattern": Words(
        N_("A pattern cannot be used"),
        N_(
            "Write it without look-ahead and back-references, and simpler if it is long. "
            "Pattern: %(pattern)s. Place: %(at)s."
        ),
    ),
    "unknown-field": Words(
        N_("A column is named that the resource does not have"),
        N_("Correct the name or add the column. Column: %(field)s. Place: %(at)s."),
    ),
    "unknown-resource": Words(
        N_("A resource is named that the package does not have"),
        N_("Correct the name or add the resource. Resource: %(resource)s. Place: %(at)s."),
    ),
    "bad-foreign-key": Words(
        N_("A foreign key does not say which columns belong together"),
        N_("Give fields and reference.fields as many columns as each other. Place: %(at)s."),
    ),
    "code-list-missing": Words(
        N_("The code list of a column is not in the package"),
        N_(
            "Add a resource of that name with the columns code, label_cy and label_en. "
            "Resource: %(resource)s. Column: %(field)s. Place: %(at)s."
        ),
    ),
    "code-list-ill-formed": Words(
        N_("The code list of a column lacks columns"),
        N_(
            "A code list has the columns code, label_cy and label_en. Resource: %(resource)s. "
            "Column: %(field)s. Place: %(at)s."
        ),
    ),
    "code-list-too-long": Words(
        N_("A code list is too long"),
        N_("Shorten it. Most codes allowed: %(most)s."),
    ),
    "chart-not-numeric": Words(
        N_("A chart draws a column that is not of numbers"),
        N_("Name a column of type integer or number. Column: %(field)s. Place: %(at)s."),
    ),
    "bad-maximum": Words(
        N_("The full length of a chart's bars cannot be drawn"),
        N_("Give a number above nought, such as 100. Found: %(value)s. Place: %(at)s."),
    ),
    # The data, row by row
    "empty-file": Words(
        N_("A data file is empty"),
        N_("Put the table into it, with the columns' names in the first row."),
    ),
    "control-character": Words(
        N_("The data have a control character"),
        N_("Take it out; it often comes from copying out of another program."),
    ),
    "bad-quoting": Words(
        N_("Quotation marks do not match"),
        N_(
            "Write a cell with a quotation mark in it between quotation marks, and the inner "
            "one twice."
        ),
    ),
    "cell-too-long": Words(
        N_("A cell is too long"),
        N_("Shorten it. Most characters allowed: %(most)s."),
    ),
    "row-too-long": Words(
        N_("A row is too long"),
        N_("Look for a quotation mark that is never closed. Most characters allowed: %(most)s."),
    ),
    "blank-header": Words(
        N_("The heading row is blank"),
        N_("Write the columns' names in the first row, in the order of the descriptor."),
    ),
    "spaces-in-heading": Words(
        N_("There are spaces around the columns' names"),
        N_("Take out the spaces before and after each name in the first row."),
    ),
    "blank-label": Words(
        N_("A column has no name in the heading row"),
        N_("Write its name. Column number: %(number)s."),
    ),
    "duplicate-label": Words(
        N_("Two columns have the same name in the heading row"),
        N_("Give each its own name. Name: %(label)s."),
    ),
    "extra-label": Words(
        N_("The data have a column that the descriptor does not"),
        N_("Describe the column, or take it out of the data. Column: %(label)s."),
    ),
    "missing-label": Words(
        N_("The data lack a column that the descriptor has"),
        N_("Add the column to the data, or take it out of the descriptor. Column: %(field)s."),
    ),
    "incorrect-label": Words(
        N_("A column has another name than in the descriptor"),
        N_(
            "Use the same names in the same order. In the data: %(label)s. In the descriptor: "
            "%(field)s."
        ),
    ),
    "blank-row": Words(
        N_("A row is blank"),
        N_("Delete the row."),
    ),
    "extra-cell": Words(
        N_("A row has more cells than there are columns"),
        N_("Look for a comma that should stand between quotation marks. Cell: %(cell)s."),
    ),
    "missing-cell": Words(
        N_("A row has fewer cells than there are columns"),
        N_("Add the missing cells; a cell with nothing known is left empty between its commas."),
    ),
    "type-error": Words(
        N_("A cell is not of its column's type"),
        N_("Correct the cell, or the type of the column. Cell: %(cell)s. Type: %(type)s."),
    ),
    "constraint-error": Words(
        N_("A cell breaks a rule of its column"),
        N_("Correct the cell, or the rule. Cell: %(cell)s. Rule: %(constraint)s %(wanted)s."),
    ),
    "pattern-too-slow": Words(
        N_("Checking cells against a pattern takes too long"),
        N_("Make the pattern simpler. Pattern: %(wanted)s."),
    ),
    "unique-error": Words(
        N_("A value stands twice in a column where each stands once"),
        N_("Correct or delete one of the two rows. Cell: %(cell)s. The other row: %(other)s."),
    ),
    "primary-key": Words(
        N_("Two rows have the same primary key"),
        N_("Correct or delete one of the two. The other row: %(other)s."),
    ),
    "primary-key-blank": Words(
        N_("A row has no primary key"),
        N_("Fill in the columns by which the row is known."),
    ),
    "foreign-key": Words(
        N_("A value is not in the resource it refers to"),
        N_(
            "Correct it, or add it there. Value: %(cell)s. Columns: %(fields)s. Resource: "
            "%(resource)s."
        ),
    ),
    "unknown-code": Words(
        N_("A code is not in the code list of its column"),
        N_("Correct it, or add it to the code list. Found: %(cell)s. Nearest code: %(nearest)s."),
    ),
    "blank-code": Words(
        N_("An entry of a code list has no code"),
        N_("Write the code, or delete the row."),
    ),
    "duplicate-code": Words(
        N_("A code stands twice in its code list"),
        N_("Delete one of the two rows. Code: %(cell)s."),
    ),
    "data-error": Words(
        N_("The data could not be checked"),
        N_("Look at the file for something unusual. Report of the checker: %(note)s."),
    ),
}
