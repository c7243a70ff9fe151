"""A round's package on disk: the same results give the same bytes, file by file."""

import csv
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from portal.maturity.aggregating import words
from portal.maturity.aggregating.describing import code_lists, descriptor
from portal.maturity.aggregating.tables import Cell, Results, tables
from portal.maturity.scoring.vectors import VECTORS

SCRIPT = VECTORS.with_name("rebuild.py")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_package(results: Results, slug: str, folder: Path) -> str:
    """Write the package of some results into `folder`, and its zip beside it; return its sha256.

    The package holds the counts, what follows from them, the gate's releases and reports, the
    script that rebuilds it all, and the golden vectors of the rule. What was in the folder
    before is gone.
    """
    files = _files(results, slug)
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    archive = _zipped(files)
    folder.with_suffix(".zip").write_bytes(archive)
    return hashlib.sha256(archive).hexdigest()


def _files(results: Results, slug: str) -> dict[str, bytes]:
    mark = "synthetic-" if results.synthetic else ""
    files, paths = {}, {}
    for name, rows in tables(results).items():
        paths[mark + name] = f"data/{mark}{name}.csv"
        files[paths[mark + name]] = _csv(list(words.TABLES[name][1]), rows)
    for name, labels in code_lists(results).items():
        paths[name] = f"data/{name}.csv"
        rows = [[code, label.cy, label.en] for code, label in labels.items()]
        files[paths[name]] = _csv(["code", "label_cy", "label_en"], rows)
    gate = {
        council.code: {"release": council.sealed.release, "report": council.sealed.report}
        for council in results.councils
        if council.sealed.release
    }
    documents = {"rebuild.py": SCRIPT.read_bytes(), "vectors.json": VECTORS.read_bytes()}
    for name, content in ({f"{mark}gate.json": _json(gate)} | documents).items():
        paths[name.partition(".")[0]] = f"data/{name}"
        files[f"data/{name}"] = content
    files["datapackage.json"] = _json(descriptor(results, slug, paths), indent=1)
    return files


def _csv(heading: list[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return text.getvalue().encode()


def _json(value: object, indent: int | None = None) -> bytes:
    separators = (",", ":") if indent is None else None
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return f"{text}\n".encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip without dates and without compression: the same on any machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name])
    return out.getvalue()
