"""How large each part of a data package may be; beyond it the package is refused, not cut."""

DESCRIPTOR_SIZE = 1_000_000
"""Bytes of datapackage.json."""
DEPTH = 50
"""Objects and lists inside one another in datapackage.json."""

RESOURCES = 200
FIELDS = 500
"""Columns of one resource."""
KEYS = 50
"""Foreign keys of one resource."""
LIST = 500
"""Entries of any other list: sources, keywords, places, charts, missing values."""
ENUM = 1_000
"""Values that one `enum` constraint may name."""

NAME = 100
"""Characters of a name, a code or a unit."""
PATH = 250
"""Characters of a file's path."""
URL = 2_000
PATTERN = 1_000
TITLE = 200
TEXT = 5_000
"""Characters of a description, a finding, a reason or a caveat."""
SUMMARY_LEAST = 50
"""Characters a dataset's own description has at least: search engines ignore shorter ones."""

FILE_SIZE = 512 * 1024 * 1024
"""Bytes of one data file."""
DOCUMENT_SIZE = 20 * 1024 * 1024
"""Bytes of one document: it is checked whole, in memory."""
CELL = 100_000
"""Characters of one cell."""
MATCHED = 10_000
"""Characters of a cell that has to match a pattern."""
ROW = 1_000_000
"""Characters of one row."""
CODES = 100_000
"""Rows of one code list."""

ISSUES = 200
"""Issues told at once; a last one says how many more there are."""
