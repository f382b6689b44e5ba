"""The foot of the form, always in sight: what the study will take, and Start."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.ui.column_view import SIDE_PX, wrapped

FROZEN = "Once started, it cannot be changed any more: every answer belongs to exactly this study."


class DraftBar(QFrame):
    """A sentence about what the study takes, and what can be done with it.

    Signals:
        left(None): the person goes back; what is in the form stays.
        save_asked(None): the study is to be kept as a file.
        start_asked(None): the study is to start.
    """

    left = Signal()
    save_asked = Signal()
    start_asked = Signal()

    def __init__(self, content_width_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.plan_label = wrapped("")
        self.frozen_label = wrapped("small", FROZEN)
        self.back_button = QPushButton("Back")
        self.save_button = QPushButton("Save as a file …")
        self.save_button.setToolTip("To be started later, here or by somebody else")
        self.start_button = QPushButton("Start the study")
        self.start_button.setProperty("role", "primary")
        self.back_button.clicked.connect(self.left)
        self.save_button.clicked.connect(self.save_asked)
        self.start_button.clicked.connect(self.start_asked)
        self._compose(content_width_px)

    def say(self, sentence: str, *, is_ready: bool) -> None:
        """Say what the study takes, or why it cannot start yet."""
        self.plan_label.setText(sentence)
        self.save_button.setEnabled(is_ready)
        self.start_button.setEnabled(is_ready)

    def leave_room(self, right_px: int) -> None:
        """Stay in line with what scrolls above, whose scroll bar is so wide."""
        self._outer.setContentsMargins(SIDE_PX, 12, SIDE_PX + right_px, 12)

    def minimumSizeHint(self) -> QSize:
        """Leave it to the lines how narrow it may become."""
        return QSize(1, super().minimumSizeHint().height())

    def _compose(self, content_width_px: int) -> None:
        content = QWidget()
        content.setMaximumWidth(content_width_px)
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self.plan_label)
        lines.addWidget(self.frozen_label)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.save_button)
        row.addWidget(self.start_button)
        lines.addLayout(row)
        self._outer = QHBoxLayout(self)
        self._outer.addStretch(1)
        self._outer.addWidget(content, 100)
        self._outer.addStretch(1)
        self.leave_room(0)
