"""A zipped package: read where it is sound, refused where it would lie outside or burst."""

import stat
import zipfile

import pytest

from portal.errors import PackageRefusedError
from portal.interop.reading import read_package, unpacking
from portal.interop.reading.unpacking import unpack
from tests.interop.packages import Draft


def zipped(folder, members, method=zipfile.ZIP_DEFLATED):
    """Zip `members`: a name or a ZipInfo with its content."""
    path = folder / "upload.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def whole(folder, before=""):
    package = Draft().write(folder / "package")
    names = [path for path in sorted(package.rglob("*")) if path.is_file()]
    return [(f"{before}{path.relative_to(package)}", path.read_bytes()) for path in names]


def link():
    entry = zipfile.ZipInfo("data/link.csv")
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def codes(folder, members, **more):
    out = folder / "out"
    out.mkdir()
    with pytest.raises(PackageRefusedError) as refused:
        unpack(zipped(folder, members, **more), out)
    assert {path.name for path in folder.iterdir()} <= {"out", "upload.zip", "package"}
    return [issue.code for issue in refused.value.issues]


@pytest.mark.parametrize("before", ["", "places-to-read/"])
def test_a_sound_package_is_read_from_its_own_folder_or_the_one_inside(tmp_path, before):
    upload = zipped(tmp_path, [*whole(tmp_path, before), (f"{before}index.html", "x")])
    out = tmp_path / "out"
    root = unpack(upload, out)

    assert read_package(root).description.slug == "places-to-read"
    assert not list(out.rglob("index.html"))


@pytest.mark.parametrize(
    "name",
    ["../x.csv", "/etc/x.csv", "data/../../x.csv", "..\\x.csv", "C:/x.csv", "a/%2e%2e/x.csv", "~x"],
)
def test_a_member_that_would_lie_outside_is_refused(tmp_path, name):
    assert codes(tmp_path, [*whole(tmp_path), (name, "x")]) == ["unsafe-path"]


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ((link(), "/etc/passwd"), "symlink"),
        (("data/inner.zip", b"x"), "nested-archive"),
        (("data/hidden.csv", b"PK\x03\x04x"), "nested-archive"),
        (("DATA/WARDS.csv", "x"), "duplicate-member"),
        (("data/big.csv", b"0" * 40_000_000), "unpacks-too-large"),
    ],
)
def test_a_member_that_is_not_plain_data_is_refused(tmp_path, member, code):
    assert codes(tmp_path, [*whole(tmp_path), member]) == [code]


def test_a_bomb_is_refused_before_twice_its_limit_is_on_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "SMALL", 1_000_000)
    assert codes(tmp_path, [("datapackage.json", b"0" * 100_000_000)]) == ["unpacks-too-large"]
    written = sum(path.stat().st_size for path in (tmp_path / "out").rglob("*"))
    assert written < 2 * (1_000_000 + 200 * (tmp_path / "upload.zip").stat().st_size)


def test_very_many_members_are_refused(tmp_path):
    members = [(f"data/{number}.csv", "") for number in range(unpacking.MEMBERS + 1)]
    assert codes(tmp_path, members) == ["too-many-members"]


def test_an_unusual_compression_is_refused(tmp_path):
    assert codes(tmp_path, whole(tmp_path), method=zipfile.ZIP_LZMA) == ["unreadable-member"]


def test_two_packages_in_one_archive_are_refused(tmp_path):
    assert codes(tmp_path, [*whole(tmp_path, "a/"), *whole(tmp_path, "b/")]) == ["several-packages"]


def test_an_archive_without_a_descriptor_or_that_is_none_is_refused(tmp_path):
    assert codes(tmp_path, [("data/x.csv", "a")]) == ["missing-descriptor"]
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(PackageRefusedError):
        unpack(tmp_path / "broken.zip", tmp_path / "other")
