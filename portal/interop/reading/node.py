"""One object of the descriptor: its values, where it stands, and where its faults are told."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.bilingual import LOCALES, Bilingual
from portal.errors import Issue
from portal.interop.reading import limits
from portal.interop.reading.findings import DESCRIPTOR, Findings, shown

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Names of datasets and resources; a dot would be taken for a file's suffix."""

_LINE_BREAK = re.compile(r"[\t\n\r]")
_LANGUAGE_MISSING = {"cy": "welsh-missing", "en": "english-missing"}


@dataclass(frozen=True, slots=True)
class Node:
    """An object of the descriptor; every reader notes what is wrong and goes on."""

    values: dict[str, object]
    at: str
    findings: Findings

    def place(self, key: str) -> str:
        """Return where a key of this object stands: `resources[0].title_cy`."""
        return f"{self.at}.{key}" if self.at and key else self.at or key

    def fault(self, code: str, key: str = "", **facts: object) -> None:
        """Note an issue with one key of this object."""
        self.findings.extend([Issue(code, DESCRIPTOR, facts={"at": self.place(key), **facts})])

    def has(self, key: str) -> bool:
        """Tell whether a key is given at all; null is as good as absent."""
        return self.values.get(key) is not None

    def text(
        self, key: str, *, longest: int, required: bool = False, absent: str = "missing-property"
    ) -> str:
        """Return a text, or "" where it is absent or cannot be used.

        `absent` is the code told when a required text is not there.
        """
        value = self.values.get(key)
        if value is None:
            if required:
                self.fault(absent, key)
            return ""
        if not isinstance(value, str):
            self.fault("wrong-type-text", key)
        elif not value.strip():
            self.fault("blank-text", key)
        elif len(value) > longest:
            self.fault("text-too-long", key, most=longest, length=len(value))
        elif longest < limits.TEXT and _LINE_BREAK.search(value):
            self.fault("bad-text", key)
        else:
            return value
        return ""

    def pair(
        self, stem: str, *, longest: int, least: int = 1, required: bool = True
    ) -> Bilingual | None:
        """Return `<stem>_cy` and `<stem>_en`; None where neither is given or one is unusable.

        One language alone is never enough, even where the text itself is optional.
        """
        keys = [f"{stem}_{locale}" for locale in LOCALES]
        if not required and not any(self.has(key) for key in keys):
            return None
        found = []
        for locale, key in zip(LOCALES, keys, strict=True):
            missing = _LANGUAGE_MISSING[locale]
            text = self.text(key, longest=longest, required=True, absent=missing)
            if text and len(text.strip()) < least:
                self.fault("text-too-short", key, least=least, length=len(text.strip()))
            found.append(text)
        return Bilingual(*found) if all(found) else None

    def name(
        self, key: str = "name", *, rule: re.Pattern[str] = SLUG, code: str = "bad-name"
    ) -> str:
        """Return a name that keeps to `rule`, or "" after noting the fault."""
        value = self.text(key, longest=limits.TEXT, required=True)
        if value and (len(value) > limits.NAME or not rule.fullmatch(value)):
            self.fault(code, key, name=shown(value))
            return ""
        return value

    def choice(self, key: str, choices: tuple[str, ...], *, required: bool = False) -> str:
        """Return one of a few words, or ""."""
        value = self.text(key, longest=limits.NAME, required=required)
        if value and value not in choices:
            self.fault("unknown-choice", key, value=shown(value), choices=", ".join(choices))
            return ""
        return value

    def url(self, *keys: str) -> str:
        """Return the first of several keys as a web address, or ""."""
        key = next((key for key in keys if self.has(key)), keys[0])
        value = self.text(key, longest=limits.URL)
        if not value:
            return ""
        try:
            parts = urlsplit(value)
            sound = parts.scheme in {"http", "https"} and bool(parts.hostname)
        except ValueError:
            sound = False
        if not sound or re.search(r"[\s<>\"{}|\\^`]", value):
            self.fault("bad-url", key, value=shown(value))
            return ""
        return value

    def truth(self, key: str) -> bool:
        """Return true or false; absent is false."""
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault("wrong-type-boolean", key)
        return False

    def entries(self, key: str, *, most: int, required: bool = False) -> list[object]:
        """Return a list's entries; none where it is absent, no list, or longer than `most`."""
        value = self.values.get(key)
        if value is None or value == []:
            if required:
                self.fault("missing-property", key)
            return []
        if not isinstance(value, list):
            self.fault("wrong-type-list", key)
            return []
        if len(value) > most:
            code = "too-many-resources" if key == "resources" else "too-many-entries"
            self.fault(code, key, most=most, count=len(value))
            return []
        return value

    def nodes(self, key: str, *, most: int, required: bool = False) -> list["Node"]:
        """Return a list's entries as objects; what is no object is noted and left out."""
        found = []
        for index, value in enumerate(self.entries(key, most=most, required=required)):
            at = f"{self.place(key)}[{index}]"
            if isinstance(value, dict):
                found.append(Node(value, at, self.findings))
            else:
                self.findings.add("wrong-type-object", at=at)
        return found

    def node(self, key: str) -> "Node | None":
        """Return an object, or None where it is absent or none."""
        value = self.values.get(key)
        if isinstance(value, dict):
            return Node(value, self.place(key), self.findings)
        if value is not None:
            self.fault("wrong-type-object", key)
        return None

    def texts(self, key: str, *, longest: int = limits.NAME) -> list[str]:
        """Return a list of short texts; what is none is noted and left out."""
        found = []
        for index, value in enumerate(self.entries(key, most=limits.LIST)):
            at = f"{self.place(key)}[{index}]"
            if not isinstance(value, str):
                self.findings.add("wrong-type-text", at=at)
            elif not value.strip():
                self.findings.add("blank-text", at=at)
            elif len(value) > longest:
                self.findings.add("text-too-long", at=at, most=longest, length=len(value))
            else:
                found.append(value)
        return found

    def distinct(self, nodes: list["Node"], names: list[str]) -> None:
        """Note every name that stands twice, without regard to case."""
        seen: set[str] = set()
        for node, name in zip(nodes, names, strict=True):
            if name and name.casefold() in seen:
                node.fault("duplicate-name", "name", name=name)
            seen.add(name.casefold())
