"""The only ways publishers change."""

from sqlalchemy import select

from portal import db
from portal.accounts.models import Publisher
from portal.bilingual import Bilingual
from portal.clock import now
from portal.interop import vocabularies
from portal.interop.description import PublisherName
from portal.welsh.sort_key import sort_key


def ensure_publisher(name: PublisherName) -> Publisher:
    """Return the publisher of that name; one seen for the first time is registered.

    A council is known by its slug; anybody else is called what the package calls them.
    """
    known = db.session.scalars(select(Publisher).where(Publisher.slug == name.slug)).one_or_none()
    if known is not None:
        return known
    title = name.title or _council_title(name.slug) or Bilingual(name.slug, name.slug)
    publisher = Publisher(
        slug=name.slug,
        title=title,
        sort_cy=sort_key(title.cy, "cy"),
        sort_en=sort_key(title.en, "en"),
        created_at=now(),
    )
    db.session.add(publisher)
    db.session.flush()
    return publisher


def _council_title(slug: str) -> Bilingual | None:
    return next(
        (place.council for place in vocabularies.places() if place.slug == slug and place.council),
        None,
    )
