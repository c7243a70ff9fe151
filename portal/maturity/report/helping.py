"""What helps a council on, as facts and rows of its report."""

from collections.abc import Iterator

from portal.bilingual import Locale
from portal.maturity.report import words
from portal.maturity.report.document import Fact
from portal.maturity.results.help import CODE_LISTS, PRACTICE, Help
from portal.web.routing import page_url


def useful_facts(helped: Help, component: str, locale: Locale) -> Iterator[Fact]:
    """Yield one example of good practice and what this portal has for a component."""
    for practice in helped.practice.get(component, ())[:1]:
        href = page_url("catalogue.dataset_page", locale=locale, slug=PRACTICE)
        yield Fact(words.PRACTICE[locale], practice.name[locale], href, practice.summary[locale])
    useful = helped.useful.get(component)
    if useful is not None:
        href = page_url("registry.code_lists_page", locale=locale)
        if useful.slug != CODE_LISTS:
            href = page_url("catalogue.dataset_page", locale=locale, slug=useful.slug)
        yield Fact(words.USEFUL[locale], useful.title[locale], href)


def tracker_rows(helped: Help, locale: Locale) -> tuple[tuple[str, str, str], ...]:
    """Return each group of recommendations and what the council has recorded of it."""
    state = words.NOT_RECORDED[locale]
    return tuple((own.title[locale], own.words[locale], state) for own in helped.recommended)
