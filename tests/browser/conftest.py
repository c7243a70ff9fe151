"""A real Chromium and a real `melin serve`; every test of this folder is marked `services`."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.services.programs import chromium, lifeline

PATIENCE = 60.0
SWITCHES = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-first-run",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark the tests of this folder, so that `make test` passes them over."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.services)


@pytest.fixture(scope="session")
def browser():
    """Lend one Chromium to the whole run; it can reach this machine and nothing else."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    assert path, "Chromium is missing: apt-get install chromium"
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=[*SWITCHES, *as_root])
        yield opened
        opened.close()


@pytest.fixture
def tab(browser):
    """Lend a fresh page with no past; a script error or a breach of the CSP in it is a failure."""
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert not faults, faults


@pytest.fixture(scope="session")
def live(tmp_path_factory) -> Iterator[str]:
    """Lend the address of a portal served as `make run` serves it, with data of its own."""
    with served_portal(tmp_path_factory.mktemp("live")) as address:
        yield address


@contextmanager
def served_portal(folder: Path) -> Iterator[str]:
    """Run `melin serve` on a free port with its data in `folder`; lend its address."""
    address = f"http://127.0.0.1:{(port := _free_port())}"
    outer = {name: value for name, value in os.environ.items() if not name.startswith("MELIN_")}
    settings = {"MELIN_DATA": str(folder / "data"), "MELIN_PORT": str(port)}
    log_path = folder / "serve.log"
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            [*lifeline(signal="TERM"), Path(sys.executable).with_name("melin"), "serve"],
            env=outer | settings,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(address, process, log_path)
        yield address
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log_path: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            running = process.poll() is None and time.monotonic() < deadline
            assert running, log_path.read_text()
            time.sleep(0.1)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
