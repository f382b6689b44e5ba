"""Gets what a reviewer does to the disk, in its order, and forgets nothing on the way."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.history import Withdrawal
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.unsaved_bar import write_aside
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

REST_MS, LATEST_MS = 1000, 15_000
"""Other pages hear of what was written once nobody has decided for a while, for each looks through
all of it again; and at the latest so long after."""

Entries = tuple[Decision, ...] | tuple[Withdrawal, ...]
"""What is written at once: all of it or nothing."""


class DecisionWriter(QObject):
    """Writes behind the window; what the store refuses stays here to be tried again.

    `name` is that of the page, in the news of what was written.

    Signals:
        told(str): why something is not saved, or "" when all is well again.
        writing(None): something is about to be handed to the store.
    """

    told = Signal(str)
    writing = Signal()

    def __init__(self, workspace: Workspace, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._name = name
        self._waiting: list[Entries] = []
        self._problem = ""
        self._fresh: list[Entries] = []
        # Two threads share one interpreter: the next image is painted before the store begins.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._write_fresh)
        self._news = QTimer(self, singleShot=True, interval=REST_MS)
        self._news.timeout.connect(self.tell)
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._latest.timeout.connect(self.tell)

    @property
    def waiting(self) -> tuple[Entries, ...]:
        """What is not on the disk yet, in order."""
        return tuple(self._waiting)

    @property
    def problem(self) -> str:
        """Why it is not; "" while nothing went wrong."""
        return self._problem

    def write(self, entries: Entries) -> None:
        """Write `entries` after everything before them; what failed before goes first."""
        self._waiting.append(entries)
        self._fresh.append(entries)
        self._soon.start()

    def try_again(self) -> None:
        """Write what could not be written."""
        self._soon.stop()
        self._fresh.clear()
        if self._waiting:
            self._save(self._waiting)

    def keep_elsewhere(self, path: Path) -> None:
        """Write what could not be written as JSON to another file. Raises DataError."""
        write_aside(path, [asdict(entry) for group in self._waiting for entry in group])

    def let_go(self) -> None:
        """Give up what could not be written, because the person said so."""
        self._waiting.clear()
        self._fresh.clear()
        self._say("")

    def tell(self) -> None:
        """Tell other pages of what was written and not told yet."""
        self._news.stop()
        self._latest.stop()
        self._workspace.labels_changed.emit(LabelsChanged(self._name))

    def put_away(self) -> None:
        """Write and tell now what waits to be."""
        self._write_fresh()
        if self._news.isActive():
            self.tell()

    def _write_fresh(self) -> None:
        self._soon.stop()
        fresh, self._fresh = self._fresh, []
        if fresh:
            self.writing.emit()
            self._save(self._waiting if self._problem else fresh)

    def _save(self, groups: Sequence[Entries]) -> None:
        batch = tuple(groups)

        def verb(store: "LabelStore") -> None:
            _write(store, batch)

        def then(_: None) -> None:
            written = {id(entries) for entries in batch}
            self._waiting = [entries for entries in self._waiting if id(entries) not in written]
            if not self._waiting:
                self._say("")
            self._news.start()
            if not self._latest.isActive():
                self._latest.start()

        def failed(error: Exception) -> None:
            if not isinstance(error, FmnistError):
                raise error
            count = sum(map(len, self._waiting))
            noun = "decision is" if count == 1 else f"{count:,} decisions are"
            if count:
                self._say(f"The last {noun} not saved yet. {spoken(error)}")

        self._workspace.ask(verb, then, failed=failed)

    def _say(self, problem: str) -> None:
        if problem != self._problem:
            self._problem = problem
            self.told.emit(problem)


def _write(store: "LabelStore", batch: Sequence[Entries]) -> None:
    """Write all of `batch`; what is there already stays as it is, so it may come again."""
    for entries in batch:
        decisions = [entry for entry in entries if isinstance(entry, Decision)]
        withdrawals = [entry for entry in entries if isinstance(entry, Withdrawal)]
        if decisions:
            store.review.decide(*decisions)
        if withdrawals:
            store.review.withdraw(*withdrawals)
