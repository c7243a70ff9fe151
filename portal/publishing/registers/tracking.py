"""What councils have recorded in their own registers: recommendations, and good practice."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.bilingual import Bilingual
from portal.catalogue.queries import published_titles
from portal.interop import vocabularies
from portal.publishing.registers.queries import (
    Register,
    Row,
    published_registers,
)
from portal.storage import Store

_ADDRESS = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Tracked:
    """A recommendation as a council tells of it: what is done, how it stands, what shows it.

    `evidence` is the name of a dataset or a web address; `dataset` is what that dataset is called,
    None where none of that name is in sight. `day` is that of the status as it was published.
    """

    reference: str
    title: Bilingual
    action: Bilingual
    status: Bilingual
    day: str
    evidence: str
    dataset: Bilingual | None
    register: str
    register_title: Bilingual

    @property
    def address(self) -> str:
        """Return the web address that the evidence is; "" where it is none."""
        return self.evidence if self.evidence.startswith(_ADDRESS) else ""


@dataclass(frozen=True, slots=True)
class OwnPractice:
    """An example of good practice from a council's own register."""

    component: str
    title: Bilingual
    summary: Bilingual
    register: str
    publisher: Bilingual


def tracked(store: Store) -> dict[str, list[Tracked]]:
    """Return what registers in sight tell of recommendations, by the code of the council."""
    found: dict[str, list[Tracked]] = {}
    for register in published_registers("recommendations", store):
        for row, one in zip(register.rows, tracked_in(register), strict=True):
            found.setdefault(row.get("council") or _code_of(register.publisher), []).append(one)
    return found


def tracked_in(register: Register) -> list[Tracked]:
    """Return every recommendation of one register."""
    titles = published_titles({row.get("evidence", "") for row in register.rows})
    return [_tracked(register, row, titles) for row in register.rows]


def own_practice(store: Store) -> list[OwnPractice]:
    """Return every example that a council's own register of good practice tells.

    A demonstration's are left out: they would stand beside what was really done.
    """
    return [
        OwnPractice(
            row.get("component", ""),
            _both(row, "title"),
            _both(row, "summary"),
            register.slug,
            register.publisher_title,
        )
        for register in published_registers("good-practice", store)
        if not register.synthetic
        for row in register.rows
    ]


def _code_of(publisher: str) -> str:
    """Return the code of the council that publishes; "" where it is none."""
    return next((own.gss for own in vocabularies.councils() if own.slug == publisher), "")


def _tracked(register: Register, row: Row, titles: Mapping[str, Bilingual]) -> Tracked:
    field = register.schema.field("status")
    labels = field.code_list.labels if field and field.code_list else {}
    status, evidence = row.get("status", ""), row.get("evidence", "")
    return Tracked(
        reference=row.get("reference", ""),
        title=_both(row, "recommendation"),
        action=_both(row, "action"),
        status=labels.get(status, Bilingual(status, status)),
        day=row.get("status_date", ""),
        evidence=evidence,
        dataset=titles.get(evidence),
        register=register.slug,
        register_title=register.title,
    )


def _both(row: Row, name: str) -> Bilingual:
    return Bilingual(row.get(f"{name}_cy", ""), row.get(f"{name}_en", ""))
