"""Build `.venv` from the lock files: every package by its hash, nothing resolved anew.

Run by `make setup` with whatever `python3` the machine has (standard library only). A stamp
inside `.venv` remembers what it was built from, so a second run returns at once.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
BASE_STAMP = VENV / "base-built-from"
STAMP = VENV / "built-from"
SETUP_LOCK = ROOT / "requirements-setup.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
OLDEST = (3, 11)


def digest(*parts: object) -> str:
    """Return one digest of file contents (paths) and of facts (anything else)."""
    total = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else str(part).encode()
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()


def matches(stamp: Path, wanted: str) -> bool:
    """Tell whether the last build that finished left this stamp."""
    return stamp.exists() and stamp.read_text() == wanted


def run(*command: str | Path) -> None:
    """Run one step inside the project and its own environment; stop if it fails."""
    settings = {**os.environ, "VIRTUAL_ENV": str(VENV)}
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT, env=settings)


def quiet() -> list[str]:
    """Return the option that silences progress where nobody watches a terminal."""
    return [] if sys.stderr.isatty() else ["--quiet"]


def has_pip() -> bool:
    """Tell whether the machine's own Python (not one inside an environment) carries pip."""
    return sys.prefix == sys.base_prefix and importlib.util.find_spec("pip") is not None


def make_base() -> None:
    """Make an empty environment with uv in it, fetched by pip and proved by its hash.

    A pip that the machine has already serves from outside; unpacking another takes seconds.
    """
    print("Melin: making .venv", flush=True)
    venv.create(VENV, clear=True, symlinks=os.name != "nt", with_pip=not has_pip())
    python = BIN / "python"
    run(
        sys.executable if has_pip() else python,
        *("-m", "pip", "--python", python, "--disable-pip-version-check", "--quiet", "install"),
        *("--require-hashes", "--only-binary", ":all:", "--requirement", SETUP_LOCK),
    )


def install() -> None:
    """Bring the packages to what the lock says, and put the project itself beside them."""
    print("Melin: installing the locked packages", flush=True)
    uv: list[str | Path] = [BIN / "uv", "pip"]
    run(*uv, "sync", *quiet(), "--require-hashes", "--only-binary", ":all:", DEV_LOCK)
    run(*uv, "install", "--quiet", "--offline", "--no-deps", "--editable", ROOT)


def refusal() -> str:
    """Say why this Python cannot build the environment; empty where it can."""
    if sys.version_info < OLDEST:
        return f"Melin needs Python 3.11 or newer; this is {sys.version.split()[0]}"
    if not has_pip() and importlib.util.find_spec("ensurepip") is None:
        return "This Python cannot make environments. On Debian: apt-get install python3-venv"
    return ""


def main() -> int:
    """Bring `.venv` up to date and answer with an exit code."""
    if reason := refusal():
        print(reason, file=sys.stderr)
        return 1
    base = digest(SETUP_LOCK, sys.version, sys.base_prefix, str(ROOT))
    wanted = digest(base, DEV_LOCK, ROOT / "pyproject.toml")
    if matches(STAMP, wanted):
        return 0
    STAMP.unlink(missing_ok=True)
    try:
        if not matches(BASE_STAMP, base):
            make_base()
            BASE_STAMP.write_text(base)
        install()
    except subprocess.CalledProcessError as error:
        print(f"Melin: a step of the set-up failed: {' '.join(error.cmd)}", file=sys.stderr)
        return 1
    STAMP.write_text(wanted)
    print("Melin: .venv is ready", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
