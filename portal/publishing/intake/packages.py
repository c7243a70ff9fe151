"""Zipped data packages: their descriptor is the draft, but for what people wrote in the pages."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from portal.errors import PackageRefusedError
from portal.interop.documents import TEXTS, kind_of
from portal.interop.reading import limits
from portal.interop.reading.files import file_fault, path_fault
from portal.interop.reading.unpacking import unpack
from portal.publishing import drafts
from portal.publishing.intake.building import DESCRIPTOR, plain_issues, read_drafted
from portal.publishing.intake.model import Case, Taken
from portal.publishing.intake.people import look_for_people, look_into_documents, stopped
from portal.publishing.intake.registers import of_package


class PackageIntake:
    """Takes a zipped Frictionless data package."""

    def accepts(self, name: str, upload: Path) -> bool:
        """Tell whether it is a zip that is a package, or none that can be opened."""
        if not name.lower().endswith(".zip"):
            return False
        try:
            with zipfile.ZipFile(upload) as archive:
                names = [PurePosixPath(each) for each in archive.namelist()]
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
            return True
        return any(each.name == DESCRIPTOR and len(each.parts) <= 2 for each in names)

    def begin(self, upload: Path, name: str, folder: Path, case: Case) -> Callable[[], Taken]:
        """Let the package be unpacked and read."""
        return lambda: _take(upload, folder, case)


def _take(upload: Path, folder: Path, case: Case) -> Taken:
    """Unpack and read a package."""
    try:
        root = unpack(upload, folder)
    except PackageRefusedError as refused:
        return Taken(issues=plain_issues(refused.issues))
    given = _descriptor(root)
    findings, questions = look_for_people(_tables(root, given), case)
    findings += look_into_documents(_documents(root, given), case)
    if findings:
        return stopped(findings)
    draft = None
    if given is not None:
        draft = drafts.overlaid(case.draft, given, case.decisions.get("edited", ()))
        if draft != given:
            text = json.dumps(draft, ensure_ascii=False)
            (root / DESCRIPTOR).write_text(text, encoding="utf-8")
    package, issues = read_drafted(root, draft or {})
    found = {"verdict": "accept", "kind": "package", "tables": [], "notes": [], "messages": []}
    taken = Taken(package, issues, questions=questions, found=found, draft=draft)
    return of_package(taken, root)


def _descriptor(root: Path) -> dict[str, Any] | None:
    """Return the descriptor as plain values; None where `read_package` will say what is wrong."""
    try:
        found = json.loads((root / DESCRIPTOR).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and _is_drawn(found) else None


def _is_drawn(found: dict[str, Any]) -> bool:
    """Tell whether a descriptor is small and even enough to be kept as a draft."""
    try:
        return len(json.dumps(found, allow_nan=False)) <= 1_000_000
    except (ValueError, RecursionError):
        return False


def _documents(root: Path, given: dict[str, Any] | None) -> Iterator[Path]:
    """Yield the files of text among a package's resources that are there and not too large."""
    for resource in (given or {}).get("resources") or ():
        path = resource.get("path") if isinstance(resource, dict) else None
        if not isinstance(path, str) or kind_of(path) not in TEXTS:
            continue
        if not path_fault(path) and not file_fault(root, path, limits.DOCUMENT_SIZE):
            yield root / path


def _tables(root: Path, given: dict[str, Any] | None) -> Iterator[Path]:
    """Yield the CSV files of a package, code lists apart."""
    lists = set()
    for resource in (given or {}).get("resources") or ():
        if isinstance(resource, dict) and isinstance(resource.get("schema"), dict):
            fields = resource["schema"].get("fields") or ()
            names = {each.get("name") for each in fields if isinstance(each, dict)}
            if {"code", "label_cy", "label_en"} <= names and isinstance(resource.get("path"), str):
                lists.add(resource["path"])
    for path in sorted(root.rglob("*.csv")):
        if path.is_file() and path.relative_to(root).as_posix() not in lists:
            yield path
