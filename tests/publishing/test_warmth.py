"""The warm process: it may fork, it comes back, and no check outlives what asked for it."""

import os
import subprocess
import sys

import pytest

from portal.config import ROOT
from portal.publishing.warmth import _FEW_THREADS, Stopped, Warmth

THREADS = """
import importlib, os
from portal.publishing.warm_process import _LOADED
for name in _LOADED:
    importlib.import_module(name)
print(len(os.listdir("/proc/self/task")))
"""


@pytest.fixture
def warm():
    one = Warmth()
    yield one
    one.end()


def test_what_it_loads_starts_no_thread():
    done = subprocess.run(
        [sys.executable, "-c", THREADS],
        cwd=ROOT,
        env=os.environ | _FEW_THREADS,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "1"


def test_a_check_without_a_task_ends_with_a_fault_and_the_next_one_is_served(warm, tmp_path):
    for _ in range(2):
        assert warm.run(tmp_path, seconds=60, go_on=lambda: True) == 1
    assert "task.json" in (tmp_path / "errors.txt").read_text()


def test_one_that_died_is_started_again(warm, tmp_path):
    warm.run(tmp_path, seconds=60, go_on=lambda: True)
    warm._process.kill()
    warm._process.wait()
    assert warm.run(tmp_path, seconds=60, go_on=lambda: True) == 1
    assert "task.json" in (tmp_path / "errors.txt").read_text()


def test_a_check_that_nobody_wants_is_ended(warm, tmp_path):
    (tmp_path / "task.json").symlink_to("/dev/zero")
    asked = iter([True, True, True])
    with pytest.raises(Stopped):
        warm.run(tmp_path, seconds=60, go_on=lambda: next(asked, False))
    assert warm.run(tmp_path / "none", seconds=60, go_on=lambda: True) == 1


def test_a_check_that_takes_too_long_is_ended(warm, tmp_path):
    (tmp_path / "task.json").symlink_to("/dev/zero")
    assert warm.run(tmp_path, seconds=0.2, go_on=lambda: True) == -9
