"""Row-level data about people and homes, which this portal does not publish."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.tabular import people_signs as signs
from portal.tabular.given_names import GIVEN_NAMES
from portal.tabular.model import Column
from portal.tabular.values.evidence import INSURED, Evidence

_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a table is about people: a stable code and the headings that show it."""

    code: str
    columns: tuple[str, ...]
    certain: bool = True


def find_people(columns: Sequence[Column], evidences: Sequence[Evidence]) -> list[Finding]:
    """Find row-level data about people or homes in a table, by headings and by cells.

    Returns:
        Findings; those not `certain` are for the officer to answer, the others stop the file.
    """
    pairs = [(c, e) for c, e in zip(columns, evidences, strict=True) if e.filled or c.name]
    found = [*_numbers(pairs), *_births(pairs), *_homes(pairs), *_attributes(pairs)]
    found += _names_and_contacts(pairs)
    return found


def numbers_in(text: str) -> list[str]:
    """Return the kinds of numbers in running text that each stand for one person, as codes."""
    insured = INSURED.search(text) is not None
    patients = any(
        _valid_nhs(match[0])
        for line in text.splitlines()
        if signs.NHS.search(line)
        for match in signs.NHS_TEXT.finditer(line)
    )
    found = {"people-insurance-number": insured, "people-nhs-number": patients}
    return [code for code, there in found.items() if there]


_Pairs = Sequence[tuple[Column, Evidence]]


def _headings(pairs: _Pairs) -> tuple[str, ...]:
    return tuple(column.name or column.field for column, _ in pairs)


def _numbers(pairs: _Pairs) -> list[Finding]:
    found: list[Finding] = []
    for column, evidence in pairs:
        hits = evidence.insurance_numbers
        if hits:
            sure = bool(signs.INSURANCE.search(column.name)) or hits >= _ENOUGH
            found.append(Finding("people-insurance-number", _headings([(column, evidence)]), sure))
        tested = [text for text in evidence.values if signs.NHS_TEXT.fullmatch(text)]
        valid = sum(map(_valid_nhs, tested))
        named = bool(signs.NHS.search(column.name))
        whole = len(tested) >= 0.9 * max(1, len(evidence.values))
        if (named and valid >= 0.6 * max(1, len(tested)) and tested) or (
            whole and len(tested) >= 8 and valid >= 0.95 * len(tested)
        ):
            found.append(Finding("people-nhs-number", _headings([(column, evidence)])))
    return found


def _valid_nhs(text: str) -> bool:
    digits = [int(sign) for sign in text if sign.isdigit()]
    rest = (
        11
        - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    )
    return rest != 10 and rest % 11 == digits[9] and len(set(digits)) > 1


def _births(pairs: _Pairs) -> list[Finding]:
    births = [(c, e) for c, e in pairs if signs.BIRTH.search(c.name) and _days(c, e)]
    return [Finding("people-birth-date", _headings(births))] if births else []


def _days(column: Column, evidence: Evidence) -> bool:
    """Tell whether cells are days, as dates or as a spreadsheet's day numbers; bands are none."""
    return bool(evidence.dated) or (column.type == "integer" and evidence.filled > 0)


def _homes(pairs: _Pairs) -> list[Finding]:
    """Find facts about households beside the property each is in: its number or its address."""
    numbers = [(c, e) for c, e in pairs if signs.UPRN.search(c.name) and e.filled]
    addresses = [(c, e) for c, e in pairs if signs.HOME.search(c.name) and _houses(e)]
    money = [(c, e) for c, e in pairs if signs.HARDSHIP.search(c.name) and e.filled]
    household = [(c, e) for c, e in pairs if signs.HOUSEHOLD.search(c.name) and e.filled]
    if any(_about_bodies(c, e, strictly=False) for c, e in pairs):
        household = []
        addresses = []
    facts = [*money, *household] if numbers else money if addresses else []
    homes = numbers or addresses
    return [Finding("people-homes", _headings([*homes, *facts]))] if facts else []


def _houses(evidence: Evidence) -> bool:
    """Tell whether nearly all cells begin with the number of a house or flat."""
    hits = sum(bool(signs.HOUSE.match(text)) for text in evidence.values)
    return hits >= _ENOUGH and hits >= 0.6 * len(evidence.values)


def _attributes(pairs: _Pairs) -> list[Finding]:
    """Find one row per person: several traits of a person and nothing counted."""
    traits: dict[str, tuple[Column, Evidence]] = {}
    for column, evidence in pairs:
        for trait, pattern in signs.ATTRIBUTES.items():
            if pattern.search(column.name.strip()) and evidence.filled:
                traits.setdefault(trait, (column, evidence))
    chosen = {column.field for column, _ in traits.values()}
    counted = [
        column
        for column, _ in pairs
        if column.type in {"integer", "number"}
        and column.field not in chosen
        and (signs.COUNTED.search(column.name) or column.type == "number")
    ]
    own = len(set(traits) - {"home"})
    if own + ("home" in traits) >= _ENOUGH and own > 1 and not counted:
        return [Finding("people-attributes", _headings(list(traits.values())))]
    return []


def _names_and_contacts(pairs: _Pairs) -> list[Finding]:
    named = [(c, e) for c, e in pairs if _names_people(c, e, pairs)]
    mail = [(c, e) for c, e in pairs if e.emails >= 0.3 * max(1, e.filled) and e.emails]
    phone = [(c, e) for c, e in pairs if _phones(c, e)]
    home = [
        (c, e)
        for c, e in pairs
        if signs.HOME.search(c.name) and e.filled and not signs.EMAIL.search(c.name)
    ]
    roles = any(_personal_heading(column.name) for column, _ in pairs)
    about_bodies = any(_about_bodies(c, e, strictly=roles) for c, e in pairs)
    contacts = [*mail, *phone, *home]
    if named and all(_elected(column, evidence) for column, evidence in named):
        return [Finding("people-elected", _headings(named), certain=False)]
    shown = list({c.field: (c, e) for c, e in [*named, *contacts]}.values())
    if named and _private_life(named if about_bodies else pairs):
        return [Finding("people-private-life", _headings(shown))]
    if named and contacts:
        public = about_bodies or (_register(pairs) and not mail and not phone)
        code = "people-named-contacts" if public else "people-names-contacts"
        return [Finding(code, _headings(shown), not public)]
    if named:
        return [Finding("people-names", _headings(named), certain=False)]
    private = [(c, e) for c, e in mail if _private(e) >= _ENOUGH]
    if private and not about_bodies:
        return [Finding("people-private-mail", _headings(private))]
    return []


def _private_life(pairs: _Pairs) -> bool:
    """Tell whether a heading speaks of school, care, health or hardship of those named."""
    return any(signs.PRIVATE_LIFE.search(c.name) and e.filled for c, e in pairs)


def _register(pairs: _Pairs) -> bool:
    """Tell whether the headings are those of a register that law makes public."""
    return any(signs.REGISTER.search(column.name) for column, _ in pairs)


def _names_people(column: Column, evidence: Evidence, pairs: _Pairs) -> bool:
    """Tell whether the cells of a column are names of people."""
    if column.type != "string" or not evidence.filled or signs.BODY.search(column.name):
        return False
    if signs.FORENAME.search(column.name) or signs.SURNAME.search(column.name):
        other = signs.SURNAME if signs.FORENAME.search(column.name) else signs.FORENAME
        return any(other.search(c.name) for c, _ in pairs) or _share(evidence, _given) >= 0.3
    if _share(evidence, _person) >= 0.5 and len(evidence.values) >= _ENOUGH:
        return True
    return bool(signs.ROLE.search(column.name)) and _share(evidence, _perhaps_person) >= 0.6


def _share(evidence: Evidence, test: Callable[[str], bool]) -> float:
    return sum(map(test, evidence.values)) / max(1, len(evidence.values))


def _given(text: str) -> bool:
    return text.split(maxsplit=1)[0].lower() in GIVEN_NAMES if text.split() else False


def _person(text: str) -> bool:
    if signs.ORGANISED.search(text) or len(text) > 60:
        return False
    if signs.TITLE.match(text):
        return True
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    if not 2 <= len(words) <= 4:
        return False
    if "," in text:
        return words[1].lower() in GIVEN_NAMES
    return words[0].lower() in GIVEN_NAMES


def _perhaps_person(text: str) -> bool:
    words = text.split()
    if _person(text) or signs.INITIALS.fullmatch(text):
        return True
    plain = all(word.replace("-", "").replace("'", "").isalpha() for word in words)
    return 2 <= len(words) <= 4 and plain and not signs.ORGANISED.search(text)


def _phones(column: Column, evidence: Evidence) -> bool:
    if not evidence.filled:
        return False
    if signs.PHONE.search(column.name) and column.type in {"string", "integer"}:
        return True
    hits = sum(bool(signs.PHONE_TEXT.fullmatch(text)) for text in evidence.values)
    return hits >= 0.6 * len(evidence.values) and hits >= _ENOUGH and column.type == "string"


def _elected(column: Column, evidence: Evidence) -> bool:
    """Tell whether a column of names is of elected members."""
    return bool(signs.OFFICE.search(column.name)) or _share(evidence, _titled_elected) >= 0.5


def _titled_elected(text: str) -> bool:
    return bool(signs.ELECTED.match(text))


def _personal_heading(heading: str) -> bool:
    return any(pattern.search(heading) for pattern in (signs.FORENAME, signs.SURNAME, signs.ROLE))


def _about_bodies(column: Column, evidence: Evidence, *, strictly: bool) -> bool:
    """Tell whether the rows are public places or organisations, named in this column.

    Args:
        column: the column.
        evidence: its cells.
        strictly: other headings speak of persons, so this one must be certain.
    """
    if column.type != "string" or not evidence.filled or signs.EMAIL.search(column.name):
        return False
    if (
        signs.HOME.search(column.name)
        or signs.REMARK.search(column.name)
        or _personal_heading(column.name)
    ):
        return False
    values = list(evidence.values)
    if len(values) < 0.5 * min(evidence.filled, 2000) or _share(evidence, _person) >= 0.2:
        return False
    bodies = sum(bool(signs.BODIES.search(text)) for text in values)
    named = bool(signs.BODY.search(column.name)) and not strictly
    return named or bodies >= 0.6 * len(values)


def _private(evidence: Evidence) -> int:
    return sum(bool(signs.PRIVATE_MAIL.search(text)) for text in evidence.values)
