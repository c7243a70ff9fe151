"""A round of 22 councils, counted and set: `python -m benchmarks.rounds`.

The invented people of the demonstration answer a round. What the worker then does is measured in
a process of its own that keeps to one core: counting, the gate, the packages and handing them in;
then all reports as PDFs, in both languages.
"""

import csv
import datetime
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from portal.clock import today
from portal.config import ROOT, SHIPPED_PACKAGES, Config
from portal.maturity import commands
from portal.maturity.commands import Wanted
from portal.maturity.framework.reading import shipped
from tools.demonstration_round import SEED, Inventor

FRAMEWORK = shipped("7x3-1")
NAME = "measured"
TOOLS = {"officers": "staff", "members": "members"}
HAND_IN = """
from portal.config import Config
from portal.db import Database
from portal.maturity.errands import RoundsErrand
config = Config.from_environment()
assert RoundsErrand(config)(Database(config.database_url))
"""


def closed_round(config: Config, folder: Path) -> int:
    """Make a closed round, asked to be published; return how many people have answered."""
    councils = list(Inventor(FRAMEWORK, SEED).councils())
    with (folder / "groups.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["council", "name_cy", "name_en", "audience", "invited"])
        for own in councils:
            for audience, invited in own.invited.items():
                out.writerow([own.code, own.title.cy, own.title.en, audience, invited])
    codes = [question.code for question in FRAMEWORK.questions]
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["council", "tool", *codes])
        for own in councils:
            for audience, answers in own.people:
                out.writerow([own.code, TOOLS[audience], *map(answers.get, codes)])
    closes = datetime.datetime.combine(today(), datetime.time(), datetime.UTC)
    commands.create(config, NAME, folder / "groups.csv", Wanted("7x3-1", closes, 30, True))
    commands.open_(config, NAME)
    people = commands.take_in(config, NAME, folder / "answers.csv")
    commands.close(config, NAME)
    commands.publish(config, NAME)
    return people


def measured(what: str, data: Path, *command: str) -> None:
    """Run a program on one core, and print its seconds and its peak of memory."""
    started = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"MELIN_DATA": str(data)},
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, what
    wall, cpu = time.monotonic() - started, used.ru_utime + used.ru_stime
    print(f"{what}: {cpu:.1f} CPU s, {wall:.1f} s, {used.ru_maxrss // 1024} MiB")


def main() -> None:
    """Measure and print."""
    melin = str(Path(sys.executable).with_name("melin"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = Config.from_environment({"MELIN_DATA": str(folder / "data")})
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # children inherit it
        print(f"{closed_round(config, folder)} people have answered")
        measured("count, gate, packages, hand-in", config.data, sys.executable, "-c", HAND_IN)
        shown = folder / "shown"
        load = [melin, "load", str(SHIPPED_PACKAGES)]
        subprocess.run(load, env=os.environ | {"MELIN_DATA": str(shown)}, check=True)
        out = str(folder / "reports")
        report = [melin, "report", "all", "--round", "demonstration-round", "--out", out]
        measured("reports", shown, *report)
        print(f"{len(list((folder / 'reports').glob('*.pdf')))} reports")


if __name__ == "__main__":
    main()
