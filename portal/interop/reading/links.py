"""What the parts of a package say of one another: code lists and foreign keys."""

from collections.abc import Mapping, Sequence

from portal.interop.description import Resource
from portal.interop.reading.findings import Findings, shown
from portal.interop.reading.tables import Table

PLACES = "places"


def check_links(tables: Sequence[Table], findings: Findings) -> None:
    """Note code lists and keys that lead nowhere."""
    resources = {table.resource.name: table.resource for table in tables}
    for index, table in enumerate(tables):
        at = f"resources[{index}].schema"
        _check_columns(table.resource, resources, at, findings)
        _check_keys(table.resource, resources, at, findings)


def _check_columns(
    resource: Resource, resources: Mapping[str, Resource], schema: str, findings: Findings
) -> None:
    """Note coded columns whose code list is not there or is none."""
    for number, field in enumerate(resource.fields):
        place = f"{schema}.fields[{number}]"
        target = resources.get(field.codes)
        if field.codes and field.codes != PLACES and not (target and target.is_code_list):
            code = "code-list-ill-formed" if target else "code-list-missing"
            name = shown(field.codes)
            findings.add(code, at=f"{place}.codes", resource=name, field=field.name)


def _check_keys(
    resource: Resource, resources: Mapping[str, Resource], at: str, findings: Findings
) -> None:
    """Note foreign keys into resources or columns that the package does not have."""
    for number, key in enumerate(resource.foreign_keys):
        place = f"{at}.foreignKeys[{number}].reference"
        target = resources.get(key.resource) if key.resource else resource
        if target is None:
            name = shown(key.resource)
            findings.add("unknown-resource", at=f"{place}.resource", resource=name)
            continue
        for name in key.reference_fields:
            if target.field(name) is None:
                findings.add("unknown-field", at=f"{place}.fields", field=shown(name))
