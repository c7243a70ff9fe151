"""A fictional publisher with two fictional members, to try the portal with."""

from dataclasses import dataclass

from sqlalchemy import select

from portal import db
from portal.accounts.audit import COMMAND
from portal.accounts.models import Publisher
from portal.accounts.operations.members import create_member, grant
from portal.accounts.operations.publishers import create_publisher
from portal.accounts.passwords import random_password
from portal.accounts.roles import Role
from portal.bilingual import Bilingual

SLUG = "demonstration-council"
TITLE = Bilingual("Cyngor Enghreifftiol (dychmygol)", "Example Council (fictional)")
_MEMBERS = (
    ("golygydd.editor@council.example", "Gwen Enghraifft", (Role.EDITOR, Role.TRANSLATOR)),
    ("cymeradwywr.approver@council.example", "Huw Enghraifft", (Role.APPROVER, Role.ADMIN)),
)


@dataclass(frozen=True, slots=True)
class Credential:
    """An account just made and the password it was given, told once."""

    email: str
    password: str
    roles: tuple[Role, ...]


def ensure_demonstration() -> list[Credential]:
    """Make the demonstration accounts where there are none; return what is needed to use them.

    Nothing is returned, and nothing changed, where the demonstration publisher exists already.
    """
    if db.session.scalars(select(Publisher.id).where(Publisher.slug == SLUG)).first():
        return []
    publisher = create_publisher(SLUG, TITLE, actor=COMMAND)
    return [_added(publisher, *member) for member in _MEMBERS]


def _added(publisher: Publisher, email: str, name: str, roles: tuple[Role, ...]) -> Credential:
    password = random_password()
    member = create_member(email, name=name, password=password, actor=COMMAND)
    grant(publisher, member.id, roles, actor=COMMAND)
    return Credential(email, password, roles)
