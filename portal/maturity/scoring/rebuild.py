"""Exit with 0 if a round's counts give its shares and levels: python rebuild.py ZIP|FOLDER."""

import csv
import sys
import zipfile
from fractions import Fraction as F
from math import ceil, floor
from pathlib import Path

Z2, HALF, BASE, RULE = F(1959964, 10**6) ** 2, F(1, 2), 5, "majority-1"
Strata = list[tuple[int, list[int], int]]  # people invited, people at each level, "don't know"


def share(strata: Strata, level: int) -> tuple[list[int], bool, bool]:
    p = v = least = silent = F(0)
    for invited, at, unsure in strata:
        n, top, w = sum(at), len(at), F(invited, sum(each[0] for each in strata))
        y, people = sum(at[level - 1 :]), max(F(invited * n, n + unsure), F(n))
        q, fpc = F(y, n), (people - n) / (people - 1) if people > max(n, 1) else F(0)
        rounding = F(BASE**2 - 1, 6) * ((top - level + 1) * (1 - q) ** 2 + (level - 1) * q**2)
        p, v = p + w * q, v + w**2 * (q * (1 - q) / n * fpc + rounding / n**2)
        least, silent = least + w * y / people, silent + w * (people - n) / people
    m = p * (1 - p) / v if v and 0 < p < 1 else F(sum(sum(at) for _, at, _ in strata))
    out = [m * (p - F(k, 100)) ** 2 >= Z2 * F(k, 100) * (1 - F(k, 100)) for k in range(101)]
    low = max((k for k in range(101) if k < 100 * p and out[k]), default=0)
    high = min((k for k in range(101) if k > 100 * p and out[k]), default=100)
    cells = [floor(100 * p + HALF), low, high, floor(100 * least), ceil(100 * (least + silent))]
    return cells, p >= HALF and out[50], p < HALF and m * (p - HALF) ** 2 > Z2 / 4


def score(place: list[object], strata: Strata) -> list[list[list[object]]]:
    if not strata or not all(sum(at) for _, at, _ in strata):
        return [[], [[*place, "", "", "", "", "", "not-enough", RULE]]]
    n, everybody = sum(sum(at) for _, at, _ in strata), sum(i for i, _, _ in strata)
    levels, status = range(2, len(strata[0][1]) + 1), "published" if n >= 30 else "range-only"
    found = {level: share(strata, level) for level in levels}
    low = max((k for k, (_, above, _) in found.items() if above), default=1)
    high = min((k for k, (_, _, below) in found.items() if below), default=len(levels) + 2) - 1
    dk = sum((F(i * u, everybody * (sum(at) + u)) for i, at, u in strata), F(0))
    told = [low, high, n, floor(100 * dk + HALF), "yes" if dk > F(3, 10) else "no", status, RULE]
    rows = [[*place, k, n, *(c if n >= 30 else [""] * 5), status] for k, (c, *_) in found.items()]
    return [rows, [[*place, *told]]]


data = (Path(sys.argv[1]) if Path(sys.argv[1]).is_dir() else zipfile.Path(sys.argv[1])) / "data"
text = {p.stem.replace("synthetic-", ""): p.read_text("utf-8") for p in data.iterdir()}
invited, counts = (list(csv.DictReader(text[n].splitlines())) for n in ("invited", "counts"))
people = {(r["council"], r["audience"]): int(r["invited"]) for r in invited}
cells: dict[str, dict[tuple[str, str], list[int]]] = {r["component"]: {} for r in counts}
for r in (r for r in counts if r["kind"] == "anchor"):
    cells[r["component"]].setdefault((r["council"], r["audience"]), []).append(int(r["people"]))
lines = {name: [text[name].splitlines()[0]] for name in ("shares", "levels")}
for council in dict.fromkeys(council for council, _ in people):
    for component, found in cells.items():
        groups = {a: (people[c, a], n[:-1], n[-1]) for (c, a), n in found.items() if c == council}
        for audience in [*(groups if len(groups) > 1 else ()), "all"]:
            own = [each for a, each in groups.items() if audience in {a, "all"}]
            for name, new in zip(lines, score([council, audience, component], own), strict=True):
                lines[name] += [",".join(map(str, [*row, invited[0]["synthetic"]])) for row in new]
sys.exit(any(own != text[n].splitlines() for n, own in lines.items()))
