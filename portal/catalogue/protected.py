"""What the disclosure gate proved of a version: its report is a file like any other."""

import json
from collections.abc import Mapping
from typing import Any

from portal.interop.description import Description
from portal.storage import Store

REPORT = "gate_report.json"


def report_of(description: Description, store: Store) -> Mapping[str, Any] | None:
    """Return the gate's report of a version; None where the gate had nothing to judge.

    Raises:
        DamagedFileError: it is no longer in the store.
    """
    for file in description.files:
        if file.path == REPORT and file.scope == "frozen":
            text = store.local_file(file.sha256).read_text(encoding="utf-8")
            found: Mapping[str, Any] = json.loads(text)
            return found
    return None
