"""The people of a portal to test: who they are, and the browsers they use."""

import re
from dataclasses import dataclass

from flask.testing import FlaskClient

from portal.accounts import operations, queries
from portal.accounts.audit import COMMAND
from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.bilingual import Bilingual
from portal.clock import now
from portal.db import Database

PASSWORD = "cragen las ar y traeth"
HOME, OTHER = "cyngor-enghreifftiol", "cyngor-arall"
COUNCILS = {
    HOME: Bilingual("Cyngor Enghreifftiol", "Example Council"),
    OTHER: Bilingual("Cyngor Arall", "Another Council"),
}
TEAM = {
    "site": ("Sian Safle", None, ()),
    "editor": ("Elin Enghraifft", HOME, (Role.EDITOR,)),
    "approver": ("Alun Enghraifft", HOME, (Role.APPROVER,)),
    "both": ("Beti Enghraifft", HOME, (Role.EDITOR, Role.APPROVER)),
    "translator": ("Twm Enghraifft", HOME, (Role.TRANSLATOR,)),
    "admin": ("Gwen Enghraifft", HOME, (Role.ADMIN,)),
    "stranger": ("Ned Arall", OTHER, tuple(Role)),
    "nobody": ("Nia Neb", None, ()),
}


def staff(config):
    """Give a portal two councils and `TEAM`."""
    settle(config, COUNCILS, TEAM)


def email_of(person: str) -> str:
    return f"{person}@council.example"


@dataclass
class Browser:
    """A reader's browser: it keeps cookies and sends forms as our own pages do."""

    client: FlaskClient
    _proof: tuple[str, str] = ("", "")

    def get(self, path, **kwargs):
        return self.client.get(path, **kwargs)

    def token(self) -> str:
        """Return the proof that a form on a page of ours would carry, good for one cookie."""
        if not self._proof[0] or self._proof[0] != self.cookie("melin_form"):
            page = self.client.get("/en/forgotten-password").text
            proof = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
            self._proof = (self.cookie("melin_form") or "", proof)
        return self._proof[1]

    def post(self, path, data=None, **kwargs):
        """Send a form as the portal's own page does."""
        return self.client.post(path, data={"csrf_token": self.token(), **(data or {})}, **kwargs)

    def sign_in(self, person, password=PASSWORD, **fields):
        """Send the sign-in form of a person."""
        data = {"email": email_of(person), "password": password, **fields}
        return self.post("/en/sign-in", data)

    def cookie(self, name="melin_session"):
        """Return the value of a cookie the browser holds; None where it has none."""
        found = self.client.get_cookie(name)
        return found.value if found else None


def settle(config, councils, people):
    """Give a portal publishers, and people who hold roles there; "site" looks after all."""
    database = Database(config.database_url)
    with database.writing() as session:
        for council, title in councils.items():
            operations.create_publisher(council, title, actor=COMMAND)
        for person, (name, slug, roles) in people.items():
            member = operations.create_member(
                email_of(person), name=name, password=PASSWORD, language="en", actor=COMMAND
            )
            if person == "site":
                operations.make_site_admin(member, actor=COMMAND)
            for role in roles:
                session.add(
                    Membership(
                        member_id=member.id,
                        publisher_id=queries.publisher(str(slug)).id,
                        role=role,
                        granted_at=now(),
                    )
                )
    database.dispose()


def opening_browsers(portal):
    """Return what opens a browser; with a person's name, one in which she has signed in."""

    def opening(person=""):
        fresh = Browser(portal.test_client())
        if person:
            assert fresh.sign_in(person).status_code == 303
        return fresh

    return opening
