"""The zip of a version: three descriptors, the neutral data and a note, the same every time."""

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

from portal.interop.description import Description, File
from portal.interop.writing.measured import measure

ZIP = "application/zip"
README = "README.txt"

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16
_CHUNK = 1024 * 1024

_NOTE = """\
{title_cy}

Set ddata: {slug}
Fersiwn: {number}
Cyhoeddwr: {publisher_cy}
Trwydded: {licence_cy}

Pecyn data Frictionless yw hwn. Mae datapackage.json yn disgrifio pob ffeil a phob colofn
yn y ddwy iaith; mae datapackage.cy.json yn gwneud hynny yn Gymraeg a datapackage.en.json
yn Saesneg. Mae'r data yn y ffolder data: CSV, UTF-8, coma rhwng y colofnau.

----

{title_en}

Dataset: {slug}
Version: {number}
Publisher: {publisher_en}
Licence: {licence_en}

This is a Frictionless data package. datapackage.json describes every file and every column
in both languages; datapackage.cy.json does so in Welsh and datapackage.en.json in English.
The data are in the folder data: CSV, UTF-8, a comma between columns.
"""


def write_archive(
    description: Description, files: Sequence[File], *, number: int, folder: Path
) -> File:
    """Zip `files`, which lie in `folder`, into `<slug>.zip` there; return that, measured.

    Order, times and permissions inside are fixed, so that equal files give equal bytes
    (with the same version of zlib).
    """
    path = f"{description.slug}.zip"
    with zipfile.ZipFile(folder / path, "w") as archive:
        archive.writestr(_entry(README), _note(description, number).encode("utf-8"))
        for file in files:
            entry = _entry(file.path)
            entry.file_size = file.size
            with (folder / file.path).open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target, _CHUNK)
    return measure(folder, path, ZIP)


def _entry(path: str) -> zipfile.ZipInfo:
    """Return a member that says nothing of when, where or by whom it was made."""
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    return entry


def _note(description: Description, number: int) -> str:
    """Return the words of README.txt, Welsh first."""
    publisher, licences = description.publisher, description.licences
    return _NOTE.format(
        slug=description.slug,
        number=number,
        title_cy=description.title.cy,
        title_en=description.title.en,
        publisher_cy=publisher.title.cy if publisher.title else publisher.slug,
        publisher_en=publisher.title.en if publisher.title else publisher.slug,
        licence_cy=", ".join(licence.title.cy for licence in licences),
        licence_en=", ".join(licence.title.en for licence in licences),
    )
