"""The store: bytes by hash, kept once, synced, and never through a link."""

import hashlib
import os

import pytest

from portal.errors import DamagedFileError
from portal.storage import Store


@pytest.fixture
def store(tmp_path):
    return Store((tmp_path / "files").as_uri(), cache=tmp_path / "cache")


def put(store, tmp_path, data):
    path = tmp_path / "upload"
    path.write_bytes(data)
    return store.put(path)


def test_a_file_is_named_by_its_bytes_and_kept_once(store, tmp_path):
    stored = put(store, tmp_path, b"data")
    again = put(store, tmp_path, b"data")

    assert stored == again
    assert stored.sha256 == hashlib.sha256(b"data").hexdigest()
    assert store.read(stored) == b"data"
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(("start", "end"), [(0, 1), (2, 7), (0, 10), (5, 5)])
def test_any_part_can_be_read(store, tmp_path, start, end):
    stored = put(store, tmp_path, b"0123456789")

    assert b"".join(store.stream(stored.sha256, start=start, end=end)) == b"0123456789"[start:end]


def test_file_and_folder_are_synced_before_put_returns(store, tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.fstat(descriptor).st_ino))
    stored = put(store, tmp_path, b"data")
    path = store.local_file(stored.sha256)

    assert {path.stat().st_ino, path.parent.stat().st_ino} <= set(synced)


def test_a_link_in_the_store_is_not_followed(store, tmp_path):
    stored = put(store, tmp_path, b"data")
    path = store.local_file(stored.sha256)
    secret = tmp_path / "secret"
    secret.write_bytes(b"data")
    path.unlink()
    path.symlink_to(secret)

    with pytest.raises(DamagedFileError):
        store.read(stored)


def test_a_file_that_is_gone_is_reported_as_damaged(store, tmp_path):
    stored = put(store, tmp_path, b"data")
    store.local_file(stored.sha256).unlink()

    with pytest.raises(DamagedFileError):
        store.read(stored)
