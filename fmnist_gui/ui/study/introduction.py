"""What a person reads, agrees to and answers before their first image of a study."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.study.study import Study
from fmnist_gui.ui import theme
from fmnist_gui.ui.column_view import SIDE_PX, wrapped
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.plain_text import isolated
from fmnist_gui.ui.study.introduction_body import WIDTH_PX, IntroductionBody

AGREE_FIRST = "Tick “I agree” to take part; nothing is kept of who goes back."
BUTTON_PX = 120


@dataclass(frozen=True)
class Joined:
    """What a person said about taking part; ``replies`` has one for each question."""

    has_consented: bool
    replies: tuple[str, ...]


class Introduction(QWidget):
    """Shows `study` to the person called `who`, with `examples` of each class by number.

    With `is_reading` it is only read again, and nothing is asked.

    Signals:
        begun(Joined): the person takes part, or has read enough.
        left(None): the person does not.
    """

    begun = Signal(object)
    left = Signal()

    def __init__(
        self,
        study: Study,
        examples: Sequence[Images],
        *,
        who: str = "",
        is_reading: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.body = IntroductionBody(study, examples, is_reading=is_reading)
        self.begin_button = QPushButton("Back to the images" if is_reading else "Begin")
        self.begin_button.setProperty("role", "primary")
        self.begin_button.setMinimumWidth(theme.scaled_px(BUTTON_PX))
        self.begin_button.setToolTip("Enter")
        self.back_button = QPushButton("Back")
        self.back_button.setToolTip("Esc")
        self._is_reading = is_reading
        self._message = wrapped("wrong")
        self._message.hide()
        self._who = ElidedLabel(isolated(who) if who else "")
        self._who.setProperty("role", "hint")
        self._compose()
        # Whatever is shown before it has its place is a window of its own.
        self.back_button.setHidden(is_reading)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.verticalScrollBar().rangeChanged.connect(self._leave_room)
        self.begin_button.clicked.connect(self._begin)
        self.back_button.clicked.connect(self.left)
        if self.body.agree_box is not None:
            self.body.agree_box.toggled.connect(self._on_agreed)

    @property
    def message(self) -> str:
        """What keeps the person from beginning; empty for nothing."""
        return self._message.text()

    def say(self, sentence: str) -> None:
        """Show one sentence above the buttons; empty for none."""
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin with Enter, leave with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if focus is self.back_button:
                self.left.emit()
            else:
                self._begin()
        elif event.key() == Qt.Key.Key_Escape:
            if self._is_reading:
                self._begin()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        box = self.body.agree_box
        if box is not None and not box.isChecked():
            self.say(AGREE_FIRST)
            self._reveal(box)
            box.setFocus()
            return
        self.begun.emit(Joined(has_consented=box is not None, replies=self.body.replies))

    def _on_agreed(self, is_agreed: bool) -> None:
        self.say("")
        if is_agreed and self.body.fields:
            # Questions are not to be missed for being below what is in sight.
            self._reveal(self.body.fields[-1])

    def _reveal(self, part: QWidget) -> None:
        # What is said above the buttons takes room from what scrolls.
        if (layout := self.layout()) is not None:
            layout.activate()
        self.body.ensureWidgetVisible(part)

    def _leave_room(self, _low: int, high: int) -> None:
        """Stay in line with what scrolls above."""
        bar = self.body.verticalScrollBar().sizeHint().width() if high else 0
        self._outer.setContentsMargins(SIDE_PX, 12, SIDE_PX + bar, 12)

    def _compose(self) -> None:
        foot, content = QFrame(), QWidget()
        foot.setProperty("role", "foot")
        content.setMaximumWidth(theme.scaled_px(WIDTH_PX))
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self._message)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._who, 1)
        row.addWidget(self.back_button)
        row.addWidget(self.begin_button)
        lines.addLayout(row)
        self._outer = QHBoxLayout(foot)
        self._outer.addStretch(1)
        self._outer.addWidget(content, 100)
        self._outer.addStretch(1)
        self._leave_room(0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.body, 1)
        column.addWidget(foot)
