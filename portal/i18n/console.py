"""Refusals and issues as the command line tells them: in both languages, Welsh first."""

from collections.abc import Iterator

from portal.bilingual import LOCALES
from portal.errors import Issue, PortalError
from portal.i18n.words import issue_words, refusal


def refusal_lines(error: PortalError, name: str = "") -> Iterator[str]:
    """Yield the lines that tell a refusal, and of what if it has a name."""
    yield f"{name}: {error.code}" if name else error.code
    for locale in LOCALES:
        words = refusal(error.code, error.facts, locale)
        yield f"  {locale}: {words.what}. {words.mend}"


def issue_lines(issue: Issue) -> Iterator[str]:
    """Yield the lines that tell an issue: its code, its place, and what to do about it."""
    where = [issue.file, str(issue.row or ""), issue.column]
    yield f"  - {issue.code} [{' : '.join(filter(None, where))}]"
    for locale in LOCALES:
        words = issue_words(issue, locale)
        yield f"    {locale}: {words.what}. {words.mend}"


def plain_issue(issue: Issue) -> dict[str, object]:
    """Return an issue as it stands in JSON."""
    words = {locale: issue_words(issue, locale) for locale in LOCALES}
    return {
        "code": issue.code,
        "file": issue.file,
        "row": issue.row,
        "column": issue.column,
        **{code: {"what": said.what, "mend": said.mend} for code, said in words.items()},
    }
