"""The format's own page: its example is sound, and its limits are those the reader keeps."""

import re

from portal.config import ROOT
from portal.interop.documents import KINDS
from portal.interop.reading import limits, read_package
from portal.interop.reading.columns import CONSTRAINTS

PAGE = (ROOT / "docs" / "package-format.md").read_text(encoding="utf-8")


def test_the_example_is_a_sound_package(tmp_path):
    (tmp_path / "data").mkdir()
    blocks = re.findall(r"`([\w./-]+)`:\n\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert [name for name, _ in blocks] == ["datapackage.json", "data/wards.csv", "data/kinds.csv"]
    for name, content in blocks:
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert read_package(tmp_path).description.slug == "quiet-places"


def test_the_limits_are_those_of_the_reader():
    for number in (limits.RESOURCES, limits.FIELDS, limits.ROW, limits.CELL, limits.MATCHED):
        assert f"{number:,}" in PAGE
    assert f"{limits.FILE_SIZE // 1024**2} MB" in PAGE
    assert f"| one document | {limits.DOCUMENT_SIZE // 1024**2} MB |" in PAGE
    assert f"{limits.DESCRIPTOR_SIZE // 10**6} MB, {limits.DEPTH} levels" in PAGE


def test_every_kind_of_document_is_named():
    assert ", ".join(f"`{kind}`" for kind in sorted(KINDS)) in PAGE


def test_every_type_and_constraint_is_named():
    for kind, rules in CONSTRAINTS.items():
        assert f"`{kind}`" in PAGE
        for rule in rules:
            assert f"`{rule}`" in PAGE
