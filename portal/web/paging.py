"""Page numbers in addresses: read strictly, refused clearly."""

from flask import request

from portal.errors import BadParameterError, NotFoundError

_LARGEST = 10**9


def asked_page() -> int:
    """Return the page number asked for, 1 where none is.

    Raises:
        BadParameterError: it is not a whole number from 1 up.
    """
    text = request.args.get("page", "1")
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text[:11]) <= _LARGEST:
        raise BadParameterError(name="page", value=text[:40])
    return int(text)


def page_count(count: int, size: int) -> int:
    """Return how many pages `count` things make; nothing still makes one."""
    return max(1, -(-count // size))


def require_page(page: int, pages: int) -> None:
    """Refuse a page beyond the last.

    Raises:
        NotFoundError: there are fewer pages.
    """
    if page > pages:
        raise NotFoundError(page=page, pages=pages)
