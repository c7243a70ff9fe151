"""An officer's file and everything she writes about it, for tests to take a part of."""

import tempfile
from pathlib import Path

from portal.publishing import drafting, operations, queries, uploads
from portal.publishing.drafts import texts
from tests.publishing.walk import (
    COLLEAGUE,
    OFFICER,
    PUBLISHER,
    REASON,
    do,
    look,
    store_of,
    work,
)

DATASET = "spend"
APRIL = """\
Aberwen County Council,,,,
Payments over 500 pounds,,,,
,,,,
Date,Supplier,Department,Amount,Reference
01/04/2026,Melin Paper Ltd,Schools,"£1,234.00",A1
15/04/2026,Gwynt Energy Ltd,Highways,"(£2,500.50)",A2
30/04/2026,Brynmor Hauliers Ltd,Waste,£600.00,A3
,,Total,-666.50,
"""
MAY = """\
Aberwen County Council,,,,
Payments over 500 pounds,,,,
,,,,
Date,Supplier,Department,Amount,Reference
02/05/2026,Melin Paper Ltd,Schools,£734.00,B1
19/05/2026,Gwynt Energy Ltd,Highways,"£2,100.50",B2
22/05/2026,Cwm Builders Ltd,Highways,"£9,100.00",B3
30/05/2026,Brynmor Hauliers Ltd,Waste,£600.00,B4
,,Total,"12,534.50",
"""
ABOUT = {
    "licence": "OGL-UK-3.0",
    "theme": "GOVE",
    "frequency": "monthly",
    "keywords": ["surveys"],
    "publisher_title_cy": "Cyngor Enghreifftiol",
    "publisher_title_en": "Example Council",
}


def put(config, content: str | bytes, name: str = "spend-april.csv") -> uploads.Upload:
    """Put a file into the store as it would be handed in."""
    raw = content if isinstance(content, bytes) else content.encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(raw)
        return uploads.keep(path, name, store_of(config))


def begun(
    config,
    content: str | bytes = APRIL,
    name: str = "spend-april.csv",
    dataset=DATASET,
    by=OFFICER,
):
    """Begin a submission with a file and let the worker read it."""
    upload = put(config, content, name)
    made = do(config, drafting.begin, upload, dataset=dataset, publisher=PUBLISHER, by=by)
    work(config)
    return look(config, made.id)


def written(config, identity: int, **about):
    """Write every text that is missing, in both languages, and what else has to be said."""
    submission = look(config, identity)
    missing = {
        text.place: {
            locale: f"{text.place} {locale}, a sentence long enough to be a description."
            for locale in ("cy", "en")
            if not getattr(text, locale)
        }
        for text in texts(submission.draft)
    }
    do(config, drafting.save_texts, identity, missing, by=OFFICER)
    do(config, drafting.save_about, identity, {**ABOUT, **about}, by=OFFICER)
    work(config)
    return look(config, identity)


def live(config, identity: int):
    """Submit, approve and publish."""
    do(config, operations.submit, identity, reason=REASON, by=OFFICER)
    do(config, operations.approve, identity, by=COLLEAGUE)
    work(config)
    return look(config, identity)


__all__ = ["APRIL", "MAY", "begun", "live", "put", "queries", "written"]
