"""The `melin` command. Exit codes: 0 done, 1 refused (reasons printed), 2 wrong use."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from portal.config import SHIPPED_PACKAGES, Config
from portal.errors import Issue, PackageRefusedError, PortalError

DONE = 0
REFUSED = 1
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def main() -> None:
    """Melin: porth data agored dwyieithog / a bilingual open-data portal."""


def _refusable(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn a refusal into words in both languages and exit code 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except PortalError as error:
            _print_refusal(error)
            for issue in getattr(error, "issues", ()):
                _print_issue(issue)
            sys.exit(REFUSED)

    return run


@main.command()
@_refusable
def serve() -> None:
    """Set up the database, load the shipped data, and serve until stopped."""
    from portal.jobs.supervisor import Supervisor, web_command, worker_command

    config = Config.from_environment()
    load_shipped = [sys.executable, "-m", "portal.cli", "load", str(SHIPPED_PACKAGES)]
    done = subprocess.run(load_shipped, check=False)
    if done.returncode not in (DONE, REFUSED):
        sys.exit(done.returncode)
    if config.demo:
        subprocess.run([sys.executable, "-m", "portal.cli", "user", "demonstration"], check=False)
    ready = f"Melin: {config.base_url}  (Ctrl-C: stopio / stop)"
    commands = {"web": web_command(), "worker": worker_command()}
    sys.exit(Supervisor(config, commands).run(lambda: click.echo(ready)))


@main.command()
@click.option("--lease", default=30.0, help="Seconds after which others take up what it left.")
@_refusable
def worker(lease: float) -> None:
    """Check, and publish when their time has come, the submissions that wait."""
    from datetime import timedelta

    from portal.jobs.lifeline import die_with_parent
    from portal.maturity.commands import forget
    from portal.publishing.worker import Worker
    from portal.web.log import log_to_stderr

    die_with_parent()
    log_to_stderr("melin.worker")
    config = Config.from_environment()
    chores = [lambda: forget(config)]
    Worker(config, lease=timedelta(seconds=lease), chores=chores).run()


@main.command()
@_refusable
def migrate() -> None:
    """Bring the database to the newest migration."""
    from portal.jobs.migrating import migrate as upgrade

    upgrade(Config.from_environment().database_url)


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_refusable
def load(folder: Path) -> None:
    """Publish every data package in FOLDER; the same package twice changes nothing."""
    from portal.catalogue.commands import load_all
    from portal.db import Database
    from portal.jobs.migrating import migrate as upgrade
    from portal.storage import Store

    config = Config.from_environment()
    upgrade(config.database_url)
    store = Store(config.store_url, cache=config.data / "cache")
    refused = 0
    for loaded in load_all(folder, Database(config.database_url), store):
        refused += loaded.outcome == "refused"
        if loaded.refusal is not None:
            _print_refusal(loaded.refusal, loaded.name)
            for issue in loaded.issues:
                _print_issue(issue)
        elif loaded.outcome == "published" or sys.stdout.isatty():
            click.echo(f"{loaded.name}: {loaded.outcome}, {loaded.version}")
    sys.exit(REFUSED if refused else DONE)


@main.command()
@click.argument("package", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(package: Path, as_json: bool) -> None:
    """Tell every issue of the data package in folder PACKAGE, publishing nothing."""
    from portal.i18n.console import plain_issue
    from portal.interop.reading import read_package

    issues: tuple[Issue, ...] = ()
    try:
        read_package(package)
    except PackageRefusedError as refused:
        issues = refused.issues
    if as_json:
        report = {"valid": not issues, "issues": [plain_issue(issue) for issue in issues]}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2, default=str))
    else:
        for issue in issues:
            _print_issue(issue)
    sys.exit(REFUSED if issues else DONE)


@main.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--to", "address", required=True, help="The portal's address.")
@click.option("--token", envvar="MELIN_TOKEN", required=True, help="Better as MELIN_TOKEN.")
@click.option("--dataset", default="", help="The dataset's short name; a package has its own.")
@click.option("--publisher", default="", help="The publisher's short name; likewise.")
@click.option("--reason-cy", default="", help="Why this version, in Welsh; likewise.")
@click.option("--reason-en", default="", help="Why this version, in English; likewise.")
@click.option("--dry-run", is_flag=True, help="Only have it checked; nothing is kept.")
@click.option("--replace", is_flag=True, help="Take the place of what was handed in before.")
@click.option("--wait", "seconds", default=900.0, help="How long to wait for the check.")
@click.option("--insecure", is_flag=True, help="Send the token over http to another machine.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def publish(address: str, token: str, insecure: bool, as_json: bool, **wanted: Any) -> None:
    """Hand PATH in to a portal and submit it: a package (folder or zip) or a file of data."""
    from portal.publishing import telling

    if bool(wanted["reason_cy"]) != bool(wanted["reason_en"]):
        raise click.UsageError("--reason-cy, --reason-en: y ddau neu'r un / both or neither")
    sys.exit(telling.publish(address, token, insecure=insecure, as_json=as_json, **wanted))


@main.group()
def user() -> None:
    """Look after the accounts of those who publish."""


@user.command("create-admin")
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@_refusable
def create_admin(email: str, name: str) -> None:
    """Open an account that looks after the whole portal.

    The password is asked for; where nobody can be asked, a random one is printed, this once.
    """
    from portal.accounts import commands

    given = ""
    if sys.stdin.isatty():
        given = click.prompt("Cyfrinair / Password", hide_input=True, confirmation_prompt=True)
    password = commands.create_admin(Config.from_environment(), email, name, given)
    if not given:
        click.echo(f"{email}  {password}")


@user.command("list")
@_refusable
def list_users() -> None:
    """List every account: number, address, name, state."""
    from portal.accounts import commands

    for line in commands.listed(Config.from_environment()):
        click.echo("\t".join(line))


@user.command("reset")
@click.argument("email")
@_refusable
def reset_user(email: str) -> None:
    """Print a link, good for two hours, with which EMAIL chooses a new password."""
    from portal.accounts import commands

    for link in commands.reset_links(Config.from_environment(), email):
        click.echo(link)


@user.command("demonstration")
@_refusable
def demonstration() -> None:
    """Make the fictional accounts, once, and print their passwords."""
    from portal.accounts import commands

    for made in commands.demonstration(Config.from_environment()):
        click.echo(f"{made.email}  {made.password}  ({', '.join(made.roles)})")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", is_flag=True, required=True, expose_value=False, help="The one form.")
@click.option("--changes", type=click.Path(dir_okay=False, path_type=Path), help="Write them all.")
@_refusable
def intake(file: Path, changes: Path | None) -> None:
    """Tell what Melin makes of FILE: its tables, every change, and what it would ask."""
    from portal.i18n.intake_words import intake_message
    from portal.tabular.model import Verdict
    from portal.tabular.report import to_json
    from portal.tabular.sandbox import run_intake

    found = run_intake(file, changes=changes).intake
    click.echo(json.dumps(to_json(found, intake_message), ensure_ascii=False, indent=1))
    sys.exit(REFUSED if found.verdict is Verdict.REJECT else DONE)


@main.command()
@click.argument("release", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def audit(release: Path, as_json: bool) -> None:
    """Tell what the published numbers in RELEASE give away about anybody, as an attacker would."""
    from portal.gate import audited

    text, code = audited(release, as_json=as_json)
    click.echo(text)
    sys.exit(code)


@main.command()
@click.argument("responses", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--spec", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The secret of the rounding; the portal's own where none is given.",
)
def protect(responses: Path, spec: Path, out: Path, key_file: Path | None) -> None:
    """Make tables of RESPONSES, one row per respondent, that nobody can be singled out from."""
    from portal.gate import protected

    text, code = protected(responses, spec, out, key_file)
    click.echo(text)
    sys.exit(code)


@main.command()
@click.argument("council")
@click.option("--round", "name", required=True, help="The round's name in addresses.")
@click.option("--out", default=".", type=click.Path(file_okay=False, path_type=Path))
@_refusable
def report(council: str, name: str, out: Path) -> None:
    """Write the report of COUNCIL (its code, or "all") as a PDF in each language."""
    from portal.app import create_app
    from portal.maturity.report.commands import write_reports

    for path in write_reports(create_app(Config.from_environment()), council, name, out):
        click.echo(path)


@main.group("round")
def round_() -> None:
    """Ask councils how mature their use of data is, and publish what came of it."""


@round_.command("create")
@click.argument("name")
@click.argument("groups", type=_FILE)
@click.option("--closes", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Last day.")
@click.option("--framework", default="7x3-1", help="Its name and version.")
@click.option("--keep-days", default=30, help="How long answers are kept after closing.")
@click.option("--synthetic", is_flag=True, help="A demonstration, with fictional councils only.")
@_refusable
def round_create(name: str, groups: Path, **wanted: Any) -> None:
    """Create a round; GROUPS is a CSV: council, name_cy, name_en, audience, invited."""
    from portal.maturity import commands

    commands.create(Config.from_environment(), name, groups, commands.Wanted(**wanted))


@round_.command("open")
@click.argument("name")
@_refusable
def round_open(name: str) -> None:
    """Let people answer."""
    from portal.maturity import commands

    commands.open_(Config.from_environment(), name)


@round_.command("links")
@click.argument("name")
@click.option("--council", default="", help="Its code.")
@click.option("--tool", default="", help="The questionnaire; without it, list the open links.")
@click.option("--number", default=1, help="How many new links.")
@_refusable
def round_links(name: str, council: str, tool: str, number: int) -> None:
    """Make links for a council's people, shown once; or list those nobody has used yet."""
    from portal.maturity import commands

    config = Config.from_environment()
    lines = (
        commands.issue(config, name, council, tool, number)
        if tool
        else commands.waiting(config, name, council)
    )
    for line in lines:
        click.echo("\t".join(map(str, line)))


@round_.command("progress")
@click.argument("name")
@_refusable
def round_progress(name: str) -> None:
    """Show for each council and audience: invited, links, answered."""
    from portal.maturity import commands

    for each in commands.progress(Config.from_environment(), name):
        numbers = (each.invited, each.links, each.answered)
        click.echo("\t".join([each.council, each.audience, *map(str, numbers)]))


@round_.command("import")
@click.argument("name")
@click.argument("answers", type=click.Path(exists=True, path_type=Path))
@_refusable
def round_import(name: str, answers: Path) -> None:
    """Seal the answers of a CSV or data package: council, tool, a column for each question."""
    from portal.maturity import commands

    click.echo(commands.take_in(Config.from_environment(), name, answers))


@round_.command("close")
@click.argument("name")
@_refusable
def round_close(name: str) -> None:
    """Let nobody answer any more."""
    from portal.maturity import commands

    commands.close(Config.from_environment(), name)


@round_.command("aggregate")
@click.argument("name")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@_refusable
def round_aggregate(name: str, out: Path) -> None:
    """Write the packages of a closed round, through the gate; print the zip's sha256, version."""
    from portal.maturity.aggregating import commands

    sha256, version = commands.aggregate(Config.from_environment(), name, out)
    click.echo(f"{sha256}\t{version}")


@round_.command("recompute")
@click.argument("name")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@_refusable
def round_recompute(name: str, out: Path) -> None:
    """Write the packages of a round again, noting nothing; print the zip's sha256."""
    from portal.maturity.aggregating import commands

    click.echo(commands.recompute(Config.from_environment(), name, out))


def _print_refusal(error: PortalError, name: str = "") -> None:
    from portal.i18n.console import refusal_lines

    for line in refusal_lines(error, name):
        click.echo(line, err=True)


def _print_issue(issue: Issue) -> None:
    from portal.i18n.console import issue_lines

    for line in issue_lines(issue):
        click.echo(line, err=True)


if __name__ == "__main__":
    main()
