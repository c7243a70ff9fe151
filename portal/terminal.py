"""How a command ends: refusals in both languages, and the exit codes."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from portal.errors import Issue, PortalError

DONE = 0
REFUSED = 1


def refusable(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn a refusal into words in both languages and exit code 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except PortalError as error:
            print_refusal(error)
            for issue in getattr(error, "issues", ()):
                print_issue(issue)
            sys.exit(REFUSED)

    return run


def print_refusal(error: PortalError, name: str = "") -> None:
    """Print a refusal; `name` says of what."""
    from portal.i18n.console import refusal_lines

    for line in refusal_lines(error, name):
        click.echo(line, err=True)


def print_issue(issue: Issue) -> None:
    """Print one thing that is wrong, with its place and how to mend it."""
    from portal.i18n.console import issue_lines

    for line in issue_lines(issue):
        click.echo(line, err=True)
