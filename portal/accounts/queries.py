"""What can be asked about publishers."""

from collections.abc import Sequence

from sqlalchemy import select

from portal import db
from portal.accounts.models import Publisher
from portal.bilingual import Locale
from portal.errors import NotFoundError


def publishers(locale: Locale) -> Sequence[Publisher]:
    """Return every publisher in the alphabetical order of `locale`."""
    order = Publisher.sort_cy if locale == "cy" else Publisher.sort_en
    return db.session.scalars(select(Publisher).order_by(order)).all()


def publisher(slug: str) -> Publisher:
    """Return one publisher.

    Raises:
        NotFoundError: nobody publishes here under that name.
    """
    found = db.session.scalars(select(Publisher).where(Publisher.slug == slug)).one_or_none()
    if found is None:
        raise NotFoundError(publisher=slug)
    return found
