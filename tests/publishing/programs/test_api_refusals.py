"""What programs may not do: each is refused with a stable code, and nothing changes."""

import io
import json
import logging

import pytest

from portal.accounts.guard import Who, access_of
from portal.accounts.roles import Scope
from portal.catalogue.operations import OtherPublisherError
from portal.publishing import uploads
from portal.web import bodies
from portal.web.log import JsonLines
from tests.publishing.programs.conftest import SUBMISSIONS, Program, left_over, token_for, zipped
from tests.publishing.walk import PUBLISHER, SLUG, draft, look, published, work

MINE = f"{SUBMISSIONS}?dataset={SLUG}&publisher={PUBLISHER}"


def refused(answer, status, code):
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.mimetype == "application/problem+json"
    assert answer.json["title_cy"] != answer.json["title_en"]
    assert "no-store" in answer.headers["Cache-Control"]


def addresses(portal, number):
    """Yield every address and method for programs that is about a submission."""
    for rule in portal.url_map.iter_rules():
        access = access_of(portal.view_functions[rule.endpoint])
        if access is not None and access.who is Who.PROGRAM:
            for method in sorted(rule.methods - {"OPTIONS", "HEAD"}):
                path = rule.rule.replace("<number:number>", str(number))
                yield method, path.replace("<slug:slug>", SLUG)


# S33, S41: whose


def test_a_token_of_one_publisher_reaches_nothing_of_another(
    portal, program, stranger, rows, package
):
    number = program.hand_in(package).json["id"]
    before, tried = rows(), 0
    for method, path in addresses(portal, number):
        query = f"?dataset={SLUG}&publisher={PUBLISHER}" if path == SUBMISSIONS else ""
        query = query.replace(f"dataset={SLUG}&", "") if method == "GET" else query
        for headers, more in (({}, {"data": package}), ({}, {"json": {"reason_cy": "x"}})):
            answer = stranger.open(method, path + query, headers=headers, **more)
            assert answer.status_code in {403, 404}, f"{method} {path}"
            tried += 1
    assert tried > 10
    assert rows() == before


def test_another_publishers_submission_looks_like_none(program, stranger, package):
    number = program.hand_in(package).json["id"]
    there, nowhere = (stranger.get(f"{SUBMISSIONS}/{each}") for each in (number, 999))
    assert there.status_code == nowhere.status_code == 404
    assert {**there.json, "facts": None} == {**nowhere.json, "facts": None}


def test_a_published_dataset_of_another_takes_no_version(config, stranger, package):
    published(config)
    refused(stranger.hand_in(package, publisher="arall"), 409, OtherPublisherError.code)


def test_a_token_to_read_changes_and_sees_nothing(portal, config, program, rows, package):
    number = program.hand_in(package).json["id"]
    reader, before = Program(portal.test_client(), token_for(config, scopes=(Scope.READ,))), rows()
    for method, path in addresses(portal, number):
        refused(reader.open(method, path, data=package), 403, "not-allowed")
    assert rows() == before


def test_without_a_token_or_with_a_cookie_alone_nothing_answers(portal, program, rows, package):
    number = program.hand_in(package).json["id"]
    client, before = portal.test_client(), rows()
    client.set_cookie("melin_session", "x" * 43)
    for method, path in addresses(portal, number):
        refused(client.open(path, method=method, data=package), 401, "wrong-token")
    assert rows() == before


def test_an_expired_token_hands_in_nothing(program, rows, package, time_machine_at):
    from datetime import timedelta

    before = rows()
    time_machine_at(timedelta(days=31))
    refused(program.hand_in(package), 401, "wrong-token")
    assert rows() == before


@pytest.mark.parametrize("name", ["name", "token", "access_token"])
def test_a_token_in_the_address_is_refused_and_never_logged(program, rows, package, name):
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    log = logging.getLogger("melin.web")
    log.addHandler(handler)
    before = rows()
    try:
        for token in (program.token, program.token.replace("melin_", "%6Delin%5f")):
            answer = program.open("POST", f"{MINE}&{name}={token}", data=package)
            refused(answer, 400, "token-in-address")
        assert program.hand_in(package, query="&dry_run=2").status_code == 400
    finally:
        log.removeHandler(handler)
    assert rows() == before
    assert len(written.getvalue().splitlines()) == 3
    assert program.token[6:] not in written.getvalue()


def test_a_file_whose_name_only_looks_like_a_token_is_taken(program, package):
    path = f"{MINE}&name=melin_spend-april.zip"
    answer = program.open("POST", path, data=package)
    assert answer.status_code == 202


# S32, S36: values


@pytest.mark.parametrize(
    "query",
    [
        "",
        f"dataset={SLUG}",
        f"publisher={PUBLISHER}",
        f"dataset=../x&publisher={PUBLISHER}",
        f"dataset=%00&publisher={PUBLISHER}",
        f"dataset=%ff&publisher={PUBLISHER}",
        f"dataset=Ŵ&publisher={PUBLISHER}",
        f"dataset={'a' * 101}&publisher={PUBLISHER}",
        f"dataset={SLUG}&dataset=other&publisher={PUBLISHER}",
        f"dataset={SLUG}&publisher={PUBLISHER}&state=published",
        f"dataset={SLUG}&publisher={PUBLISHER}&by=1",
        f"dataset={SLUG}&publisher={PUBLISHER}&dry_run=-1",
        f"dataset={SLUG}&publisher={PUBLISHER}&dry_run=",
        f"dataset={SLUG}&publisher={PUBLISHER}&name={'x' * 501}",
        f"dataset={SLUG}&publisher={PUBLISHER}&name=%00.zip",
    ],
)
def test_a_parameter_that_makes_no_sense_is_refused(program, rows, package, query):
    before = rows()
    refused(program.open("POST", f"{SUBMISSIONS}?{query}", data=package), 400, "bad-parameter")
    assert rows() == before


@pytest.mark.parametrize("number", ["0", "-1", "NaN", "1e3", "9223372036854775808", "01", "%00"])
def test_a_number_that_is_none_is_not_found(program, number):
    refused(program.get(f"{SUBMISSIONS}/{number}"), 404, "not-found")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"state": "published"}, 422),
        ({"submitted_by": 2, "approved_by": 3}, 422),
        ({"published_at": "2026-01-01", "revision": 9}, 422),
        ({"reason_cy": None}, 422),
        ({"reason_cy": " "}, 422),
        ({"reason_cy": ["x"]}, 422),
        ({"reason_cy": "x" * 2001}, 422),
        ({"reason_cy": "a\x00b"}, 422),
        ({"reason_cy": "a\ud800b"}, 422),
    ],
)
def test_a_field_that_nobody_asked_for_or_that_makes_no_sense_is_refused(
    program, config, package, fields, status
):
    number = program.hand_in(package).json["id"]
    work(config)
    revision = look(config, number).revision
    answer = program.submit(number, **fields)

    assert answer.status_code == status
    assert answer.json["code"] in {"bad-fields", "reason-incomplete"}
    assert look(config, number).revision == revision


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 10000, "application/json", 400),
        (b"[]", "application/json", 422),
        (b'"x"', "application/json", 422),
        (b"NaN", "application/json", 422),
        (b" " * 70000, "application/json", 413),
        (b"reason_cy=x", "application/x-www-form-urlencoded", 415),
        (b"{}", "text/plain", 415),
    ],
)
def test_a_body_that_is_no_json_object_is_refused(program, package, body, kind, status):
    number = program.hand_in(package).json["id"]
    path = f"{SUBMISSIONS}/{number}/submit"
    answer = program.open("POST", path, headers={"Content-Type": kind}, data=body)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("tag", ['W/"1"', "x", '"1", "2"', '"-1"', '"99999999999"', '"²"'])
def test_an_if_match_that_names_no_revision_is_refused(program, package, tag):
    number = program.hand_in(package).json["id"]
    headers = {"If-Match": tag.encode().decode("latin-1")}
    refused(
        program.open("DELETE", f"{SUBMISSIONS}/{number}", headers=headers),
        412,
        "precondition-failed",
    )


# S25, S56: bodies


class Endless(io.RawIOBase):
    """A body that goes on; it counts what was read of it."""

    def __init__(self, size):
        self.left, self.read_of_it = size, 0

    def readable(self):
        return True

    def readinto(self, buffer):
        given = min(len(buffer), self.left)
        buffer[:given] = b"x" * given
        self.left -= given
        self.read_of_it += given
        return given


def sent(program, body, **environ):
    given = {"wsgi.input": body, **environ}  # the client itself would want to know its end
    return program.open("POST", f"{MINE}&name=x.zip", environ_overrides=given)


def test_a_body_that_says_it_is_too_large_is_not_read(program, config, rows):
    body, before = Endless(10**9), rows()
    refused(sent(program, body, CONTENT_LENGTH=str(10**12)), 413, "upload-too-large")
    assert body.read_of_it == 0
    assert rows() == before


def test_a_body_that_grows_too_large_is_read_no_further(program, config, rows, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 3 * bodies.CHUNK)
    body, before = Endless(10**9), rows()
    chunked = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    answer = program.open(
        "POST",
        f"{MINE}&name=x.zip",
        headers={"Content-Digest": "sha-256=:AAAA:"},
        environ_overrides={"wsgi.input": body, **chunked},
    )
    refused(answer, 413, "upload-too-large")
    assert body.read_of_it <= 5 * bodies.CHUNK
    assert (rows(), left_over(config)) == (before, [])


def test_a_body_that_breaks_off_leaves_nothing(program, config, rows):
    before = rows()
    answer = sent(program, Endless(10**6), CONTENT_LENGTH=str(2 * 10**6))
    refused(answer, 400, "broken-off")
    terminated = {"wsgi.input_terminated": True, "CONTENT_LENGTH": str(2 * 10**6)}
    refused(sent(program, Endless(10**6), **terminated), 400, "broken-off")
    assert (rows(), left_over(config)) == (before, [])
    assert not [path for path in (config.data / "files").rglob("*") if path.is_file()]


def test_a_body_of_unknown_length_without_a_hash_is_refused(program, rows):
    body, before = Endless(100), rows()
    chunked = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    refused(sent(program, body, **chunked), 411, "length-needed")
    refused(sent(program, io.BytesIO(), CONTENT_LENGTH="0"), 400, "empty-body")
    assert body.read_of_it == 0
    assert rows() == before


def test_a_form_is_not_read_however_many_parts_it_has(program, rows):
    part = b'--x\r\nContent-Disposition: form-data; name="f"\r\n\r\nv\r\n'
    before = rows()
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        body = io.BytesIO(part * 10000 + b"--x--\r\n")
        answer = program.open("POST", MINE, headers={"Content-Type": kind}, input_stream=body)
        refused(answer, 415, "wrong-media-type")
        assert body.tell() == 0
    assert rows() == before


def test_only_a_few_large_bodies_are_taken_in_at_once(program, package):
    big = Endless(bodies.SMALL + 1)
    with bodies._place(None), bodies._place(None):
        answer = sent(program, big, CONTENT_LENGTH=str(bodies.SMALL + 1))
        refused(answer, 503, "busy")
        assert answer.headers["Retry-After"]
        assert program.hand_in(package).status_code == 202
    assert big.read_of_it == 0


def test_a_full_disk_is_told_and_leaves_nothing(program, config, rows, monkeypatch):
    import errno

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(bodies, "_copy", full)
    before = rows()
    refused(program.hand_in(b"x" * 10), 507, "storage-full")
    assert (rows(), left_over(config)) == (before, [])


# S50: names of files


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ({"Content-Disposition": 'attachment; filename="../../etc/passwd.zip"'}, "passwd.zip"),
        ({"Content-Disposition": "attachment; filename*=UTF-8''t%C5%B7.zip"}, "tŷ.zip"),
        ({"Content-Disposition": "attachment; filename*=UTF-8''a%0d%0ab%22%3B.zip"}, 'ab";.zip'),
        ({"Content-Disposition": "attachment; filename*=UTF-8''%E2%80%AEpiz.zip"}, "piz.zip"),
        ({"Content-Type": "text/csv"}, "upload.csv"),
        ({"Content-Type": "application/zip"}, "upload.zip"),
        ({}, "upload"),
    ],
)
def test_a_name_is_kept_plain_and_told_back_whole(program, package, headers, name):
    answer = program.open("POST", MINE, headers=headers, data=package)
    assert answer.json["upload"]["name"] == name
    assert "\n" not in str(answer.headers["Location"])
    assert json.loads(answer.text)["upload"]["name"] == name


def test_many_names_at_once_are_refused(program, package):
    answer = program.open("POST", f"{MINE}&name=a.zip&name=b.csv", data=package)
    refused(answer, 400, "bad-parameter")


def test_a_script_in_a_title_comes_back_as_text(program, config, tmp_path):
    made = draft()
    made.descriptor["title_cy"] = "<script>alert(1)</script>"
    made.descriptor["theme"] = "<script>"
    number = program.hand_in(zipped(tmp_path, made)).json["id"]
    work(config)
    answer = program.get(f"{SUBMISSIONS}/{number}")
    assert answer.mimetype == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
