"""Fetch the Welsh spelling dictionary that `make check` reads, once, through npm.

Where npm is missing or cannot reach its registry the check goes on without spelling and says
so; with CI=true that is a failure.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "package-lock.json"
INSTALLED = ROOT / "node_modules" / ".package-lock.json"
PACKAGE = "node_modules/dictionary-cy"


def integrity(lock: Path) -> str:
    """Return the hash an npm lock holds for the dictionary; empty where it holds none."""
    if not lock.exists():
        return ""
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return str(packages.get(PACKAGE, {}).get("integrity", ""))


def fetch() -> str:
    """Install what the lock says; answer with what stood in the way, or nothing."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is missing (on Debian: apt-get install npm)"
    done = subprocess.run([npm, "ci", "--silent"], cwd=ROOT, check=False)
    return "" if done.returncode == 0 else "npm could not fetch dictionary-cy"


def main() -> int:
    """Have the dictionary in node_modules, or say why it is not there."""
    if (ROOT / PACKAGE / "index.dic").exists() and integrity(INSTALLED) == integrity(LOCK):
        return 0
    reason = fetch()
    if not reason:
        return 0
    print(f"WELSH SPELLING WAS NOT CHECKED: {reason}.", file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
