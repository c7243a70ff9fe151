"""The registry's data files read: every version of every schema and code list."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from portal.bilingual import Bilingual
from portal.errors import NotFoundError
from portal.interop.description import Field
from portal.publishing.registry.model import (
    Code,
    CodeList,
    Demand,
    Exclusion,
    Reference,
    Rule,
    Schema,
    SchemaField,
)

SCHEMAS = Path(__file__).with_name("schemas")
CODE_LISTS = Path(__file__).with_name("code_lists")

Versioned = TypeVar("Versioned", Schema, CodeList)


def schemas() -> tuple[Schema, ...]:
    """Return the newest version of every schema, by name."""
    return tuple(versions[-1] for versions in _schemas().values())


def schema(name: str, version: int | None = None) -> Schema:
    """Return one schema, the newest version where none is given; "spend@1" names both.

    Raises:
        NotFoundError: there is no such schema or version.
    """
    name, version = _parted(name, version)
    return _one(_schemas().get(name, ()), name, version)


def schema_versions(name: str) -> tuple[Schema, ...]:
    """Return every version of a schema, oldest first; none where there is no such schema."""
    return _schemas().get(name, ())


def code_lists() -> tuple[CodeList, ...]:
    """Return the newest version of every code list, by name."""
    return tuple(versions[-1] for versions in _code_lists().values())


def code_list(name: str, version: int | None = None) -> CodeList:
    """Return one code list, the newest version where none is given; "councils@1" names both.

    Raises:
        NotFoundError: there is no such code list or version.
    """
    name, version = _parted(name, version)
    return _one(_code_lists().get(name, ()), name, version)


def code_list_versions(name: str) -> tuple[CodeList, ...]:
    """Return every version of a code list, oldest first; none where there is no such list."""
    return _code_lists().get(name, ())


def _schema(values: Mapping[str, Any]) -> Schema:
    rules = values.get("rules", ())
    return Schema(
        name=values["name"],
        version=values["version"],
        title=_pair(values, "title"),
        summary=_pair(values, "summary"),
        people=_pair(values, "people"),
        fields=tuple(_field(field) for field in values["fields"]),
        primary_key=tuple(values.get("primaryKey", ())),
        rules=tuple(Rule(rule["first"], rule["second"]) for rule in rules if "first" in rule),
        exclusions=tuple(
            Exclusion(rule["when"], tuple(rule["values"]), rule["then"], tuple(rule["refused"]))
            for rule in rules
            if "refused" in rule
        ),
        demands=tuple(
            Demand(
                rule["when"],
                tuple(rule["values"]),
                rule["then"],
                rule["asks"],
                rule["code"],
                rule.get("level", "refuse"),
            )
            for rule in rules
            if "asks" in rule
        ),
        references=tuple(
            Reference(rule["dataset"], rule.get("version", ""))
            for rule in rules
            if "dataset" in rule
        ),
    )


def _parted(name: str, version: int | None) -> tuple[str, int | None]:
    stem, at, number = name.partition("@")
    if not at:
        return name, version
    return (stem, int(number)) if number.isdecimal() and len(number) < 10 else (name, version)


def _one(versions: tuple[Versioned, ...], name: str, version: int | None) -> Versioned:
    for one in reversed(versions):
        if version in (None, one.version):
            return one
    raise NotFoundError(name=name, version=version)


@cache
def _schemas() -> Mapping[str, tuple[Schema, ...]]:
    return {
        folder.name: tuple(_schema(values) for values in _versions(folder))
        for folder in sorted(SCHEMAS.iterdir())
    }


@cache
def _code_lists() -> Mapping[str, tuple[CodeList, ...]]:
    return {
        folder.name: tuple(_code_list(values) for values in _versions(folder))
        for folder in sorted(CODE_LISTS.iterdir())
    }


def _versions(folder: Path) -> list[dict[str, Any]]:
    """Return what the data files of one name say, oldest version first."""
    files = sorted(folder.glob("*.json"), key=lambda path: int(path.stem))
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def _pair(values: Mapping[str, Any], stem: str) -> Bilingual:
    return Bilingual(cy=values[f"{stem}_cy"], en=values[f"{stem}_en"])


def _field(values: Mapping[str, Any]) -> SchemaField:
    codes = code_list(values["codes"]) if "codes" in values else None
    column = Field(
        name=values["name"],
        type=values["type"],
        title=_pair(values, "title"),
        description=_pair(values, "description"),
        format=values.get("format", ""),
        constraints=values.get("constraints", {}),
        measures=values.get("measures"),
        unit=values.get("unit", ""),
        codes="" if codes is None else "places" if codes.places else codes.name,
    )
    return SchemaField(column, tuple(values["aliases"]), values["example"], codes)


def _code_list(values: Mapping[str, Any]) -> CodeList:
    codes = tuple(
        Code(code["code"], _pair(code, "label"), tuple(code.get("aliases", ())))
        for code in values["codes"]
    )
    return CodeList(
        name=values["name"],
        version=values["version"],
        title=_pair(values, "title"),
        summary=_pair(values, "summary"),
        codes=codes,
        places=values.get("places", False),
    )
