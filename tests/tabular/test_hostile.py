"""Files made to harm: each is refused by name, quickly, in little memory, writing nothing."""

import io
import os
import socket
import stat
import struct
import subprocess
import sys
import time
import zipfile

import pytest

from portal.config import ROOT
from portal.tabular.child import ForbiddenError
from portal.tabular.sandbox import Limits, Output, Sandbox, run_intake
from tests.tabular.made_files import ods, saved, xlsx, xlsx_sheet, zipped
from tests.tabular.shown import codes

AREAS = "Area,N\nGwynedd,1\nConwy,2\n"
SHEET = "xl/worksheets/sheet1.xml"
CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>&{};</t></is></c></row>'


def workbook(prolog, entity="e"):
    """Return a workbook whose sheet begins with `prolog` and uses an entity."""
    sheet = xlsx_sheet([]).replace("<sheetData>", f"<sheetData>{CELL.format(entity)}")
    return xlsx({"S": [["a"]]}, raw={SHEET: prolog + sheet})


def laughs():
    """Return the prolog of a billion laughs."""
    entities = ['<!ENTITY e0 "ha">']
    for level in range(1, 10):
        inner = f"&e{level - 1};" * 10
        entities.append(f'<!ENTITY e{level} "{inner}">')
    return f"<!DOCTYPE x [{''.join(entities)}]>"


def linked():
    """Return a zip whose member is a symbolic link."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        member = zipfile.ZipInfo("a.csv")
        member.create_system = 3
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "/etc/passwd")
    return buffer.getvalue()


def locked():
    """Return a zip whose member says it is encrypted."""
    content = bytearray(zipped({"a.csv": AREAS}))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def overlapping(copies=40):
    """Return a zip whose directory lists one member many times."""
    content = zipped({"a.csv": "a,b\n" * 1000})
    begin, end = content.find(b"PK\x01\x02"), content.find(b"PK\x05\x06")
    entry, tail = content[begin:end], bytearray(content[end:])
    struct.pack_into("<HHII", tail, 8, copies, copies, len(entry) * copies, begin)
    return content[:begin] + entry * copies + bytes(tail)


def far_cell():
    """Return a workbook with one cell in each of two opposite corners."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    rows = f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{far}'
    return xlsx({"S": [["a"]]}, raw={SHEET: xlsx_sheet([]).replace("<sheetData>", rows)})


def repeated_cells():
    """Return an ODS file of a million rows of sixteen thousand cells."""
    figure = 'office:value-type="float" office:value="1"'
    cell = f'<table:table-cell table:number-columns-repeated="16384" {figure}/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return ods([], tail=row)


def deep(opened, closed):
    """Return records nested deeper than they can be written, not too deep to be read."""
    return f'[{{"a": {opened * 900}1{closed * 900}}}]'.encode()


LITTLE = ("zip bomb", "billion laughs", "far cell", "repeated cells", "endless line")
HOSTILE = {
    "zip bomb": (lambda: zipped({"a.csv": b"0" * (100 << 20)}), "zip-ratio"),
    "100,000 members": (lambda: zipped({f"{n}.csv": "a" for n in range(100_000)}), "zip-too-many"),
    "climbing name": (lambda: zipped({"../../evil.csv": AREAS}), "zip-unsafe-name"),
    "absolute name": (lambda: zipped({"/tmp/evil.csv": AREAS}), "zip-unsafe-name"),
    "backslash name": (lambda: zipped({"..\\evil.csv": AREAS}), "zip-unsafe-name"),
    "drive name": (lambda: zipped({"c:evil.csv": AREAS}), "zip-unsafe-name"),
    "link": (linked, "zip-link"),
    "locked": (locked, "zip-encrypted"),
    "overlapping": (overlapping, "zip-overlap"),
    "nested": (lambda: zipped({"a.zip": zipped({"a.csv": AREAS})}), "zip-nested"),
    "nested by another name": (lambda: zipped({"a.csv": zipped({"a.csv": AREAS})}), "zip-nested"),
    "cut off": (lambda: zipped({"a.csv": AREAS})[:40], "zip-broken"),
    "noise": (lambda: b"PK\x03\x04" + os.urandom(3000), "zip-broken"),
    "billion laughs": (lambda: workbook(laughs(), "e9"), "xml-entities"),
    "quadratic": (
        lambda: workbook(f'<!DOCTYPE x [<!ENTITY e "{"a" * 100_000}">]>'),
        "xml-entities",
    ),
    "entity file": (
        lambda: workbook('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        "xml-entities",
    ),
    "outside dtd": (
        lambda: workbook('<!-- x --><!DOCTYPE x SYSTEM "http://127.0.0.1/x">'),
        "xml-entities",
    ),
    "wide xml": (
        lambda: xlsx({"S": [["a"]]}, raw={SHEET: (laughs() + xlsx_sheet([])).encode("utf-16")}),
        "xml-encoding",
    ),
    "laughs in ods": (lambda: ods([["a"]], before=laughs()), "xml-entities"),
    "far cell": (far_cell, "sheet-too-large"),
    "repeated cells": (repeated_cells, "sheet-too-large"),
    "bomb in a workbook": (
        lambda: xlsx({"S": [["a"]]}, raw={SHEET: xlsx_sheet([]) + " " * (100 << 20)}),
        "zip-ratio",
    ),
    "deep json": (lambda: b"[" * 200_000, "json-too-deep"),
    "deep geometry": (lambda: deep("[", "]"), "json-too-deep"),
    "deep object": (lambda: deep('{"a":', "}"), "json-too-deep"),
    "a NUL far down": (lambda: b"a,b\n" * 400_000 + b"x\0,1\n", "not-text"),
    "too many columns": (lambda: b"a," * 100_000 + b"\n" + b"1," * 100_000, "too-many-columns"),
    "workbook cut off": (lambda: xlsx({"S": [["a", "b"], ["c", 1]]})[:-60], "zip-broken"),
    "endless line": (lambda: b"a" * (40 << 20), "cell-too-large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_by_name(look, name):
    make, code = HOSTILE[name]
    content = make()
    begun = time.process_time()
    intake = look(content, name="file.bin")
    assert intake.verdict == "reject"
    assert codes(intake) == {code}
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("name", LITTLE)
def test_hostile_file_is_refused_in_little_memory(tmp_path, name):
    path = saved(tmp_path, HOSTILE[name][0](), "file.bin")
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from portal.tabular.sandbox import run_intake\n"
        "print(run_intake(Path(sys.argv[1])).intake.messages[0].code,\n"
        "      resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, path], capture_output=True, text=True, check=True, cwd=ROOT
    )
    code, kibibytes = done.stdout.split()
    assert code == HOSTILE[name][1]
    assert int(kibibytes) < 150 * 1024


def test_nothing_is_written_outside_the_sandbox(tmp_path):
    for name in ("climbing name", "absolute name", "backslash name", "link"):
        path = saved(tmp_path, HOSTILE[name][0](), "file.zip")
        before = sorted(tmp_path.rglob("*"))
        run_intake(path)
        assert sorted(tmp_path.rglob("*")) == before


def sandboxed(code, *, limits=None):
    """Run code in a process that has given up its powers; return its exit code and last line."""
    settings = limits or Limits(memory=512 << 20)
    program = (
        "import json, sys\nfrom portal.tabular import child\n"
        "child.give_up_powers(json.loads(sys.argv[1]), ['/dev/null'])\n" + code
    )
    from dataclasses import asdict
    from json import dumps

    done = subprocess.run(
        [sys.executable, "-c", program, dumps(asdict(settings))],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    return done.returncode, (done.stderr.strip().splitlines() or [""])[-1]


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', {port}))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open('/tmp/evil', 'w')",
        "import os; os.open('/tmp/evil', os.O_CREAT | os.O_RDWR)",
    ],
)
def test_sandbox_refuses_network_programs_and_writing_elsewhere(code):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        returned, last = sandboxed(code.replace("{port}", str(port)))
    assert returned == 1
    assert ForbiddenError.__name__ in last


def test_sandbox_has_no_network_even_below_python():
    code = (
        "import ctypes, os\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "number = libc.socket(2, 1, 0)\n"
        "address = bytes([2, 0, 0, 9, 127, 0, 0, 1]) + bytes(8)\n"
        "refused = libc.connect(number, address, 16)\n"
        "import sys; sys.exit(10 if ctypes.get_errno() == 101 else 11)"
    )
    returned, _ = sandboxed(code)
    assert returned in {10, 11}
    if returned == 11:
        pytest.skip("this kernel lets no one leave the network")


def test_sandbox_bounds_memory_and_time(tmp_path):
    path = saved(tmp_path, "Area,N\n" + "Gwynedd,1\n" * 200_000)
    memory = run_intake(path, limits=Limits(memory=24 << 20))
    assert codes(memory.intake) <= {"too-much-memory", "crashed"}
    slow = run_intake(path, limits=Limits(wall_seconds=0.05))
    assert codes(slow.intake) == {"too-slow"}


def test_sandbox_bounds_what_is_written(tmp_path):
    path = saved(tmp_path, "Area,N\n" + "Gwynedd,1\n" * 20_000)
    output = Output(0, tmp_path / "clean.csv")
    outcome = run_intake(path, outputs=[output], limits=Limits(file_size=10_000))
    assert codes(outcome.intake) == {"too-large"}


def test_sandbox_leaves_no_process_and_no_folder_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    with Sandbox() as sandbox:
        outcome = sandbox.run(saved(tmp_path, AREAS))
        assert outcome.intake.verdict == "accept"
    assert [path.name for path in tmp_path.iterdir()] == ["file.csv"]


def test_one_bad_file_does_not_spoil_the_next(tmp_path):
    with Sandbox() as sandbox:
        bad = sandbox.run(saved(tmp_path, HOSTILE["billion laughs"][0](), "bad.xlsx"))
        good = sandbox.run(saved(tmp_path, AREAS), outputs=[Output(0, tmp_path / "clean.csv")])
    assert codes(bad.intake) == {"xml-entities"}
    assert good.written == {0: 2}
    assert good.intake.tables[0].columns[1].type == "integer"
