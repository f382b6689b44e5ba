"""What the measured starts are told."""

import sys
from pathlib import Path

import pytest

from fmnist_gui.cli import start_time

CODE = """
import os, sys, time
if sys.dont_write_bytecode or sys.pycache_prefix != os.environ["FMNIST_GUI_HOME"] + "/compiled":
    sys.exit("its modules would be compiled again at every start")
with open(os.environ["FMNIST_GUI_MILESTONES"], "w") as lines:
    lines.write(f"painted {time.monotonic_ns()}\\n")
"""


def test_modules_stay_compiled_from_start_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    reached = start_time._started([sys.executable, "-c", CODE], tmp_path, home=tmp_path)
    assert list(reached) == ["painted"]
    assert reached["painted"] > 0
