"""The gate within the process of a check: asked with its task, answered with the file's rows."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.errors import PackageRefusedError
from portal.interop.description import Description
from portal.interop.reading import Package
from portal.interop.writing.measured import measure
from portal.publishing.gate.passing import AtTheGate, Passed, at_the_gate
from portal.publishing.gate.reading import DESCRIPTOR
from portal.publishing.gate.report import REPORT, report
from portal.publishing.gate.told import Source
from portal.publishing.intake.building import plain_issues

if TYPE_CHECKING:
    from portal.publishing.gate.rounding import Rounded

Plain = dict[str, Any]


def pass_gate(
    task: Mapping[str, Any], package: Package, folder: Path, found: Mapping[str, Any] | None
) -> Passed:
    """Let a package pass the gate; rows are then those of the file as it was handed in.

    `folder` has the list of the rows of each table `found`.
    """
    case = AtTheGate(
        dataset=task["dataset"],
        number=task["number"],
        ledger=task["ledger"],
        answers=task["decisions"].get("answers") or {},
        exception=task["policy_exception"],
    )
    rounded = _rounded(task, package)
    changes: list[Plain] = []
    if rounded is not None:
        if rounded.package is None:
            return Passed(issues=plain_issues(rounded.issues))
        package = rounded.package
        changes += _changes("counts-rounded", rounded.changed)
        changes += _changes("counts-left-out", rounded.left_out)
    passed = at_the_gate(package, case)
    passed = replace(passed, package=passed.package or package, changes=changes)
    records = dict(_records((found or {}).get("tables") or (), folder))
    if passed.said is not None:
        for told in passed.said["populations"]:
            for cell in (*told["cells"], *(told["repair"] or ())):
                cell["row"] = _record(records, cell["resource"], cell["row"])
    return replace(passed, issues=[_placed(issue, records) for issue in passed.issues])


def _rounded(task: Mapping[str, Any], package: Package) -> "Rounded | None":
    """Round a package for its officer where she wants it; one that is rounded stays as it is."""
    if not (task["decisions"].get("gate") or {}).get("round"):
        return None
    if any(field.rounding for table in package.description.tables for field in table.fields):
        return None
    from portal.publishing.gate.rounding import Rounded, protected

    somewhere = next(iter(package.data.values()))
    folder = next(each for each in somewhere.parents if (each / DESCRIPTOR).is_file())
    try:
        done = protected(package, folder, bytes.fromhex(task["rounding_key"]))
    except PackageRefusedError as refused:
        return Rounded(None, issues=list(refused.issues))
    if done.package is None:
        return done
    bare = replace(done.package.description, reason=package.description.reason)
    return replace(done, package=replace(done.package, description=bare))


def _changes(code: str, cells: Iterable[Source]) -> Iterator[Plain]:
    """Yield how many cells of each column were changed; what they held is not told."""
    for column, count in Counter(column for _resource, _row, column in cells).items():
        yield {"code": code, "sheet": "", "column": column, "count": count, "samples": []}


def write_report(description: Description, said: Plain | None, folder: Path) -> Description:
    """Write what the gate says of a version into its `folder`; return it with that file."""
    if said is None:
        return description
    text = json.dumps(report(description, said), ensure_ascii=False, indent=2)
    (folder / REPORT).write_text(text + "\n", encoding="utf-8")
    file = measure(folder, REPORT, "application/json")
    return replace(description, files=(*description.files, file))


def _records(tables: Sequence[Mapping[str, Any]], folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Yield for each table the source record of each of its rows."""
    for number, table in enumerate(tables):
        rows = folder / f"rows-{number}.jsonl"
        if "resource" in table and rows.is_file():
            with rows.open(encoding="utf-8") as lines:
                yield table["resource"], [json.loads(line)["record"] for line in lines]


def _record(records: Mapping[str, Sequence[int]], resource: str, row: int | None) -> int | None:
    known = records.get(resource, ())
    return known[row - 2] if row and 2 <= row < len(known) + 2 else row


def _placed(issue: Plain, records: Mapping[str, Sequence[int]]) -> Plain:
    resource = Path(issue["file"]).stem
    if resource not in records:
        return issue
    return {**issue, "file": "", "row": _record(records, resource, issue["row"])}
