"""What a developer downloads: permanent addresses, hashed bytes, honest headers."""

import hashlib
import io
import json
import zipfile

import pandas as pd
import pytest

BASE = "/dataset/response-rates-2018"
DATA = f"{BASE}/1/data/response-rates.csv"
FROZEN = [
    f"{BASE}/1/datapackage.json",
    f"{BASE}/1/datapackage.cy.json",
    f"{BASE}/1/datapackage.en.json",
    f"{BASE}/1/response-rates-2018.zip",
    DATA,
    f"{BASE}/1/data/response-rates.cy.csv",
    f"{BASE}/1/data/response-rates.en.csv",
    f"{BASE}/1/data/response-rates.json",
]


@pytest.mark.parametrize("path", FROZEN)
def test_the_etag_is_the_hash_of_the_bytes_and_the_bytes_may_be_kept_for_ever(client, path):
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.data).hexdigest()}"'
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert client.get(path).data == answer.data


@pytest.mark.parametrize(
    "path", [*FROZEN, f"{BASE}/datapackage.json", f"{BASE}/data/response-rates.csv"]
)
def test_head_tells_what_get_would(client, path):
    head, get = client.head(path), client.get(path)

    assert head.data == b""
    assert head.status_code == get.status_code == 200
    assert dict(head.headers) == dict(get.headers)


def test_the_latest_descriptor_answers_directly_and_points_into_the_frozen_version(client):
    answer = client.get(f"{BASE}/datapackage.json")

    assert answer.status_code == 200
    assert "immutable" not in answer.headers["Cache-Control"]
    for resource in answer.json["resources"]:
        assert resource["path"].startswith("1/data/")
        data = client.get(f"{BASE}/{resource['path']}").data
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resource["bytes"] == len(data)


@pytest.mark.parametrize(("lang", "word"), [("cy", "Pwy atebodd"), ("en", "Who answered")])
@pytest.mark.parametrize("base", [BASE, f"{BASE}/1"])
def test_a_descriptor_can_be_had_in_one_language(client, base, lang, word):
    title = client.get(f"{base}/datapackage.json?lang={lang}").json["title"]

    assert title.startswith(word)
    assert " / " not in title


def test_latest_data_says_which_frozen_file_answered(client):
    answer = client.get(f"{BASE}/data/response-rates.csv")

    assert answer.headers["Content-Location"] == DATA
    assert 'rel="describedby"' in answer.headers["Link"]


@pytest.mark.parametrize("suffix", ["", ".cy", ".en"])
def test_pandas_reads_every_csv(client, suffix):
    frame = pd.read_csv(io.BytesIO(client.get(f"{BASE}/1/data/response-rates{suffix}.csv").data))

    assert len(frame) == 3
    assert 143 in frame.to_numpy()


def test_the_csv_has_no_byte_order_mark_and_ends_lines_as_the_standard_says(client):
    data = client.get(DATA).data

    assert client.get(DATA).content_type == "text/csv; charset=utf-8"
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 4


def test_the_archive_holds_the_package_that_the_addresses_serve(client):
    archive = zipfile.ZipFile(io.BytesIO(client.get(FROZEN[3]).data))

    assert archive.testzip() is None
    assert archive.read("datapackage.json") == client.get(FROZEN[0]).data
    assert archive.read("data/response-rates.csv") == client.get(DATA).data
    names = {
        resource["path"] for resource in json.loads(archive.read("datapackage.json"))["resources"]
    }
    assert names <= set(archive.namelist())


@pytest.mark.parametrize(
    ("header", "status", "expected"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=5-", 206, slice(5, None)),
        ("bytes=-4", 206, slice(-4, None)),
        ("bytes=0-99999999", 206, slice(0, None)),
        ("bytes=99999999-", 416, None),
        ("bytes=9-2", 200, slice(0, None)),
        ("bytes=0-1,3-4", 200, slice(0, None)),
        ("lines=0-1", 200, slice(0, None)),
        ("bytes=x-y", 200, slice(0, None)),
        ("bytes=" + "9" * 400 + "-", 416, None),
        ("", 200, slice(0, None)),
    ],
)
def test_a_part_is_sent_where_one_part_is_asked_for(client, header, status, expected):
    whole = client.get(DATA).data
    answer = client.get(DATA, headers={"Range": header})

    assert answer.status_code == status
    assert answer.data == (whole[expected] if expected else b"")
    if status == 416:
        assert answer.headers["Content-Range"] == f"bytes */{len(whole)}"


def test_a_part_is_only_sent_while_the_file_is_the_one_the_client_has(client):
    etag = client.get(DATA).headers["ETag"]

    assert client.get(DATA, headers={"Range": "bytes=0-1", "If-Range": etag}).status_code == 206
    assert client.get(DATA, headers={"Range": "bytes=0-1", "If-Range": '"x"'}).status_code == 200
    weak = {"Range": "bytes=0-1", "If-Range": f"W/{etag}"}
    assert client.get(DATA, headers=weak).status_code == 200


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("If-None-Match", "{etag}", 304),
        ("If-None-Match", 'W/"x", {etag}', 304),
        ("If-None-Match", "*", 304),
        ("If-None-Match", '"x"', 200),
        ("If-Match", "{etag}", 200),
        ("If-Match", '"x"', 412),
        ("If-Modified-Since", "not a date", 200),
        ("If-None-Match", '"' * 5000, 200),
    ],
)
def test_conditions_are_answered_as_the_standard_says(client, name, value, status):
    etag = client.get(DATA).headers["ETag"]

    assert client.get(DATA, headers={name: value.format(etag=etag)}).status_code == status


@pytest.mark.parametrize(
    ("accept", "status", "location"),
    [
        ("text/html", 303, "/cy/setiau-data/response-rates-2018"),
        ("application/json", 303, f"{BASE}/datapackage.json"),
        ("*/*", 303, None),
        ("text/turtle", 303, f"{BASE}.ttl"),
        ("application/rdf+xml", 303, f"{BASE}.rdf"),
        ("application/ld+json", 303, f"{BASE}.jsonld"),
        ("application/pdf", 406, None),
        ("nonsense;q=x,,,/", 406, None),
    ],
)
def test_the_neutral_address_sends_each_client_where_it_can_read(client, accept, status, location):
    answer = client.get(BASE, headers={"Accept": accept, "Accept-Language": "cy"})

    assert answer.status_code == status
    if location:
        assert answer.headers["Location"] == location
