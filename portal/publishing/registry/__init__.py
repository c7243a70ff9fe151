"""The registry of schemas and code lists: numbered, in both languages, shipped as data files.

`suggest` finds the schema that fits a table, `apply` puts it to the table's columns, `to_codes`
makes labels codes, and `check` holds a clean table against it.
"""

from portal.publishing.registry.applying import Applied, apply, as_fields, code_list_resource
from portal.publishing.registry.checking import beyond, check, with_nearest
from portal.publishing.registry.codes import code_of, nearest, to_codes
from portal.publishing.registry.model import Code, CodeList, Rule, Schema, SchemaField
from portal.publishing.registry.reading import code_list, code_lists, schema, schemas
from portal.publishing.registry.suggesting import Match, suggest

__all__ = [
    "Applied",
    "Code",
    "CodeList",
    "Match",
    "Rule",
    "Schema",
    "SchemaField",
    "apply",
    "as_fields",
    "beyond",
    "check",
    "code_list",
    "code_list_resource",
    "code_lists",
    "code_of",
    "nearest",
    "schema",
    "schemas",
    "suggest",
    "to_codes",
    "with_nearest",
]
