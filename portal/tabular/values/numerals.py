"""Numbers as officers write them: £, thousands, brackets, trailing minus, decimal commas."""

import functools
import re
from typing import NamedTuple

SPACES = (
    " \t\r\n\x0b\x0c\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""Every character that is white space to the eye; they are taken off the ends of a cell."""

PLAIN_INTEGER = r"^-?(?:0|[1-9][0-9]{0,17})$"
PLAIN_NUMBER = r"^-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,30})?$"

_GAP = "[ \u00a0\u2009\u202f]"
_CURRENCY = r"£|€|\$|GBP|EUR|USD"
_WHOLE = re.compile(
    rf"""(?P<open>\()?{_GAP}*(?P<sign>[-+\u2212\u2013])?{_GAP}*
    (?P<before>{_CURRENCY})?{_GAP}*(?P<inner>[-\u2212\u2013(])?{_GAP}*
    (?P<body>[0-9.,](?:[0-9.,\u00a0\u2009\u202f ]*[0-9.])?(?:[eE][-+][0-9]{{1,3}})?)
    {_GAP}*(?P<percent>%)?{_GAP}*(?P<after>{_CURRENCY})?{_GAP}*
    (?P<trailing>[-\u2212\u2013])?{_GAP}*(?P<close>\))?{_GAP}*(?P<late>%)?""",
    re.VERBOSE,
)
_FORMS = [
    (form, re.compile(pattern))
    for form, pattern in (
        ("integer", r"0|[1-9][0-9]{0,17}"),
        ("padded", r"0[0-9]+"),
        ("point", r"(?:0|[1-9][0-9]{0,17})?\.[0-9]{1,30}"),
        ("one-group", r"[1-9][0-9]{0,2},[0-9]{3}"),
        ("groups", r"[1-9][0-9]{0,2}(?:,[0-9]{3})+"),
        ("groups-point", r"[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+"),
        ("comma", r"(?:0|[1-9][0-9]{0,17}),[0-9]{1,30}"),
        ("dotted-comma", r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+"),
        ("dotted", r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}"),
        ("spaced", rf"[1-9][0-9]{{0,2}}(?:{_GAP}[0-9]{{3}})+"),
        ("spaced-point", rf"[1-9][0-9]{{0,2}}(?:{_GAP}[0-9]{{3}})+\.[0-9]+"),
        ("spaced-comma", rf"[1-9][0-9]{{0,2}}(?:{_GAP}[0-9]{{3}})+,[0-9]+"),
        ("exponent", r"[0-9](?:\.[0-9]+)?[eE][-+][0-9]{1,3}"),
    )
]
_SYMBOLS = {"GBP": "GBP", "£": "GBP", "EUR": "EUR", "€": "EUR", "USD": "USD", "$": "USD"}
COMMA_FORMS = {"comma", "dotted-comma", "dotted", "spaced-comma"}
POINT_FORMS = {"point", "groups", "groups-point", "spaced-point"}
WHOLE_FORMS = {"integer", "one-group", "groups", "dotted", "spaced"}


class Numeral(NamedTuple):
    """A written number: how its digits are grouped, its sign and what stands around it.

    `form` names the grouping, `negative` is "", "minus", "typographic", "brackets" or
    "trailing"; `body` is the digits with their separators.
    """

    form: str
    body: str
    negative: str = ""
    currency: str = ""
    percent: bool = False
    plus: bool = False

    @property
    def plain(self) -> bool:
        """Tell whether a program reads it as it stands."""
        return (
            self.form in {"integer", "point"}
            and self.negative in {"", "minus"}
            and not (self.currency or self.percent or self.plus or self.body.startswith("."))
        )


@functools.lru_cache(maxsize=1 << 13)
def parse(text: str) -> Numeral | None:
    """Read a trimmed cell as a number; None where it is none."""
    found = _WHOLE.fullmatch(text)
    if found is None:
        return None
    opened = bool(found["open"]) or found["inner"] == "("
    signs = [found["sign"] or "", (found["inner"] or "").strip("("), found["trailing"] or ""]
    written = [sign for sign in signs if sign]
    if opened != bool(found["close"]) or len(written) + opened > 1:
        return None
    if (found["before"] and found["after"]) or (found["percent"] and found["late"]):
        return None
    form = _form(found["body"])
    plus = written == ["+"]
    if form is None or (plus and len(found["body"]) > 6):
        return None
    return Numeral(
        form,
        found["body"],
        _negative(opened, written, trailing=bool(found["trailing"])),
        _SYMBOLS.get(found["before"] or found["after"] or "", ""),
        bool(found["percent"] or found["late"]),
        plus,
    )


def _form(body: str) -> str | None:
    return next((form for form, pattern in _FORMS if pattern.fullmatch(body)), None)


def _negative(opened: bool, written: list[str], *, trailing: bool) -> str:
    if opened:
        return "brackets"
    if not written or written == ["+"]:
        return ""
    if trailing:
        return "trailing"
    return "minus" if written == ["-"] else "typographic"


def canonical(number: Numeral, decimal: str) -> str | None:
    """Write a number plainly: digits, a point, a minus; None where `decimal` cannot read it.

    Args:
        number: what `parse` gave.
        decimal: "point" or "comma", decided for the whole column.
    """
    digits = _with_point(number) if decimal == "point" else _with_comma(number)
    if digits is None:
        return None
    if digits.startswith("."):
        digits = f"0{digits}"
    nothing = not digits.strip("0.")
    return f"-{digits}" if number.negative and not nothing else digits


def _with_point(number: Numeral) -> str | None:
    if number.form in COMMA_FORMS or number.form == "padded":
        return None
    if number.form == "exponent":
        return _expanded(number.body)
    return re.sub(f"{_GAP}|,", "", number.body)


def _with_comma(number: Numeral) -> str | None:
    body = re.sub(_GAP, "", number.body)
    if number.form in {"integer", "spaced"}:
        return body
    if number.form in COMMA_FORMS or number.form == "one-group":
        return body.replace(".", "").replace(",", ".")
    if number.form == "point" and re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", body):
        return body.replace(".", "")
    return None


def _expanded(body: str) -> str:
    """Write 1.2E+05 as 120000, exactly."""
    mantissa, _, power = body.lower().partition("e")
    whole, _, rest = mantissa.partition(".")
    digits, point = whole + rest, len(whole) + int(power)
    if point <= 0:
        return "0." + "0" * -point + digits
    if point >= len(digits):
        return (digits + "0" * (point - len(digits))).lstrip("0") or "0"
    return (digits[:point].lstrip("0") or "0") + "." + digits[point:]


def change_code(number: Numeral) -> str:
    """Return the code of the change that makes a number plain, the most telling one first."""
    reasons = (
        ("negative-brackets", number.negative == "brackets"),
        ("minus-sign", number.negative in {"trailing", "typographic"}),
        ("percent-sign", number.percent),
        ("currency-sign", bool(number.currency)),
        ("exponent", number.form == "exponent"),
        ("decimal-comma", number.form in COMMA_FORMS),
        ("grouping-spaces", number.form.startswith("spaced")),
        ("thousands-separator", "group" in number.form),
    )
    return next((code for code, true in reasons if true), "number-tidied")
