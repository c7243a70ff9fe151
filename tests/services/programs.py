"""Where this machine keeps the real programs that the services tests start."""

import os
import shutil
from pathlib import Path


def chromium() -> Path | None:
    """Return Chromium's path: MELIN_CHROMIUM, else Debian's; None where there is none."""
    named = os.environ.get("MELIN_CHROMIUM")
    path = shutil.which(named or "/usr/bin/chromium")
    return Path(path) if path else None


def postgres_folder() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs; None where there is none."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3])
    )
    if versions:
        return versions[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def lifeline(*, signal: str, user: str | None = None) -> list[str]:
    """Return the prefix that makes a program end when the tests do, run as `user` if given.

    The kernel sends `signal` when the process that started the program dies, however it dies.
    """
    other = ["--reuid", user, "--regid", user, "--clear-groups"] if user else []
    return ["setpriv", *other, "--pdeathsig", signal, "--"]
