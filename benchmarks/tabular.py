"""Intake of 100,000 and of 1,000,000 rows: `python -m benchmarks.tabular`.

The smaller file is read, typed and written as CSV and Parquet in the sandbox, in a worker that
is warm, beside Datasette's typed insert (`sqlite-utils insert`, which detects types) of the same
file, in turn; both as CPU seconds. The larger one is given with its peak of memory.
"""

import argparse
import csv
import datetime
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from portal.config import ROOT
from portal.tabular.sandbox import Output, Sandbox

SEED = 20261122
HEADINGS = [
    "Payment date", "Transaction number", "Cost centre", "Directorate", "Service", "Expense type",
    "Supplier", "Supplier ID", "Net amount", "VAT", "Capital or revenue", "Invoices", "Rate",
    "Recorded at", "Notes",
]  # fmt: skip
DIRECTORATES = ["Addysg", "Tai", "Priffyrdd", "Gofal", "Amgylchedd"]
KINDS = ["Staff", "Supplies and services", "Premises", "Transport", "Third party"]
PEAK = """
import resource, sys
from pathlib import Path
from portal.tabular.sandbox import Output, run_intake
file, folder = map(Path, sys.argv[1:])
done = run_intake(file, outputs=[Output(0, folder / "clean.csv", folder / "clean.parquet")])
print(done.written[0], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def make(path: Path, rows: int) -> Path:
    """Write a list of payments with fifteen columns, six of which have to be changed or typed."""
    chance = random.Random(SEED)
    first = datetime.date(2024, 4, 1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number in range(rows):
            day = first + datetime.timedelta(chance.randrange(365))
            amount = chance.randrange(-50_000, 5_000_000) / 100
            shown = f"£{amount:,.2f}" if amount >= 0 else f"(£{-amount:,.2f})"
            clock = f"{chance.randrange(24):02}:{chance.randrange(60):02}:00"
            supplier = chance.randrange(3000)
            writer.writerow(
                [day.strftime("%d/%m/%Y"), 5_100_000_000 + number, f"{chance.randrange(9999):05}",
                 chance.choice(DIRECTORATES), f"Service {chance.randrange(40)}",
                 chance.choice(KINDS), f"Supplier {supplier} Cyf", 100_000 + supplier, shown,
                 f"{abs(amount) / 5:.2f}", chance.choice(["Capital", "Revenue"]),
                 chance.randrange(30), f"{chance.random():.4f}", f"{day.isoformat()}T{clock}",
                 chance.choice(["", "", "checked", "paid in two parts"])]
            )  # fmt: skip
    return path


def peer(folder: Path) -> Path:
    """Install sqlite-utils into a folder of its own and return its command."""
    uv = Path(sys.executable).with_name("uv")
    home = folder / "peer"
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, home], check=True)
    python = home / "bin" / "python"
    subprocess.run(
        [uv, "pip", "install", "--quiet", "--python", python, "sqlite-utils"], check=True
    )
    return home / "bin" / "sqlite-utils"


def spent() -> float:
    """Return the CPU seconds of all processes that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def intake(sandbox: Sandbox, file: Path, folder: Path) -> tuple[float, float]:
    """Take a file in; return the seconds somebody waited and the CPU seconds of the process."""
    before, begun = spent(), time.perf_counter()
    output = Output(0, folder / "clean.csv", folder / "clean.parquet")
    done = sandbox.run(file, outputs=[output])
    assert done.written, [message.code for message in done.intake.messages]
    return time.perf_counter() - begun, spent() - before


def insert(command: Path, file: Path, folder: Path) -> float:
    """Insert a file with sqlite-utils, types detected; return its CPU seconds."""
    database = folder / "peer.db"
    database.unlink(missing_ok=True)
    before = spent()
    subprocess.run(
        [command, "insert", database, "payments", file, "--csv", "--silent"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return spent() - before


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, few = make(folder / "100k.csv", 100_000), make(folder / "few.csv", 3)
        command = peer(folder)
        ours, theirs, waited = [], [], []
        with Sandbox() as sandbox:
            for _ in range(rounds):
                start = intake(sandbox, few, folder)[1]
                wall, cpu = intake(sandbox, small, folder)
                waited.append(wall)
                ours.append(cpu - start)
                theirs.append(insert(command, small, folder))
        ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
        print(f"intake of 100,000 rows: {statistics.median(ours):.2f} CPU s,", end=" ")
        print(f"{statistics.median(waited):.2f} s waited")
        print(f"sqlite-utils insert:    {statistics.median(theirs):.2f} CPU s")
        print(f"ratio: {statistics.median(ratios):.3f} (1/{1 / statistics.median(ratios):.1f})")
        large = make(folder / "1m.csv", 1_000_000)
        done = subprocess.run(
            [sys.executable, "-c", PEAK, large, folder],
            check=True, capture_output=True, text=True, cwd=ROOT,
        )  # fmt: skip
        rows, peak = done.stdout.split()
        print(f"intake of {int(rows):,} rows: peak {peak} MiB")


if __name__ == "__main__":
    main()
