"""How long the window takes to appear, beside a bare PySide6 window started in turn with it."""

import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from fmnist_gui import milestone

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.end)
    def end(self):
        with open(sys.argv[1], "a") as lines:
            lines.write(f"painted {time.monotonic_ns()}\\n")
        QApplication.quit()
application = QApplication(sys.argv[:1])
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""
TIMEOUT_S = 60.0
NAMES = {
    "painted": "first_paint",
    "image": "first_image",
    "store": "ready_to_store",
    "everything": "everything",
}


def measure(data: Path, *, runs: int) -> dict[str, list[float]]:
    """Return milliseconds from the start of the process, by what was reached, `runs` each.

    The keys: bare_pyside6 (its first paint), first_paint, first_image, ready_to_store,
    everything. One start of each kind is not counted: it makes the database and compiles the
    modules, as installing does, and later ones find their files in memory.
    """
    values: defaultdict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="fmnist-gui-bench-") as name:
        for run in range(runs + 1):
            bare = _started([sys.executable, "-c", BARE], data, home=Path(name), is_bare=True)
            ours = _started([sys.executable, "-m", "fmnist_gui"], data, home=Path(name))
            if run == 0:
                continue
            values["bare_pyside6"].append(bare["painted"])
            for key, reached in NAMES.items():
                if key in ours:
                    values[reached].append(ours[key])
    return dict(values)


def _started(
    command: list[str], data: Path, *, home: Path, is_bare: bool = False
) -> dict[str, float]:
    """Start a process and return when it reached each milestone, in ms from its start."""
    path = home / "milestones"
    path.unlink(missing_ok=True)
    environment = _environment(path, data, home=home)
    begun_ns = time.monotonic_ns()
    subprocess.run(
        [*command, str(path)] if is_bare else command,
        env=environment,
        timeout=TIMEOUT_S,
        check=True,
        stderr=subprocess.DEVNULL,
    )
    lines = path.read_text(encoding="utf-8").split("\n")
    reached = dict(line.split() for line in lines if line)
    return {name: (int(at_ns) - begun_ns) / 1e6 for name, at_ns in reached.items()}


def _environment(path: Path, data: Path, *, home: Path) -> dict[str, str]:
    """Return what the process is told: to write its milestones to `path`, and to close then.

    Its modules are kept compiled below `home`, whatever is usual here: who has installed the
    program starts compiled ones, and Qt's are compiled anyway.
    """
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        milestone.FILE: str(path),
        milestone.UNTIL: "everything",
        "FMNIST_GUI_HOME": str(home),
        "FMNIST_GUI_DATA": str(data),
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
    }
