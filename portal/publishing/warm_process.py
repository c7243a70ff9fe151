"""A process that has loaded what every check needs, and forks a child for each.

Run as `python -m portal.publishing.warm_process`. A line on standard input names a folder; the
child runs `check_process` in it. Two lines answer: the child's number, then its exit code. What
strangers handed in is only ever read by children; this process never sees it.
"""

import gc
import importlib
import os
import signal
import sys

from portal.bilingual import LOCALES
from portal.i18n.catalogues import translations
from portal.interop.reading import validation
from portal.jobs.lifeline import die_with_parent

ERRORS = "errors.txt"
_LOADED = (
    "frictionless",
    "portal.catalogue.freezing",
    "portal.charts.rasters",
    "portal.interop.reading",
    "portal.interop.writing",
    "portal.publishing.check_process",
    "portal.publishing.gate.in_check",
    "portal.publishing.gate.judging",
    "portal.publishing.intake",
    "portal.query.rows",
    "portal.tabular.reading",
    "portal.tabular.writing",
)
"""Nothing that starts threads at import, as polars does: they would not survive a fork."""


def main() -> None:
    """Fork a child for each folder named; in the child, return from here to end."""
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _make_ready()
    for line in sys.stdin:
        folder = line.rstrip("\n")
        child = os.fork()
        if child == 0:
            _check(folder)
            return
        _say(child)
        _, status = os.waitpid(child, 0)
        _say(os.waitstatus_to_exitcode(status))


def _make_ready() -> None:
    """Load what every check loads and build what it builds, once for all of them."""
    for name in _LOADED:
        importlib.import_module(name)
    validation.make_ready()
    for locale in LOCALES:
        translations(locale)
    gc.freeze()


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _check(folder: str) -> None:
    from portal.publishing import check_process

    nothing = os.open(os.devnull, os.O_RDWR)
    errors = os.open(f"{folder}/{ERRORS}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for given, wanted in ((nothing, 0), (nothing, 1), (errors, 2)):
        os.dup2(given, wanted)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.environ["TMPDIR"] = folder
    check_process.main(folder)


if __name__ == "__main__":
    main()
