"""Every way a package can be wrong is told by its own code, quickly, and nothing is fetched."""

import ast
import contextlib
import os
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from portal.errors import PackageRefusedError
from portal.i18n.data_words import DATA_WORDS
from portal.i18n.descriptor_words import DESCRIPTOR_WORDS
from portal.i18n.issue_words import ISSUE_WORDS
from portal.interop import reading
from portal.interop.reading import identify, limits, read_package
from portal.interop.reading.offline import OfflineError, offline
from tests.interop.hostile import DATA_CASES, DESCRIPTOR_CASES, linked
from tests.interop.packages import Draft

OTHER_CODES = {
    "code-list-too-long",
    "file-too-large",
    "missing-descriptor",
    "not-a-file",
    "symlink",
}


def refusal(folder):
    with pytest.raises(PackageRefusedError) as found:
        read_package(folder)
    return found.value.issues


def assert_worded(issue):
    """Refuse an issue whose words name a fact that it does not carry."""
    words = ISSUE_WORDS[issue.code]
    facts = {**issue.facts, "file": issue.file, "row": issue.row, "column": issue.column}
    assert (words.what % facts).strip()
    assert (words.mend % facts).strip()


@pytest.mark.parametrize(("code", "mischief"), DESCRIPTOR_CASES)
def test_a_fault_of_the_descriptor_is_told_by_its_code(tmp_path, code, mischief):
    draft = Draft()
    mischief(draft)
    began = time.monotonic()
    issues = refusal(draft.write(tmp_path))
    assert time.monotonic() - began < 2
    assert code in {issue.code for issue in issues}
    for issue in issues:
        assert_worded(issue)
    assert {issue.file for issue in issues if issue.code == code} <= {
        "datapackage.json",
        "data/wards.csv",
    }


@pytest.mark.parametrize(("code", "row", "column", "mischief"), DATA_CASES)
def test_a_fault_of_the_data_is_told_with_its_row_and_column(tmp_path, code, row, column, mischief):
    draft = Draft()
    mischief(draft)
    issues = refusal(draft.write(tmp_path))
    for issue in issues:
        assert_worded(issue)
    found = [issue for issue in issues if issue.code == code]
    assert found, issues
    if row is not None:
        assert (row, column) in {(issue.row, issue.column) for issue in found}, found
    of_files = [issue.file for issue in found if issue.code != "more-issues"]
    assert all(file.endswith(".csv") or file.startswith("docs/") for file in of_files) or (
        code == "real-place-in-synthetic"
    )


def test_a_lone_fault_is_told_alone(tmp_path):
    draft = Draft()
    draft.replace("library,51", "libary,51")
    (issue,) = refusal(draft.write(tmp_path))
    assert (issue.code, issue.file, issue.row) == ("unknown-code", "data/wards.csv", 2)
    assert issue.facts == {"cell": "libary", "nearest": "library"}


def test_all_faults_are_told_at_once_in_the_order_of_the_rows(tmp_path):
    draft = Draft()
    del draft.descriptor["title_cy"]
    draft.replace("51", "many")
    draft.replace("W06000001", "W06000091")
    draft.replace("2018-01-31", "soon")
    told = [(issue.code, issue.row) for issue in refusal(draft.write(tmp_path))]
    assert told == [
        ("welsh-missing", None),
        ("type-error", 2),
        ("type-error", 3),
        ("unknown-place", 3),
    ]


def test_the_list_of_issues_ends_with_how_many_more_there_are(tmp_path):
    code, _, _, mischief = DATA_CASES[-1]
    draft = Draft()
    mischief(draft)
    issues = refusal(draft.write(tmp_path))
    assert len(issues) == limits.ISSUES + 1
    assert issues[-1].code == code


@pytest.mark.parametrize("name", ["datapackage.json", "data/wards.csv"])
def test_a_link_is_not_followed(tmp_path, name):
    folder = Draft().write(tmp_path / "package")
    linked(folder, name)
    (issue,) = refusal(folder)
    assert issue.code == "symlink"
    assert_worded(issue)


def test_a_linked_folder_is_not_followed(tmp_path):
    folder = Draft().write(tmp_path / "package")
    linked(folder, "data")
    assert {issue.code for issue in refusal(folder)} == {"symlink"}


def test_what_is_no_file_is_not_opened(tmp_path):
    folder = Draft().write(tmp_path)
    (folder / "data" / "wards.csv").unlink()
    os.mkfifo(folder / "data" / "wards.csv")
    (issue,) = refusal(folder)
    assert issue.code == "not-a-file"
    assert_worded(issue)


def test_a_folder_without_a_descriptor_is_refused(tmp_path):
    (issue,) = refusal(tmp_path / "nowhere")
    assert issue.code == "missing-descriptor"
    assert_worded(issue)


def test_a_data_file_beyond_the_limit_is_not_read(tmp_path):
    folder = Draft().write(tmp_path)
    with (folder / "data" / "wards.csv").open("wb") as file:
        file.truncate(limits.FILE_SIZE + 1)
    (issue,) = refusal(folder)
    assert issue.code == "file-too-large"
    assert_worded(issue)


def test_a_code_list_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "CODES", 1)
    (issue,) = refusal(Draft().write(tmp_path))
    assert issue.code == "code-list-too-long"
    assert_worded(issue)


def test_every_code_the_reader_can_tell_has_words_and_a_case():
    shown = {code for code, _ in DESCRIPTOR_CASES} | {code for code, *_ in DATA_CASES}
    assert shown | OTHER_CODES == set(DESCRIPTOR_WORDS) | set(DATA_WORDS)


def test_every_code_written_in_the_reader_has_words():
    telling = {"add", "fault", "Fault", "Issue", "RowError", "_refuse"}
    told = set()
    for path in Path(str(reading.__file__)).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = ast.unparse(node.func).rpartition(".")[2]
                first = node.args[0]
                if called in telling and isinstance(first, ast.Constant):
                    told.add(first.value)
    assert len(told) > 50
    assert {code for code in told if "-" in str(code)} <= set(ISSUE_WORDS)


@pytest.fixture
def canary():
    """A listener on loopback, and the list of those who called."""
    callers = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        done = threading.Event()

        def listen():
            while not done.is_set():
                try:
                    connection, caller = server.accept()
                except TimeoutError:
                    continue
                connection.close()
                callers.append(caller)

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x.json", callers
        done.set()
        thread.join()


@pytest.mark.parametrize(
    "place",
    [
        lambda draft, url: draft.wards.update(schema=url),
        lambda draft, url: draft.wards.update(dialect=url),
        lambda draft, url: draft.wards.update(profile=url),
        lambda draft, url: draft.wards.update(path=url),
        lambda draft, url: draft.wards.update(path=[url]),
        lambda draft, url: draft.wards.update(extrapaths=[url]),
        lambda draft, url: draft.wards.update(url=url),
        lambda draft, url: draft.descriptor.update(profile=url),
        lambda draft, url: draft.descriptor.update({"$schema": url}),
        lambda draft, url: draft.descriptor.update(profiles=[url]),
        lambda draft, url: draft.schema.update({"$schema": url}),
        lambda draft, url: draft.schema["fields"].append({"$ref": url}),
        lambda draft, url: draft.descriptor["resources"].append(url),
    ],
)
def test_no_address_in_a_descriptor_is_ever_fetched(tmp_path, canary, place):
    url, callers = canary
    draft = Draft()
    place(draft, url)
    folder = draft.write(tmp_path)
    for read in (read_package, identify):
        with contextlib.suppress(PackageRefusedError):
            read(folder)
    time.sleep(0.1)
    assert not callers


def test_nothing_connects_while_a_package_is_checked(canary):
    url, callers = canary
    port = int(url.split(":")[2].split("/")[0])
    with offline(), pytest.raises(OfflineError):
        socket.create_connection(("127.0.0.1", port))
    time.sleep(0.1)
    assert not callers
    socket.create_connection(("127.0.0.1", port)).close()
    time.sleep(0.2)
    assert callers


@pytest.mark.parametrize("pattern", ["(a+)+$", "(x+x+)+y", "(a*)*b", "(a|aa)+$", "(.*a){20}"])
def test_no_pattern_keeps_the_reader_busy(tmp_path, pattern):
    draft = Draft()
    draft.field("note_en")["constraints"] = {"pattern": pattern}
    draft.replace("Llanrwst,Llanrwst", f"Llanrwst,{'a' * 9_000}!")
    folder = draft.write(tmp_path)
    began = time.process_time()
    issues = refusal(folder)
    assert time.process_time() - began < 2
    assert "constraint-error" in {issue.code for issue in issues}


def test_deep_nesting_does_no_harm_near_the_end_of_the_stack(tmp_path):
    draft = Draft()
    draft.raw = b'{"a":' * 400 + b"1" + b"}" * 400
    folder = draft.write(tmp_path)

    def down(levels):
        return refusal(folder) if levels == 0 else down(levels - 1)

    (issue,) = down(sys.getrecursionlimit() // 2)
    assert issue.code == "too-deep"
