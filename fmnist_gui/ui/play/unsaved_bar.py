"""Says what could not be saved, and what can be done about it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.errors import FmnistError
from fmnist_gui.ui.play.entry_writer import EntryWriter


class UnsavedBar(QWidget):
    """Shows why the last entry of `writer` is not saved, and three ways on; hidden while it is.

    Signals:
        let_go(): the person leaves without the entry.
    """

    let_go = Signal()

    def __init__(self, writer: EntryWriter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
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
        writer.told.connect(self.say)
        self.retry_button.clicked.connect(lambda: writer.try_again())
        self.elsewhere_button.clicked.connect(self._keep_elsewhere)
        self.drop_button.clicked.connect(self._let_go)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show `sentence`, or hide when it is empty."""
        self._label.setText(sentence)
        self.setVisible(bool(sentence))

    def _keep_elsewhere(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, "Save the answer", "answer.json")
        if not path:
            return
        try:
            self._writer.keep_elsewhere(Path(path))
        except FmnistError as error:
            self.say(str(error))
        else:
            self.say(f"Not saved in the database, but written to {path}.")

    def _let_go(self) -> None:
        self._writer.let_go()
        self.let_go.emit()
