"""One field of a form: its name, what is chosen, and beside it what is impossible about that."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.ui.plain_text import PlainLabel

TEXT_MARGIN_PX = 6
LEAST_LINE_PX, EDGES_PX = 20, 10
"""Height of a line of text in a field, and of what is above and below it."""


class FormField(QWidget):
    """A name above its controls, which stand side by side; below them a sentence if there is one.

    The controls change by the wheel only while they have the keyboard, so that whoever scrolls
    the page does not change them.
    """

    def __init__(self, name: str, *controls: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem, self._note = PlainLabel(), PlainLabel()
        self._guard = _WheelGuard(self)
        label = QLabel(name)
        label.setProperty("role", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if name:
            column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(8)
        for control in controls:
            self._guard.watch(control)
            row.addWidget(control, 1)
            if name and not control.accessibleName():
                control.setAccessibleName(name)
        column.addLayout(row)
        for words, role in ((self._note, "small"), (self._problem, "problem")):
            words.setProperty("role", role)
            words.setWordWrap(True)
            words.hide()
            column.addWidget(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def problem(self) -> str:
        """What is impossible; empty when nothing is."""
        return self._problem.text()

    @property
    def words(self) -> str:
        """What is said about what is chosen; empty for nothing."""
        return self._note.text()

    def say(self, problem: str) -> None:
        """Say what is impossible about this field; empty when nothing is."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def note(self, words: str) -> None:
        """Say something about what is chosen."""
        self._note.setText(words)
        self._note.setVisible(bool(words))


class Chooser(QComboBox):
    """A list of words with a value behind each."""

    def __init__(self, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.offer(words)

    @property
    def value(self) -> str:
        """The value of what is chosen."""
        return str(self.currentData())

    def offer(self, words: Mapping[str, str]) -> None:
        """Offer other words, by their values; what was chosen stays where it can."""
        before = self.currentData()
        self.clear()
        for value, text in words.items():
            self.addItem(text, value)
        self.choose(before)

    def choose(self, value: object) -> None:
        """Choose `value`, or the first if it is not offered."""
        self.setCurrentIndex(max(0, self.findData(value)))


class Number(QSpinBox):
    """A whole number that is written or stepped, as high as a list of words beside it."""

    def sizeHint(self) -> QSize:
        """Qt's own height depends on when the style was read."""
        line = max(LEAST_LINE_PX, self.fontMetrics().height() + 2)
        return QSize(super().sizeHint().width(), line + EDGES_PX)

    def minimumSizeHint(self) -> QSize:
        """As high as it is to be."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


def number_field(low: int, high: int, *, suffix: str = "", nothing: str = "") -> Number:
    """Return a field for a whole number; `nothing` are the words for the lowest one."""
    made = Number()
    made.setProperty("role", "number")
    made.setRange(low, high)
    made.setSuffix(suffix)
    made.setSpecialValueText(nothing)
    made.setGroupSeparatorShown(True)
    made.lineEdit().setTextMargins(TEXT_MARGIN_PX, 0, TEXT_MARGIN_PX, 0)
    return made


def stacked(fields: Sequence[QWidget], title: str) -> QWidget:
    """Return a column of fields below a heading."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    heading = QLabel(title)
    heading.setProperty("role", "group")
    column.addWidget(heading)
    for field in fields:
        column.addWidget(field)
    column.addStretch(1)
    return made


class _WheelGuard(QObject):
    def watch(self, control: QWidget) -> None:
        if isinstance(control, QComboBox | QSpinBox):
            control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_wheel = event.type() == QEvent.Type.Wheel
        if is_wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False
