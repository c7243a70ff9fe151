"""Reading a framework from its JSON file, with every fault named."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from portal.bilingual import Bilingual
from portal.errors import Issue, NotFoundError, PortalError
from portal.maturity.framework.checking import issues_of
from portal.maturity.framework.model import (
    Component,
    Descriptor,
    Framework,
    Kind,
    Labelled,
    Question,
    Tool,
)

PUBLISHED = Path(__file__).parent / "published"
"""The frameworks that ship; `frozen.json` holds the hash of each published one."""


HELPFUL = Path(__file__).parent / "helpful"
"""For each framework, what of this portal helps with its components. It grows with the portal's
data and is no part of a framework's version, which never changes."""


class FrameworkRefusedError(PortalError):
    """A framework cannot be used as it is; every issue found is listed."""

    code = "framework-refused"
    status = 422

    def __init__(self, issues: Sequence[Issue], **facts: object) -> None:
        super().__init__(**facts)
        self.issues: tuple[Issue, ...] = tuple(issues)


def idents() -> list[str]:
    """Return the name and version of every framework that ships."""
    return sorted(path.stem for path in PUBLISHED.glob("*.json") if path.stem != "frozen")


def shipped(ident: str) -> Framework:
    """Return a framework that ships with the portal, such as "7x3-1".

    Raises:
        NotFoundError: there is none of that name and version.
        FrameworkRefusedError: it was published and its file has changed since.
    """
    if ident not in idents():
        raise NotFoundError(framework=ident)
    framework = read(PUBLISHED / f"{ident}.json")
    frozen = json.loads((PUBLISHED / "frozen.json").read_bytes())
    if framework.published and frozen.get(ident) != framework.sha256:
        raise FrameworkRefusedError([Issue("framework-changed", facts={"framework": ident})])
    return framework


def helpful(ident: str) -> dict[str, list[str]]:
    """Return by component the datasets of this portal that help with it, or "code-lists".

    Nothing is known of a framework that has no file in `HELPFUL`.
    """
    path = HELPFUL / f"{ident}.json"
    found: dict[str, list[str]] = json.loads(path.read_bytes()) if path.is_file() else {}
    return found


def read(path: Path) -> Framework:
    """Read a framework from a file.

    Raises:
        FrameworkRefusedError: it is no JSON object, or has faults; each is an issue.
    """
    text = path.read_bytes()
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FrameworkRefusedError([Issue("framework-field", path.name)]) from error
    return framework_of(raw, sha256=hashlib.sha256(text).hexdigest(), file=path.name)


def framework_of(raw: object, *, sha256: str, file: str = "") -> Framework:
    """Return the framework that a JSON value describes.

    Raises:
        FrameworkRefusedError: it has faults; each is an issue.
    """
    issues = issues_of(raw, file)
    if issues or not isinstance(raw, Mapping):
        raise FrameworkRefusedError(issues, framework=file)
    scale = tuple(_labelled(each) for each in raw["scale"])
    components = tuple(_component(each) for each in raw["components"])
    return Framework(
        name=raw["name"],
        version=raw["version"],
        published=raw["status"] == "published",
        title=_words(raw["title"]),
        source=_words(raw["source"]),
        levels=tuple(_words(each) for each in raw["levels"]),
        themes=tuple(Labelled(each["code"], _words(each["title"])) for each in raw["themes"]),
        components=components,
        questions=tuple(_question(each, components, scale) for each in raw["questions"]),
        audiences=tuple(Labelled(each["code"], _words(each["title"])) for each in raw["audiences"]),
        tools=tuple(_tool(each) for each in raw["tools"]),
        sha256=sha256,
    )


def _words(raw: Mapping[str, str]) -> Bilingual:
    return Bilingual(raw["cy"], raw["en"])


def _labelled(raw: Mapping[str, str]) -> Labelled:
    return Labelled(raw["code"], _words(raw))


def _component(raw: Mapping[str, Any]) -> Component:
    found = tuple(Descriptor(_words(each), each["cy_status"]) for each in raw["levels"])
    return Component(raw["code"], raw["theme"], _words(raw["title"]), found)


def _question(
    raw: Mapping[str, Any], components: Sequence[Component], scale: tuple[Labelled, ...]
) -> Question:
    kind = Kind(raw["kind"])
    answers = scale
    if kind is Kind.ANCHOR:
        own = next(each for each in components if each.code == raw["component"])
        levels = enumerate(own.descriptors, start=1)
        answers = tuple(Labelled(str(level), each.words) for level, each in levels)
    elif kind is Kind.CHOICE:
        answers = tuple(_labelled(each) for each in raw["choices"])
    return Question(raw["code"], kind, raw["component"], _words(raw["text"]), answers)


def _tool(raw: Mapping[str, Any]) -> Tool:
    return Tool(raw["code"], raw["audience"], _words(raw["title"]), tuple(raw["questions"]))
