"""On a screen with four pixels where others have one, the same tests of the canvas hold."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

HERE = Path(__file__).parent
HELD = (
    "test_dense_screen.py::test_the_screen_is_as_dense_as_asked",
    "test_every_cell.py",
    "test_far_cell.py::test_at_any_zoom_an_image_tells_the_number_that_the_cursor_names",
    "test_cell_in_motion.py",
    "test_cell_under_overlay.py",
)


def test_the_screen_is_as_dense_as_asked(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert widget.devicePixelRatioF() == float(os.environ.get("QT_SCALE_FACTOR", "1"))


@pytest.mark.slow
def test_each_pixel_is_right_on_a_dense_screen() -> None:
    # Qt reads the density once at its start, so another process is needed.
    environment = os.environ | {"QT_SCALE_FACTOR": "2"}
    tests = [str(HERE / name) for name in HELD]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-k", "not 70_000", *tests],
        cwd=HERE.parents[2],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr
