"""Reading a package as statistics about people: what it tells of each population."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from portal.disclosure.policy import Policy
from portal.errors import Issue
from portal.interop.description import Field, Gate
from portal.interop.reading import Package
from portal.publishing.gate.attributes import Attribute, read_attribute
from portal.publishing.gate.parts import Forest, forest_of
from portal.publishing.gate.questions import by_question
from portal.publishing.gate.sheets import Sheet, about_people, kind_of, read_sheet
from portal.publishing.gate.statistics import Figures, SheetReader, wrong_shares
from portal.publishing.gate.told import Recognised, Told

DESCRIPTOR = "datapackage.json"


@dataclass
class Population:
    """The tables and columns that count the same people."""

    name: str
    columns: list[tuple[Sheet, Field]] = field(default_factory=list)

    @property
    def sheets(self) -> list[Sheet]:
        """Its tables, each once."""
        return list({id(sheet): sheet for sheet, _ in self.columns}.values())


def told_by(package: Package) -> tuple[list[Told], list[Issue]]:
    """Return what a package tells of people, population by population, and what is amiss.

    Where there is any issue, what is told is not to be relied on: nothing may be published.
    """
    tables = [each for each in package.description.tables if about_people(each)]
    sheets = [read_sheet(each, package.data[each.name]) for each in tables]
    issues = [issue for sheet in sheets for issue in sheet.issues]
    if issues:
        return [], issues
    gate = package.description.gate or Gate()
    sheets = [part for sheet in sheets for part in by_question(sheet, gate)]
    forest, recognised = forest_of(sheets)
    populations = _populations(gate.population or package.description.slug, sheets, forest)
    told = []
    for population in populations:
        found, wrong = _told(package, population, forest)
        issues += [issue for issue in wrong if issue not in issues]
        names = {sheet.resource.name for sheet in population.sheets}
        found.recognised[:0] = [one for one in recognised if one.resource in names]
        told.append(found)
    return told, [*issues, *_gate_issues(gate, told)]


def _populations(name: str, sheets: Sequence[Sheet], forest: Forest) -> list[Population]:
    """Return the populations that tables tell of, each with its columns.

    Columns that hold one another count the same people. Where a table has several that do
    not, each begins a population of its own; a table that has only one tells of the first.
    """
    tops = {id(sheet): _tops(sheet, forest) for sheet in sheets}
    apart = {top for found in tops.values() if len(found) > 1 for top in found}
    populations: dict[str, Population] = {}
    for sheet in sheets:
        for column in sheet.resource.fields:
            if column.measures != "people" or kind_of(column) == "share":
                continue
            top = _top_of(column, forest, tops[id(sheet)])
            called = f"{name}:{top}" if top in apart else name
            populations.setdefault(called, Population(called)).columns.append((sheet, column))
    return list(populations.values())


def _tops(sheet: Sheet, forest: Forest) -> list[str]:
    """Return the columns of counts of a table that no other holds; of invited people none."""
    tops = dict.fromkeys(forest.root(each.name) for each in sheet.counts)
    return list(tops)


def _top_of(column: Field, forest: Forest, tops: Sequence[str]) -> str:
    """Return the column at the top of those that count the same people as this one."""
    told = column.statistic or {}
    if kind_of(column) == "count" or column.part_of:
        return forest.root(column.part_of or column.name)
    others = [top for top in tops if top != told.get("invited")]
    return others[0] if others else ""


def _told(package: Package, population: Population, forest: Forest) -> tuple[Told, list[Issue]]:
    """Return what is told of one population, and what is amiss in it."""
    gate, sheets = package.description.gate or Gate(), population.sheets
    names = dict.fromkeys(name for sheet in sheets for name in sheet.own)
    answers = _questions(package, sheets)  # one person gives one: in few groups sums are chance
    attributes = {
        name: read_attribute(
            package,
            name,
            [each for each in sheets if name in each.own],
            adds_up=name not in answers,
        )
        for name in names
    }
    levels = {name: each.levels() for name, each in attributes.items()}
    figures, issues = Figures(), list(_misfits(attributes, sheets))
    readers = {id(sheet): SheetReader(sheet, forest, levels) for sheet in sheets}
    for sheet, column in population.columns:
        readers[id(sheet)].read(column, figures)
    for sheet in sheets:
        issues += wrong_shares(sheet, levels)
    dimensions = _dimensions(attributes, population, forest)
    issues += _scaled(dimensions, attributes, population)
    answer = gate.answer if gate.answer in dimensions else None
    told = Told(
        population=population.name,
        relation=gate.relation or None,
        dimensions=dimensions,
        answer=answer,
        public=_public(gate, dimensions),
        rules=list(gate.rules),
        policy=dict(gate.policy),
        statistics=figures.statistics,
        sources=figures.sources,
        recognised=_recognised(attributes, sheets),
        questions=answers,
    )
    return told, issues


def _questions(package: Package, sheets: Sequence[Sheet]) -> list[str]:
    """Return the attributes that are the answers to one of several questions."""
    known = {field.name for table in package.description.tables for field in table.fields}
    parts = [name for sheet in sheets if sheet.taken is not None for name in sheet.own]
    return [name for name in dict.fromkeys(parts) if name not in known]


def _dimensions(
    attributes: Mapping[str, Attribute], population: Population, forest: Forest
) -> dict[str, dict[str, object]]:
    """Return the attributes as the audit takes them, with those that columns make."""
    found = {name: each.entry() for name, each in attributes.items()}
    names = list(dict.fromkeys(column.name for _, column in population.columns))
    for root in dict.fromkeys(forest.root(name) for name in names):
        found |= forest.dimensions(root, names)
    return found


def _misfits(attributes: Mapping[str, Attribute], sheets: Sequence[Sheet]) -> Iterator[Issue]:
    """Yield each code that is called a total and is less than what it holds."""
    files = {sheet.resource.name: sheet.file for sheet in sheets}
    for name, attribute in attributes.items():
        for n, (resource, row, column) in attribute.misfits.items():
            facts = {"code": attribute.codes[n], "attribute": name}
            yield Issue("total-too-small", files[resource], row, column, facts)


def _scaled(
    dimensions: dict[str, dict[str, object]],
    attributes: Mapping[str, Attribute],
    population: Population,
) -> Iterator[Issue]:
    """Give the attributes that means are over their scale; yield an issue where there is none."""
    for sheet, column in population.columns:
        if kind_of(column) != "mean":
            continue
        over = str((column.statistic or {})["over"])
        scale = attributes[over].scale() if over in attributes else None
        if scale is None:
            yield Issue("scale-missing", sheet.file, None, column.name, {"attribute": over})
        else:
            dimensions[over]["scale"] = scale


def _public(gate: Gate, dimensions: Mapping[str, object]) -> list[list[str]]:
    """Return the sets of attributes whose counts are known anyway, with all their totals."""
    wanted = [names for names in gate.public if all(name in dimensions for name in names)]
    parts = {part for own in wanted for n in range(len(own) + 1) for part in combinations(own, n)}
    return [list(part) for part in sorted(parts)]


def _gate_issues(gate: Gate, told: Sequence[Told]) -> Iterator[Issue]:
    """Yield what the package's word to the gate gets wrong."""
    known = {name for each in told for name in each.dimensions}
    if any(each.questions for each in told):
        known |= {gate.question, gate.answer or ""}
    wanted = (gate.answer, gate.question, *_flat(gate.public))
    for name in dict.fromkeys(n for n in wanted if n):
        if name not in known:
            yield Issue("gate-unknown-column", DESCRIPTOR, facts={"at": "gate", "column": name})
    for name in Policy.read(dict(gate.policy)).lowered:
        facts = {"at": f"gate.policy.{name}", "name": name}
        yield Issue("policy-lowered", DESCRIPTOR, facts=facts)


def _flat(names: Iterable[Iterable[str]]) -> list[str]:
    return [name for own in names for name in own]


def _recognised(attributes: Mapping[str, Attribute], sheets: Sequence[Sheet]) -> list[Recognised]:
    found: list[Recognised] = []
    for name, attribute in attributes.items():
        resource = next(sheet.resource.name for sheet in sheets if name in sheet.own)
        found += attribute.recognised(resource)
    return found
