"""The process that sets the reports of published rounds, started by the worker where any lack.

Run as `python -m portal.press`. Everything else on the machine goes first.
"""

import os

from portal.app import create_app
from portal.config import Config
from portal.jobs.lifeline import die_with_parent
from portal.maturity.report.commands import keep_reports
from portal.web.log import log_to_stderr

_BEHIND = 15


def main() -> None:
    """Set what waits, and end."""
    die_with_parent()
    os.nice(_BEHIND)
    log_to_stderr("melin.worker")
    keep_reports(create_app(Config.from_environment()))


if __name__ == "__main__":
    main()
