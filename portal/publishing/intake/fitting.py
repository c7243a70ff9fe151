"""The schema that an officer chose, put to the table it is meant for; or one to suggest."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from portal.publishing.intake.model import Case, Plain
from portal.publishing.registry import Applied, apply, schema, suggest
from portal.publishing.registry.suggesting import match
from portal.tabular.decisions import TypeChoice
from portal.tabular.model import Table

_GOOD = 0.6


def applied(tables: Sequence[Table], case: Case) -> tuple[int, Applied] | None:
    """Return the chosen schema put to the table that it fits best, and which one that is.

    None where no schema is chosen. A column that `fields` of the decisions names after one of
    the schema's is that one, whatever its heading says.
    """
    reference = case.decisions.get("schema")
    if not reference or not tables:
        return None
    chosen = schema(str(reference))
    scores = [match(chosen, _headings(table)).score for table in tables]
    best = scores.index(max(scores))
    columns = [asdict(column) for column in tables[best].columns]
    meant = match(chosen, _headings(tables[best])).fields
    mapping = {column["field"]: one for column, one in zip(columns, meant, strict=True) if one}
    for column, name in called(case).items():
        mapping.pop(column, None)
        if chosen.field(name) is not None:
            mapping = {other: one for other, one in mapping.items() if one != name}
            mapping[column] = name
    return best, apply(str(reference), columns, mapping)


def types(tables: Sequence[Table], case: Case) -> Mapping[str, TypeChoice]:
    """Return the types as which columns have to be read for the chosen schema."""
    fitted = applied(tables, case)
    return fitted[1].types if fitted else {}


def telling_blanks(tables: Sequence[Table], case: Case) -> set[str]:
    """Return the columns of which the chosen schema says that an empty cell means something."""
    fitted = applied(tables, case)
    if fitted is None:
        return set()
    done = fitted[1]
    return {column for column, name in done.names.items() if name in done.schema.telling_blanks}


def called(case: Case) -> dict[str, str]:
    """Return what an officer said columns are called in the dataset, by intake's names."""
    return dict(case.decisions.get("fields") or {})


def suggested(tables: Sequence[Table], case: Case) -> Plain | None:
    """Return the schema that fits the first table well, to be offered; None once one is chosen."""
    if case.decisions.get("schema") or not tables:
        return None
    best = next(iter(suggest(_headings(tables[0]))), None)
    if best is None or best.score < _GOOD:
        return None
    return {
        "schema": best.schema.reference,
        "score": best.score,
        "fields": list(best.fields),
        "missing": list(best.missing),
    }


def _headings(table: Table) -> list[str]:
    return [column.name for column in table.columns]
