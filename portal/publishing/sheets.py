"""The sheet of texts that a council's translator fills in: rows out, rows in; nothing commits.

A row that is handed back is held against what stands there now: `seen` is a fingerprint of both
words as they were when the sheet was written.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.bilingual import LOCALES, Locale
from portal.errors import PortalError
from portal.interop.writing.formulas import is_formula
from portal.publishing import drafting
from portal.publishing.debt import TextRow, texts_of_publisher
from portal.publishing.models import Submission
from portal.publishing.queries import open_submissions

COLUMNS = ("dataset", "place", "cy", "en", "status", "seen")
"""The headings of the sheet, in their order."""
LONGEST = 5000
"""Characters of one text."""


@dataclass(frozen=True, slots=True)
class SheetIn:
    """What became of a sheet: how many texts were saved, where, and what was wrong by row."""

    saved: int = 0
    submissions: tuple[int, ...] = ()
    issues: tuple[dict[str, Any], ...] = field(default=())


def texts_out(publisher: str) -> list[dict[str, str]]:
    """Return the rows of the sheet: every text of a publisher, with what is owed."""
    return [
        {
            "dataset": row.dataset,
            "place": row.place,
            "cy": row.cy,
            "en": row.en,
            "status": _status(row),
            "seen": _seen(row),
        }
        for row in texts_of_publisher(publisher)
    ]


def texts_in(publisher: str, rows: Iterable[Mapping[str, str]], *, by: int) -> SheetIn:
    """Save the texts of a sheet that were changed; a row that cannot be is an issue.

    Published texts are changed by a new submission of their dataset (`drafting.revise`).
    Row numbers are the sheet's: the headings are row 1. An empty cell changes nothing.
    """
    known = {(row.dataset, row.place): row for row in texts_of_publisher(publisher)}
    issues: list[dict[str, Any]] = []
    wanted: dict[str, dict[str, dict[Locale, str]]] = {}
    where: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        text = known.get((str(row.get("dataset") or ""), str(row.get("place") or "")))
        if text is None:
            at = f"{row.get('dataset') or ''} {row.get('place') or ''}".strip()[:100]
            issues.append(_issue("unknown-text", number, "place", place=at))
            continue
        changed, wrong = _changed(row, text, number)
        issues += wrong
        if changed and not wrong:
            wanted.setdefault(text.dataset, {})[text.place] = changed
            where.setdefault(text.dataset, number)
    saved: list[int] = []
    count = 0
    open_ = {each.dataset: each for each in open_submissions(publisher)}
    for dataset, texts in wanted.items():
        try:
            submission = _for_writing(dataset, open_.get(dataset), by)
            drafting.save_texts(submission.id, texts, by=by)
        except PortalError as refused:
            issues.append(_issue(refused.code, where[dataset], "dataset", dataset=dataset))
            continue
        saved.append(submission.id)
        count += sum(len(words) for words in texts.values())
    return SheetIn(count, tuple(saved), tuple(issues))


def _for_writing(dataset: str, open_: Submission | None, by: int) -> Submission:
    """Return the submission that takes a dataset's texts, begun where there is none."""
    return open_ if open_ is not None else drafting.revise(dataset, by=by)


def _changed(
    row: Mapping[str, str], text: TextRow, number: int
) -> tuple[dict[Locale, str], list[dict[str, Any]]]:
    before: dict[Locale, str] = {"cy": text.cy, "en": text.en}
    given = {locale: str(row.get(locale) or "").strip() for locale in LOCALES}
    changed = {
        locale: words for locale, words in given.items() if words and words != before[locale]
    }
    issues = []
    for locale, words in changed.items():
        if is_formula(words):
            issues.append(_issue("formula-in-text", number, locale, place=text.place))
        elif len(words) > LONGEST:
            facts = {"most": LONGEST, "length": len(words), "at": text.place}
            issues.append(_issue("text-too-long", number, locale, **facts))
    if changed and not issues and str(row.get("seen") or "") != _seen(text):
        issues.append(
            _issue("text-changed-meanwhile", number, next(iter(changed)), place=text.place)
        )
    return changed, issues


def _issue(code: str, row: int, column: str, **facts: object) -> dict[str, Any]:
    return {"code": code, "file": "", "row": row, "column": column, "facts": facts}


def _status(row: TextRow) -> str:
    marks = [f"missing-{locale}" for locale in row.missing]
    return " ".join([*marks, *(f"check-{locale}" for locale in row.to_check)])


def _seen(row: TextRow) -> str:
    return hashlib.sha256(f"{row.cy}\0{row.en}".encode()).hexdigest()[:12]
