"""The `melin` command. Exit codes: 0 done, 1 refused (reasons printed), 2 wrong use."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

from portal.cli_rounds import round_
from portal.config import SHIPPED_PACKAGES, Config
from portal.errors import Issue, PackageRefusedError
from portal.terminal import DONE, REFUSED, print_issue, print_refusal, refusable

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def main() -> None:
    """Melin: porth data agored dwyieithog / a bilingual open-data portal."""


@main.command()
@refusable
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
@refusable
def worker(lease: float) -> None:
    """Check, and publish when their time has come, the submissions that wait."""
    from datetime import timedelta
    from functools import partial

    from portal.maturity import letters
    from portal.maturity.errands import RoundsErrand, forget, make_keys
    from portal.maturity.report.press import Press
    from portal.publishing.worker import Errand, Worker
    from portal.web.log import log_to_stderr

    log_to_stderr("melin.worker")
    config = Config.from_environment()
    chores = [partial(forget, config)]
    errands: list[Errand] = [partial(make_keys, config), RoundsErrand(config), Press()]
    Worker(
        config,
        lease=timedelta(seconds=lease),
        chores=chores,
        errands=errands,
        write_together=partial(letters.published, base_url=config.base_url),
    ).run()


@main.command()
@refusable
def migrate() -> None:
    """Bring the database to the newest migration."""
    from portal.jobs.migrating import migrate as upgrade

    upgrade(Config.from_environment().database_url)


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@refusable
def load(folder: Path) -> None:
    """Publish every data package in FOLDER; the same package twice changes nothing."""
    from portal.catalogue.commands import load_all
    from portal.db import Database
    from portal.jobs.migrating import migrate as upgrade
    from portal.publishing.registry.following import read_following
    from portal.storage import Store

    config = Config.from_environment()
    upgrade(config.database_url)
    store = Store(config.store_url, cache=config.data / "cache")
    refused = 0
    for loaded in load_all(folder, Database(config.database_url), store, read=read_following):
        refused += loaded.outcome == "refused"
        if loaded.refusal is not None:
            print_refusal(loaded.refusal, loaded.name)
            for issue in loaded.issues:
                print_issue(issue)
        elif loaded.outcome == "published" or sys.stdout.isatty():
            click.echo(f"{loaded.name}: {loaded.outcome}, {loaded.version}")
    sys.exit(REFUSED if refused else DONE)


@main.command()
@click.argument("package", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(package: Path, as_json: bool) -> None:
    """Tell every issue of the data package in folder PACKAGE, publishing nothing."""
    from portal.i18n.console import plain_issue
    from portal.publishing.registry.following import read_following

    issues: tuple[Issue, ...] = ()
    try:
        read_following(package)
    except PackageRefusedError as refused:
        issues = refused.issues
    if as_json:
        report = {"valid": not issues, "issues": [plain_issue(issue) for issue in issues]}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2, default=str))
    else:
        for issue in issues:
            print_issue(issue)
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
@refusable
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
@refusable
def list_users() -> None:
    """List every account: number, address, name, state."""
    from portal.accounts import commands

    for line in commands.listed(Config.from_environment()):
        click.echo("\t".join(line))


@user.command("reset")
@click.argument("email")
@refusable
def reset_user(email: str) -> None:
    """Print a link, good for two hours, with which EMAIL chooses a new password."""
    from portal.accounts import commands

    for link in commands.reset_links(Config.from_environment(), email):
        click.echo(link)


@user.command("demonstration")
@refusable
def demonstration() -> None:
    """Make the fictional accounts, once, and print their passwords."""
    from portal.accounts import commands

    for made in commands.demonstration(Config.from_environment()):
        click.echo(f"{made.email}  {made.password}  ({', '.join(made.roles)})")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", is_flag=True, required=True, expose_value=False, help="The one form.")
@click.option("--changes", type=click.Path(dir_okay=False, path_type=Path), help="Write them all.")
@refusable
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
@refusable
def report(council: str, name: str, out: Path) -> None:
    """Write the report of COUNCIL (its code, or "all") as a PDF in each language."""
    from portal.app import create_app
    from portal.jobs.migrating import migrate as upgrade
    from portal.maturity.report.commands import write_reports

    config = Config.from_environment()
    upgrade(config.database_url)
    for path in write_reports(create_app(config), council, name, out):
        click.echo(path)


main.add_command(round_)

if __name__ == "__main__":
    main()
