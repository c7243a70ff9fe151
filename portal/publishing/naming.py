"""Names of datasets in addresses: made from a title, and never to be taken for another's."""

import re
import unicodedata

from portal.errors import PortalError

LONGEST = 100
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
_ALIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"))


class NameUnusableError(PortalError):
    """No name for addresses can be made from a title."""

    code = "name-unusable"
    status = 422


class NameTakenError(PortalError):
    """A new dataset was given a name that another has."""

    code = "name-taken"
    status = 409


class LookAlikeError(PortalError):
    """A new dataset's name could be taken for that of another."""

    code = "look-alike"
    status = 409


def slug_of(title: str) -> str:
    """Return the name for addresses that a title gives: small Latin letters, figures, hyphens.

    Raises:
        NameUnusableError: the title has letters of another alphabet, or nothing to make it from.
    """
    folded = unicodedata.normalize("NFKD", title.casefold().translate(_LETTERS))
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    if any(sign.isalnum() and not sign.isascii() for sign in plain):
        raise NameUnusableError(title=title)
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")
    slug = slug[:LONGEST].strip("-")
    if not re.search("[a-z]", slug):
        raise NameUnusableError(title=title)
    return slug


def skeleton(slug: str) -> str:
    """Return what two names have in common that a hasty reader takes for one another."""
    plain = slug.replace("-", "")
    for odd, common in _ALIKE:
        plain = plain.replace(odd, common)
    return plain
