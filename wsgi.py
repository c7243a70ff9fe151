"""The web process's way in: `app` for any WSGI server."""

import atexit

import polars  # noqa: F401  # half a second, spent here rather than on the first reader

from portal.app import create_app
from portal.jobs.lifeline import die_with_parent

die_with_parent()
app = create_app()
atexit.register(app.extensions["melin-downloads"].flush)
