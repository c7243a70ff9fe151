"""Clean tables made messy by known steps, so that what intake finds can be checked exactly."""

import csv
import datetime
import io
import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

PLACES = ["Gwynedd", "Ynys Môn", "Conwy", "Sir Benfro", "Powys", "Caerdydd", "Tŷ-du", "Abertawe"]
SERVICES = ["Waste", "Roads", "Parks", "Libraries", "Social care", "Planning", "Y Gymraeg"]
HEADINGS = {
    "words": ["Area", "Directorate", "Service area", "Supplier", "Ardal", "Expense type"],
    "integer": ["Count", "Nifer", "Households", "Visits", "Number of posts"],
    "number": ["Amount", "Net spend", "Gwerth", "Rate per 1,000", "Value (GBP)"],
    "date": ["Date paid", "Dyddiad", "Start", "Period ending"],
    "code": ["GSS code", "Ward code", "Cost centre"],
}
TITLES = [
    "Payments to suppliers over 500 pounds",
    "Cyngor Enghraifft: gwariant dros 500",
    "Published by Cyngor Enghraifft in April 2023",
]
NOTES = [
    "Source: Cyngor Enghraifft",
    "Note: figures are rounded and may not sum.",
    "Please contact the council for further information about this table.",
]


@dataclass
class Truth:
    """What intake should find: heading row (from 1), headings, kinds, plain values by row."""

    header: int = 1
    names: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    values: list[list[str]] = field(default_factory=list)
    found: list[list[str]] = field(default_factory=list)
    delimiter: str = ","
    encoding: str = "utf-8"


def make(seed: int) -> tuple[bytes, Truth]:
    """Return a messy file and the truth about it."""
    chance = random.Random(seed)  # noqa: S311  # a seed, not a secret
    truth = Truth(delimiter=chance.choice([",", ",", ";", "\t", "|"]))
    truth.kinds = _kinds(chance)
    truth.names = _names(chance, truth.kinds)
    rows = chance.randint(3, 60)
    style = _Style(chance, truth.delimiter)
    columns = [_column(chance, kind, rows, style) for kind in truth.kinds]
    truth.values = [list(row) for row in zip(*[plain for plain, _ in columns], strict=True)]
    truth.found = [list(row) for row in zip(*[shown for _, shown in columns], strict=True)]
    records = _surround(chance, truth)
    return _write(chance, records, truth), truth


def _kinds(chance: random.Random) -> list[str]:
    middle = [chance.choice(list(HEADINGS)) for _ in range(chance.randint(1, 5))]
    return ["words", *middle, chance.choice(["number", "integer"])]


def _names(chance: random.Random, kinds: list[str]) -> list[str]:
    names: list[str] = []
    for kind in kinds:
        name = chance.choice(HEADINGS[kind])
        while name in names:
            name = f"{name} {len(names)}"
        names.append(name)
    return names


class _Style:
    """How one file writes its numbers and dates."""

    def __init__(self, chance: random.Random, delimiter: str) -> None:
        self.comma = delimiter == ";" and chance.random() < 0.5
        self.currency = chance.choice(["", "", "£"])
        self.groups = chance.random() < 0.5
        self.brackets = chance.random() < 0.4
        self.date = chance.choice(["%d/%m/%Y", "%Y-%m-%d", "%d-%b-%y", "%d %B %Y", "%d.%m.%Y"])
        self.mark = chance.choice(["", "", "-", "n/a", "*", "[c]"])

    def number(self, value: Decimal) -> str:
        digits = f"{abs(value):,}" if self.groups else str(abs(value))
        if self.comma:
            digits = digits.replace(",", " ").replace(".", ",")
        digits = f"{self.currency}{digits}"
        if value < 0:
            return f"({digits})" if self.brackets else f"-{digits}"
        return digits


def _column(
    chance: random.Random, kind: str, rows: int, style: _Style
) -> tuple[list[str], list[str]]:
    if kind == "words":
        texts = [chance.choice(PLACES + SERVICES) for _ in range(rows)]
        return texts, texts
    if kind == "code":
        codes = [f"W060000{chance.randint(1, 24):02}" for _ in range(rows)]
        return codes, codes
    if kind == "date":
        days = [
            datetime.date(2023, 1, 1) + datetime.timedelta(chance.randint(0, 364))
            for _ in range(rows)
        ]
        days[0] = datetime.date(2023, 3, 28)
        return [day.isoformat() for day in days], [day.strftime(style.date) for day in days]
    places = 2 if kind == "number" else 0
    numbers = [
        Decimal(chance.randint(-(10**5), 10**8)).scaleb(-places)
        if places
        else Decimal(chance.randint(0, 90_000))
        for _ in range(rows)
    ]
    if places:
        numbers[0] = Decimal("1234.50")
    plain = [str(number) for number in numbers]
    shown = [style.number(number) for number in numbers]
    if kind == "integer" and style.comma:
        shown = plain
    if style.mark and rows > 4 and chance.random() < 0.5:
        plain[2] = shown[2] = style.mark
    return plain, shown


def _surround(chance: random.Random, truth: Truth) -> list[list[str]]:
    width = len(truth.names)
    records: list[list[str]] = []
    records.extend([title] for title in chance.sample(TITLES, chance.choice([0, 0, 1, 2])))
    if records and chance.random() < 0.7:
        records.extend([[]] * chance.randint(1, 3))
    truth.header = len(records) + 1
    records.append(list(truth.names))
    body = [list(row) for row in truth.found]
    if chance.random() < 0.2 and len(body) > 6:
        body.insert(len(body) // 2, [])
    if chance.random() < 0.15 and len(body) > 6 and width > 1:
        body.insert(len(body) // 2, list(truth.names))
    records.extend(body)
    if chance.random() < 0.4:
        records.extend([[]] * chance.randint(1, 4))
        records.extend([note] for note in chance.sample(NOTES, chance.randint(1, 2)))
    lead, trail = chance.choice([0, 0, 0, 1]), chance.choice([0, 0, 1, 3])
    if truth.delimiter == "\t" and not lead and not trail and chance.random() < 0.5:
        return records
    full = width + lead + trail
    return [([""] * lead + row + [""] * full)[:full] for row in records]


def _write(chance: random.Random, records: list[list[str]], truth: Truth) -> bytes:
    buffer = io.StringIO()
    every = chance.random() < 0.3
    ends = chance.choice(["\n", "\r\n", "\r"])
    quoting: Literal[0, 1] = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    writer = csv.writer(buffer, delimiter=truth.delimiter, quoting=quoting, lineterminator=ends)
    writer.writerows(records)
    text = buffer.getvalue()
    wanted = chance.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    if wanted == "cp1252" and ("ŷ" in text or not any(ord(sign) > 127 for sign in text)):
        wanted = "utf-8"
    truth.encoding = wanted
    return text.encode(wanted)
