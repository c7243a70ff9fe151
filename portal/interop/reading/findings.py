"""The issues found while a package is read, gathered so that all can be told at once."""

from collections.abc import Iterable

from portal.errors import Issue, PackageRefusedError
from portal.interop.reading import limits

DESCRIPTOR = "datapackage.json"

_SHOWN = 100


class Findings:
    """A growing list of issues; beyond `most` they are only counted."""

    def __init__(self, most: int = limits.ISSUES) -> None:
        self._most = most
        self._issues: list[Issue] = []
        self._more = 0

    def add(
        self,
        code: str,
        *,
        file: str = DESCRIPTOR,
        row: int | None = None,
        column: str = "",
        **facts: object,
    ) -> None:
        """Note one issue; `row` counts source records from 1."""
        self.extend([Issue(code, file, row, column, facts)])

    def extend(self, issues: Iterable[Issue]) -> None:
        """Note several issues found elsewhere."""
        for issue in issues:
            if len(self._issues) < self._most:
                self._issues.append(issue)
            else:
                self._more += 1

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Return every issue kept, and one that counts the others."""
        if not self._more:
            return tuple(self._issues)
        return (*self._issues, Issue("more-issues", facts={"count": self._more}))

    @property
    def count(self) -> int:
        """Return how many issues were noted, kept or not."""
        return len(self._issues) + self._more

    @property
    def full(self) -> bool:
        """Tell whether further issues would only be counted, so that looking can stop."""
        return self._more > 0

    def settle(self) -> None:
        """Refuse the package if anything was found.

        Raises:
            PackageRefusedError: with every issue kept.
        """
        if self._issues:
            raise PackageRefusedError(self.issues)


def shown(text: object) -> str:
    """Return a value from outside, cut to what fits into a sentence."""
    words = str(text)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
