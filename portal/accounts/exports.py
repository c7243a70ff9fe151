"""The audit log as files: CSV that a spreadsheet opens safely, and JSON."""

import csv
import io
import json
from collections.abc import Iterable

from portal.accounts.audit_queries import Entry
from portal.interop.writing.formulas import disarmed

COLUMNS = ("id", "at", "who", "via", "publisher", "action", "subject", "facts")


def as_json(entries: Iterable[Entry]) -> str:
    """Return the log as a JSON list, newest first."""
    return json.dumps([_plain(entry) for entry in entries], ensure_ascii=False, indent=2)


def as_csv(entries: Iterable[Entry]) -> str:
    """Return the log as CSV; a text that a spreadsheet would run gets an apostrophe in front."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for entry in entries:
        plain = _plain(entry)
        plain["facts"] = json.dumps(plain["facts"], ensure_ascii=False)
        writer.writerow([disarmed(str(plain[name])) for name in COLUMNS])
    return written.getvalue()


def _plain(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "via": entry.via,
        "publisher": entry.publisher,
        "action": entry.action,
        "subject": entry.subject,
        "facts": dict(entry.facts),
    }
