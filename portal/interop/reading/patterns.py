"""Publishers' patterns, matched by RE2 and timed: none can keep the reader busy."""

import time

from portal.interop.reading import limits

_MEMORY = 256 * 1024
_START, _PER_CELL, _PER_CHARACTER = 0.5, 20e-6, 1e-6
"""Seconds of processor time a pattern may take: ten times what an ordinary one does."""


class PatternError(ValueError):
    """RE2 cannot read the pattern (look-around, back-references) or it is too large."""


class Pattern:
    """A publisher's pattern, which whole cells have to match.

    Raises:
        PatternError: on construction, for a pattern that RE2 refuses.
    """

    def __init__(self, text: str) -> None:
        import re2

        options = re2.Options()
        options.max_mem = _MEMORY
        options.log_errors = False
        try:
            self._expression = re2.compile(text, options)
        except re2.error as error:
            raise PatternError(text) from error
        self._left = _START

    def is_slow(self) -> bool:
        """Tell whether the cells so far cost more time than their number and length allow."""
        return self._left < 0

    def matches(self, cell: str) -> bool:
        """Tell whether the whole of `cell` matches; one beyond `limits.MATCHED` never does."""
        if len(cell) > limits.MATCHED:
            return False
        began = time.process_time()
        found = self._expression.fullmatch(cell) is not None
        self._left += _PER_CELL + _PER_CHARACTER * len(cell) - (time.process_time() - began)
        return found


def is_pattern(text: str) -> bool:
    """Tell whether RE2 can read a pattern: no look-around, no back-references, not too large."""
    try:
        Pattern(text)
    except PatternError:
        return False
    return True
