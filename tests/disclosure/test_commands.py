"""`melin audit` and `melin protect`: files in, both languages and an exit code out."""

import json

import pytest
from click.testing import CliRunner

from portal.cli import main
from tests.disclosure.examples import SAFE_HIDDEN, exact
from tests.disclosure.test_protect import DIMENSIONS, respondents

SECRET = "a secret that nobody outside may see"


@pytest.fixture
def melin():
    """Run a command in this process."""

    def run(*arguments):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def written(tmp_path):
    """Write a JSON file."""

    def write(document, name="release.json"):
        path = tmp_path / name
        text = document if isinstance(document, str) else json.dumps(document)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_safe_release_is_cleared_in_json(melin, written):
    done = melin("audit", written(exact(hidden=SAFE_HIDDEN)), "--json")
    found = json.loads(done.stdout)
    assert done.exit_code == 0
    assert found["verdict"] == "clear"
    assert found["reasons"] == []
    assert {"release", "where", "low", "high", "verdict"} <= found["statistics"][0].keys()


def test_a_refusal_says_why_in_both_languages_and_how_to_mend_it(melin, written):
    document = exact(hidden=SAFE_HIDDEN[:3])
    done = melin("audit", written(document), "--json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    reason = found["reasons"][0]
    assert (reason["code"], reason["level"]) == ("pinned", "refusal")
    assert reason["cy"] != reason["en"]
    assert any("witness" in entry for entry in found["statistics"])
    plain = melin("audit", written(document))
    assert plain.exit_code == 1
    assert plain.stdout.index("Gwrthodwyd") < plain.stdout.index("Refused")
    assert "A smallest repair" in plain.stdout
    assert "council: brynmor, answer: no" in plain.stdout


def test_a_file_without_answer_is_wrong_use(melin, written):
    document = exact()
    del document["answer"]
    done = melin("audit", written(document), "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["reasons"][0]["code"] == "answer-missing"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "bad-json"),
        ("[" * 100_000, "bad-json"),
        ('{"a": ' * 100_000, "bad-json"),
        ("[1, 2]", "not-an-object"),
        ("\x00\x01", "bad-json"),
        ('{"answer": null, "dimensions": {}, "releases": [9' + "9" * 5000 + "]}", "bad-json"),
    ],
)
def test_what_is_no_release_file_is_named_without_a_traceback(melin, written, text, code):
    done = melin("audit", written(text), "--json")
    assert done.exit_code in {1, 2}
    assert json.loads(done.stdout)["reasons"][0]["code"] == code
    assert not done.exception or isinstance(done.exception, SystemExit)


def test_protecting_writes_files_that_the_audit_clears(melin, written, tmp_path):
    key = written(SECRET, "key")
    responses = written("\n".join(respondents()), "responses.csv")
    spec = written(
        {"dimensions": DIMENSIONS, "answer": "answer", "tables": [["council", "answer"]]},
        "spec.json",
    )
    out = tmp_path / "out"
    done = melin("protect", responses, "--spec", spec, "--out", out, "--key-file", key)
    assert done.exit_code == 0
    assert SECRET not in done.stdout
    assert {path.name for path in out.iterdir()} == {
        "release.json",
        "council-answer.csv",
        "gate_report.json",
    }
    assert all(SECRET not in path.read_text(encoding="utf-8") for path in out.iterdir())
    assert melin("audit", out / "release.json").exit_code == 0
    before = (out / "release.json").read_bytes()
    melin("protect", responses, "--spec", spec, "--out", out, "--key-file", key)
    assert (out / "release.json").read_bytes() == before


def test_a_short_secret_is_wrong_use(melin, written, tmp_path):
    key = written("short", "key")
    responses = written("\n".join(respondents()), "responses.csv")
    spec = written(
        {"dimensions": DIMENSIONS, "answer": "answer", "tables": [["answer"]]}, "spec.json"
    )
    out = tmp_path / "out"
    done = melin("protect", responses, "--spec", spec, "--out", out, "--key-file", key)
    assert done.exit_code == 2
    assert not out.exists()
