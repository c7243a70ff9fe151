"""A child that cannot outlive its parent, however the parent ends."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Ask the kernel to end this process when its parent ends; Linux only, elsewhere nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def tied_to_this_process() -> Callable[[], None]:
    """Return what a child runs before its program so as not to outlive this process.

    A child that asks only once its program has loaded is left behind by a parent that ended in
    the meantime. The wish outlives exec. Only for a process without threads.
    """
    parent = os.getpid()

    def tie() -> None:
        die_with_parent()
        if os.getppid() != parent:
            os._exit(0)

    return tie
