"""A submission as programs are told about it: plain values, with words in both languages."""

from collections.abc import Mapping
from typing import Any

from portal.bilingual import LOCALES
from portal.i18n.catalogues import gettext
from portal.i18n.intake_words import CHANGE_WORDS
from portal.i18n.words import finding_words
from portal.publishing.models import Submission
from portal.web.routing import absolute

Plain = dict[str, Any]


def presented(submission: Submission) -> Plain:
    """Return what `schemas.Submission` writes."""
    return {
        "id": submission.id,
        "url": absolute(f"/api/v1/submissions/{submission.id}"),
        "dataset": submission.dataset,
        "publisher": submission.publisher,
        "state": submission.state.value,
        "dry_run": submission.dry_run,
        "revision": submission.revision,
        "number": submission.number,
        "upload": {
            "name": submission.upload_name,
            "size": submission.upload_size,
            "sha256": submission.upload_sha256,
        },
        "publish_at": submission.publish_at,
        "issues": [_issue(each) for each in submission.issues],
        "flags": [_issue(each) for each in (submission.found or {}).get("flags") or ()],
        "changes": [_change(each) for each in submission.changes],
        "questions": [_question(each) for each in submission.questions],
    }


def _issue(issue: Mapping[str, Any]) -> Plain:
    where = {"file": issue.get("file", ""), "column": issue.get("column", "")}
    row, facts = issue.get("row"), issue.get("facts", {})
    words = _words(issue["code"], {**facts, **where, "row": row})
    return {"code": issue["code"], **where, "row": row, "facts": facts, **words}


def _change(change: Mapping[str, Any]) -> Plain:
    said = CHANGE_WORDS.get(change["code"], change["code"])
    return {
        "code": change["code"],
        "sheet": change.get("sheet", ""),
        "column": change.get("column", ""),
        "count": change.get("count", 0),
        "samples": change.get("samples", []),
        **{locale: gettext(said, locale) for locale in LOCALES},
    }


def _question(question: Mapping[str, Any]) -> Plain:
    facts = question.get("facts", {})
    return {
        "id": str(question.get("id", question["code"])),
        "code": question["code"],
        "sheet": question.get("sheet", ""),
        "column": question.get("column", ""),
        "options": question.get("options", []),
        "facts": facts,
        **_words(question["code"], facts),
    }


def _words(code: str, facts: Mapping[str, Any]) -> Plain:
    said = {locale: finding_words(code, facts, locale) for locale in LOCALES}
    return {locale: {"what": each.what, "mend": each.mend} for locale, each in said.items()}
