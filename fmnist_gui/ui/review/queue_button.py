"""The button that says which queue is open, and opens the list of all."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui.chooser import Chooser
from fmnist_gui.ui.plain_text import literal

_OPENING = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_F4}


class QueueButton(Chooser):
    """Looks like every chooser, and opens a list of its own.

    Signals:
        opened(None): the list is to be opened.
    """

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Queue", parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_title(self, title: str) -> None:
        """Show what is chosen."""
        self.offer([(title, None)])
        self.setToolTip(literal(title))
        self.setAccessibleDescription(title)

    def showPopup(self) -> None:
        """Have the list of queues opened."""
        self.opened.emit()

    def hidePopup(self) -> None:
        """Nothing of its own is open."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list by the keys that open one; leave all others to the page."""
        if event.key() in _OPENING:
            self.showPopup()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()
