"""Say what this machine lacks for `make test-services`, and how Debian provides it."""

import shutil
import sys

from tests.services import programs


def missing() -> list[str]:
    """Return one line for each program that is not there, with the command that brings it."""
    wanted = {
        "Chromium (or set MELIN_CHROMIUM)": ("chromium", programs.chromium()),
        "PostgreSQL's server": ("postgresql", programs.postgres_folder()),
        "setpriv": ("util-linux", shutil.which("setpriv")),
    }
    return [
        f"{what} is missing. On Debian: apt-get install --no-install-recommends {package}"
        for what, (package, found) in wanted.items()
        if found is None
    ]


def main() -> int:
    """Print what is missing; 1 where anything is."""
    lines = missing()
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
