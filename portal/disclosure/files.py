"""Reading what the gate is asked about, and writing what it clears."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from portal.disclosure.answer import Word
from portal.disclosure.protect import Before, Protected, integers_possible
from portal.disclosure.refusals import BadReleaseError


def read_json(path: Path) -> Any:
    """Read a JSON file, its decimals digit by digit.

    Raises:
        BadReleaseError: it is no JSON, or nested too deeply to be read.
    """
    try:
        return json.loads(path.read_bytes(), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise BadReleaseError("bad-json") from error


def read_before(out: Path) -> Before | None:
    """Return what was written to a folder last; None where nothing readable was."""
    release, report_ = out / "release.json", out / "gate_report.json"
    if not (release.is_file() and report_.is_file()):
        return None
    try:
        return Before(read_json(release), str(read_json(report_)["seal"]))
    except (BadReleaseError, KeyError, TypeError):
        return None


def write_protected(protected: Protected, out: Path, word: Word) -> None:
    """Write the report and, where the audit cleared it, the release and one CSV per table.

    Nothing is written that tells how far a number was moved.
    """
    out.mkdir(parents=True, exist_ok=True)
    _dump(out / "gate_report.json", report(protected, word))
    if not protected.clear:
        return
    _dump(out / "release.json", protected.release)
    for name, table in zip(names(protected), protected.tables, strict=True):
        heading = [protected.spec.dimensions[d].name for d in table.dimensions]
        with (out / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*heading, "count", "status"])
            writer.writerows(protected.rows(table))


def names(protected: Protected) -> list[str]:
    """Return a file name for each table, made of the names of its dimensions."""
    found: list[str] = []
    for table in protected.tables:
        plain = (
            re.sub(r"[^a-z0-9]+", "-", protected.spec.dimensions[d].name.lower()).strip("-") or "x"
            for d in table.dimensions
        )
        name = "-".join(plain) or "total"
        found.append(name if name not in found else f"{name}-{len(found) + 1}")
    return found


def report(protected: Protected, word: Word) -> Mapping[str, Any]:
    """Return the gate's report: verdict, reasons, what stays possible, and a witness dataset.

    The witness is one dataset, other than the true one as a rule, that agrees with everything
    published; it is made of what was published alone.
    """
    judges = protected.answer.judges
    return {
        "verdict": protected.answer.verdict,
        "method": protected.spec.method,
        "seal": protected.seal,
        "reasons": [
            {"code": reason.code, "level": reason.level, **word(reason.code, reason.facts)}
            for reason in protected.reasons
        ],
        "left_out": list(protected.left_out),
        "groups": [group for judge in judges for group in integers_possible(judge)],
        "witness": [table for judge in judges for table in _witness(protected, judge.attack)],
    }


def _witness(protected: Protected, attack: Any) -> Iterator[Mapping[str, Any]]:
    if attack.witness is None:
        return
    for lattice, base in zip(attack.system.lattices, attack.witness, strict=True):
        dimensions = [protected.spec.dimensions[d] for d in lattice.dimensions]
        yield {
            "dimensions": [dimension.name for dimension in dimensions],
            "codes": [list(dimension.codes) for dimension in dimensions],
            "counts": base.sum(axis=0).ravel().tolist(),
        }


def _dump(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, default=_plain)
    path.write_text(text + "\n", encoding="utf-8")


def _plain(value: object) -> float | str:
    return float(value) if isinstance(value, Decimal) else str(value)
