"""`melin publish` against a portal that is really served, with a worker that really checks."""

import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from portal.config import SHIPPED_PACKAGES
from portal.publishing import commands, operations
from portal.publishing.models import State
from tests.browser.conftest import served_portal
from tests.conftest import config_in
from tests.publishing.programs.conftest import token_for
from tests.publishing.walk import COLLEAGUE, do, draft, look

pytestmark = pytest.mark.services

MELIN = Path(sys.executable).with_name("melin")
REASON = ("--reason-cy", "Ffigurau newydd.", "--reason-en", "New figures.")
OTHER_MEMBER = COLLEAGUE + 98


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Lend the address of a portal, its settings and tokens of two publishers."""
    folder = tmp_path_factory.mktemp("served")
    with served_portal(folder) as address:
        config = config_in(folder / "data")
        tokens = {name: token_for(config, name) for name in ("cyngor-enghreifftiol", "aberwen")}
        yield address, config, tokens


def run(*arguments, token="", **settings):
    outer = {name: value for name, value in os.environ.items() if not name.startswith("MELIN_")}
    settings |= {"MELIN_TOKEN": token} if token else {}
    return subprocess.run(
        [MELIN, "publish", *map(str, arguments)],
        env=outer | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def example(tmp_path, name, **changes):
    """Write a package that the example publisher can hand in; more lies in its folder."""
    made = draft(f"Package {name}.")
    made.descriptor |= {"name": name, **changes}
    folder = made.write(tmp_path / name)
    (folder / ".secret").write_text("x")
    (folder / "notes.txt").write_text("not for others")
    return folder


def identity_of(done) -> int:
    return int(done.stdout.splitlines()[0].rsplit("/", 1)[-1])


def test_a_shipped_package_is_published_with_one_command_and_a_colleagues_word(served, tmp_path):
    address, config, tokens = served
    folder = tmp_path / "package"
    shutil.copytree(SHIPPED_PACKAGES / "good-practice", folder)
    descriptor = json.loads((folder / "datapackage.json").read_text())
    descriptor |= {"name": "arfer-dda", "publisher": "aberwen"}
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    done = run(folder, "--to", address, *REASON, token=tokens["aberwen"])
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith("arfer-dda: submitted")
    assert [line[:5] for line in done.stdout.splitlines()[1:]] == ["  cy:", "  en:"]
    assert done.stderr == ""

    number = identity_of(done)
    do(config, operations.approve, number, by=OTHER_MEMBER)
    wait_until(lambda: look(config, number).state is State.PUBLISHED)


def wait_until(condition):
    import time

    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.2)


def test_the_reason_comes_from_the_package_and_a_second_run_changes_nothing(served, tmp_path):
    address, config, tokens = served
    reasons = {"reason_cy": "Am y tro cyntaf.", "reason_en": "For the first time."}
    folder = example(tmp_path, "two-runs", **reasons)
    done = [run(folder, "--to", address, token=tokens["cyngor-enghreifftiol"]) for _ in range(2)]
    assert [each.returncode for each in done] == [0, 0], done[0].stderr
    assert done[0].stdout == done[1].stdout
    assert look(config, identity_of(done[0])).reason_en == "For the first time."


def test_only_what_the_package_names_is_sent(served, tmp_path):
    import io
    import zipfile

    address, config, tokens = served
    folder = example(tmp_path, "only-named")
    done = run(folder, "--to", address, *REASON, token=tokens["cyngor-enghreifftiol"])
    sha256 = look(config, identity_of(done)).upload_sha256
    body = (config.data / "files" / sha256[:2] / sha256).read_bytes()
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = set(archive.namelist())
    assert names == {"datapackage.json", "data/wards.csv", "data/kinds.csv"}


def test_issues_are_told_in_both_languages_and_a_better_file_takes_its_place(served, tmp_path):
    address, _, tokens = served
    token = tokens["cyngor-enghreifftiol"]
    folder = example(tmp_path, "with-issues", title_cy="")
    done = run(folder, "--to", address, *REASON, token=token)
    assert done.returncode == 1
    assert "blank-text" in done.stderr
    assert done.stderr.index("cy: ") < done.stderr.index("en: ")
    better = example(tmp_path / "better", "with-issues")
    told = run(better, "--to", address, *REASON, token=token)
    assert told.returncode == 1
    assert "open-submission" in told.stderr
    done = run(better, "--to", address, "--replace", *REASON, token=token)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_dry_run_says_the_same_and_leaves_nothing(served, tmp_path):
    address, config, tokens = served
    token = tokens["cyngor-enghreifftiol"]
    good = run(example(tmp_path, "dry"), "--to", address, "--dry-run", token=token)
    bad = run(
        example(tmp_path / "bad", "dry", title_cy=""),
        "--to",
        address,
        "--dry-run",
        "--json",
        token=token,
    )
    assert (good.returncode, bad.returncode) == (0, 1)
    said = json.loads(bad.stdout)
    assert (said["outcome"], said["issues"][0]["code"]) == ("wrong", "blank-text")
    assert bad.stderr == ""
    from portal.errors import NotFoundError

    with pytest.raises(NotFoundError):
        look(config, said["id"])


def test_a_file_of_data_is_handed_in_with_its_dataset_named(served, tmp_path):
    address, _, tokens = served
    (tmp_path / "spend.csv").write_text("month,amount\n2026-01,1\n2026-02,2\n")
    where = ("--dataset", "spend", "--publisher", "aberwen")
    done = run(tmp_path / "spend.csv", "--to", address, *where, "--json", token=tokens["aberwen"])
    said = json.loads(done.stdout)
    assert (said["dataset"], said["state"], said["outcome"]) == ("spend", "checked", "open")
    assert "unknown-upload" not in {issue["code"] for issue in said["issues"]}
    assert done.returncode == 1


def test_a_token_of_another_publisher_is_refused_before_anything_is_sent(served, tmp_path):
    address, _, tokens = served
    folder = example(tmp_path, "not-mine")
    done = run(folder, "--to", address, token=tokens["aberwen"])
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("not-allowed")


def test_a_token_is_told_to_nobody(served, tmp_path):
    address, config, _ = served
    token = "melin_" + "x" * 43
    done = run(example(tmp_path, "secret"), "--to", address, "--json", token=token)
    assert json.loads(done.stdout)["code"] == "wrong-token"
    assert token not in done.stdout + done.stderr
    assert token not in (config.data.parent / "serve.log").read_text()


def test_a_token_never_leaves_for_another_machine_in_clear(tmp_path):
    folder = example(tmp_path, "clear")
    done = run(folder, "--to", "http://portal.example", token="melin_x")
    assert done.returncode == 2
    assert done.stderr.startswith("insecure-address")


@pytest.mark.parametrize(
    ("address", "code", "status"),
    [
        ("ftp://127.0.0.1", "wrong-address", 2),
        ("https://u:p@127.0.0.1", "wrong-address", 2),
        ("127.0.0.1:8000", "wrong-address", 2),
        ("http://127.0.0.1:1", "cannot-connect", 1),
        ("https://127.0.0.1:1", "cannot-connect", 1),
    ],
)
def test_an_address_where_no_portal_is_is_told_plainly(tmp_path, address, code, status):
    done = run(example(tmp_path, "nowhere"), "--to", address, token="melin_x")
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith(code)
    assert "u:p" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [(), ("--to",), ("--to", "http://127.0.0.1:1", "--reason-cy", "x")]
)
def test_wrong_use_ends_with_2(tmp_path, arguments):
    assert run(example(tmp_path, "wrong"), *arguments, token="melin_x").returncode == 2


def test_a_file_without_a_place_ends_with_2(tmp_path):
    (tmp_path / "x.csv").write_text("a\n1\n")
    done = run(tmp_path / "x.csv", "--to", "http://127.0.0.1:1", token="melin_x")
    assert done.returncode == 2
    assert done.stderr.startswith("no-place")


# Portals that are out of order


class MoodyServer(HTTPServer):
    """A server with a list of answers; it remembers what it was asked."""

    answers: tuple[Any, ...] = ()
    seen: list[Any] = []  # noqa: RUF012 (each server gets its own)


class Moody(BaseHTTPRequestHandler):
    """Answers as its server's list of answers says, one after the other."""

    server: MoodyServer

    def do_GET(self):
        self.server.seen.append((self.path, self.headers.get("Authorization")))
        status, headers, body = self.server.answers[
            min(len(self.server.seen), len(self.server.answers)) - 1
        ]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def moody():
    servers = []

    def start(*answers):
        server = MoodyServer(("127.0.0.1", 0), Moody)
        server.answers, server.seen = answers, []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def at(server) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


def test_a_redirect_is_not_followed_with_the_token(moody, tmp_path):
    other = moody((200, {}, b"{}"))
    server = moody((302, {"Location": at(other)}, b""))
    done = run(example(tmp_path, "led"), "--to", at(server), token="melin_x")
    assert done.returncode == 1
    assert done.stderr.startswith("unexpected-answer")
    assert other.seen == []


def test_a_portal_that_is_busy_is_asked_again(moody, tmp_path):
    wait = (503, {"Retry-After": "0"}, b"")
    server = moody(wait, wait, (500, {}, b"<html>"))
    done = run(example(tmp_path, "busy"), "--to", at(server), token="melin_x")
    assert done.returncode == 1
    assert "500" in done.stderr
    assert len(server.seen) == 3


def test_a_server_that_cannot_prove_who_it_is_gets_no_token(tmp_path):
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        got = []

        def answer_in_clear():
            connection, _ = listening.accept()
            got.append(connection.recv(65536))
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            connection.close()

        thread = threading.Thread(target=answer_in_clear)
        thread.start()
        address = f"https://127.0.0.1:{listening.getsockname()[1]}"
        done = run(example(tmp_path, "tls"), "--to", address, token="melin_secret")
        thread.join()
    assert ssl.HAS_TLSv1_3
    assert done.returncode == 1
    assert done.stderr.startswith("untrusted-server")
    assert b"melin_secret" not in got[0]


def test_every_outcome_has_words_in_both_languages():
    for name in commands._OUTCOMES:
        assert commands.outcome({"outcome": name}).complete
