"""Weaknesses planted on purpose, one at a time, to see that the suite turns red.

`python -m tests.disclosure.plants` runs the suite once for each and prints what became of it.
"""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from portal.disclosure import contract, protect, rounding, system
from portal.disclosure.draws import Draws
from portal.disclosure.reading import StatisticReader


def put(value, name, *places):
    """Put something in the place of a function or method of the engine."""
    for place in places:
        setattr(place, name, value)


def forget_the_house_rule():
    """The attacker does not know that a hidden count is at least 1."""
    plain = StatisticReader.__init__

    def init(self, dimensions, *, zeros_shown):
        plain(self, dimensions, zeros_shown=False)

    put(init, "__init__", StatisticReader)


def show_one_hidden_count():
    """One secondary suppression is shown after all."""
    plain = getattr(protect, "suppress")  # noqa: B009

    def suppress(tables, spec, write, *, seconds):
        plain(tables, spec, write, seconds=seconds)
        for table in tables:
            for at in np.argwhere(table.hidden & (table.counts >= spec.policy.threshold))[:1]:
                table.hidden[tuple(at)] = False

    put(suppress, "suppress", protect)


def print_one_exact_n():
    """One rounded number is printed exactly."""
    plain = protect.release_of

    def release_of(spec, tables):
        found = plain(spec, tables)
        for statistic in found["releases"][0]["statistics"]:
            if statistic["where"] and "rounding" in statistic:
                del statistic["rounding"]
                statistic["value"] = 3
                break
        return found

    put(release_of, "release_of", protect)


def round_with_least_error():
    """Each step goes the likelier way, along paths all can follow: no chance is in it."""

    class NoDraws(Draws):
        def __init__(self):
            super().__init__(b"", b"")

        def uniform(self):
            return 0.5

    plain = rounding.round_tables

    def round_tables(lattices, counts, draws, *, base, seconds):
        return plain(lattices, counts, NoDraws(), base=base, seconds=seconds)

    put(round_tables, "round_tables", rounding, protect)


def judge_only_what_is_named():
    """Counts that no statistic names (all without officers) are not judged."""
    plain = system.System.__init__

    def init(self, family):
        plain(self, family)
        named = {d for release in family.releases for d in release.intervals}
        self.judged = tuple(s for s in self.judged if s in named)

    put(init, "__init__", system.System)


def ignore_late_answers():
    """Releases are judged one by one, as if each told of other people."""
    plain = contract._release

    def release(reader, raw):
        found = plain(reader, raw)
        if found.relation == "grown":
            found.relation = "separate"
        return found

    put(release, "_release", contract)


PLANTS = {
    plant.__name__: plant
    for plant in (
        forget_the_house_rule,
        show_one_hidden_count,
        print_one_exact_n,
        round_with_least_error,
        judge_only_what_is_named,
        ignore_late_answers,
    )
}


def main():
    """Run the suite under each plant, and once without."""
    here = str(Path(__file__).parent)
    for name in ["", *PLANTS]:
        command = [
            sys.executable,
            "-m",
            "pytest",
            here,
            "-q",
            "-x",
            "-p",
            "no:randomly",
        ]
        done = subprocess.run(
            command,
            env={**os.environ, "GATE_PLANT": name},
            capture_output=True,
            text=True,
            check=False,
        )
        lines = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
        told = lines[0].removeprefix("FAILED ").split(" - ")[0] if lines else ""
        colour = "green" if done.returncode == 0 else "red"
        sys.stdout.write(f"{colour:6}{name or 'nothing planted':28}{told}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
