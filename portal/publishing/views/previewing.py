"""The public pages of a submission as they will be, and its files, for those who review it."""

from dataclasses import dataclass

from flask import Response, render_template, url_for

from portal.accounts import guard
from portal.catalogue import pages
from portal.publishing.previewing import previewed_dataset, previewed_file
from portal.publishing.views.blueprint import bp, seen
from portal.web.delivery import Delivery, deliver
from portal.web.routing import page, page_url

_OF = {"cy": "/cyhoeddi/<number:number>/rhagolwg", "en": "/publish/<number:number>/preview"}


@dataclass(frozen=True, slots=True)
class PreviewedAt:
    """The addresses of a submission's preview."""

    number: int

    def home(self) -> str:
        """Return the page of the preview."""
        return page_url("publishing.preview_page", number=self.number)

    def table(self, name: str) -> str:
        """Return the page with all rows of a table."""
        return page_url("publishing.preview_table_page", number=self.number, name=name)

    def gate(self) -> str:
        """Return the page about the disclosure gate."""
        return page_url("publishing.preview_gate_page", number=self.number)

    def file(self, path: str) -> str:
        """Return where a frozen file is taken from."""
        return url_for("publishing.preview_file", number=self.number, path=path)


@page(bp, **_OF)
@guard.members
def preview_page(number: int) -> str:
    """Show the dataset's page as readers will see it."""
    submission = seen(number)
    facts = pages.dataset_facts(previewed_dataset(submission), PreviewedAt(number))
    return render_template(
        "publishing/preview.html", submission=submission, alternates=[], canonical="", **facts
    )


@page(bp, cy=_OF["cy"] + "/tablau/<slug:name>", en=_OF["en"] + "/tables/<slug:name>")
@guard.members
def preview_table_page(number: int, name: str) -> str:
    """Show all rows of a table as readers will see them."""
    submission = seen(number)
    facts = pages.table_facts(previewed_dataset(submission), name, PreviewedAt(number))
    return render_template(
        "publishing/preview_table.html", submission=submission, alternates=[], canonical="", **facts
    )


@bp.get("/submission/<number:number>/files/<path:path>")
@guard.members
def preview_file(number: int, path: str) -> Response:
    """Send a file of the version: the very bytes that will be published."""
    file = previewed_file(seen(number), path)
    return deliver(
        Delivery(
            sha256=file.sha256,
            size=file.size,
            media_type=file.media_type,
            filename=file.path.rsplit("/", 1)[-1],
            frozen=False,
            location=url_for("publishing.preview_file", number=number, path=path),
            attachment=True,
            sandboxed=True,
            public=False,
        )
    )
