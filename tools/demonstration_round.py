"""Write datasets/demonstration-round: an invented round of fictional councils, by one seed.

The answers pass through the same gate, rule and package writer as a real round's. Since they
are invented, the key of their rounding is no secret: it follows from the seed. Some councils
are made to be awkward: groups of 9 and of 10, nobody answering, all of one mind, all without
knowing, and two audiences that contradict each other.
"""

import hashlib
import math
import random
import shutil
import sys
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path

from portal.bilingual import Bilingual
from portal.maturity.aggregating.counting import protected_counts
from portal.maturity.aggregating.package import write_package
from portal.maturity.aggregating.tables import Council, Results
from portal.maturity.framework.model import DONT_KNOW, Framework, Kind, Question
from portal.maturity.framework.reading import shipped

SEED = 22
YEAR = 2099
SLUG = "demonstration-round"
FOLDER = Path(__file__).resolve().parent.parent / "datasets" / SLUG
NAMES = (
    "Aberwen",
    "Brynmor",
    "Cwmgwyrdd",
    "Dolarian",
    "Eryrfa",
    "Felinlas",
    "Glanwennol",
    "Hafodwynt",
    "Irisfa",
    "Llanfelyn",
    "Llynwen",
    "Maesarian",
    "Nantyrehedydd",
    "Onnenfa",
    "Pentrelas",
    "Rhosfelyn",
    "Sarnwen",
    "Tregelyn",
    "Uwchwawr",
    "Wennolfa",
    "Ynyslas-y-bryn",
    "Ysgawenfa",
)
SHIFTS = {
    "leadership": 0.1,
    "standards": -0.4,
    "customer": -0.5,
    "protection": 0.6,
    "analytics": -0.3,
    "decisions": 0.0,
    "open": -0.7,
}
AUDIENCES = {"officers": (80, 0.60, 0.0), "members": (57, 0.32, 0.25)}
CUTS = {3: (-0.4, 0.9), 5: (-1.6, -0.3, 0.5, 1.8)}
UNSURE = 0.06
EXACTLY = {(3, "members"): 9, (5, "members"): 10, (11, "officers"): 0, (11, "members"): 0}
PLANTED = {
    (8, "officers", "open-level"): "2",
    (14, "officers", "analytics-level"): DONT_KNOW,
    (14, "members", "analytics-level"): DONT_KNOW,
    (17, "officers", "leadership-level"): "1",
    (17, "members", "leadership-level"): "3",
}

Person = tuple[str, dict[str, str]]


@dataclass
class Invented:
    """One council's invented people."""

    number: int
    invited: dict[str, int] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)

    @property
    def code(self) -> str:
        """Its fictional code."""
        return f"X99{self.number:06d}"

    @property
    def title(self) -> Bilingual:
        """Its fictional name, said to be so."""
        name = NAMES[self.number - 1]
        return Bilingual(f"Cyngor {name} (dychmygol)", f"{name} Council (fictional)")


class Inventor:
    """Draws councils and people from one stream of random numbers."""

    def __init__(self, framework: Framework, seed: int) -> None:
        self._framework = framework
        self._draw = random.Random(seed).random  # noqa: S311 (invented people, no secret)

    def councils(self) -> Iterator[Invented]:
        """Yield every council with its people."""
        for number in range(1, len(NAMES) + 1):
            size = math.exp(0.35 * self._normal())
            lean = {component: 0.45 * self._normal() for component in SHIFTS}
            own = Invented(number)
            for audience, (base, rate, offset) in AUDIENCES.items():
                invited = max(12, round(base * size))
                chance = min(0.9, max(0.08, rate + 0.1 * self._normal()))
                answered = sum(self._draw() < chance for _ in range(invited))
                answered = EXACTLY.get((number, audience), answered)
                own.invited[audience] = invited
                for _ in range(answered):
                    own.people.append(self._person(number, audience, offset, lean))
            yield own

    def _person(self, number: int, audience: str, offset: float, lean: dict[str, float]) -> Person:
        mood = 0.7 * self._normal()
        answers = {}
        for question in self._framework.questions:
            latent = SHIFTS[question.component] + lean[question.component] + offset + mood
            drawn = self._answer(question, latent + 0.5 * self._normal())
            answers[question.code] = PLANTED.get((number, audience, question.code), drawn)
        return audience, answers

    def _answer(self, question: Question, latent: float) -> str:
        if self._draw() < UNSURE:
            return DONT_KNOW
        codes = question.codes[:-1]
        drawn = self._draw()
        if question.kind is Kind.CHOICE:
            return codes[int(drawn * len(codes))]
        below = (1 / (1 + math.exp(latent - cut)) for cut in CUTS[len(codes)])
        return codes[sum(drawn > share for share in below)]

    def _normal(self) -> float:
        return math.sqrt(-2 * math.log(1 - self._draw())) * math.cos(2 * math.pi * self._draw())


def results(seed: int = SEED, only: Set[str] = frozenset()) -> Results:
    """Return the invented round, gated as any other; `only` some councils where it is given."""
    framework = shipped("7x3-1")
    key = hashlib.sha256(f"melin demonstration {seed}".encode()).digest()
    councils = [
        Council(
            own.code,
            own.title,
            own.invited,
            protected_counts(framework, list(own.invited), own.people, key, own.code),
        )
        for own in Inventor(framework, seed).councils()
        if not only or own.code in only
    ]
    return Results(f"{YEAR}-demo", True, YEAR, framework, councils)


def write(folder: Path, seed: int = SEED) -> str:
    """Write the package into `folder` and its zip beside it; return the sha256 of the zip."""
    return write_package(results(seed), SLUG, folder)


def main() -> int:
    """Write the package that ships."""
    scratch = FOLDER.parent.parent / "var" / SLUG
    print(f"seed {SEED}", write(scratch))
    shutil.rmtree(FOLDER, ignore_errors=True)
    shutil.copytree(scratch, FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main())
