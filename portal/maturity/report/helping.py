"""What helps a council on, as facts and rows of its report."""

from collections.abc import Iterable, Iterator
from datetime import date

from portal.bilingual import Locale
from portal.i18n.formatting import day
from portal.maturity.report import words
from portal.maturity.report.document import Fact
from portal.maturity.results.help import CODE_LISTS, Help, Practice
from portal.publishing.registers.tracking import Tracked
from portal.web.routing import page_url

_OWN = 2


def useful_facts(helped: Help, component: str, locale: Locale) -> Iterator[Fact]:
    """Yield good practice, the portal's before councils' own, and what is here for a component."""
    told = helped.practice.get(component, ())
    chosen = [own for own in told if own.publisher is None][:1]
    chosen += [own for own in told if own.publisher is not None][:_OWN]
    yield from practice_facts(chosen, locale)
    for useful in helped.useful.get(component, ()):
        href = page_url("registry.code_lists_page", locale=locale)
        if useful.slug != CODE_LISTS:
            href = page_url("catalogue.dataset_page", locale=locale, slug=useful.slug)
        yield Fact(words.USEFUL[locale], useful.title[locale], href)


def practice_facts(told: Iterable[Practice], locale: Locale) -> Iterator[Fact]:
    """Yield examples of good practice, with the publisher of those from councils' own registers."""
    for practice in told:
        label = words.PRACTICE[locale]
        if practice.publisher is not None:
            label = f"{label}: {practice.publisher[locale]}"
        href = page_url("catalogue.dataset_page", locale=locale, slug=practice.slug)
        yield Fact(label, practice.name[locale], href, practice.summary[locale])


def tracked_facts(entry: Tracked, locale: Locale) -> Iterator[Fact]:
    """Yield what a council has recorded of a recommendation: action, status, evidence."""
    lacking = words.NOT_RECORDED[locale]
    yield Fact(words.ACTION[locale], entry.action[locale] or lacking)
    yield Fact(words.STATE[locale], entry.status[locale], "", _day(entry.day, locale))
    shows, href = entry.evidence or lacking, entry.address
    if entry.dataset:
        href = page_url("catalogue.dataset_page", locale=locale, slug=entry.evidence)
        shows = entry.dataset[locale]
    yield Fact(words.EVIDENCE[locale], shows, href)
    href = page_url("catalogue.dataset_page", locale=locale, slug=entry.register)
    yield Fact(words.REGISTER[locale], entry.register_title[locale], href)


def _day(text: str, locale: Locale) -> str:
    try:
        return day(date.fromisoformat(text), locale)
    except ValueError:
        return text


def tracker_rows(helped: Help, locale: Locale) -> tuple[tuple[str, str, str], ...]:
    """Return each group of recommendations and what the council has recorded of it."""
    state = words.NOT_RECORDED[locale]
    return tuple((own.title[locale], own.words[locale], state) for own in helped.recommended)
