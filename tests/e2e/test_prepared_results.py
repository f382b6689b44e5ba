"""What results and review need is there before anybody visits them, and after everything else."""

import subprocess
import sys
from pathlib import Path

CODE = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from fmnist_gui.app import App, make_application
from fmnist_gui.home import Home

LATE = (
    "scipy.stats",
    "fmnist_gui.ui.results.story",
    "fmnist_gui.ui.results.page",
    "fmnist_gui.ui.review.page",
)
loop = QEventLoop()
app = App(make_application(), Home(Path(sys.argv[1])))
early = None

def look() -> None:
    global early
    if app.is_ready and early is None:
        early = [name for name in LATE if name in sys.modules]
    if all(name in sys.modules for name in LATE):
        loop.quit()

timer = QTimer(interval=1)
timer.timeout.connect(look)
timer.start()
app.window.show()
loop.exec()
print(early, app.window.has_page("results"))
app.window.close()
app.close()
"""


def test_what_results_need_is_imported_after_everything_is_there(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path / "home")],
        capture_output=True,
        text=True,
        check=True,
        timeout=90,
    )
    assert said.stdout.strip() == "[] False"
