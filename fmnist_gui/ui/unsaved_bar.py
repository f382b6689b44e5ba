"""Says what could not be saved, and what can be done about it."""

import json
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.errors import FmnistError


class Keeper(Protocol):
    """What a writer can do with what it could not save."""

    def try_again(self) -> None:
        """Write it once more."""

    def keep_elsewhere(self, path: Path) -> None:
        """Write it to a file of the person's choice. Raises DataError."""

    def let_go(self) -> None:
        """Give it up, because the person said so."""


class UnsavedBar(QWidget):
    """Shows why something is not saved, as `keeper` tells, and three ways on; hidden else.

    `noun` is what it is, as "answer".

    Signals:
        let_go(): the person leaves without it.
    """

    let_go = Signal()

    def __init__(self, keeper: Keeper, noun: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._noun = noun
        self._label = QLabel()
        self._label.setProperty("role", "wrong")
        self._label.setWordWrap(True)
        self.retry_button = QPushButton("Try again")
        self.retry_button.setProperty("role", "primary")
        self.elsewhere_button = QPushButton("Save to a file …")
        self.drop_button = QPushButton("Leave without it")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._label)
        row = QHBoxLayout()
        row.setSpacing(12)
        column.addLayout(row)
        column.addStretch(1)
        for button in (self.retry_button, self.elsewhere_button, self.drop_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        row.addStretch(1)
        self.retry_button.clicked.connect(lambda: keeper.try_again())
        self.elsewhere_button.clicked.connect(self._keep_elsewhere)
        self.drop_button.clicked.connect(self._let_go)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show `sentence`, or hide when it is empty."""
        self._label.setText(sentence)
        self.setVisible(bool(sentence))

    def _keep_elsewhere(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, f"Save the {self._noun}", f"{self._noun}.json")
        if not path:
            return
        try:
            self._keeper.keep_elsewhere(Path(path))
        except FmnistError as error:
            self.say(str(error))
        else:
            self.say(f"Not saved in the database, but written to {path}.")

    def _let_go(self) -> None:
        self._keeper.let_go()
        self.let_go.emit()


def write_aside(path: Path, content: object) -> None:
    """Write what could not be saved as JSON. Raises DataError."""
    with replacing(path) as file:
        file.write(json.dumps(content, default=str, indent=1).encode("utf-8") + b"\n")
