"""`python -m portal.tabular FILE --json [--changes OUT.jsonl]`: what intake makes of a file."""

import argparse
import importlib
import json
import sys
from pathlib import Path

from portal.tabular.model import Verdict
from portal.tabular.report import Wording, to_json
from portal.tabular.sandbox import run_intake

REFUSED = 1
WRONG_USE = 2


def main(arguments: list[str] | None = None) -> int:
    """Print the report; return 0, 1 where the file is rejected, 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="python -m portal.tabular", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", required=True)
    parser.add_argument("--changes", type=Path, metavar="OUT.jsonl")
    chosen = parser.parse_args(arguments)
    if not chosen.file.is_file():
        parser.error(f"no such file: {chosen.file}")
    intake = run_intake(chosen.file, changes=chosen.changes).intake
    report = to_json(intake, _wording())
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    return REFUSED if intake.verdict is Verdict.REJECT else 0


def _wording() -> Wording:
    """Return the words of the messages, which live above the engines."""
    words: Wording = importlib.import_module("portal.i18n.intake_words").intake_message
    return words


if __name__ == "__main__":
    sys.exit(main())
