"""Documents at the gate: it cannot read them, so that a person has to have read them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portal.interop.reading import Package
from portal.publishing.deciding import question_id

QUESTION = "document-counts"
READ = "nothing-more"


def about_documents(task: Mapping[str, Any], package: Package) -> list[dict[str, Any]]:
    """Return what somebody has to say of documents that are not published already, byte for byte.

    The answer holds for the file that was handed in; other bytes are asked about again.
    """
    known = {one["file"]["sha256"] for one in (task["latest_content"] or {}).get("documents", ())}
    new = [
        document.path.rpartition("/")[2]
        for document in package.description.documents
        if _sha256(package.data[document.name]) not in known
    ]
    answers = task["decisions"].get("answers") or {}
    question = {
        "code": QUESTION,
        "sheet": "",
        "column": "",
        "options": [READ],
        "blocking": True,
        "facts": {"documents": ", ".join(new)},
    }
    key = question_id(question)
    return [{"id": key, **question}] if new and answers.get(key) != READ else []


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
