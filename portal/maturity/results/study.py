"""What was published of the study of 2018, council by council: real, thin, and shown as such.

The intervals are derived by us, and say on what assumption: the source does not state how many
officers answered the question, at most as many as answered at all.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from portal.bilingual import Bilingual
from portal.charts.specs import About, Bar, Bars, Dot, Dots
from portal.maturity.results import words
from portal.maturity.results.help import Tables
from portal.maturity.results.words import filled, joined
from portal.maturity.scoring.levels import band
from portal.maturity.scoring.shares import half_up, wilson
from portal.storage import Store

RATES = "response-rates-2018"
FINDINGS = "survey-findings-2018"
_YEAR = Bilingual("2018", "2018")
_OFFICERS = "officers"
_EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Found:
    """The pictures of what was published about one council; `finding` only where there is one."""

    responses: Bars
    finding: Dots | None


def study_of(gss: str, store: Store) -> Found | None:
    """Return what was published of 2018 about a council; None where nothing was found."""
    tables = Tables(RATES, store)
    rows = [row for row in tables.rows("response-rates") if row["gss"] == gss]
    if not rows:
        return None
    named, sources = tables.labels("audiences"), tables.labels("sources")
    source = sources[rows[0]["source"]]
    bars = []
    for row in rows:
        answered, invited = int(row["responses"]), int(row["invited"])
        label = joined(named[row["audience"]], words.BANDS[band(answered, invited)])
        rate = half_up(Fraction(answered, invited))
        whole = row["audience"] == _EVERYBODY
        bars.append(Bar(label=label, value=rate, count=answered, of=invited, emphasis=whole))
    counts = {row["audience"]: (int(row["responses"]), int(row["invited"])) for row in rows}
    answered, invited = counts[_EVERYBODY]
    title = filled(words.RESPONSE, answered=answered, invited=invited)
    n = filled(words.ANSWERED, answered=answered, invited=invited)
    about = About(title=title, n=n, date=_YEAR, source=source, caveat=words.STUDY_CAVEAT)
    responses = Bars(about=about, rows=tuple(bars), unit="percent", maximum=100)
    return Found(responses, _finding(gss, counts[_OFFICERS], store))


def _finding(gss: str, officers: tuple[int, int], store: Store) -> Dots | None:
    """Draw the one percentage that was published of a council's officers."""
    tables = Tables(FINDINGS, store)
    named, sources = tables.labels("finding-names"), tables.labels("sources")
    found = [row for row in tables.rows("findings") if row["gss"] == gss]
    if not found:
        return None
    rows = tuple(_dot(row["share"], named[row["finding"]], officers) for row in found)
    first = found[0]
    title = filled(words.STUDY_FINDING, finding=named[first["finding"]], percent=first["share"])
    answered, invited = officers
    about = About(
        title=title,
        n=Bilingual(first["base_note_cy"], first["base_note_en"]),
        date=_YEAR,
        source=sources[first["source"]],
        caveat=filled(words.STUDY_ASSUMED, answered=answered, invited=invited),
    )
    return Dots(about=about, rows=rows)


def _dot(percent: str, label: Bilingual, officers: tuple[int, int]) -> Dot:
    """Draw a percentage as if everybody who answered had answered this question."""
    answered, invited = officers
    agreed = half_up(Fraction(Decimal(percent)) * answered / 10_000)
    low, high = wilson(Fraction(agreed, answered), Fraction(answered))
    silent = invited - answered
    return Dot(
        label=label,
        value=Decimal(percent),
        low=low,
        high=high,
        outer_low=floor(Fraction(100 * agreed, invited)),
        outer_high=ceil(Fraction(100 * (agreed + silent), invited)),
    )
