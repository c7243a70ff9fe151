"""What is owed in words: texts that are missing in a language, and texts to be checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal import db
from portal.accounts.models import Publisher
from portal.bilingual import LOCALES, Locale
from portal.catalogue.models import Dataset
from portal.catalogue.queries import published_dataset
from portal.errors import WithdrawnError
from portal.publishing import drafts
from portal.publishing.models import OPEN, Submission, TextCheck


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text of a dataset: its words, and the languages in which it is owed or to be checked.

    `submission` is the open submission it stands in; None where it is the published one's.
    """

    dataset: str
    submission: int | None
    place: str
    cy: str
    en: str
    missing: tuple[Locale, ...] = ()
    to_check: tuple[Locale, ...] = ()

    @property
    def owed(self) -> bool:
        """Tell whether anything has to be written or checked."""
        return bool(self.missing or self.to_check)


def texts_of(submission: Submission) -> list[TextRow]:
    """Return every text of a submission's draft, in the order of the draft."""
    marks = _marks([submission.dataset])
    return list(_rows(submission.dataset, submission.id, submission.draft, marks))


def texts_of_publisher(publisher: str) -> list[TextRow]:
    """Return every text of a publisher's datasets: of what is on its way, else as published."""
    open_ = {
        each.dataset: each
        for each in db.session.scalars(
            select(Submission).where(
                Submission.publisher == publisher,
                Submission.state.in_(OPEN),
                ~Submission.dry_run,
            )
        )
    }
    published = db.session.scalars(
        select(Dataset.slug)
        .join(Publisher, Publisher.id == Dataset.publisher_id)
        .where(Publisher.slug == publisher)
    )
    slugs = sorted({*open_, *published})
    marks = _marks(slugs)
    rows: list[TextRow] = []
    for slug in slugs:
        if slug in open_:
            rows += _rows(slug, open_[slug].id, open_[slug].draft, marks)
            continue
        try:
            description = published_dataset(slug).description
        except WithdrawnError:
            continue
        rows += _rows(slug, None, drafts.described(description), marks)
    return rows


def debt(publisher: str) -> list[TextRow]:
    """Return the texts of a publisher that are owed or have to be checked."""
    return [row for row in texts_of_publisher(publisher) if row.owed]


def _rows(
    dataset: str,
    submission: int | None,
    draft: drafts.Draft,
    marks: Mapping[tuple[str, str], Sequence[Locale]],
) -> Iterator[TextRow]:
    for text in drafts.texts(draft):
        words = {"cy": text.cy, "en": text.en}
        wanted = text.required or any(words.values())
        yield TextRow(
            dataset,
            submission,
            text.place,
            text.cy,
            text.en,
            missing=tuple(each for each in LOCALES if wanted and not words[each].strip()),
            to_check=tuple(marks.get((dataset, text.place), ())),
        )


def _marks(datasets: Sequence[str]) -> dict[tuple[str, str], list[Locale]]:
    marks: dict[tuple[str, str], list[Locale]] = {}
    statement = select(TextCheck).where(TextCheck.dataset.in_(datasets))
    for mark in db.session.scalars(statement.order_by(TextCheck.locale)):
        locale: Locale = "cy" if mark.locale == "cy" else "en"
        marks.setdefault((mark.dataset, mark.place), []).append(locale)
    return marks
