"""The portal's own cookies: what they are called and how they are set."""

from datetime import datetime, timedelta

from flask import Flask, Response, current_app, request

from portal.config import Config
from portal.web.secret import secret_key

SESSION = "melin_session"
FORM = "melin_form"
KNOWN = "melin_known"


def prepare_cookies(app: Flask, config: Config) -> None:
    """Sign cookies with the portal's key; over https bind them to this very host."""
    app.secret_key = secret_key(config)
    app.config.update(
        SESSION_COOKIE_NAME=_full_name(FORM, config),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.secure,
    )


def cookie(name: str) -> str:
    """Return the value of one of our cookies; "" where the request has none."""
    return request.cookies.get(_full_name(name, _config()), "")


def has_session() -> bool:
    """Tell whether the request claims to come from somebody who is signed in."""
    return bool(cookie(SESSION))


def set_cookie(response: Response, name: str, value: str, *, until: datetime | timedelta) -> None:
    """Set one of our cookies, out of reach of script and of other sites' requests."""
    response.set_cookie(
        _full_name(name, _config()),
        value,
        expires=until if isinstance(until, datetime) else None,
        max_age=until if isinstance(until, timedelta) else None,
        secure=_config().secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def drop_cookie(response: Response, name: str) -> None:
    """Have the browser forget one of our cookies."""
    config = _config()
    response.delete_cookie(
        _full_name(name, config), secure=config.secure, httponly=True, samesite="Lax", path="/"
    )


def _config() -> Config:
    config: Config = current_app.config["MELIN"]
    return config


def _full_name(name: str, config: Config) -> str:
    """Return the name a browser only accepts over https, for this host, where it can."""
    return f"__Host-{name}" if config.secure else name
