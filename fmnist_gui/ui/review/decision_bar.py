"""Every decision as a button with its key, what is asked, and what was done last."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.ui import theme
from fmnist_gui.ui.answer_button import PRESSED_MS
from fmnist_gui.ui.button_rows import ButtonRows
from fmnist_gui.ui.class_pad import ClassPad
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.key_button import KeyButton
from fmnist_gui.ui.review.deciding import Act, Asked, Pressed
from fmnist_gui.ui.review.decision_line import DecisionLine
from fmnist_gui.ui.review.evidence_plan import MARGIN_PX, MEASURE_PX
from fmnist_gui.ui.review.news_line import NewsLine
from fmnist_gui.ui.review.original_row import OriginalRow


class _Row(NamedTuple):
    act: Act
    words: str
    key: str
    tip: str


ROWS: tuple[_Row, ...] = (
    _Row("accept", "Accept", "↵", "Take the suggestion: relabel to that class"),
    _Row("keep", "Keep", "K", "The label is right"),
    _Row("ambiguous", "Ambiguous", "A", "More than one class is defensible: name them"),
    _Row("bad", "Bad image", "B", "It shows none of the classes"),
    _Row("duplicate", "Duplicate", "D", "It repeats another image: choose which"),
    _Row("unsure", "Unsure", "U", "Looked at, and nothing concluded"),
    _Row("skip", "Skip", "Space", "Not now; it comes again"),
    _Row("note", "Note", "N", "A line that goes with the decision"),
    _Row("tags", "Tag", "T", "Put a tag on it, or take it off with a hyphen before"),
)

_ANSWERS: tuple[_Row, ...] = (
    _Row("take", "Take", "↵", "Decide so"),
    _Row("leave", "Leave", "Esc", "Decide nothing"),
)

_SIDES: tuple[tuple[Act, str, str], ...] = (
    ("back", "back", "The image before (Left)"),
    ("forward", "forward", "The image after (Right)"),
)

_PROMPTS = {
    "classes": "Which classes are defensible? Their keys add them and take them away.",
    "original": "Duplicate of",
    "note": "A note on this image",
    "tags": "A tag; with a hyphen before it, it is taken off",
}
NOT_KNOWN = "The images most like it are being looked for …"


class DecisionBar(QFrame):
    """Buttons for all acts, the classes, and one line that says what was done.

    Signals:
        act_asked(str): a button was clicked, by its act.
        class_named(int): a class was clicked.
        original_chosen(int): a proposed original was clicked.
        line_written(str): a note or a tag was written.
    """

    act_asked = Signal(str)
    class_named = Signal(int)
    original_chosen = Signal(int)
    line_written = Signal(str)

    def __init__(self, icons_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._gallery: Gallery | None = None
        self._suggested: int | None = None
        self._tags: Sequence[str] = ()
        self.buttons: dict[Act, QAbstractButton] = {}
        self.line = DecisionLine()
        self.pad = ClassPad()
        self.originals = OriginalRow()
        self.said = NewsLine()
        self._prompt = ElidedLabel()
        self._upper, self._lower = QStackedWidget(), QStackedWidget()
        self._kinds = ButtonRows(self._buttons_of(ROWS))
        self._compose(icons_folder)
        self.pad.named.connect(self.class_named)
        self.originals.chosen.connect(self.original_chosen)
        self.line.written.connect(self.line_written)
        self.line.left.connect(lambda: self.act_asked.emit("leave"))

    def offer(self, gallery: Gallery) -> None:
        """Offer the classes of `gallery`."""
        self._gallery = gallery
        self.pad.offer(gallery.class_names)

    def offer_tags(self, tags: Sequence[str]) -> None:
        """Offer these tags where one is written."""
        self._tags = tags

    def allow(self, is_there: bool) -> None:
        """Offer decisions only where there is an image; the way back stays."""
        self._upper.setEnabled(is_there)
        self._lower.setEnabled(is_there)

    def allow_back(self, *, undo: bool, redo: bool) -> None:
        """Offer to take the last step back, and to make one again, where there is one."""
        self.buttons["undo"].setEnabled(undo)
        self.buttons["redo"].setEnabled(redo)

    def suggest(self, number: int | None, name: str = "") -> None:
        """Mark the class that is suggested; None for none."""
        self._suggested = number
        self.pad.mark(() if number is None else (number,))
        self.buttons["accept"].setEnabled(number is not None)
        self.buttons["accept"].setToolTip(f"Relabel to {name}" if name else ROWS[0].tip)

    def say(self, sentence: str) -> None:
        """Say what was done."""
        self.said.say(sentence)

    def show_question(self, asked: Asked) -> None:
        """Show what is asked now, and what is answered so far."""
        question = asked.question
        self._upper.setCurrentIndex(1 if question else 0)
        self._lower.setCurrentIndex(1 if question == "original" else 0)
        is_line = question in ("note", "tags")
        self.line.setVisible(is_line)
        self._prompt.setVisible(not is_line)
        self.buttons["take"].setVisible(not is_line)
        marked = {self._suggested} if self._suggested is not None else set()
        self.pad.mark(asked.classes if question == "classes" else marked)
        if is_line:
            tags = self._tags if question == "tags" else None
            self.line.begin(asked.line, hint=_PROMPTS[question], tags=tags)
        elif question == "original" and self._gallery is not None:
            self.originals.show_originals(self._gallery, asked.originals, place=asked.place)
            words = f"{_PROMPTS[question]} {self.originals.words}?"
            self._prompt.say(words if asked.originals else NOT_KNOWN)
        elif question:
            self._prompt.say(_PROMPTS[question])

    def flash(self, pressed: Pressed) -> None:
        """Let a button look pressed for a moment, as after a click."""
        if pressed.class_number is not None:
            if pressed.class_number < len(self.pad.buttons):
                self.pad.buttons[pressed.class_number].flash()
        elif pressed.act in self.buttons:
            button = self.buttons[pressed.act]
            button.setDown(True)
            QTimer.singleShot(PRESSED_MS, button, lambda: button.setDown(False))

    def _compose(self, icons_folder: Path) -> None:
        question = QWidget()
        row = QHBoxLayout(question)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._prompt, 1)
        row.addWidget(self.line, 1)
        for button in self._buttons_of(_ANSWERS):
            row.addWidget(button)
        self._upper.addWidget(self._kinds)
        self._upper.addWidget(question)
        self._lower.addWidget(self.pad)
        self._lower.addWidget(self.originals)
        inner = QWidget()
        inner.setMaximumWidth(theme.scaled_px(MEASURE_PX))
        line = QHBoxLayout(self)
        line.setContentsMargins(MARGIN_PX, 4, MARGIN_PX, 8)
        line.addStretch(1)
        line.addWidget(inner, 1000)
        line.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._line_of_news(icons_folder))
        column.addWidget(self._upper)
        column.addWidget(self._lower)

    def _line_of_news(self, icons_folder: Path) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for act, name, tip in _SIDES:
            button = QToolButton()
            button.setIcon(icon(name, icons_folder))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            self._wire(act, button)
            row.addWidget(button)
        row.addWidget(self.said, 1)
        for act, word, keys in (("undo", "Undo", "Ctrl+Z"), ("redo", "Redo", "Ctrl+Shift+Z")):
            button = QToolButton()
            button.setText(word)
            button.setToolTip(f"{word} ({keys})")
            self._wire(act, button)
            row.addWidget(button)
        return row

    def _buttons_of(self, rows: Sequence[_Row]) -> list[KeyButton]:
        found = []
        for row in rows:
            button = KeyButton((row.words,), row.key, tip=f"{row.tip} ({row.key})")
            self._wire(row.act, button)
            found.append(button)
        return found

    def _wire(self, act: Act, button: QAbstractButton) -> None:
        # The keyboard stays with the page: Space skips, and presses no button.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.act_asked.emit(act))
        self.buttons[act] = button
