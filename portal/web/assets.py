"""Style and script as one file each, and the build they belong to.

Component files are joined in the order of their names; the address carries the hash of the
bytes, so a browser may keep a file for ever.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, request, url_for

from portal.config import ROOT
from portal.errors import NotFoundError

STATIC = Path(__file__).parent / "static"
_YEAR = "public, max-age=31536000, immutable"

bp = Blueprint("assets", __name__)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file every page may ask for, plain and compressed."""

    media_type: str
    plain: bytes
    zipped: bytes
    tag: str


def _asset(media_type: str, plain: bytes) -> Asset:
    tag = hashlib.sha256(plain).hexdigest()[:16]
    return Asset(media_type, plain, gzip.compress(plain, mtime=0), tag)


def _joined(folder: Path, pattern: str) -> bytes:
    return b"\n".join(path.read_bytes().strip() for path in sorted(folder.glob(pattern)))


def _terse(style: bytes) -> bytes:
    """Return style sheets without remarks and without spaces that only help their authors.

    None of ours has such a mark inside a quoted text; one in `calc()` keeps its spaces.
    """
    style = re.sub(rb"/\*.*?\*/\s*", b"", style, flags=re.DOTALL)
    return re.sub(rb"\s*([{};,])\s*", rb"\1", style)


@cache
def _build() -> str:
    """Name the words, templates and code that pages are made with."""
    digest = hashlib.sha256()
    for folder, pattern in ((ROOT / "portal", "**/*.*"), (ROOT / "translations", "**/*.po")):
        for path in sorted(folder.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _assets() -> dict[str, Asset]:
    assets = {
        "melin.css": _asset("text/css; charset=utf-8", _terse(_joined(STATIC / "css", "*.css"))),
        "melin.js": _asset("text/javascript; charset=utf-8", _joined(STATIC / "js", "*.js")),
    }
    for path in STATIC.glob("*.svg"):
        assets[path.name] = _asset("image/svg+xml", path.read_bytes())
    return assets


def prepare_assets(app: Flask) -> None:
    """Read every asset once; pages name them through `asset_url`."""
    app.extensions["melin-assets"] = _assets()
    app.extensions["melin-build"] = _build()
    app.jinja_env.globals["asset_url"] = asset_url
    app.register_blueprint(bp)


def asset_url(name: str) -> str:
    """Return the address of an asset with the hash of its bytes in it."""
    return url_for(
        "assets.send_asset", tag=current_app.extensions["melin-assets"][name].tag, name=name
    )


@bp.get("/static/<tag>/<name>")
def send_asset(tag: str, name: str) -> Response:
    """Send style, script or the mark."""
    asset = current_app.extensions["melin-assets"].get(name)
    if asset is None or asset.tag != tag:
        raise NotFoundError(file=name)
    zipped = request.accept_encodings.quality("gzip") > 0
    response = Response(asset.zipped if zipped else asset.plain, content_type=asset.media_type)
    response.headers["Cache-Control"] = _YEAR
    response.headers["Vary"] = "Accept-Encoding"
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return response


@bp.get("/favicon.ico")
def send_icon() -> Response:
    """Send the mark to browsers that ask for an icon unbidden."""
    mark: Asset = current_app.extensions["melin-assets"]["favicon.svg"]
    return Response(mark.plain, content_type=mark.media_type)
