"""Write datasets/demonstration-round: an invented round of fictional councils, by one seed.

The answers pass through the same gate, rule and package writer as a real round's. Since they
are invented, the key of their rounding is no secret: it follows from the seed. It invites 3,155
people, of whom 1,566 answer, one of them late: that answer waits and is in no count. Some
councils are awkward: groups of 9 and of 10, nobody answering, all of one mind, all without
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
SILENT = 11
"""The council of which nobody answers; as many people more answer in the others."""
LATE = (1, "officers")
"""Of whom the last answer comes after closing."""
SKETCHED = 21
"""How many answers of each person the sizes' stream draws as well, for nobody to read."""
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
    late: list[Person] = field(default_factory=list)

    @property
    def code(self) -> str:
        """Its fictional code."""
        return f"X99{self.number:06d}"

    @property
    def title(self) -> Bilingual:
        """Its fictional name, said to be so."""
        name = NAMES[self.number - 1]
        return Bilingual(f"Cyngor {name} (dychmygol)", f"{name} Council (fictional)")


Sizes = dict[int, dict[str, tuple[int, int]]]
"""By council and audience: people invited, and people who answer."""


class Stream:
    """A stream of random numbers that one seed fixes."""

    def __init__(self, seed: int | str) -> None:
        self.draw = random.Random(seed).random  # noqa: S311 (invented people, no secret)

    def normal(self) -> float:
        """Return a normally distributed number, of mean 0 and variance 1."""
        return math.sqrt(-2 * math.log(1 - self.draw())) * math.cos(2 * math.pi * self.draw())


def sizes(seed: int) -> Sizes:
    """Return how many people each council invites and how many answer."""
    stream, found = Stream(seed), Sizes()
    for number in range(1, len(NAMES) + 1):
        size = math.exp(0.35 * stream.normal())
        for _ in SHIFTS:
            stream.normal()
        found[number] = {}
        for audience, (base, rate, _offset) in AUDIENCES.items():
            invited = max(12, round(base * size))
            chance = min(0.9, max(0.08, rate + 0.1 * stream.normal()))
            answered = sum(stream.draw() < chance for _ in range(invited))
            found[number][audience] = (invited, answered)
            for _ in range(answered):
                _pass_over(stream)
    return _silenced(found)


def _pass_over(stream: Stream) -> None:
    """Draw what the sketch of this round drew for one person."""
    stream.normal()
    for _ in range(SKETCHED):
        if stream.draw() >= UNSURE:
            stream.normal()
            stream.draw()


def _silenced(found: Sizes) -> Sizes:
    """Let nobody answer in one council, and as many officers more in the others, one by one."""
    missing = sum(answered for _, answered in found[SILENT].values())
    found[SILENT] = {audience: (invited, 0) for audience, (invited, _) in found[SILENT].items()}
    while missing:
        for number, groups in found.items():
            invited, answered = groups["officers"]
            if missing and number != SILENT and answered < 0.9 * invited:
                groups["officers"] = (invited, answered + 1)
                missing -= 1
    return found


class Inventor:
    """Draws councils' people and their answers."""

    def __init__(self, framework: Framework, seed: int) -> None:
        self._framework, self._sizes = framework, sizes(seed)
        stream = Stream(f"answers {seed}")
        self._draw, self._normal = stream.draw, stream.normal

    def councils(self) -> Iterator[Invented]:
        """Yield every council with its people."""
        for number, groups in self._sizes.items():
            lean = {component: 0.45 * self._normal() for component in SHIFTS}
            own = Invented(number)
            for audience, (invited, answered) in groups.items():
                own.invited[audience] = invited
                offset = AUDIENCES[audience][2]
                people = [self._person(number, audience, offset, lean) for _ in range(answered)]
                if (number, audience) == LATE:
                    own.late.append(people.pop())
                own.people += people
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
    return Results(f"{YEAR}-demo", True, YEAR, framework, councils, invented=True)


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
