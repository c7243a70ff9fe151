"""`melin publish` on the screen: progress on a terminal, quiet in a pipe, exit codes."""

import json
import sys
from typing import Any

import click

from portal.bilingual import LOCALES, Bilingual
from portal.errors import PortalError
from portal.i18n.catalogues import gettext
from portal.i18n.words import refusal
from portal.publishing import commands
from portal.publishing.commands import DOING, Wanted
from portal.publishing.parcels import NoPlaceError
from portal.publishing.remote import InsecureAddressError, Portal, RefusedError, WrongAddressError

DONE, REFUSED, WRONG_USE = 0, 1, 2


def publish(address: str, token: str, *, insecure: bool, as_json: bool, **wanted: Any) -> int:
    """Publish and tell how it went; return the exit code."""
    reason = Bilingual(wanted.pop("reason_cy"), wanted.pop("reason_en"))
    try:
        portal = Portal(address, token, insecure=insecure)
        submission = commands.publish(portal, Wanted(reason=reason, **wanted), _progress)
    except PortalError as error:
        _wipe()
        _refuse(error, as_json=as_json)
        wrong = isinstance(error, InsecureAddressError | WrongAddressError | NoPlaceError)
        return WRONG_USE if wrong else REFUSED
    _wipe()
    if as_json:
        click.echo(json.dumps(submission, ensure_ascii=False, indent=2))
    else:
        _tell(submission)
    return DONE if commands.is_done(submission) else REFUSED


def _tell(submission: dict[str, Any]) -> None:
    said = commands.outcome(submission)
    click.echo(f"{submission['dataset']}: {submission['state']}  {submission['url']}")
    for locale in LOCALES:
        click.echo(f"  {locale}: {said[locale]}.")
    for line in commands.lines(submission):
        click.echo(line, err=True)


def _refuse(error: PortalError, *, as_json: bool) -> None:
    """Tell a refusal: the portal's own words where it spoke, ours where it did not."""
    if isinstance(error, RefusedError):
        said = error.problem
        words = {each: (said[f"title_{each}"], said[f"detail_{each}"]) for each in LOCALES}
        code, facts = said["code"], said.get("facts", {})
    else:
        ours = {each: refusal(error.code, error.facts, each) for each in LOCALES}
        words = {each: (found.what, found.mend) for each, found in ours.items()}
        code, facts = error.code, {name: str(fact) for name, fact in error.facts.items()}
    if as_json:
        said = {"outcome": "refused", "code": code, "facts": facts}
        for locale, (what, mend) in words.items():
            said[locale] = {"what": what, "mend": mend}
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
        return
    click.echo(code, err=True)
    for locale, (what, mend) in words.items():
        click.echo(f"  {locale}: {what}. {mend}", err=True)


def _progress(doing: str, share: float) -> None:
    if not sys.stderr.isatty():
        return
    words = Bilingual(*(gettext(DOING[doing], locale) for locale in LOCALES)).both
    click.echo(f"\r\033[K{words}{f' {share:.0%}' if share else ' …'}", nl=False, err=True)


def _wipe() -> None:
    if sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)
