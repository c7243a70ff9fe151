"""The `melin` command as an operator meets it."""

import contextlib
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from portal.config import ROOT, SHIPPED_PACKAGES

MELIN = Path(sys.executable).with_name("melin")


def run(*arguments, **settings):
    outer = {name: value for name, value in os.environ.items() if not name.startswith("MELIN_")}
    return subprocess.run(
        [MELIN, *arguments], env=outer | settings, capture_output=True, text=True, check=False
    )


def test_load_prints_each_issue_in_both_languages_and_exits_with_1(tmp_path):
    shutil.copytree(SHIPPED_PACKAGES / "councils", tmp_path / "p" / "councils")
    path = tmp_path / "p" / "councils" / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"title_cy": None}))
    done = run("load", str(tmp_path / "p"), MELIN_DATA=str(tmp_path / "data"))

    assert done.returncode == 1
    assert "welsh-missing" in done.stderr
    assert "cy: " in done.stderr
    assert "en: " in done.stderr
    assert "Traceback" not in done.stderr


def test_load_of_a_folder_without_packages_says_so(tmp_path):
    done = run("load", str(tmp_path), MELIN_DATA=str(tmp_path / "data"))

    assert done.returncode == 1
    assert "no-packages" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("round", "recompute", "none", "--out", "{}"), ("report", "all", "--round", "none")],
)
def test_a_portal_that_was_never_started_is_told_of_no_round_in_plain_words(tmp_path, arguments):
    given = [each.format(tmp_path / "out") for each in arguments]
    done = run(*given, MELIN_DATA=str(tmp_path / "data"))

    assert done.returncode == 1
    assert "not-found" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_use_exits_with_2(tmp_path):
    assert run("load", str(tmp_path / "none")).returncode == 2
    assert run("nonsense").returncode == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [("MELIN_PORT", "http"), ("MELIN_BASE_URL", "javascript:x"), ("MELIN_DATABASE_URL", "x")],
)
def test_a_setting_that_cannot_be_used_is_named(name, value):
    done = run("migrate", **{name: value})

    assert done.returncode == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def descendants(pid):
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *descendants(int(child))]
    return found


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition, patience=60):
    until = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def take_away(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        assert answer.read()


def downloads(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT kind, count FROM downloads").fetchall()


@pytest.mark.services
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_serve_leaves_no_process_behind_and_loses_no_count_however_it_is_ended(
    shipped, tmp_path, number
):
    port = free_port()
    shutil.copytree(shipped.data, tmp_path / "data")
    settings = {"MELIN_DATA": str(tmp_path / "data"), "MELIN_PORT": str(port)}
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [MELIN, "serve"], cwd=ROOT, env=os.environ | settings, stdout=log, stderr=log
        )
    try:
        wait_for(lambda: answers(port))
        family = descendants(process.pid)
        for _ in range(3):
            take_away(port, "/dataset/councils/1/data/councils.csv")
        process.send_signal(number)
        process.wait(30)
    finally:
        process.kill()
        process.wait()

    assert len(family) >= 2
    wait_for(lambda: not any(map(alive, family)), patience=20)
    assert downloads(tmp_path / "data" / "melin.db") == [("csv", 3)]
    if number != signal.SIGKILL:
        assert process.returncode == 0
