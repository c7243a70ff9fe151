"""The type of each column, decided by the evidence of all its cells."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.tabular.decisions import TypeChoice
from portal.tabular.model import Question
from portal.tabular.values import dates, marks, numerals
from portal.tabular.values.evidence import Evidence

_EXCEPTIONS = 0.1
_NEARLY = 0.7
_UNKNOWN_MARKS = 3
_MARK_LETTERS = 2
_IDENTIFIER = re.compile(
    r"\b(?:id|ids|code|codes|cod|ref|refs|reference|cyfeirnod|uprn|usrn|urn|number|no|num|rhif|"
    r"account|invoice|voucher|document|doc|transaction|postcode|telephone|phone|tel|fax|ff[oô]n|"
    r"isbn|iban|sort|key|identifier)\b\.?$",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(r"\bdate|dyddiad|\bdob\b", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bper ?cent|\bpct\b|\bcanran", re.IGNORECASE)
_RANGE = re.compile(r"[0-9]{1,3}\s?(?:-|–|to)\s?[0-9]{1,3}")
_EATEN_RANGE = re.compile(
    r"[0-9]{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-[0-9]{2}",
    re.IGNORECASE,
)
_EXPONENT_LOST = 11
_SPAN = 60


@dataclass(slots=True)
class Choice:
    """The type chosen for one column and how its cells are read.

    `order` is "dmy", "mdy" or "" (still undecided); `marks` maps each mark to its meaning;
    `questions` are (code, options, facts), worded and placed by the caller.
    """

    type: str = "string"
    order: str = "dmy"
    decimal: str = "point"
    unit: str = ""
    marks: dict[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    def ask(self, code: str, *options: str, blocking: bool = False, **facts: object) -> None:
        """Add a question about this column."""
        self.questions.append(Question(code, "", "", options, blocking, facts))


def choose(
    evidence: Evidence,
    heading: str,
    *,
    chosen: TypeChoice | None = None,
    meanings: Mapping[str, str] | None = None,
    declared: str = "",
    delimiter: str | None = ",",
) -> Choice:
    """Choose the type of a column.

    Args:
        evidence: the counts of all its cells.
        heading: its heading, which tells identifiers from quantities where cells cannot.
        chosen: what somebody chose; it wins.
        meanings: what marks mean, where somebody said so.
        declared: the type the file's format gives the column.
        delimiter: the file's; where it is a semicolon a lone comma may be a decimal mark,
            and where there is none a spreadsheet may keep 45% as 0.45.
    """
    choice = Choice()
    if declared:
        choice.type = declared
    elif chosen is not None:
        choice.type, choice.order, choice.decimal = chosen.type, chosen.order, chosen.decimal
    else:
        _decide(choice, evidence, heading)
        if delimiter == ";" and _one_comma(choice, evidence):
            choice.ask("decimal-mark", "point", "comma")
        if delimiter is None and _PERCENT.search(heading) and _fractions(choice, evidence):
            choice.ask("percent-scale", "keep")
    if choice.type not in {"string", "geojson"}:
        _settle_marks(choice, evidence, meanings or {})
    return choice


def _decide(choice: Choice, evidence: Evidence, heading: str) -> None:
    core = evidence.filled - sum(evidence.marks.values()) - evidence.errors
    letters = [mark for mark in evidence.marks if len(mark) == 1 and mark.isalpha()]
    if core <= 0 or len(letters) > _MARK_LETTERS:
        return
    if evidence.truths == core:
        choice.type = "boolean"
    elif evidence.times == core:
        choice.type = "time"
    elif _enough(evidence.dated, core, evidence):
        _as_dates(choice, evidence)
    elif evidence.integers == core and _compact_dates(evidence, heading):
        choice.type = "date"
    elif _enough(evidence.numbers, core, evidence):
        _as_numbers(choice, evidence, heading)
    else:
        _as_words(choice, evidence, heading, core)
    if choice.type == "integer" and _DATE_WORDS.search(heading) and _serial(evidence):
        choice.ask("serial-dates", "integer", "date")


def _compact_dates(evidence: Evidence, heading: str) -> bool:
    """Tell whether whole numbers under a heading of dates are days such as 20240401."""
    return bool(_DATE_WORDS.search(heading)) and all(
        dates.iso_date(text, "dmy") for text in evidence.values
    )


def _enough(count: int, core: int, evidence: Evidence) -> bool:
    """Tell whether nearly all cells agree, or all but a few words that could be marks."""
    if not count:
        return False
    if core - count <= _EXCEPTIONS * core:
        return True
    return core - count == evidence.word_count and _mark_like(evidence) and count * 2 >= core


def _mark_like(evidence: Evidence) -> bool:
    words = evidence.words
    return 0 < len(words) <= _UNKNOWN_MARKS and all(
        marks.could_be_mark(word) and count > 1 for word, count in words.items()
    )


def _as_dates(choice: Choice, evidence: Evidence) -> None:
    timed = any(not form.endswith(" date") for form in evidence.moments)
    choice.type = "datetime" if timed else "date"
    orders = evidence.orders
    if orders["dmy"] and orders["mdy"]:
        few, many = sorted((orders["dmy"], orders["mdy"]))
        if few > _EXCEPTIONS * (few + many):
            choice.type = "string"
            choice.ask(
                "date-order-mixed", "string", "dmy", "mdy", dmy=orders["dmy"], mdy=orders["mdy"]
            )
            return
    if orders["dmy"] or orders["mdy"]:
        choice.order = "dmy" if orders["dmy"] >= orders["mdy"] else "mdy"
    elif orders["either"]:
        choice.order = _order_by_pattern(evidence)
    years = sorted(evidence.short_years)
    if years and years[-1] - years[0] > _SPAN:
        choice.ask("two-centuries", "yes", first=str(years[0]), last=str(years[-1]))
    early = evidence.moments["iso date"] + evidence.moments["iso midnight"]
    if early >= 3 and not evidence.late_days and orders["dmy"] and not orders["either"]:
        choice.ask("half-converted-dates", blocking=True, converted=early, text=orders["dmy"])


def _order_by_pattern(evidence: Evidence) -> str:
    """Read 01/02, 01/03, 01/04 … as firsts of months; "" where nothing tells."""
    firsts = {first for first, _ in evidence.pairs}
    seconds = {second for _, second in evidence.pairs}
    if len(firsts) == 1 and len(seconds) >= 3 and firsts <= {1}:
        return "dmy"
    if len(seconds) == 1 and len(firsts) >= 3 and seconds <= {1}:
        return "mdy"
    return ""


def _as_numbers(choice: Choice, evidence: Evidence, heading: str) -> None:
    forms = evidence.forms
    if _identifies(evidence, heading):
        return
    commas = sum(forms[form] for form in numerals.COMMA_FORMS)
    points = evidence.decimals + sum(forms[form] for form in numerals.POINT_FORMS)
    if commas and points:
        few, many = sorted((commas, points))
        if few > _EXCEPTIONS * (few + many):
            choice.ask(
                "decimal-mark-mixed", "string", "point", "comma", commas=commas, points=points
            )
            return
    choice.decimal = "comma" if commas > points else "point"
    signs = {sign: count for sign, count in evidence.currencies.items() if sign}
    if len(signs) > 1:
        choice.ask("mixed-currencies", "string", currencies=", ".join(sorted(signs)))
        return
    if evidence.percents and evidence.percents < evidence.numbers - _EXCEPTIONS:
        choice.ask("mixed-percent", "string", "number", signed=evidence.percents)
        return
    choice.unit = "percent" if evidence.percents else next(iter(signs), "")
    choice.type = "integer" if _whole(evidence) else "number"
    if forms["exponent"] and _digits_lost(evidence):
        choice.ask("digits-lost", blocking=True)


def _one_comma(choice: Choice, evidence: Evidence) -> bool:
    """Tell whether nothing but lone commas before three digits says what a comma means."""
    forms = evidence.forms
    other = evidence.decimals + sum(
        forms[form] for form in (*numerals.COMMA_FORMS, *numerals.POINT_FORMS)
    )
    return choice.type in {"integer", "number"} and bool(forms["one-group"]) and not other


def _fractions(choice: Choice, evidence: Evidence) -> bool:
    """Tell whether a column of broken numbers has none beyond -1 and 1."""
    values = [number for number in map(numerals.parse, evidence.values) if number is not None]
    plain = [float(numerals.canonical(number, "point") or 2) for number in values]
    return choice.type == "number" and bool(plain) and max(map(abs, plain)) <= 1


def _whole(evidence: Evidence) -> bool:
    broken = sum(
        count
        for form, count in evidence.forms.items()
        if form not in numerals.WHOLE_FORMS and form != "padded"
    )
    return not evidence.decimals and not broken


def _identifies(evidence: Evidence, heading: str) -> bool:
    """Tell whether the numbers are names of things: leading zeros, or odd ones among plain ones."""
    forms = evidence.forms
    fractions = evidence.decimals + forms["groups-point"] + forms["point"]
    if forms["padded"] and fractions * 2 <= evidence.numbers:
        return True
    spaced = sum(count for form, count in forms.items() if form.startswith("spaced"))
    if (
        spaced
        and spaced == evidence.numbers
        and len(evidence.shapes) == 1
        and not forms["spaced-comma"]
    ):
        return True
    plain = evidence.integers == evidence.numbers
    named = bool(_IDENTIFIER.search(heading.strip()))
    if evidence.word_count:
        return plain and (named or _long_alike(evidence))
    spoken = any(sum(map(str.isalpha, mark)) > 3 for mark in evidence.marks)
    return plain and named and spoken


def _long_alike(evidence: Evidence) -> bool:
    """Tell whether whole numbers have four digits or more and nearly all the same length."""
    lengths = Counter(len(text) for text in evidence.values if text.isdigit())
    if not lengths:
        return False
    common = {length for length, _ in lengths.most_common(2)}
    return min(common) >= 5 and sum(lengths[n] for n in common) >= 0.95 * sum(lengths.values())


def _digits_lost(evidence: Evidence) -> bool:
    powers = [text.lower().partition("e") for text in evidence.values if "e" in text.lower()]
    return any(
        power.lstrip("+").isdigit() and int(power.lstrip("+")) >= _EXPONENT_LOST
        for _, _, power in powers
    )


def _serial(evidence: Evidence) -> bool:
    values = [int(text) for text in evidence.values if text.isdigit()]
    return bool(values) and all(20_000 <= value <= 60_000 for value in values)


def _as_words(choice: Choice, evidence: Evidence, heading: str, core: int) -> None:
    """Ask where a column of words was nearly one of numbers or dates."""
    padded = evidence.forms["padded"]
    best = max(evidence.numbers, evidence.dated)
    named = bool(_IDENTIFIER.search(heading.strip())) or _long_alike(evidence)
    if best >= _NEARLY * core and not padded and not named:
        kind = "number" if evidence.numbers >= evidence.dated else "date"
        choice.ask("mixed-column", "string", kind, count=core - best, of=core)
    eaten = [word for word in evidence.words if _EATEN_RANGE.fullmatch(word)]
    ranges = [word for word in evidence.words if _RANGE.fullmatch(word)]
    if eaten and len(ranges) >= 2:
        choice.ask("range-became-date", "string", value=eaten[0])


def _settle_marks(choice: Choice, evidence: Evidence, meanings: Mapping[str, str]) -> None:
    """Give every mark its meaning; ask about words nobody has explained."""
    for token in evidence.marks:
        choice.marks[token] = meanings.get(token) or marks.meaning(token) or "unknown"
    unknown = list(evidence.words) if _mark_like(evidence) else []
    for token in unknown:
        choice.marks[token] = meanings.get(token, "unknown")
    for token, meaning in choice.marks.items():
        if meaning == "unknown":
            choice.ask("unknown-mark", *marks.MEANINGS, mark=token)


def settle_orders(choices: list[Choice], evidences: list[Evidence]) -> list[int]:
    """Decide dates that could be either way by the file's other dates; ask where none tells.

    Returns:
        The places of the columns that were decided by their neighbours.
    """
    known = {
        choice.order
        for choice, evidence in zip(choices, evidences, strict=True)
        if choice.type in {"date", "datetime"}
        and (evidence.orders["dmy"] or evidence.orders["mdy"])
    }
    settled: list[int] = []
    for place, choice in enumerate(choices):
        if choice.order:
            continue
        if len(known) == 1:
            choice.order = next(iter(known))
            settled.append(place)
        else:
            choice.order = "dmy"
            choice.ask("date-order", "dmy", "mdy")
    return settled
