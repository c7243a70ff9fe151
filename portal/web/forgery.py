"""Requests that change something are only believed when they come from our own pages.

Two proofs, both needed: the browser must not say that another site sent the request, and the
form must carry the token that only our page could give it. Programs that prove themselves with
a token of their own, and so use no cookie, need neither.
"""

from urllib.parse import urlsplit

from flask import Flask, current_app, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from portal.errors import PortalError
from portal.web.routing import View

_READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_OWN = frozenset({"same-origin", "none"})
_MARK = "melin_without_cookies"


class ForgedRequestError(PortalError):
    """A request to change something did not come from one of our own pages."""

    code = "forged-request"
    status = 403


def prepare_forgery(app: Flask) -> None:
    """Refuse every unsafe request that does not prove where it comes from."""
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,  # we ask ourselves, below, and answer 403
        WTF_CSRF_TIME_LIMIT=None,  # a form left open over lunch still works
        WTF_CSRF_SSL_STRICT=False,  # Origin says more than Referer
    )
    protection = CSRFProtect(app)

    @app.before_request
    def refuse_forgery() -> None:
        if request.method in _READING or request.endpoint is None or _uses_no_cookie():
            return
        _require_own_origin()
        try:
            protection.protect()
        except CSRFError as error:
            raise ForgedRequestError(reason="token") from error


def without_cookies(view: View) -> View:
    """Mark a view that never looks at cookies, so that no other site can borrow them."""
    setattr(view, _MARK, True)
    return view


def _uses_no_cookie() -> bool:
    view = current_app.view_functions.get(str(request.endpoint))
    return bool(getattr(view, _MARK, False))


def _require_own_origin() -> None:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in _OWN:
        raise ForgedRequestError(reason="site")
    origin = request.headers.get("Origin")
    if origin is not None and origin not in _own_origins():
        raise ForgedRequestError(reason="origin")


def _own_origins() -> set[str]:
    """Return the origins our pages can have: the one set, and the one this browser asked for."""
    base = urlsplit(current_app.config["MELIN"].base_url)
    scheme = base.scheme if current_app.config["MELIN"].secure else request.scheme
    return {f"{base.scheme}://{base.netloc}", f"{scheme}://{request.host}"}
