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
        _check_statistics(table.resource, at, findings)


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


def _check_statistics(resource: Resource, at: str, findings: Findings) -> None:
    """Note statistics of columns that the table does not have, or that count no people."""
    for number, field in enumerate(resource.fields):
        place, told = f"{at}.fields[{number}]", field.statistic or {}
        share = told.get("of") if isinstance(told.get("of"), str) else None
        for key, name in (*((k, told.get(k)) for k in ("count", "invited")), ("of", share)):
            if name is not None:
                _check_people(resource, str(name), f"{place}.statistic.{key}", findings)
        if field.part_of:
            _check_people(resource, field.part_of, f"{place}.part_of", findings)
        if field.part_of == field.name:
            findings.add("unknown-field", at=f"{place}.part_of", field=shown(field.part_of))
        listed = told.get("of")
        names = [*(listed if isinstance(listed, list) else []), *filter(None, [told.get("over")])]
        for name in names:
            if resource.field(str(name)) is None:
                findings.add("unknown-field", at=f"{place}.statistic", field=shown(name))


def _check_people(resource: Resource, name: str, at: str, findings: Findings) -> None:
    target = resource.field(name)
    if target is None:
        findings.add("unknown-field", at=at, field=shown(name))
    elif target.measures != "people":
        findings.add("not-about-people", at=at, property=name)
