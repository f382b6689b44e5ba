"""The line under the canvas: what is shown, what one can do, and the blind switch."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

HINTS = (
    "Double click opens one image",
    "Wheel zooms, drag moves",
    "0 fits all in",
)
BLIND_TIP = "Hide labels everywhere on this page; nothing seen then counts as known"


class StatusLine(QFrame):
    """Says what is shown and as many hints as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._shown = QLabel()
        self._shown.setProperty("role", "small")
        self._hint = QLabel()
        self._hint.setProperty("role", "small")
        self._hint.setMinimumWidth(0)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.blind_box = QCheckBox("Blind")
        self.blind_box.setToolTip(BLIND_TIP)
        self._note = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(24)
        row.addWidget(self._shown)
        row.addWidget(self._hint, 1)
        row.addWidget(self.blind_box)

    @property
    def text(self) -> str:
        """What it says about the images shown."""
        return self._shown.text()

    @property
    def hint(self) -> str:
        """The hints that have room."""
        return self._hint.text()

    def say(self, shown: str, *, note: str = "") -> None:
        """Say what is shown; a `note` takes the place of the hints."""
        self._shown.setText(shown)
        self._note = note
        self._hint.setToolTip(note)
        self._fit_hints()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many hints as fit."""
        super().resizeEvent(event)
        self._fit_hints()

    def _fit_hints(self) -> None:
        metrics = QFontMetrics(self._hint.font())
        taken = self._shown.sizeHint().width() + self.blind_box.sizeHint().width()
        room = self.width() - taken - 2 * 16 - 2 * 24
        text = metrics.elidedText(self._note, Qt.TextElideMode.ElideRight, room)
        for hint in () if self._note else HINTS:
            longer = f"{text}   ·   {hint}" if text else hint
            if metrics.horizontalAdvance(longer) > room:
                break
            text = longer
        self._hint.setText(text)
