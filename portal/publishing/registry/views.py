"""Pages about schemas and code lists: what each asks for, and what to start from."""

from flask import Blueprint, g, render_template

from portal.publishing.registry import code_list, code_lists, presenting, schema, schemas
from portal.web.routing import page

bp = Blueprint("registry", __name__)


@page(bp, cy="/sgemau", en="/schemas")
def schema_list_page() -> str:
    """List the kinds of table that Melin knows."""
    entries = [presenting.schema_entry(one, g.locale) for one in schemas()]
    return render_template("registry/schemas.html", entries=entries)


@page(bp, cy="/sgemau/<slug:slug>", en="/schemas/<slug:slug>")
def schema_page(slug: str) -> str:
    """Show the newest version of a schema."""
    return _schema_page(slug, None)


@page(
    bp,
    cy="/sgemau/<slug:slug>/fersiynau/<number:number>",
    en="/schemas/<slug:slug>/versions/<number:number>",
)
def schema_version_page(slug: str, number: int) -> str:
    """Show one version of a schema."""
    return _schema_page(slug, number)


def _schema_page(slug: str, number: int | None) -> str:
    chosen = schema(slug, number)
    return render_template("registry/schema.html", schema=chosen, show=presenting)


@page(bp, cy="/codau", en="/codes")
def code_lists_page() -> str:
    """List the code lists that schemas use."""
    entries = [presenting.code_list_entry(one, g.locale) for one in code_lists()]
    return render_template("registry/code_lists.html", entries=entries)


@page(bp, cy="/codau/<slug:slug>", en="/codes/<slug:slug>")
def code_list_page(slug: str) -> str:
    """Show the newest version of a code list."""
    return _code_list_page(slug, None)


@page(
    bp,
    cy="/codau/<slug:slug>/fersiynau/<number:number>",
    en="/codes/<slug:slug>/versions/<number:number>",
)
def code_list_version_page(slug: str, number: int) -> str:
    """Show one version of a code list."""
    return _code_list_page(slug, number)


def _code_list_page(slug: str, number: int | None) -> str:
    chosen = code_list(slug, number)
    return render_template("registry/code_list.html", codes=chosen, show=presenting)
