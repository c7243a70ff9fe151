"""Row-level data about people and homes, which this portal does not publish."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.tabular.given_names import GIVEN_NAMES
from portal.tabular.model import Column
from portal.tabular.values.evidence import Evidence

_FORENAME = re.compile(
    r"\b(?:fore|first|given|christian)\s?_?names?\b|\benw(?:au)? cyntaf\b", re.IGNORECASE
)
_SURNAME = re.compile(r"\b(?:sur|last|family)\s?_?names?\b|\bcyfenw\b", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:tenant|resident|occupant|occupier|applicant|claimant|customer|client|pupil|student|"
    r"patient|employee|taxpayer|ratepayer|householder|complainant|service user|carer|child|"
    r"parent|full name|person|contact name|tenan|preswyl\w+|ymgeisydd|hawlydd|cwsmer|disgybl|"
    r"claf|gweithiwr|enw llawn|perchennog)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:school|ysgol|organi[sz]ation|company|supplier|vendor|merchant|council\b|cyngor\b|site|premises|"
    r"authority|awdurdod|toilet|library|llyfrgell|venue|park|parc|building|adeilad|centre|canolfan|"
    r"location|lleoliad|station|establishment|provider|business|busnes|charity|elusen|service|trust|"
    r"hospital|ysbyty|cwmni|cyflenwr|sefydliad)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"e-?_?mail|e-?bost", re.IGNORECASE)
_PHONE = re.compile(r"\b(?:tele)?phone|\bmobile\b|\btel\b|\bff[oô]n\b|\bsymudol\b", re.IGNORECASE)
_HOME = re.compile(
    r"address|cyfeiriad|post\s?_?code|cod\s?_?post|\bstreet\b|house (?:name|number)", re.IGNORECASE
)
_BIRTH = re.compile(
    r"\bd\.?o\.?b\.?\b|(?:date|day)s?\s?_?of\s?_?birth|birth\s?_?date|dyddiad\s?_?geni",
    re.IGNORECASE,
)
_INSURANCE = re.compile(
    r"national insurance|\bni(?:no)?\b|n\.i\.|yswiriant gwladol|\bnino\b", re.IGNORECASE
)
_NHS = re.compile(r"\bnhs\b.*\b(?:number|no|num|id)\b|rhif.*\b(?:gig|nhs)\b", re.IGNORECASE)
_UPRN = re.compile(r"\buprn\b|unique property ref", re.IGNORECASE)
_HOUSEHOLD = re.compile(
    r"\btenant|\boccup|\bhousehold|\bresident|council tax|\bbenefit|\barrears|\bbedroom|\bincome\b|"
    r"\bowner(?:'?s)?(?:\s?name)?\b|\bdisab|\bevict|\bhomeless|\bvulnerab|\btenan|\bpreswyl|\bcartref|"
    r"treth gyngor|budd-dal|ôl-ddyled|ystafell wely|\bperchennog\b|\banabl",
    re.IGNORECASE,
)
_ATTRIBUTES = {
    "age": re.compile(r"^(?:age|oed|oedran)\b(?!.*(?:group|band|range|grŵp))", re.IGNORECASE),
    "sex": re.compile(r"^(?:sex|gender|rhyw|rhywedd)\b", re.IGNORECASE),
    "ethnicity": re.compile(r"^(?:ethnic|ethnig|race\b)", re.IGNORECASE),
    "religion": re.compile(r"^(?:religion|crefydd|faith)\b", re.IGNORECASE),
    "disability": re.compile(r"^(?:disab|anabl)", re.IGNORECASE),
    "orientation": re.compile(r"sexual orient|cyfeiriadedd", re.IGNORECASE),
    "nationality": re.compile(r"^(?:nationality|cenedligrwydd|country of birth)", re.IGNORECASE),
    "health": re.compile(r"diagnos|condition|medical|cyflwr", re.IGNORECASE),
    "marriage": re.compile(r"marital|statws priodasol", re.IGNORECASE),
    "home": re.compile(
        r"^(?:post\s?code|cod\s?post|full post\s?code|address|cyfeiriad)", re.IGNORECASE
    ),
}
_COUNTED = re.compile(
    r"count|number|total|nifer|cyfanswm|population|poblogaeth|percent|canran|%|rate|cyfradd|value|"
    r"gwerth|responses|ymatebion|people|pobl|average|cyfartaledd|weight",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:mr|mrs|ms|miss|mx|dr|prof|rev|sir|lady|cllr|councillor|y cyng|cyng|parch)\.?\s",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"councillor|cynghorydd|elected member|aelod etholedig", re.IGNORECASE)
_ELECTED = re.compile(r"(?:cllr|councillor|y cyng|cyng|cynghorydd)\b", re.IGNORECASE)
_ORGANISED = re.compile(
    r"\b(?:ltd|limited|plc|llp|cyf|council|cyngor|school|ysgol|trust|group|centre|center|canolfan|"
    r"company|co|society|association|cymdeithas|partnership|partners|services?|solutions?|systems?|"
    r"street|road|lane|avenue|close|court|house|park|parc|church|eglwys|hall|neuadd|library|club|"
    r"hotel|university|prifysgol|college|coleg|board|bwrdd|department|hospital|ysbyty|surgery|"
    r"charity|foundation|farm|fferm|heol|stryd|ffordd|toilets?|toiledau|bank|sons?|bros|brothers|"
    r"ward|constituency|community|cymuned|town|city|county|north|south|east|west|st)\b|&|[0-9]",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"\b(?:ltd|limited|plc|llp|cyf|council|cyngor|school|ysgol|trust|centre|canolfan|company|society|"
    r"association|cymdeithas|services|solutions|church|eglwys|hall|neuadd|library|llyfrgell|club|clwb|"
    r"hotel|university|prifysgol|college|coleg|board|bwrdd|department|hospital|ysbyty|surgery|"
    r"charity|elusen|foundation|toilets?|toiledau|conveniences?|bank|museum|amgueddfa|nursery|"
    r"meithrinfa|pharmacy|fferyllfa|station|gorsaf|playground|car park|maes parcio)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"note|comment|remark|descri|detail|reason|job|role|position|swydd|sylw|disgrif", re.IGNORECASE
)
_INITIALS = re.compile(
    r"(?:[A-Z]\.?\s?){1,3}[A-Z][a-zâêîôûŵŷ'’-]{2,}|[A-Z][A-Za-z'’-]+,? (?:[A-Z]\.? ?){1,3}"
)
_PRIVATE_MAIL = re.compile(
    r"@(?:gmail|googlemail|hotmail|yahoo|outlook|live|icloud|btinternet|aol|sky|talktalk|virginmedia|"
    r"me|msn|protonmail|ntlworld|tiscali)\.",
    re.IGNORECASE,
)
_PHONE_TEXT = re.compile(r"(?:\+44|0044|0)[0-9 ()-]{9,14}")
_NHS_TEXT = re.compile(r"[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}")
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


_Pairs = Sequence[tuple[Column, Evidence]]


def _headings(pairs: _Pairs) -> tuple[str, ...]:
    return tuple(column.name or column.field for column, _ in pairs)


def _numbers(pairs: _Pairs) -> list[Finding]:
    found: list[Finding] = []
    for column, evidence in pairs:
        hits = evidence.insurance_numbers
        if hits:
            sure = bool(_INSURANCE.search(column.name)) or hits >= _ENOUGH
            found.append(Finding("people-insurance-number", _headings([(column, evidence)]), sure))
        tested = [text for text in evidence.values if _NHS_TEXT.fullmatch(text)]
        valid = sum(map(_valid_nhs, tested))
        named = bool(_NHS.search(column.name))
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
    births = [(c, e) for c, e in pairs if _BIRTH.search(c.name) and e.filled]
    return [Finding("people-birth-date", _headings(births))] if births else []


def _homes(pairs: _Pairs) -> list[Finding]:
    property_numbers = [(c, e) for c, e in pairs if _UPRN.search(c.name) and e.filled]
    household = [(c, e) for c, e in pairs if _HOUSEHOLD.search(c.name) and e.filled]
    if property_numbers and household:
        return [Finding("people-homes", _headings([*property_numbers, *household]))]
    return []


def _attributes(pairs: _Pairs) -> list[Finding]:
    """Find one row per person: several traits of a person and nothing counted."""
    traits: dict[str, tuple[Column, Evidence]] = {}
    for column, evidence in pairs:
        for trait, pattern in _ATTRIBUTES.items():
            if pattern.search(column.name.strip()) and evidence.filled:
                traits.setdefault(trait, (column, evidence))
    chosen = {column.field for column, _ in traits.values()}
    counted = [
        column
        for column, _ in pairs
        if column.type in {"integer", "number"}
        and column.field not in chosen
        and (_COUNTED.search(column.name) or column.type == "number")
    ]
    if len(set(traits) - {"home"}) >= _ENOUGH and not counted:
        return [Finding("people-attributes", _headings(list(traits.values())))]
    return []


def _names_and_contacts(pairs: _Pairs) -> list[Finding]:
    named = [(c, e) for c, e in pairs if _names_people(c, e, pairs)]
    mail = [(c, e) for c, e in pairs if e.emails >= 0.3 * max(1, e.filled) and e.emails]
    phone = [(c, e) for c, e in pairs if _phones(c, e)]
    home = [
        (c, e) for c, e in pairs if _HOME.search(c.name) and e.filled and not _EMAIL.search(c.name)
    ]
    roles = any(_personal_heading(column.name) for column, _ in pairs)
    about_bodies = any(_about_bodies(c, e, strictly=roles) for c, e in pairs)
    contacts = [*mail, *phone, *home]
    if named and all(_elected(column, evidence) for column, evidence in named):
        return [Finding("people-elected", _headings(named), certain=False)]
    if named and contacts:
        code = "people-named-contacts" if about_bodies else "people-names-contacts"
        seen = _headings(list({c.field: (c, e) for c, e in [*named, *contacts]}.values()))
        return [Finding(code, seen, not about_bodies)]
    if named:
        return [Finding("people-names", _headings(named), certain=False)]
    private = [(c, e) for c, e in mail if _private(e) >= _ENOUGH]
    if private and not about_bodies:
        return [Finding("people-private-mail", _headings(private))]
    return []


def _names_people(column: Column, evidence: Evidence, pairs: _Pairs) -> bool:
    """Tell whether the cells of a column are names of people."""
    if column.type != "string" or not evidence.filled or _BODY.search(column.name):
        return False
    if _FORENAME.search(column.name) or _SURNAME.search(column.name):
        other = _SURNAME if _FORENAME.search(column.name) else _FORENAME
        return any(other.search(c.name) for c, _ in pairs) or _share(evidence, _given) >= 0.3
    if _share(evidence, _person) >= 0.5 and len(evidence.values) >= _ENOUGH:
        return True
    return bool(_ROLE.search(column.name)) and _share(evidence, _perhaps_person) >= 0.6


def _share(evidence: Evidence, test: Callable[[str], bool]) -> float:
    return sum(map(test, evidence.values)) / max(1, len(evidence.values))


def _given(text: str) -> bool:
    return text.split(maxsplit=1)[0].lower() in GIVEN_NAMES if text.split() else False


def _person(text: str) -> bool:
    if _ORGANISED.search(text) or len(text) > 60:
        return False
    if _TITLE.match(text):
        return True
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    if not 2 <= len(words) <= 4:
        return False
    if "," in text:
        return words[1].lower() in GIVEN_NAMES
    return words[0].lower() in GIVEN_NAMES


def _perhaps_person(text: str) -> bool:
    words = text.split()
    if _person(text) or _INITIALS.fullmatch(text):
        return True
    plain = all(word.replace("-", "").replace("'", "").isalpha() for word in words)
    return 2 <= len(words) <= 4 and plain and not _ORGANISED.search(text)


def _phones(column: Column, evidence: Evidence) -> bool:
    if not evidence.filled:
        return False
    if _PHONE.search(column.name) and column.type in {"string", "integer"}:
        return True
    hits = sum(bool(_PHONE_TEXT.fullmatch(text)) for text in evidence.values)
    return hits >= 0.6 * len(evidence.values) and hits >= _ENOUGH and column.type == "string"


def _elected(column: Column, evidence: Evidence) -> bool:
    """Tell whether a column of names is of elected members."""
    return bool(_OFFICE.search(column.name)) or _share(evidence, _titled_elected) >= 0.5


def _titled_elected(text: str) -> bool:
    return bool(_ELECTED.match(text))


def _personal_heading(heading: str) -> bool:
    return any(pattern.search(heading) for pattern in (_FORENAME, _SURNAME, _ROLE))


def _about_bodies(column: Column, evidence: Evidence, *, strictly: bool) -> bool:
    """Tell whether the rows are public places or organisations, named in this column.

    Args:
        column: the column.
        evidence: its cells.
        strictly: other headings speak of persons, so this one must be certain.
    """
    if column.type != "string" or not evidence.filled or _EMAIL.search(column.name):
        return False
    if _HOME.search(column.name) or _REMARK.search(column.name) or _personal_heading(column.name):
        return False
    values = list(evidence.values)
    if len(values) < 0.5 * min(evidence.filled, 2000) or _share(evidence, _person) >= 0.2:
        return False
    bodies = sum(bool(_BODIES.search(text)) for text in values)
    named = bool(_BODY.search(column.name)) and not strictly
    return named or bodies >= 0.6 * len(values)


def _private(evidence: Evidence) -> int:
    return sum(bool(_PRIVATE_MAIL.search(text)) for text in evidence.values)
