"""Tests that nothing is left behind by a parent, however early it ends."""

import subprocess
import sys
import time
from pathlib import Path

PARENT = """
import os, signal, subprocess
from portal.jobs.lifeline import tied_to_this_process
child = subprocess.Popen(["sleep", "60"], preexec_fn={tie})
print(child.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def start_and_kill(tie: str) -> int:
    """Return the number of a child whose parent was killed as soon as it stood."""
    program = [sys.executable, "-c", PARENT.format(tie=tie)]
    return int(subprocess.run(program, stdout=subprocess.PIPE, check=False).stdout)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_tied_child_ends_with_a_parent_killed_before_it_has_loaded():
    child = start_and_kill("tied_to_this_process()")
    until = time.monotonic() + 10
    while is_running(child) and time.monotonic() < until:
        time.sleep(0.01)
    assert not is_running(child)


ORPHAN = """
import os, time
from portal.jobs.lifeline import tied_to_this_process
tie = tied_to_this_process()
read, write = os.pipe()
if os.fork() == 0:
    if os.fork() == 0:
        time.sleep(0.2)
        tie()
        os.write(write, b"it went on")
    os._exit(0)
os.close(write)
print(os.read(read, 100).decode())
"""


def test_a_child_that_finds_another_parent_never_starts():
    said = subprocess.run([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, check=True)
    assert said.stdout.strip() == b""
