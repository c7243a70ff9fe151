"""Measures the gate against its goals: `python -m benchmarks.disclosure [name …]`.

Everything is drawn from the seed in `families`; figures are processor seconds of this process.
"""

import resource
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from benchmarks.disclosure.families import (
    REGIONS,
    ROUNDED,
    Counts,
    Survey,
    dimensions,
    file_of,
    hidden,
    lattice,
    places,
    rounded,
)
from benchmarks.disclosure.peers import peers
from portal.disclosure.audit import audit
from portal.disclosure.draws import Draws
from portal.disclosure.protect import Protected, protect
from portal.disclosure.rounding import round_tables
from portal.disclosure.spec import count, read_spec

TABLE = ("question", "council", "role", "answer")


def _audited(name: str, document: Mapping[str, Any]) -> str:
    published = len(document["releases"][0]["statistics"])
    start = time.process_time()
    answer = audit(document)
    spent = time.process_time() - start
    entries = list(answer.statistics())
    exact = sum("exact" not in entry for entry in entries) / len(entries)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"{name}: {published:,} published, {len(entries):,} judged, {answer.verdict}, "
        f"{spent:.1f} CPU-s, {exact:.0%} of ranges exact, peak {memory} MiB"
    )


def audit_rounded(questions: int = 206) -> str:
    """Audit 10⁵ rounded counts of questions by council, role and answer."""
    base = Survey(questions).table([0, 1], [22, 2])
    return _audited("audit, rounded", file_of(questions, rounded(base, TABLE)))


def audit_million() -> str:
    """Audit 10⁶ rounded counts."""
    return audit_rounded(2060)


def audit_hidden(questions: int = 206) -> str:
    """Audit 10⁵ counts of which only the small ones are hidden: nearly all can be worked out."""
    base = Survey(questions).table([0, 1], [22, 2])
    document = file_of(questions, hidden(base, TABLE), rules=["zeros-shown"])
    return _audited("audit, small ones hidden", document)


def audit_linked(questions: int = 10) -> str:
    """Audit 7,560 rounded counts of two tables linked by council and answer."""
    cube = 5 * Survey(questions).table([0, 1, 2], [22, 2, 9])
    statistics = rounded(cube.sum(axis=3), TABLE)
    by_region = np.zeros((questions, 4, 9, 5), dtype=np.int64)
    np.add.at(by_region, (slice(None), np.array(REGIONS)), cube.sum(axis=2))
    values, labels = lattice(by_region, ("question", "region", "service", "answer"))
    wheres = places(("question", "council", "service", "answer"), labels)
    statistics += [
        {"kind": "count", "where": where, "value": value, "rounding": ROUNDED}
        for where, value in zip(wheres, values.ravel().tolist(), strict=True)
        if "service" in where
    ]
    return _audited("audit, linked", file_of(questions, statistics))


def _protected(tables: list[list[str]], **more: Any) -> tuple[Protected, float]:
    survey = Survey(1)
    own = dimensions(1)
    del own["question"]
    spec = read_spec({"dimensions": own, "answer": "answer", "tables": tables, **more})
    people = np.column_stack((survey.people, survey.answers[:, 0]))
    start = time.process_time()
    done = protect(people, spec, b"measured with this key")
    return done, time.process_time() - start


def protecting() -> str:
    """Protect one question in each way; the time for 10⁵ counts is that times their number."""
    lines = []
    for name, tables, more in (
        ("council by answer", [["council", "answer"]], {}),
        ("council by role by answer", [["council", "role", "answer"]], {}),
        ("the same, n exact", [["council", "role", "answer"]], {"exact": [["council"]]}),
        ("linked with service", [["council", "role", "answer"], ["service", "answer"]], {}),
        ("council by answer, hidden", [["council", "answer"]], {"method": "suppression"}),
    ):
        done, spent = _protected(tables, **more)
        cells = sum(table.counts.size for table in done.tables)
        lost = sum(int((~table.shown | table.hidden).sum()) for table in done.tables)
        lines.append(
            f"protect, {name}: {cells} counts, {done.answer.verdict}, {spent:.2f} CPU-s "
            f"({spent * 1e5 / cells:.0f} for 10⁵), {lost} not shown"
        )
    return "\n".join(lines)


def errors(keys: int = 100) -> str:
    """Measure how far rounding moves counts, over many keys."""
    lines = []
    survey = Survey(1)
    own = dimensions(1)
    del own["question"]
    people = np.column_stack((survey.people, survey.answers[:, 0]))
    for table, times in ((["council", "answer"], keys), (["council", "role", "answer"], keys // 4)):
        spec = read_spec({"dimensions": own, "answer": "answer", "tables": [table]})
        shape = spec.lattice(spec.tables[0])
        counts = count(people, shape)
        moved: Counts = np.array(
            [
                round_tables([shape], [counts], Draws(b"%d" % k, b""), base=5, seconds=60)[0]
                - counts
                for k in range(times)
            ]
        )
        lines.append(
            f"rounding, {' by '.join(table)}: {times} keys, mean absolute "
            f"{np.abs(moved).mean():.2f}, worst {np.abs(moved).max()}, mean {moved.mean():+.3f}"
        )
    return "\n".join(lines)


MEASURES: dict[str, Callable[[], str]] = {
    "rounded": audit_rounded,
    "million": audit_million,
    "hidden": audit_hidden,
    "linked": audit_linked,
    "protect": protecting,
    "errors": errors,
    "peers": peers,
}

if __name__ == "__main__":
    for wanted in sys.argv[1:] or MEASURES:
        print(MEASURES[wanted](), flush=True)
