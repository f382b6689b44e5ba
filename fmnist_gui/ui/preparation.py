"""Imports beside the window what a page will need, while nobody answers."""

import importlib
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.ui.tasks import Tasks

RESULTS = (
    "fmnist_gui.ui.results.page",
    "fmnist_gui.ui.results.story",
    # What scipy.stats is made of, so that no piece takes long.
    "scipy.special",
    "scipy.linalg",
    "scipy.optimize",
    "scipy.integrate",
    "scipy.interpolate",
    "scipy.ndimage",
    "scipy.stats",
)
"""What the first visit to results would wait for, the sooner needed first."""

REVIEW = (
    "fmnist_gui.core.chart.figure",
    "fmnist_gui.core.review.mixture",
    "fmnist_gui.ui.review.audit_view",
    "fmnist_gui.ui.review.desk_view",
    "fmnist_gui.ui.review.grid_view",
    "fmnist_gui.ui.review.queue_desk",
    "fmnist_gui.ui.review.page",
)
"""The same for review, in pieces."""

LOOK_AGAIN_MS = 500


class Preparation(QObject):
    """Imports `modules` one after the other; each waits until `is_free` says that nobody answers.

    An import shares the interpreter with the window, and would lengthen response times.
    """

    def __init__(
        self,
        tasks: Tasks,
        modules: Iterable[str],
        *,
        is_free: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._left = list(modules)
        self._is_free = is_free
        self._has_begun = False
        self._wait = QTimer(self, singleShot=True, interval=LOOK_AGAIN_MS)
        self._wait.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Begin, unless that was done before."""
        if not self._has_begun:
            self._has_begun = True
            self._go_on()

    def stop(self) -> None:
        """Import nothing more; called before the window closes, also while somebody answers."""
        self._left.clear()
        self._wait.stop()

    def _go_on(self) -> None:
        if not self._left:
            return
        if self._is_free():
            self._tasks.run(partial(_import, self._left.pop(0)), lambda _: self._go_on())
        else:
            self._wait.start()


def _import(name: str, _report: Report, _is_cancelled: CancelCheck) -> None:
    importlib.import_module(name)
