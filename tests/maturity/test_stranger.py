"""A stranger with nothing but the portal's address rebuilds a round from its own zip."""

import io
import json
import subprocess
import sys
import zipfile

SLUG = "demonstration-round"


def rebuilt(script, given) -> int:
    command = [sys.executable, "-I", str(script), str(given)]
    return subprocess.run(command, check=False, capture_output=True).returncode


def test_a_round_is_rebuilt_from_the_zip_the_portal_serves(client, tmp_path):
    answer = client.get(f"/dataset/{SLUG}/1/{SLUG}.zip")
    assert answer.status_code == 200
    (tmp_path / "round.zip").write_bytes(answer.data)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        archive.extractall(tmp_path / "round")
    script = tmp_path / "round" / "data" / "rebuild.py"
    assert rebuilt(script, tmp_path / "round") == 0
    assert rebuilt(script, tmp_path / "round.zip") == 0

    levels = tmp_path / "round" / "data" / "synthetic-levels.csv"
    text = levels.read_text(encoding="utf-8")
    levels.write_text(text.replace(",published,", ",range-only,", 1), encoding="utf-8")
    assert rebuilt(script, tmp_path / "round") == 1


def test_the_reports_of_the_gate_come_with_the_round(client):
    at = f"/dataset/{SLUG}/1/data/synthetic-gate.json"
    report = json.loads(client.get(at).data)
    assert len(report) == 21
    assert all(own["report"] and own["release"] for own in report.values())
    page = client.get("/en/maturity/rounds/demonstration-round/X99000001").text
    assert at in page
