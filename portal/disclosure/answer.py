"""The gate's answer: every judged count with its range and verdict, and the reasons."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from portal.disclosure.refusals import Reason
from portal.disclosure.release import UNKNOWN, Family, Place
from portal.disclosure.risk import Judge, Spot, Verdict

Word = Callable[[str, Mapping[str, object]], Mapping[str, str]]
"""Turns a code and its facts into `{"cy": …, "en": …}`."""

_REASONS = {
    Verdict.PINNED: "pinned",
    Verdict.NARROW: "narrow",
    Verdict.GROUP: "group",
    Verdict.CONTRADICTION: "contradiction",
    Verdict.UNPROVED: "time-out",
}
_WORDS = {int(verdict): verdict.word for verdict in Verdict}


@dataclass(frozen=True)
class Answer:
    """What the gate found; `judges` is empty where a file could not be judged at all."""

    reasons: tuple[Reason, ...]
    judges: tuple[Judge, ...] = ()

    @classmethod
    def refused(cls, reason: Reason) -> "Answer":
        """Return the answer to a file that cannot be judged."""
        return cls((reason,))

    @classmethod
    def of(cls, family: Family, judges: Sequence[Judge]) -> "Answer":
        """Return the answer the judges of a family's populations came to."""
        return cls(tuple(_reasons(family, judges)), tuple(judges))

    @property
    def clear(self) -> bool:
        """Tell whether the release may be published."""
        return not any(reason.level == "refusal" for reason in self.reasons)

    @property
    def verdict(self) -> str:
        """`clear` or `refused`."""
        return "clear" if self.clear else "refused"

    def statistics(self) -> Iterator[dict[str, Any]]:
        """Yield every judged count as the contract writes it, release by release."""
        for judge in self.judges:
            for release, sheet in judge.listed:
                for dimensions in judge.judged:
                    yield from _entries(judge, dimensions, release, sheet)

    def as_dict(self, word: Word) -> dict[str, Any]:
        """Return the answer as `melin audit --json` prints it."""
        return {
            "verdict": self.verdict,
            "statistics": list(self.statistics()),
            "reasons": [
                {"code": reason.code, "level": reason.level, **word(reason.code, reason.facts)}
                for reason in self.reasons
            ],
        }


def _entries(judge: Judge, dimensions: Place, release: str, sheet: int) -> Iterator[dict[str, Any]]:
    own = [judge.family.dimensions[d] for d in dimensions]
    names = [dimension.name for dimension in own]
    ranges, verdicts = judge.over(dimensions), judge.verdicts[dimensions][sheet]
    places = product(*(dimension.labels for dimension in own))
    columns = (ranges.low[sheet], ranges.high[sheet], ranges.proved[sheet], verdicts)
    cells = zip(*(column.ravel().tolist() for column in columns), strict=True)
    for labels, (low, high, proved, verdict) in zip(places, cells, strict=True):
        lost = verdict == Verdict.CONTRADICTION
        entry = {
            "release": release,
            "where": dict(zip(names, labels, strict=True)),
            "low": None if lost else low,
            "high": None if lost or high >= UNKNOWN else high,
            "verdict": _WORDS[verdict],
        }
        if not (proved or lost):
            entry["exact"] = False
        if verdict and judge.proofs:
            levels = tuple(d.level[label] for d, label in zip(own, labels, strict=True))
            text = judge.proofs.get(Spot(sheet, dimensions, levels))
            if text:
                entry["witness"] = text
        yield entry


def _reasons(family: Family, judges: Sequence[Judge]) -> Iterator[Reason]:
    """Yield one reason for each kind of finding, with its number and its first example."""
    for verdict, code in _REASONS.items():
        found = [(judge, spot) for judge in judges for spot in judge.spots(verdict)]
        if found:
            count = sum(judge.times(spot) for judge, spot in found)
            yield Reason(code, "refusal", {"count": count, **_facts(*found[0])})
    for code in ("small-group", "moved-one"):
        noted = [(judge, spot) for judge in judges for spot in _noted(judge, code)]
        if noted:
            yield Reason(code, "warning", {"count": len(noted), **_facts(*noted[0])})
    if family.policy.lowered:
        yield Reason("policy-lowered", "warning", {"names": ", ".join(family.policy.lowered)})


def _noted(judge: Judge, code: str) -> list[Spot]:
    return judge.small if code == "small-group" else judge.moved


def _facts(judge: Judge, spot: Spot) -> dict[str, object]:
    where = judge.family.where(spot.dimensions, spot.levels)
    text = ", ".join(f"{name}: {label}" for name, label in where.items())
    return {"release": judge.sheets[spot.sheet].name, "where": text or "–"}
