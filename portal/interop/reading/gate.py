"""What a package says to the disclosure gate: of its population, and what its numbers are."""

from collections.abc import Mapping

from portal.interop.description import Gate
from portal.interop.reading import limits
from portal.interop.reading.findings import shown
from portal.interop.reading.node import SLUG, Node

KINDS: Mapping[str, tuple[str, ...]] = {
    "count": (),
    "percent": ("of", "decimals"),
    "mean": ("over", "decimals"),
    "rate": ("invited", "decimals"),
    "share": ("count", "of", "decimals"),
}
"""What a number about people can be, each with the keys that go with it."""

_RELATIONS = ("same", "grown", "corrected", "separate")
_RULES = ("zeros-shown",)
_POLICY = ("threshold", "width", "coalition", "minimum_group", "base")
_METHODS = ("nearest", "controlled")
_GATE = ("population", "relation", "answer", "question", "public", "rules", "policy")
_LARGEST = 1_000_000
_MOST_DECIMALS = 4


def read_gate(node: Node) -> Gate | None:
    """Return what the package says of the people it counts; None where it says nothing."""
    inner = node.node("gate")
    if inner is None:
        return None
    _only(inner, _GATE)
    return Gate(
        population=inner.name("population", rule=SLUG) if inner.has("population") else "",
        relation=inner.choice("relation", _RELATIONS),
        answer=None if _is_null(inner, "answer") else inner.text("answer", longest=limits.NAME),
        question=inner.text("question", longest=limits.NAME),
        public=_public(inner),
        rules=tuple(rule for rule in inner.texts("rules") if _is_rule(inner, rule)),
        policy=_policy(inner),
    )


def _is_null(node: Node, key: str) -> bool:
    return key in node.values and node.values[key] is None


def read_statistic(node: Node, measures: str | None) -> Mapping[str, object] | None:
    """Return what kind of statistic a column of numbers about people is; None is a count."""
    if not _of_people(node, "statistic", measures):
        return None
    inner = node.node("statistic")
    if inner is None:
        return None
    kind = inner.choice("kind", tuple(KINDS), required=True)
    if not kind:
        return None
    _only(inner, ("kind", *KINDS[kind]))
    found: dict[str, object] = {"kind": kind}
    for key in ("over", "invited", "count"):
        if key in KINDS[kind]:
            found[key] = inner.text(key, longest=limits.NAME, required=True)
    if "of" in KINDS[kind]:
        alone = kind == "share" and isinstance(inner.values.get("of"), str)
        of = inner.text("of", longest=limits.NAME) if alone else inner.texts("of")
        found |= {"of": of} if of else {}
    if "decimals" in KINDS[kind]:
        found["decimals"] = _whole(inner, "decimals", most=_MOST_DECIMALS) or 0
    return found


def read_rounding(node: Node, measures: str | None) -> Mapping[str, object] | None:
    """Return how the counts of a column are rounded; None where they are not."""
    if not _of_people(node, "rounding", measures):
        return None
    inner = node.node("rounding")
    if inner is None:
        return None
    _only(inner, ("method", "base"))
    method = inner.choice("method", _METHODS, required=True)
    if not inner.has("base"):
        inner.fault("missing-property", "base")
    base = _whole(inner, "base", least=1, most=1_000)
    return {"method": method, "base": base} if method and base else None


def read_part_of(node: Node, measures: str | None) -> str:
    """Return the column whose people hold this column's people, or ""."""
    of_people = _of_people(node, "part_of", measures)
    return node.text("part_of", longest=limits.NAME) if of_people else ""


def _of_people(node: Node, key: str, measures: str | None) -> bool:
    """Tell whether a key is given of a column that counts people; of another it is a fault."""
    if not node.has(key):
        return False
    if measures != "people":
        node.fault("not-about-people", key, property=key)
    return measures == "people"


def _only(node: Node, known: tuple[str, ...]) -> None:
    """Note keys that mean nothing: what the gate is told may not be a slip of the pen."""
    for key in node.values:
        if key not in known:
            node.fault(
                "unknown-gate-key", shown(key), property=shown(key), choices=", ".join(known)
            )


def _public(node: Node) -> tuple[tuple[str, ...], ...]:
    found = []
    for index, names in enumerate(node.entries("public", most=limits.LIST)):
        at = f"{node.place('public')}[{index}]"
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            node.findings.add("wrong-type-list", at=at)
        else:
            found.append(tuple(names))
    return tuple(found)


def _is_rule(node: Node, rule: str) -> bool:
    if rule not in _RULES:
        node.fault("unknown-choice", "rules", value=shown(rule), choices=", ".join(_RULES))
    return rule in _RULES


def _policy(node: Node) -> Mapping[str, int]:
    inner = node.node("policy")
    if inner is None:
        return {}
    _only(inner, _POLICY)
    found = {key: _whole(inner, key, most=_LARGEST) for key in _POLICY if inner.has(key)}
    return {key: value for key, value in found.items() if value is not None}


def _whole(node: Node, key: str, *, least: int = 0, most: int) -> int | None:
    """Return a whole number between two bounds; None where it is absent or none."""
    value = node.values.get(key)
    if value is None:
        return None
    if type(value) is not int or not least <= value <= most:
        node.fault("not-a-whole-number", key, value=shown(value), least=least, most=most)
        return None
    return value
