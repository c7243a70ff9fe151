"""The audit log as a page and as files, of one publisher and of the whole portal."""

from typing import Any

from flask import Response, render_template
from flask_babel import gettext as _

from portal.accounts import audit_queries, exports, guard, presenting, queries
from portal.accounts.roles import Role
from portal.accounts.views.blueprint import bp
from portal.web.paging import asked_page, page_count, require_page
from portal.web.routing import page, page_url

SIZE = 50
_LOG = {"cy": "/cyhoeddwyr/<slug:slug>/cofnod", "en": "/publishers/<slug:slug>/log"}
_SITE_LOG = {"cy": "/gweinyddu/cofnod", "en": "/admin/log"}
_FILE = ".<any(csv,json):kind>"


@page(bp, **_LOG)
@guard.holders(Role.ADMIN)
def log_page(slug: str) -> str:
    """Show what was done in a publisher's name."""
    return _log_page(slug)


@page(bp, cy=_LOG["cy"] + _FILE, en=_LOG["en"] + _FILE)
@guard.holders(Role.ADMIN)
def log_file(slug: str, kind: str) -> Response:
    """Send what was done in a publisher's name as CSV or JSON."""
    return _log_file(queries.publisher(slug).slug, kind)


@page(bp, **_SITE_LOG)
@guard.site_admins
def site_log_page() -> str:
    """Show everything that was done."""
    return _log_page(None)


@page(bp, cy=_SITE_LOG["cy"] + _FILE, en=_SITE_LOG["en"] + _FILE)
@guard.site_admins
def site_log_file(kind: str) -> Response:
    """Send everything that was done as CSV or JSON."""
    return _log_file(None, kind)


def _log_page(slug: str | None) -> str:
    number = asked_page()
    pages = page_count(audit_queries.entry_count(slug), SIZE)
    require_page(number, pages)
    name: str = "site_log" if slug is None else "log"
    values: dict[str, Any] = {} if slug is None else {"slug": slug}
    own = page_url(f"accounts.{name}_page", **values)
    return render_template(
        "accounts/log.html",
        publisher=None if slug is None else queries.publisher(slug),
        rows=presenting.log_rows(
            audit_queries.entries(slug, offset=(number - 1) * SIZE, limit=SIZE)
        ),
        place=_("Page %(number)s of %(count)s", number=number, count=pages),
        newer=f"{own}?page={number - 1}" if number > 1 else "",
        older=f"{own}?page={number + 1}" if number < pages else "",
        files=[page_url(f"accounts.{name}_file", kind=kind, **values) for kind in ("csv", "json")],
    )


def _log_file(slug: str | None, kind: str) -> Response:
    entries = audit_queries.every_entry(slug)
    if kind == "csv":
        response = Response(exports.as_csv(entries), content_type="text/csv; charset=utf-8")
    else:
        response = Response(exports.as_json(entries), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="log.{kind}"'
    return response
