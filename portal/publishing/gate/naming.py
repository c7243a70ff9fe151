"""What a package calls the groups of people that it counts, in both languages."""

import re
from collections.abc import Mapping
from typing import Any

from portal.bilingual import LOCALES, Bilingual
from portal.interop import vocabularies
from portal.interop.description import Field
from portal.interop.reading import Package
from portal.interop.reading.code_lists import read_codes

Plain = dict[str, Any]
Where = Mapping[str, str]

_PART = re.compile(r"-part(-[0-9]+)?$")
MOST_CODES = 300
"""How many codes of a dimension are kept with their labels, to be chosen from."""


class Names:
    """The titles and labels of a package."""

    def __init__(self, package: Package) -> None:
        tables = package.description.tables
        self._fields = {field.name: field for table in tables for field in table.fields}
        coded = {field.codes for field in self._fields.values()}
        self._labels = {
            resource.name: read_codes(resource, package.data[resource.name])
            for resource in package.description.resources
            if resource.is_code_list and resource.name in coded
        }
        gate = package.description.gate
        self._questions = self._told_apart(gate.question) if gate and gate.question else {}
        self._answers = self._told_apart(gate.answer) if gate and gate.answer else {}
        if "places" in coded:
            self._labels["places"] = {place.gss: place.name for place in vocabularies.places()}

    def words(self, where: Where) -> dict[str, str]:
        """Say a count's place in words: "Council: Aberwen, Answer: Agree"; "" is everybody."""
        pairs = [(self._title(name), self._label(name, str(code))) for name, code in where.items()]
        return {
            locale: ", ".join(f"{name[locale]}: {code[locale]}" for name, code in pairs)
            for locale in LOCALES
        }

    def labels(self, dimensions: Mapping[str, Any]) -> list[Plain]:
        """Return every dimension with its codes to choose from; with no codes where too many."""
        return [
            {
                "name": name,
                "title": _plain(self._title(name)),
                "codes": [
                    [code, _plain(self._label(name, code))]
                    for code in (*told["codes"], *(told.get("groups") or ()))
                    if len(told["codes"]) <= MOST_CODES
                ],
            }
            for name, told in dimensions.items()
        ]

    def title(self, name: str) -> dict[str, str]:
        """Say what a dimension is called."""
        return _plain(self._title(name))

    def told(self, facts: Mapping[str, Any]) -> Plain:
        """Say in both languages what was recognised in a table: its columns and codes in words."""
        column = str(facts["column"])
        words = {"column": self._title(column)}
        if "code" in facts:
            words["code"] = self._label(column, str(facts["code"]))
        made: Plain = {
            locale: {key: text[locale] for key, text in words.items()} for locale in LOCALES
        }
        if "members" in facts:
            members = [self._label(column, each) for each in str(facts["members"]).split(", ")]
            for locale in LOCALES:
                made[locale]["members"] = ", ".join(each[locale] for each in members)
        return made

    def _label(self, dimension: str, code: str) -> Bilingual:
        field = self._fields.get(dimension)
        known = self._labels.get(field.codes, {}) if field else {}
        if dimension in self._questions:
            known = self._answers
        return known.get(code) or self._title(code)

    def _title(self, name: str) -> Bilingual:
        """Return what a column is called; a code may be the name of a column too.

        What tells the parts of a sum apart is called as the column that is the sum.
        """
        field: Field | None = self._fields.get(name) or self._fields.get(_PART.sub("", name))
        return field.title if field else self._questions.get(name, Bilingual(name, name))

    def _told_apart(self, name: str) -> Mapping[str, Bilingual]:
        """Return the labels of the codes in a column."""
        field = self._fields.get(name)
        return self._labels.get(field.codes, {}) if field else {}


def _plain(text: Bilingual) -> dict[str, str]:
    return {locale: text[locale] for locale in LOCALES}
