"""A package at the gate: what it tells of people is joined to all that was told, and judged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from portal.disclosure.policy import Policy
from portal.interop.description import Gate
from portal.interop.reading import Package
from portal.publishing.gate.joining import (
    RELATIONS,
    Joined,
    UnlikeError,
    join,
    seal_of,
    statement_of,
)
from portal.publishing.gate.kinship import kin, name_of
from portal.publishing.gate.naming import Names
from portal.publishing.gate.reading import told_by
from portal.publishing.gate.told import Told
from portal.publishing.intake.building import plain_issues

Plain = dict[str, Any]

SECONDS = 150.0
"""The time that all audits of one package may take; what is unproved then counts as refused."""
RELATION = "gate-relation"
ANSWER = "gate-answer"
NO_ANSWER = "none"
LOWERED = "policy-lowered"


@dataclass(frozen=True, slots=True)
class AtTheGate:
    """What has to be known of a submission at the gate.

    `ledger` is what `ledger.known` told of the people that were expected; `exception` who signed
    for which lower policy.
    """

    dataset: str
    number: int
    ledger: Mapping[str, Any]
    answers: Mapping[str, str]
    exception: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """What the gate says: `said` is kept with the submission, None where nobody is counted.

    `wanted` are people of whom the ledger has not been asked; nothing was judged then. `package`
    is what was judged, and `changes` what was changed in it before.
    """

    issues: Sequence[Plain] = ()
    questions: Sequence[Plain] = ()
    said: Plain | None = None
    wanted: Sequence[str] = ()
    package: Package | None = None
    changes: Sequence[Plain] = ()


def at_the_gate(package: Package, case: AtTheGate, *, seconds: float = SECONDS) -> Passed:
    """Judge everything that a package tells of people, with all that was told of them before."""
    package = _with_answer(package, case)
    told, found = told_by(package)
    issues = plain_issues(found) + _no_more_people(package, case)
    issues = [each for each in issues if each["code"] != LOWERED] + _lowered(told, case)
    wanted = {name_of(each.population) for each in told} - set(case.ledger["against"]["names"])
    if wanted:
        return Passed(wanted=sorted(wanted))
    if not told:
        return Passed(issues=issues)
    if taken := {name_of(each.population) for each in told} & set(case.ledger["taken"]):
        issues.append(_issue("population-taken", {"population": ", ".join(sorted(taken))}))
    if case.ledger["holes"]:
        issues.append(_issue("ledger-incomplete", {"versions": ", ".join(case.ledger["holes"])}))
    said: Plain = {"against": case.ledger["against"], "populations": []}
    if issues:
        return Passed(issues=issues, said=said)
    joined, questions, unlike = _joined(told, case)
    questions += _which_answer(told, package, case)
    if questions or unlike:
        return Passed(issues=unlike, questions=questions, said=said)
    from portal.publishing.gate.judging import judge  # the audit's libraries are slow to load

    names = Names(package)
    for one, with_all in joined:
        entry = judge(with_all, one, names.words, seconds=seconds / len(joined))
        kept = _kept(one, with_all, case) | {
            "labels": names.labels(one.dimensions),
            "recognised": [
                {"code": each.code, "facts": names.told(each.facts)} for each in one.recognised
            ],
        }
        said["populations"].append(entry | kept)
    if lowered := _below(told):
        said["exception"] = {**(case.exception or {}), "settings": lowered}
    return Passed(issues=_refusals(said["populations"]), said=said, package=package)


def _with_answer(package: Package, case: AtTheGate) -> Package:
    """Return a package that says which column holds answers, where the officer said it for it."""
    answer, gate = case.answers.get(ANSWER), package.description.gate or Gate()
    if gate.answer != "" or answer in {None, NO_ANSWER}:
        return package
    gate = replace(gate, answer=answer)
    return replace(package, description=replace(package.description, gate=gate))


def _which_answer(told: Iterable[Told], package: Package, case: AtTheGate) -> list[Plain]:
    """Ask which column holds answers where people are told apart by several."""
    said = package.description.gate is not None and package.description.gate.answer != ""
    open_ = [each for each in told if each.answer is None and len(each.dimensions) > 1]
    if said or not open_ or ANSWER in case.answers:
        return []
    words = Names(package)
    names = {name: words.title(name) for each in open_ for name in each.dimensions}
    question = {"id": ANSWER, "code": ANSWER, "sheet": "", "column": ""}
    return [question | {"options": [*names, NO_ANSWER], "facts": {"names": names}}]


def _joined(
    told: Iterable[Told], case: AtTheGate
) -> tuple[list[tuple[Told, Joined]], list[Plain], list[Plain]]:
    """Join each population to what was told of it; return what has to be asked, or cannot be."""
    releases, facts = case.ledger["releases"], case.ledger["facts"]
    families = kin(releases, case.dataset, {each.population for each in told})
    done, questions, issues = [], [], []
    for one in told:
        own = families[one.population]
        try:
            joined = join(
                one,
                f"{case.dataset}/{case.number}",
                [each for each in releases if each["population"] in own],
                [each for each in facts if each["population"] in own],
                answers=_answers(one.population, case.answers),
                signed=_signed(one, case),
            )
        except UnlikeError as unlike:
            facts_ = {"dimension": unlike.dimension, "group": unlike.group}
            issues.append(_issue("gate-groups-changed", facts_))
            continue
        questions += [_question(one.population, each) for each in joined.unsettled]
        done.append((one, joined))
    return done, questions, issues


def _answers(population: str, answers: Mapping[str, str]) -> dict[str, str]:
    """Return what the officer said about relations, by the id of a release, "0" for the new one."""
    before = f"{RELATION}/{population}/"
    return {
        question.removeprefix(before): answer
        for question, answer in answers.items()
        if question.startswith(before) and answer in RELATIONS
    }


def _question(population: str, release: Mapping[str, Any]) -> Plain:
    """Ask how a release stands to the one before it; the new one has no name yet."""
    which = f"{release['dataset']}/{release['number']}" if release["id"] else ""
    return {
        "id": f"{RELATION}/{population}/{release['id']}",
        "code": RELATION if release["id"] == 0 else f"{RELATION}-earlier",
        "sheet": "",
        "column": "",
        "options": list(RELATIONS),
        "facts": {"population": population, "release": which},
    }


def _kept(told: Told, joined: Joined, case: AtTheGate) -> Plain:
    """Return what the ledger and the report will say of a population."""
    statement = statement_of(told, _answers(told.population, case.answers))
    return {
        "statement": statement,
        "seal": seal_of(statement),
        "earlier": len(joined.earlier),
        "facts": [{key: each[key] for key in ("id", "source", "url")} for each in joined.facts],
    }


def _refusals(populations: Iterable[Mapping[str, Any]]) -> list[Plain]:
    """Return an issue for each population that is refused, at its first refused count."""
    issues = []
    for each in populations:
        if each["verdict"] == "clear":
            continue
        first = next((cell for cell in each["cells"] if cell["row"] is not None), None)
        sums = [cell["witness"] for cell in each["cells"] if cell in (first, each["cells"][0])]
        witness = next(filter(None, sums), "–")
        facts = {"population": each["population"], "count": each["count"], "witness": witness}
        issue = _issue("gate-refused", facts)
        if first is not None:
            place = {"row": first["row"], "column": first["field"]}
            issue |= {"file": f"data/{first['resource']}.csv", **place}
        issues.append(issue)
    return issues


def _no_more_people(package: Package, case: AtTheGate) -> list[Plain]:
    """Return the columns that counted people in an earlier version and now say they do not."""
    before = {
        name.partition("/")[2]
        for release in case.ledger["releases"]
        if release["dataset"] == case.dataset
        for name in release["statement"].get("fields") or ()
    }
    return [
        _issue("people-no-more", {"resource": table.name}) | {"column": field.name}
        for table in package.description.tables
        for field in table.fields
        if field.name in before and field.measures != "people"
    ]


def _below(told: Iterable[Told]) -> dict[str, int]:
    """Return the settings of a package's policy that protect less than the house's."""
    house = asdict(Policy())
    found: dict[str, int] = {}
    for each in told:
        for name, value in each.policy.items():
            if name in house and value < house[name]:
                found[name] = min(value, found.get(name, value))
    return found


def _signed(told: Told, case: AtTheGate) -> dict[str, int]:
    """Return the settings that are lower and that somebody has signed for."""
    signed = (case.exception or {}).get("settings") or {}
    return {
        name: value
        for name, value in _below([told]).items()
        if name in signed and value >= signed[name]
    }


def _lowered(told: Sequence[Told], case: AtTheGate) -> list[Plain]:
    """Return an issue where settings are lower than the house's and nobody signed for it."""
    unsigned = {
        name: value
        for each in told
        for name, value in _below([each]).items()
        if name not in _signed(each, case)
    }
    if not unsigned:
        return []
    names = ", ".join(f"{name}: {value}" for name, value in sorted(unsigned.items()))
    return [_issue(LOWERED, {"names": names, "settings": unsigned})]


def _issue(code: str, facts: Mapping[str, Any]) -> Plain:
    return {"code": code, "file": "", "row": None, "column": "", "facts": dict(facts)}
