"""The words at the pointer while marked images are dragged: how many, and where to."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.plain_text import PlainLabel

AWAY_PX = 14


class GridDrag(PlainLabel):
    """A small plate that follows the pointer inside `parent` and never takes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._room = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("role", "held")
        self.hide()

    def hold(self, words: str, at: QPoint, *, beside: QWidget | None = None) -> None:
        """Say `words` at this point of the screen; left of `beside`, which they may not hide."""
        self.setText(words)
        self.adjustSize()
        away = theme.scaled_px(AWAY_PX)
        inside = self._room.mapFromGlobal(at)
        corner = inside + QPoint(away, away)
        if beside is not None:
            edge = beside.mapTo(self._room, QPoint(0, 0)).x()
            corner = QPoint(edge - self.width() - away // 2, inside.y() - self.height() // 2)
        room = self._room.size() - self.size()
        x, y = min(corner.x(), room.width()), min(corner.y(), room.height())
        self.move(max(0, x), max(0, y))
        self.show()
        self.raise_()
