"""Who may use an address: said at each view, decided here and nowhere else.

A view without a mark is for everybody to read and for nobody to change anything with. One
about a publisher's things is marked `holders(…)` where the publisher stands in its address; a
view that finds out only from the object whom it belongs to is marked `members` and calls
`require` before it does anything.
"""

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, redirect, request, session

from portal.accounts import operations, queries
from portal.accounts.proofs import MARK, holds_token
from portal.accounts.queries import CurrentMember, TokenHolder
from portal.accounts.roles import Role, Scope
from portal.errors import PortalError
from portal.web import cookies
from portal.web.cache import private
from portal.web.edge import writing
from portal.web.forgery import without_cookies
from portal.web.problems import problem
from portal.web.routing import View, is_page, local_path, page_url

_ATTRIBUTE = "melin_access"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class SignInNeededError(PortalError):
    """Only members may do this, and nobody is signed in."""

    code = "sign-in-needed"
    status = 401


class NotAllowedError(PortalError):
    """The member or token has no leave to do this."""

    code = "not-allowed"
    status = 403


class WrongTokenError(PortalError):
    """A token is missing, unknown, expired or revoked."""

    code = "wrong-token"
    status = 401


class TokenInAddressError(PortalError):
    """A token was sent in an address, where logs and histories keep it."""

    code = "token-in-address"
    status = 400


class Who(enum.StrEnum):
    """For whom an address is."""

    ANYONE = "anyone"
    MEMBER = "member"
    ROLE = "role"
    SITE_ADMIN = "site admin"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Access:
    """What a view's mark says; `argument` names the part of its address that is the publisher."""

    who: Who
    roles: tuple[Role, ...] = ()
    argument: str = ""
    scope: Scope | None = None


def anyone(view: View) -> View:
    """Let everybody use a view with a form; the form proves that it is ours."""
    return _marked(view, Access(Who.ANYONE))


def members(view: View) -> View:
    """Let every member use a view; one about a publisher's things must call `require` itself."""
    return _marked(view, Access(Who.MEMBER))


def site_admins(view: View) -> View:
    """Let only those use a view who look after the whole portal."""
    return _marked(view, Access(Who.SITE_ADMIN))


def holders(*roles: Role, of: str = "slug") -> Callable[[View], View]:
    """Let those use a view who hold any of the roles at the publisher its address names."""
    return lambda view: _marked(view, Access(Who.ROLE, roles, of))


def programs(scope: Scope) -> Callable[[View], View]:
    """Let programs use a view whose token has a scope; cookies count for nothing there.

    The view still has to call `require_own` with the publisher of what it touches.
    """
    return lambda view: _marked(without_cookies(view), Access(Who.PROGRAM, scope=scope))


def access_of(view: View | None) -> Access | None:
    """Return what a view's mark says; None where it has none."""
    found: Access | None = getattr(view, _ATTRIBUTE, None)
    return found


def current_member() -> CurrentMember | None:
    """Return the member who is signed in; None for everybody else."""
    member: CurrentMember | None = g.get("member")
    return member


def require_member() -> CurrentMember:
    """Return the member who is signed in.

    Raises:
        SignInNeededError: nobody is.
    """
    member = current_member()
    if member is None:
        raise SignInNeededError
    return member


def require(role: Role | Iterable[Role], publisher: str) -> CurrentMember:
    """Return the member who is signed in, if she holds the role (or any of several).

    `publisher` is the slug of the publisher that the object in question belongs to.

    Raises:
        SignInNeededError: nobody is signed in.
        NotAllowedError: she has no such role there.
    """
    member = require_member()
    wanted = [role] if isinstance(role, Role) else list(role)
    if not any(member.may(each, publisher) for each in wanted):
        raise NotAllowedError
    return member


def require_site_admin() -> CurrentMember:
    """Return the member who is signed in, if she looks after the whole portal.

    Raises:
        SignInNeededError: nobody is signed in.
        NotAllowedError: she is no site admin.
    """
    member = require_member()
    if not member.site_admin:
        raise NotAllowedError
    return member


def authenticate_token(scope: Scope) -> TokenHolder:
    """Return the program that sent `Authorization: Bearer …`, if its token has the scope.

    Raises:
        TokenInAddressError: a token stands in the address; it is refused even there.
        WrongTokenError: there is no token, or it is unknown, expired or revoked.
        NotAllowedError: the token is good but not for this.
    """
    if holds_token(request.query_string.decode("ascii", "replace")):
        raise TokenInAddressError
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    holder = None
    if kind.lower() == "bearer" and token.strip().startswith(MARK):
        holder = queries.holder_of(token.strip())
    if holder is None:
        raise WrongTokenError
    if scope not in holder.scopes:
        raise NotAllowedError
    with writing():
        operations.note_use(holder.token_id)
    g.holder = holder
    return holder


def require_own(publisher: str) -> TokenHolder:
    """Return the program, if its token belongs to the publisher of what it wants to touch.

    Raises:
        WrongTokenError: the view is not marked for programs.
        NotAllowedError: the token belongs to another publisher.
    """
    holder: TokenHolder | None = g.get("holder")
    if holder is None:
        raise WrongTokenError
    if holder.publisher != publisher:
        raise NotAllowedError
    return holder


def prepare_recognition(app: Flask) -> None:
    """Find out who asks, before anything of the request's body is read."""
    app.before_request(_recognise)


def prepare_guard(app: Flask) -> None:
    """Find out, before every view, whether it is for whoever asks."""
    app.before_request(_admit)
    app.after_request(_hand_over)
    app.register_error_handler(SignInNeededError, _lead_to_sign_in)
    app.register_error_handler(WrongTokenError, _ask_for_token)

    @app.context_processor
    def tell_who() -> dict[str, Any]:
        return {"member": current_member()}


def session_key() -> str:
    """Return the key that makes session ids this portal's own."""
    return str(current_app.secret_key)


def begin(opened: operations.Opened) -> None:
    """Let the browser be signed in from this answer on, with nothing left of what was before."""
    session.clear()
    g.opened_session = opened


def leave() -> None:
    """Let the browser be signed out from this answer on."""
    session.clear()
    g.member = None
    g.left_session = True


def _marked(view: View, access: Access) -> View:
    setattr(view, _ATTRIBUTE, access)
    return private(view)


def _recognise() -> None:
    secret = cookies.cookie(cookies.SESSION)
    access = _access()
    if not secret or (access is not None and access.who is Who.PROGRAM):
        return
    member = queries.signed_in(secret, key=session_key())
    if member is not None and member.renew and is_page():
        with writing():
            g.renewed = operations.renew_session(member.session_id, key=session_key())
    g.member = member


def _admit() -> None:
    if request.endpoint is None:
        return
    access = _access()
    if access is None:
        if request.method not in _READING:
            raise NotAllowedError
    elif access.who is Who.MEMBER:
        require_member()
    elif access.who is Who.SITE_ADMIN:
        require_site_admin()
    elif access.who is Who.ROLE:
        require(access.roles, str((request.view_args or {})[access.argument]))
    elif access.scope is not None:
        authenticate_token(access.scope)


def _access() -> Access | None:
    return access_of(current_app.view_functions.get(str(request.endpoint)))


def _hand_over(response: Response) -> Response:
    opened: operations.Opened | None = g.get("opened_session")
    renewed: str | None = g.get("renewed")
    if opened is not None:
        cookies.set_cookie(response, cookies.SESSION, opened.secret, until=operations.SESSION_LASTS)
    elif g.get("left_session"):
        cookies.drop_cookie(response, cookies.SESSION)
    elif renewed is not None:
        cookies.set_cookie(response, cookies.SESSION, renewed, until=operations.SESSION_LASTS)
    return response


def _lead_to_sign_in(error: SignInNeededError) -> Response:
    """Send a reader to the sign-in page and back afterwards; tell a program no."""
    if request.method != "GET" or not is_page():
        return problem(error.status, error.code, error.facts)
    back = local_path(request.full_path.rstrip("?"))
    query = f"?{urlencode({'next': back})}" if back else ""
    answer = redirect(page_url("accounts.sign_in_page") + query, code=303)
    answer.headers["Cache-Control"] = "no-store"
    assert isinstance(answer, Response)
    return answer


def _ask_for_token(error: WrongTokenError) -> Response:
    response = problem(error.status, error.code, error.facts)
    response.headers["WWW-Authenticate"] = 'Bearer realm="melin"'
    return response
