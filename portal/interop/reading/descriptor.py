"""datapackage.json, from bytes to plain values: bounded, and without surprises inside."""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn, TypeAlias

from portal.errors import Issue, PackageRefusedError
from portal.interop.reading import limits
from portal.interop.reading.files import file_fault, opened
from portal.interop.reading.findings import DESCRIPTOR, Findings, shown

_BAD_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, halves of characters, and marks that make text read in another order."""

_Trail: TypeAlias = "tuple[_Trail, str | int] | None"
"""The steps from the whole descriptor to a value in it, the last one outermost."""


def load(folder: Path, findings: Findings) -> dict[str, object]:
    """Return the descriptor of the package in `folder` as plain JSON values.

    What can be told together with other issues (a key that stands twice, a control character)
    goes to `findings`.

    Raises:
        PackageRefusedError: there is no descriptor, or nothing more can be said about it.
    """
    if code := file_fault(folder, DESCRIPTOR, limits.DESCRIPTOR_SIZE):
        names = {"missing-file": "missing-descriptor", "file-too-large": "descriptor-too-large"}
        _refuse(names.get(code, code), path=DESCRIPTOR, most=limits.DESCRIPTOR_SIZE // 1000)
    with opened(folder / DESCRIPTOR) as file:
        content = file.read(limits.DESCRIPTOR_SIZE + 1)
    if len(content) > limits.DESCRIPTOR_SIZE:
        _refuse("descriptor-too-large", most=limits.DESCRIPTOR_SIZE // 1000)
    value = _parse(content, findings)
    if not isinstance(value, dict):
        _refuse("not-an-object")
    for trail, depth, part in _walk(value):
        if depth > limits.DEPTH:
            _refuse("too-deep", most=limits.DEPTH)
        if isinstance(part, str) and _BAD_TEXT.search(part):
            findings.add("bad-text", at=_place(trail))
        if isinstance(part, float) and not math.isfinite(part):
            findings.add("not-finite", value=shown(part))
    return value


def canonical(descriptor: dict[str, object]) -> bytes:
    """Return the one form of a descriptor that its spacing and the order of keys do not change."""
    return json.dumps(descriptor, sort_keys=True, separators=(",", ":")).encode("ascii")


def _parse(content: bytes, findings: Findings) -> object:
    """Return the JSON value that `content` spells."""

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        values = dict(pairs)
        if len(values) < len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    findings.add("duplicate-key", key=shown(key))
                seen.add(key)
        return values

    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=unique)
    except UnicodeDecodeError as error:
        _refuse("encoding-error", row=content.count(b"\n", 0, error.start) + 1)
    except json.JSONDecodeError as error:
        _refuse("not-json", row=error.lineno)
    except ValueError:
        _refuse("not-json")
    except RecursionError:
        _refuse("too-deep", most=limits.DEPTH)


def _refuse(code: str, *, row: int | None = None, **facts: object) -> NoReturn:
    raise PackageRefusedError([Issue(code, DESCRIPTOR, row, facts=facts)])


def _walk(value: object) -> Iterator[tuple[_Trail, int, object]]:
    """Yield every value with its trail and depth; Python's own stack stays one call deep."""
    waiting: list[tuple[_Trail, int, object]] = [(None, 1, value)]
    while waiting:
        trail, depth, part = waiting.pop()
        yield trail, depth, part
        if isinstance(part, dict):
            for key, inner in part.items():
                if _BAD_TEXT.search(key):
                    yield trail, depth, key
                else:
                    waiting.append(((trail, key), depth + 1, inner))
        elif isinstance(part, list):
            waiting.extend(((trail, i), depth + 1, inner) for i, inner in enumerate(part))


def _place(trail: _Trail) -> str:
    """Return a trail as people write it: `resources[0].title_cy`."""
    steps: list[str] = []
    while trail is not None:
        trail, step = trail
        steps.append(f"[{step}]" if isinstance(step, int) else f".{shown(step)}")
    return "".join(reversed(steps)).removeprefix(".")
