"""What the pages of maturity show, in the form the components take."""

from typing import Any

from flask import g
from flask_babel import gettext as _

from portal.bilingual import LOCALES, Bilingual, Locale
from portal.catalogue.queries import published_titles
from portal.charts.drawing import Picture, picture
from portal.charts.specs import Spec
from portal.charts.tables import Table
from portal.i18n import formatting
from portal.maturity.framework.learning import Learning
from portal.maturity.framework.model import Component, Framework
from portal.maturity.report.document import Block, Facts, Report
from portal.maturity.report.helping import practice_facts, useful_facts
from portal.maturity.report.queries import reports_of
from portal.maturity.results import charting, finding
from portal.maturity.results.help import Help
from portal.maturity.results.model import CouncilResults, Level, RoundResults
from portal.maturity.results.pairing import Pair
from portal.maturity.results.words import BANDS, NOT_ENOUGH, RESULTS
from portal.maturity.scoring.comparing import Result
from portal.web.delivery import store
from portal.web.routing import page_url

Entry = dict[str, Any]


def rounds() -> list[RoundResults]:
    """Return every published round: real ones before demonstrations, the newest first."""
    found = [finding.published_round(name, store()) for name in finding.round_names()]
    return sorted(found, key=lambda own: (own.synthetic, -own.year, own.name))


def round_facts(results: RoundResults, locale: Locale) -> Entry:
    """Return what a round's page shows: picture, levels beside councils, and who answered."""
    councils = finding.in_order(results, locale)
    return {
        "drawn": picture(charting.reached(results), locale, ident="reached"),
        "columns": [{"title": _("Council")}, *_columns(results.framework, locale)],
        "rows": [_row(results, council, locale) for council in councils],
        "responses": [_response(council, locale) for council in councils],
    }


def _columns(framework: Framework, locale: Locale) -> list[Entry]:
    return [{"title": component.title[locale]} for component in framework.components]


def _row(results: RoundResults, council: CouncilResults, locale: Locale) -> list[Any]:
    own = page_url("results.council_page", name=results.name, gss=council.code)
    levels = [council.level(component.code) for component in results.framework.components]
    return [{"text": council.title[locale], "href": own}, *(level_words(each) for each in levels)]


def level_words(level: Level) -> str:
    """Write a level, a range, or a dash where answers are too few."""
    if level.low is None:
        return "–"
    return str(level.low) if level.certain else f"{level.low}–{level.high}"


def _response(council: CouncilResults, locale: Locale) -> list[str]:
    own = council.response
    told = _("%(number)s of %(total)s", number=own.shown, total=own.invited)
    return [council.title[locale], told, BANDS[own.band][locale]]


def round_entries(rounds_shown: list[RoundResults]) -> list[Entry]:
    """Return rounds as entries of a list."""
    return [_round_entry(results) for results in rounds_shown]


def _round_entry(results: RoundResults) -> Entry:
    answered = sum(council.response.shown for council in results.councils.values())
    invited = sum(council.response.invited for council in results.councils.values())
    tags = [{"words": _("Demonstration"), "kind": "synthetic"}] if results.synthetic else []
    return {
        "href": page_url("results.round_page", name=results.name),
        "title": results.title[g.locale],
        "quiet": [
            _("Councils: %(count)s", count=len(results.councils)),
            _("Answered: %(number)s of %(total)s", number=answered, total=invited),
        ],
        "tags": tags,
    }


def drawn(chart: Spec, ident: str) -> Picture:
    """Draw a chart for the page that is being made."""
    return picture(chart, g.locale, ident=ident)


def fact_entries(block: Facts) -> list[Entry]:
    """Return facts of a report as the component takes them."""
    return [
        {"label": one.label, "value": one.value, "href": one.href, "hint": one.more}
        for one in block.entries
    ]


def columns(table: Table) -> list[Entry]:
    """Return the headings of a table as the component takes them."""
    return [
        {"title": heading, "numeric": numeric, "wide": _wide(table, place)}
        for place, (heading, numeric) in enumerate(zip(table.headings, table.numeric, strict=True))
    ]


def _wide(table: Table, place: int) -> bool:
    return any(len(row[place]) > 60 for row in table.rows)


def helpful(helped: Help, component: Component) -> list[Entry]:
    """Return what helps with a component."""
    return fact_entries(Facts(tuple(useful_facts(helped, component.code, g.locale))))


def titles(found: Learning) -> dict[str, Bilingual]:
    """Return what the datasets that exercises need are called, of those that are published."""
    return published_titles({one.dataset for one in found.exercises if one.dataset})


def examples(helped: Help, code: str) -> list[Entry]:
    """Return every example of good practice for a component, each leading to its dataset."""
    return fact_entries(Facts(tuple(practice_facts(helped.practice.get(code, ()), g.locale))))


def downloads(results: RoundResults, council: CouncilResults) -> list[Entry]:
    """Return the report as PDF, in the language of the page first; none until it is set."""
    labels = {"cy": _("The report in Welsh"), "en": _("The report in English")}
    kept = reports_of(results.slug, results.number, council.code)
    order = sorted(LOCALES, key=lambda locale: locale != g.locale)
    return [
        {
            "label": labels[locale],
            "href": f"/maturity/{results.name}/{results.number}/{council.code}.{locale}.pdf",
            "hint": "PDF",
            "size": formatting.size(kept[locale].size),
            "hreflang": locale,
            "sha256": kept[locale].sha256,
        }
        for locale in order
        if locale in kept
    ]


def fingerprints(files: list[Entry]) -> list[Entry]:
    """Return the hash of each download."""
    return [{"label": one["label"], "value": one["sha256"], "hint": "SHA-256"} for one in files]


def options(councils: list[CouncilResults], chosen: str) -> list[Entry]:
    """Return councils to choose one from."""
    return [
        {"value": own.code, "label": own.title[g.locale], "chosen": own.code == chosen}
        for own in councils
    ]


def compared(
    results: RoundResults, both: list[CouncilResults], found: list[Pair]
) -> tuple[list[Entry], list[list[str]]]:
    """Return the columns and rows of two councils beside each other."""
    first, second = (own.title[g.locale] for own in both)
    levels = range(2, len(results.framework.levels) + 1)
    titles = [_("Component"), first, second]
    titles += [_("Level %(level)s or above: the first is", level=level) for level in levels]
    told = {(pair.component, pair.level): RESULTS[pair.result] for pair in found}
    rows = [
        [
            component.title[g.locale],
            *(level_words(own.level(component.code)) for own in both),
            *(told.get((component.code, level), NOT_ENOUGH)[g.locale] for level in levels),
        ]
        for component in results.framework.components
    ]
    return [{"title": title} for title in titles], rows


def tracks(results: RoundResults, council: CouncilResults, ident: str) -> Picture:
    """Draw a council's components for the page that is being made."""
    return drawn(charting.tracks_of(results, council), ident)


def clear_differences(
    results: RoundResults, both: list[CouncilResults], found: list[Pair]
) -> list[str]:
    """Say of each difference that is clear which of two councils is the higher."""
    said = []
    for pair in (one for one in found if one.result is not Result.NO_CLEAR_DIFFERENCE):
        higher = both[pair.result is Result.LOWER].title[g.locale]
        where = charting.at_level(results, pair.component, pair.level)[g.locale]
        said.append(f"{where}: {higher} – {RESULTS[Result.HIGHER][g.locale]}")
    return said


def kind(block: Block) -> str:
    """Name the kind of a block of a report, for its template."""
    return type(block).__name__


def parts(report: Report) -> list[Entry]:
    """Return links to the sections of a report."""
    return [{"label": part.title, "href": f"#{part.ident}"} for part in report.sections]


def component_links(framework: Framework) -> list[Entry]:
    """Return links to the pages of a framework's components, in its order."""
    return [
        {"label": own.title[g.locale], "href": page_url("results.component_page", code=own.code)}
        for own in framework.components
    ]
