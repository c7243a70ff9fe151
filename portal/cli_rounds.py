"""The `melin round` commands: rounds of questionnaires without a browser."""

from pathlib import Path
from typing import Any

import click

from portal.config import Config
from portal.terminal import refusable

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("round")
def round_() -> None:
    """Ask councils how mature their use of data is, and publish what came of it."""


@round_.command("create")
@click.argument("name")
@click.argument("groups", type=_FILE)
@click.option("--closes", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Last day.")
@click.option("--framework", default="7x3-1", help="Its name and version.")
@click.option("--keep-days", default=30, help="How long answers are kept after closing.")
@click.option("--synthetic", is_flag=True, help="A demonstration, with fictional councils only.")
@refusable
def round_create(name: str, groups: Path, **wanted: Any) -> None:
    """Create a round; GROUPS is a CSV: council, name_cy, name_en, audience, invited."""
    from portal.maturity import commands

    commands.create(Config.from_environment(), name, groups, commands.Wanted(**wanted))


@round_.command("open")
@click.argument("name")
@refusable
def round_open(name: str) -> None:
    """Let people answer."""
    from portal.maturity import commands

    commands.open_(Config.from_environment(), name)


@round_.command("links")
@click.argument("name")
@click.option("--council", default="", help="Its code.")
@click.option("--tool", default="", help="The questionnaire; without it, list the open links.")
@click.option("--number", default=1, help="How many new links.")
@refusable
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
@refusable
def round_progress(name: str) -> None:
    """Show for each council and audience: invited, links, answered."""
    from portal.maturity import commands

    for each in commands.progress(Config.from_environment(), name):
        numbers = (each.invited, each.links, each.answered)
        click.echo("\t".join([each.council, each.audience, *map(str, numbers)]))


@round_.command("import")
@click.argument("name")
@click.argument("answers", type=click.Path(exists=True, path_type=Path))
@refusable
def round_import(name: str, answers: Path) -> None:
    """Seal the answers of a CSV or data package: council, tool, a column for each question."""
    from portal.maturity import commands

    click.echo(commands.take_in(Config.from_environment(), name, answers))


@round_.command("close")
@click.argument("name")
@refusable
def round_close(name: str) -> None:
    """Let nobody answer any more."""
    from portal.maturity import commands

    commands.close(Config.from_environment(), name)


@round_.command("publish")
@click.argument("name")
@click.option("--show", is_flag=True, help="Only show how far its packages are.")
@refusable
def round_publish(name: str, show: bool) -> None:
    """Have the packages of a closed round made and handed in by the worker."""
    from portal.maturity import commands

    config = Config.from_environment()
    lines = commands.publishing(config, name) if show else commands.publish(config, name)
    for line in lines:
        click.echo("\t".join(line))


@round_.command("recompute")
@click.argument("name")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--version", type=int, help="The newest where none is given.")
@refusable
def round_recompute(name: str, out: Path, version: int | None) -> None:
    """Write the packages of a round through the gate, noting nothing; print the zip's sha256."""
    from portal.maturity.aggregating import commands

    click.echo(commands.recompute(Config.from_environment(), name, out, version=version))
