"""The foot of adjudication: what was done, every decision as a button, a note, and the classes."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.ui import theme
from fmnist_gui.ui.answer_button import PRESSED_MS
from fmnist_gui.ui.button_rows import ButtonRows
from fmnist_gui.ui.class_pad import ClassPad
from fmnist_gui.ui.collect.adjudication_keys import ROWS, Act
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.key_button import KeyButton

MEASURE_PX, MARGIN_PX = 1160, 16
NOTE = "A note that goes with the decision; Enter keeps it"
WHICH = "Which classes? Their keys add them and take them away; Enter takes them, or none."
ONE_MORE = "Name another class, or none at all."
SIDES: tuple[tuple[Act, str, str], ...] = (
    ("back", "back", "The image before (Left)"),
    ("forward", "forward", "The image after (Right)"),
)


class NoteLine(QLineEdit):
    """Where a note is written; Enter and Esc give the keyboard back.

    Signals:
        ended(None): the keyboard is to go back to the image.
    """

    ended = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter and Esc here: on the page behind they would do something else."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.accept()
            if event.key() == Qt.Key.Key_Escape:
                self.clear()
            self.ended.emit()
        else:
            super().keyPressEvent(event)


class AdjudicationBar(QFrame):
    """Buttons for all that can be done.

    Signals:
        act_asked(str): a button was clicked, by its act.
        class_named(int): a class was clicked.
        note_ended(None): a note was written, or given up.
    """

    act_asked = Signal(str)
    class_named = Signal(int)
    note_ended = Signal()

    def __init__(self, icons_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.buttons: dict[Act, QAbstractButton] = {}
        self.said = ElidedLabel()
        self.said.setProperty("role", "hint")
        self.note = NoteLine()
        self.note.setPlaceholderText(NOTE)
        self.note.setAccessibleName(NOTE)
        self.note.ended.connect(self.note_ended)
        self._defensible: set[int] | None = None
        self.pad = ClassPad()
        self.pad.named.connect(self.class_named)
        made = []
        for row in ROWS:
            button = KeyButton((row.words,), row.key, tip=f"{row.tip} ({row.key})")
            self._wire(row.act, button)
            made.append(button)
        self._rows = ButtonRows(made)
        self._compose(icons_folder)
        self.end_note()

    def offer(self, names: Sequence[str]) -> None:
        """Offer these classes."""
        self.pad.offer(names)

    def allow(self, *, is_there: bool, can_undo: bool) -> None:
        """Offer decisions where there is an image, and to take one back where there is one."""
        for act, button in self.buttons.items():
            button.setEnabled(can_undo if act == "undo" else is_there or act == "back")
        # At the end its room is for what is said there.
        self.pad.setVisible(is_there)

    @property
    def is_naming(self) -> bool:
        """Whether the classes of an ambiguous image are asked for."""
        return self._defensible is not None

    def begin_naming(self) -> None:
        """Ask which classes are defensible."""
        self._defensible = set()
        self.said.say(WHICH)

    def toggle(self, number: int) -> None:
        """Add a class to those named, or take it away."""
        assert self._defensible is not None
        self._defensible ^= {number}
        self.pad.mark(self._defensible)
        self.said.say(WHICH)

    def take_named(self) -> frozenset[int] | None:
        """Return the classes that were named; None, which is said, while there is only one."""
        named = frozenset(self._defensible or ())
        if len(named) == 1:
            self.said.say(ONE_MORE)
            return None
        self.end_naming()
        return named

    def end_naming(self) -> None:
        """Ask for no classes any more."""
        if self._defensible is not None:
            self._defensible = None
            self.pad.mark(())
            self.said.say("")

    def begin_note(self) -> None:
        """Let a note be written."""
        self.note.show()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_note(self) -> None:
        """Put the line away unless something stands in it."""
        self.note.setVisible(bool(self.note.text().strip()))

    def take_note(self) -> str:
        """Return the note for the decision that is made now, and begin without one."""
        written = " ".join(self.note.text().split())
        self.note.clear()
        self.end_note()
        return written

    def flash(self, act: Act | None = None, *, number: int | None = None) -> None:
        """Let a button look pressed for a moment, as after a click."""
        if number is not None:
            if number < len(self.pad.buttons):
                self.pad.buttons[number].flash()
        elif act is not None and act in self.buttons:
            button = self.buttons[act]
            button.setDown(True)
            QTimer.singleShot(PRESSED_MS, button, lambda: button.setDown(False))

    def _compose(self, icons_folder: Path) -> None:
        news = QHBoxLayout()
        news.setSpacing(4)
        for act, name, tip in SIDES:
            button = QToolButton()
            button.setIcon(icon(name, icons_folder))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            self._wire(act, button)
            news.addWidget(button)
        news.addWidget(self.said, 1)
        inner = QWidget()
        inner.setMaximumWidth(theme.scaled_px(MEASURE_PX))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(news)
        column.addWidget(self.note)
        column.addWidget(self._rows)
        column.addWidget(self.pad)
        line = QHBoxLayout(self)
        line.setContentsMargins(MARGIN_PX, 4, MARGIN_PX, 8)
        line.addStretch(1)
        line.addWidget(inner, 1000)
        line.addStretch(1)

    def _wire(self, act: Act, button: QAbstractButton) -> None:
        # The keyboard stays with the image: Space passes on, and presses no button.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.act_asked.emit(act))
        self.buttons[act] = button
