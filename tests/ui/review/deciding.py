"""A program that decides at the desk and says what is on the disk, until it is killed."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from fmnist_gui import resources
from fmnist_gui.core.review.queue import Candidate, queue_of
from fmnist_gui.home import Home
from fmnist_gui.settings import Settings
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.tasks import Tasks
from fmnist_gui.ui.workspace import Workspace
from tests import sample

COUNT = 300


def main(home: Path) -> None:
    """Decide one image after the other; of what was written print the numbers of images."""
    application = QApplication([])
    workspace = Workspace(
        Tasks(),
        Settings(home / "settings.json"),
        Home(home),
        catalog_path=resources.folder() / "datasets.toml",
    )
    workspace.open_store()
    workspace.show_dataset(sample.dataset())
    desk = Desk(workspace)
    candidates = [Candidate(number, number % 10, 0.0, None, "") for number in range(COUNT)]
    desk.open(queue_of("margin", "All", "In order.", candidates=candidates))
    decided: list[int] = []
    saved = 0

    def step() -> None:
        nonlocal saved
        if not desk.book.is_ready:
            return
        waiting = len(desk.book.writer.waiting)
        for number in decided[saved : len(decided) - waiting]:
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
        saved = max(saved, len(decided) - waiting)
        if desk.current is not None:
            decided.append(desk.current)
            desk.decide("relabel", to_class=(desk.current + 1) % 10)

    timer = QTimer(interval=5)
    timer.timeout.connect(step)
    timer.start()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
