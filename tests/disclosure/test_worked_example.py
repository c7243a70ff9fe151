"""One ledger from safe to refused: what a table, last year's and two shares give away together."""

import json
from pathlib import Path

from click.testing import CliRunner

from portal.cli import main
from portal.disclosure.audit import audit

DIMENSIONS = {
    "council": {"codes": ["aberwen", "brynmor"]},
    "answer": {"codes": ["yes", "maybe", "no"]},
}


def count(value, **where):
    shown = {"suppressed": True} if value is None else {"value": value}
    return {"kind": "count", "where": where} | shown


def percent(value, council, answer):
    where = {"council": council, "answer": answer}
    group = {"council": council}
    return {"kind": "percent", "where": where, "of": group, "value": value, "decimals": 0}


LAST_YEAR = [count(18, answer="yes"), count(13, answer="maybe"), count(9, answer="no")]
THIS_YEAR = [
    count(12, council="aberwen", answer="yes"),
    count(None, council="aberwen", answer="maybe"),
    count(None, council="aberwen", answer="no"),
    count(11, council="brynmor", answer="yes"),
    count(None, council="brynmor", answer="maybe"),
    count(None, council="brynmor", answer="no"),
    count(18, answer="maybe"),
    count(14, answer="no"),
]
SHARES = [percent(50, "aberwen", "yes"), percent(13, "aberwen", "maybe")]
RATE = [{"kind": "rate", "where": {"council": "aberwen"}, "invited": 59, "value": 41}]


def told(locale):
    """Return the text that is printed below the reasons."""
    return Path(__file__).with_name(f"worked_example.{locale}.txt").read_text(encoding="utf-8")


def ledger(*releases):
    named = [
        {"id": name, "relation": "grown" if i else "first", "statistics": statistics}
        for i, (name, statistics) in enumerate(releases)
    ]
    own = {"dimensions": DIMENSIONS, "answer": "answer", "rules": ["zeros-shown"]}
    return own | {"releases": named}


def test_each_part_alone_is_safe():
    assert audit(ledger(("2026", THIS_YEAR))).clear
    assert audit(ledger(("2025", LAST_YEAR), ("2026", THIS_YEAR))).clear
    assert audit(ledger(("2026", [*THIS_YEAR, *RATE]))).clear


def test_together_they_are_refused_with_the_sums_and_the_smallest_repair(tmp_path):
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps(ledger(("2025", LAST_YEAR), ("2026", [*THIS_YEAR, *SHARES, *RATE]))))
    done = CliRunner().invoke(main, ["audit", str(path)])
    assert done.exit_code == 1
    welsh, english = done.stdout.split("\n\n")
    assert welsh.startswith("Gwrthodwyd\n")
    assert english.startswith("Refused\n")
    assert f"{welsh}\n".endswith(told("cy"))
    assert english.endswith(told("en"))


def test_the_repair_it_names_clears_it():
    mended = [percent(50, "aberwen", "yes")]
    assert audit(ledger(("2025", LAST_YEAR), ("2026", [*THIS_YEAR, *mended, *RATE]))).clear
