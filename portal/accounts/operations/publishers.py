"""The only ways publishers change."""

from sqlalchemy import select

from portal import db
from portal.accounts.audit import Actor, record
from portal.accounts.models import Publisher
from portal.bilingual import Bilingual
from portal.clock import now
from portal.db import raise_revision
from portal.errors import PortalError
from portal.interop import vocabularies
from portal.interop.description import PublisherName
from portal.welsh.sort_key import sort_key


class SlugTakenError(PortalError):
    """Another publisher has that short name."""

    code = "slug-taken"
    status = 409


def ensure_publisher(name: PublisherName) -> Publisher:
    """Return the publisher of that name; one seen for the first time is registered.

    A council is known by its slug; anybody else is called what the package calls them.
    """
    known = db.session.scalars(select(Publisher).where(Publisher.slug == name.slug)).one_or_none()
    if known is not None:
        return known
    title = name.title or _council_title(name.slug) or Bilingual(name.slug, name.slug)
    return _added(name.slug, title)


def create_publisher(slug: str, title: Bilingual, *, actor: Actor) -> Publisher:
    """Register a publisher under a short name that stays for ever.

    Raises:
        SlugTakenError: another has that name.
    """
    if db.session.scalars(select(Publisher).where(Publisher.slug == slug)).one_or_none():
        raise SlugTakenError(slug=slug)
    publisher = _added(slug, title)
    record(
        "publisher-created",
        actor=actor,
        subject=f"publisher/{slug}",
        publisher_id=publisher.id,
        title_cy=title.cy,
        title_en=title.en,
    )
    raise_revision()
    return publisher


def _added(slug: str, title: Bilingual) -> Publisher:
    publisher = Publisher(
        slug=slug,
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
