"""Writing the report of a council from a round's results: every sentence follows from data."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.bilingual import Bilingual, Locale, other
from portal.charts.tables import Table
from portal.i18n.formatting import day
from portal.maturity.report import words
from portal.maturity.report.document import (
    Block,
    Fact,
    Facts,
    Figure,
    Heading,
    Points,
    Report,
    Rows,
    Section,
    Text,
)
from portal.maturity.report.helping import tracked_facts, tracker_rows, useful_facts
from portal.maturity.results import charting
from portal.maturity.results.help import Help
from portal.maturity.results.model import ALL, CouncilResults, Level, RoundResults
from portal.maturity.results.steps import Step, next_steps, strengths
from portal.maturity.results.words import (
    ANSWERED,
    BANDS,
    EVERYBODY,
    LIKERT_NONE,
    NOT_ENOUGH,
    filled,
)
from portal.maturity.scoring.levels import Status
from portal.web.routing import page_url

_GATE_FILES = ("data/gate.json", "data/synthetic-gate.json", "gate_report.json")
"""What the gate says of a round: the documents of its package, and what the portal proved."""


def written(results: RoundResults, council: CouncilResults, helped: Help, locale: Locale) -> Report:
    """Return a council's report in one language."""
    return _Writer(results, council, helped, locale).report()


def file_name(results: RoundResults, code: str, locale: Locale) -> str:
    """Name the PDF of a council's report; that of made-up figures says so."""
    mark = "synthetic-" if results.synthetic else ""
    return f"{mark}{results.slug}-{results.number}-{code}.{locale}.pdf"


@dataclass(frozen=True)
class _Writer:
    """One report on its way."""

    results: RoundResults
    council: CouncilResults
    helped: Help
    locale: Locale

    def report(self) -> Report:
        """Return the report with all its parts."""
        return Report(
            locale=self.locale,
            title=self._say(words.TITLE),
            council=self.council.title[self.locale],
            finding=self._finding(),
            mark=self._say(words.SYNTHETIC) if self.results.synthetic else "",
            sections=(
                self._section("short", words.SHORT, self._short()),
                self._section("limits", words.WHY, self._limits()),
                self._section("components", words.COMPONENTS, self._components()),
                self._section("themes", words.THEMES, self._themes()),
                self._section("beside", words.BESIDE, self._beside()),
                self._section("who", words.WHO, self._who()),
                self._section("strengths", words.STRENGTHS, self._strengths()),
                self._section("steps", words.STEPS, self._steps()),
                self._section("tracker", words.TRACKER, self._tracker()),
                self._section("files", words.FILES, self._files()),
            ),
        )

    def _say(self, said: Bilingual, **facts: object) -> str:
        return filled(said, **facts)[self.locale]

    def _section(self, ident: str, title: Bilingual, blocks: Iterator[Block]) -> Section:
        return Section(ident, title[self.locale], tuple(blocks))

    def _finding(self) -> str:
        if not self._published:
            return self._say(words.TOO_FEW)
        return charting.tracks_of(self.results, self.council).about.title[self.locale]

    @property
    def _published(self) -> bool:
        return any(level.known for level in self.council.levels.values())

    def _short(self) -> Iterator[Block]:
        response = self.council.response
        band = BANDS[response.band]
        facts = {"answered": response.shown, "invited": response.invited, "band": band}
        framework = self.results.framework
        scale = {"parts": len(framework.components), "top": len(framework.levels)}
        yield Text(self._say(words.WHAT), lead=True)
        yield Text(self._say(words.SCALE, **scale))
        yield Points((self._say(words.ANSWERED, **facts), *self._found()))
        yield Heading(self._say(words.YOUR_DATA))
        yield Text(self._say(words.YOUR_DATA_WORDS))
        yield Heading(self._say(words.NEXT))
        yield Text(self._say(words.NEXT_WORDS))

    def _found(self) -> Iterator[str]:
        """Yield what was found, in two sentences."""
        if not self._published:
            yield self._say(words.TOO_FEW)
            return
        strong = strengths(self.results, self.council)
        names = ", ".join(step.component.title[self.locale] for step in strong)
        yield self._say(words.STRONGEST if names else words.NO_STRENGTH, names=names)
        for step in next_steps(self.results, self.council)[:1]:
            facts = {"names": step.component.title, "towards": step.towards}
            yield self._say(words.FIRST_STEP, **facts)

    def _limits(self) -> Iterator[Block]:
        yield Points(tuple(said[self.locale] for said in words.LIMITS))

    def _components(self) -> Iterator[Block]:
        framework = self.results.framework
        if not self._published:
            yield Text(self._say(words.TOO_FEW))
            return
        yield Figure(charting.tracks_of(self.results, self.council), "tracks")
        if self.locale == "cy" and any(
            each.cy_status == "draft" for own in framework.components for each in own.descriptors
        ):
            yield Text(self._say(words.DRAFT))
        for component in framework.components:
            level = self.council.level(component.code)
            yield Heading(f"{component.title[self.locale]}: {self._level_words(level)}")
            if level.known:
                yield Facts(tuple(self._now_and_next(component.code, level)))
            if level.flagged:
                yield Text(self._say(words.UNSURE))
        yield from self._by_audience()

    def _now_and_next(self, component: str, level: Level) -> Iterator[Fact]:
        if level.low is None:
            yield Fact(self._say(words.NOW), self._say(NOT_ENOUGH))
            return
        told = self.results.framework.component[component].descriptors
        now = self._say(words.NOW if level.certain else words.NOW_AT_LEAST)
        label = f"{now}: {self._say(words.LEVEL, level=level.low)}"
        yield Fact(label, told[level.low - 1].words[self.locale])
        if level.low < len(told):
            label = f"{self._say(words.TOWARDS)}: {self._say(words.LEVEL, level=level.low + 1)}"
            yield Fact(label, told[level.low].words[self.locale])

    def _by_audience(self) -> Iterator[Block]:
        named = {each.code: each.title for each in self.results.framework.audiences}
        rows = []
        for (audience, component), level in self.council.levels.items():
            if audience != ALL:
                unknown = f"{level.dont_know}%" if level.status is Status.PUBLISHED else ""
                title = self.results.framework.component[component].title
                name = named[audience][self.locale]
                rows.append((title[self.locale], name, self.level(level), unknown))
        if rows:
            heads = (words.COMPONENT, words.AUDIENCE, words.LEVEL, words.UNKNOWN)
            titles = tuple(self._say(head, level="").strip() for head in heads)
            table = Table(titles, (False, False, False, True), tuple(rows))
            yield Rows(self._say(words.AUDIENCES), table)

    def level(self, level: Level) -> str:
        """Write a level or range, or that there are not enough answers."""
        if level.low is None:
            return self._say(NOT_ENOUGH)
        return str(level.low) if level.certain else f"{level.low}–{level.high}"

    def _themes(self) -> Iterator[Block]:
        framework = self.results.framework
        for theme in framework.themes:
            own = [each.code for each in framework.components if each.theme == theme.code]
            drawn = [
                (code, charting.statements_of(self.results, self.council, code)) for code in own
            ]
            if any(chart for _code, chart in drawn):
                yield Heading(theme.title[self.locale])
            for code, chart in drawn:
                if chart is not None and any(row.shares for row in chart.rows):
                    yield Figure(chart, f"statements-{code}")
                elif chart is not None:
                    title = framework.component[code].title[self.locale]
                    yield Text(f"{title}: {self._say(LIKERT_NONE)}.")

    def _beside(self) -> Iterator[Block]:
        chart = charting.beside_others(self.results, self.council)
        if all(row.value is None for row in chart.rows):
            yield Text(f"{self._say(LIKERT_NONE)}.")
            return
        yield Text(self._say(words.BESIDE_WORDS))
        yield Figure(chart, "beside-others")

    def _who(self) -> Iterator[Block]:
        yield Figure(charting.responses_of(self.results, self.council), "responses")
        yield Rows(self._say(words.WHO), self._responses())
        yield Text(self._say(words.BANDS))

    def _responses(self) -> Table:
        named = {each.code: each.title for each in self.results.framework.audiences}
        named[ALL] = EVERYBODY
        rows = []
        for audience in self.council.audiences:
            own = self.council.responses[audience]
            told = self._say(ANSWERED, answered=own.shown, invited=own.invited)
            name, band = named[audience][self.locale], BANDS[own.band][self.locale]
            rows.append((name, told, band))
        heads = (words.AUDIENCE, words.PEOPLE, words.BAND)
        return Table(tuple(map(self._say, heads)), (False, True, False), tuple(rows))

    def _strengths(self) -> Iterator[Block]:
        yield Text(self._say(words.STRENGTHS_RULE))
        found = strengths(self.results, self.council)
        if not found:
            yield Text(self._say(words.NONE))
        for step in found:
            yield Heading(self._named(step))
            yield Text(step.component.descriptors[(step.level.low or 1) - 1].words[self.locale])

    def _named(self, step: Step) -> str:
        return f"{step.component.title[self.locale]}: {self._level_words(step.level)}"

    def _level_words(self, level: Level) -> str:
        if not level.known:
            return self._say(NOT_ENOUGH)
        return self._say(words.LEVEL, level=self.level(level))

    def _steps(self) -> Iterator[Block]:
        yield Text(self._say(words.STEPS_RULE))
        found = next_steps(self.results, self.council)
        if not found:
            yield Text(self._say(words.NONE))
        told: set[str] = set()
        for step in found:
            towards = step.component.descriptors[step.towards - 1].words[self.locale]
            label = f"{self._say(words.TOWARDS)}: {self._say(words.LEVEL, level=step.towards)}"
            yield Heading(self._named(step))
            more = list(useful_facts(self.helped, step.component.code, self.locale))
            yield Facts(
                (
                    Fact(label, towards),
                    *(replace(own, more="") if own.value in told else own for own in more),
                )
            )
            told |= {own.value for own in more}

    def _tracker(self) -> Iterator[Block]:
        own = self.helped.tracked.get(self.council.code)
        if own:
            yield Text(self._say(words.TRACKED_WORDS))
            for entry in own:
                yield Heading(entry.title[self.locale] or entry.title[other(self.locale)])
                yield Facts(tuple(tracked_facts(entry, self.locale)))
            return
        yield Text(self._say(words.TRACKER_WORDS))
        heads = (words.GROUP, words.ASKS, words.STATE)
        rows = tracker_rows(self.helped, self.locale)
        if not rows:
            return
        table = Table(tuple(map(self._say, heads)), (False, False, False), rows)
        yield Rows(self._say(words.TRACKER), table)

    def _files(self) -> Iterator[Block]:
        results, at = self.results, f"/dataset/{self.results.slug}/{self.results.number}"
        title = self._say(words.TITLE)
        page = page_url(
            "catalogue.version_page", locale=self.locale, slug=results.slug, number=results.number
        )
        method = page_url("results.method_page", locale=self.locale)
        own: dict[str, object] = {
            "title": title,
            "council": self.council.title,
            "round": results.title,
        }
        own |= {"number": results.number, "day": day(results.published_on, self.locale)}
        entries = [
            Fact(self._say(words.DATASET), results.title[self.locale], page),
            Fact(self._say(words.ARCHIVE), f"{results.slug}.zip", f"{at}/{results.slug}.zip"),
            Fact("SHA-256", results.sha256),
            Fact(self._say(words.SCHEMA), "datapackage.json", f"{at}/datapackage.json"),
            Fact(self._say(words.RULE), self._say(words.RULE_NAME, rule=results.rule), method),
            Fact(self._say(words.CITATION), self._say(words.CITE, **own)),
            Fact(self._say(words.SOURCE), results.framework.source[self.locale]),
        ]
        for path in _GATE_FILES:
            if path in results.files:
                entries.insert(4, Fact(self._say(words.GATE), path, f"{at}/{path}"))
        yield Facts(tuple(entries))
