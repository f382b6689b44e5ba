"""A part of the view that paints itself: no layout has to settle when its words change."""

from collections import OrderedDict
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.plain_text import literal

C = TypeVar("C")
FACES_KEPT = 8
"""So many pictures of what was shown, or is shown next, are kept."""


class _Face:
    """What is known of a content: its words, and its picture once there is one."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.picture: QPixmap | None = None
        self.made_for: object = None


class Painted(QWidget, Generic[C]):
    """Shows a content, which is a frozen dataclass, as a picture that may be made beforehand.

    It says in words what it paints, to screen readers and, where something is cut, to the eye;
    the keyboard reaches it by Tab, so that it is read aloud there. `has_spots` leaves both to the
    spots on it.

    Signals:
        painted(None): it was painted, and so may have come into sight.
    """

    painted = Signal()

    def __init__(self, parent: QWidget, *, has_spots: bool = False) -> None:
        super().__init__(parent)
        self._has_spots = has_spots
        self._content: C | None = None
        self._face: _Face | None = None
        self._faces: OrderedDict[C, _Face] = OrderedDict()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if has_spots else Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def content(self) -> C | None:
        """What it shows."""
        return self._content

    def show_content(self, content: C) -> bool:
        """Show another content; return whether it is another one."""
        if content == self._content:
            return False
        self._content, self._face = content, self._face_of(content)
        self.setAccessibleName(self._face.words)
        if not self._has_spots:
            self.setToolTip(literal(self._face.words))
        self.update()
        return True

    def prepare(self, content: C) -> None:
        """Have the picture of a content ready before it is shown."""
        if not self.size().isEmpty():
            self._picture(content, self._face_of(content))

    def words_of(self, content: C) -> str:
        """Return what a content says."""
        raise NotImplementedError

    def paint(self, painter: QPainter, content: C, look: theme.Theme) -> None:
        """Paint a content in the colours of `look`."""
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, and a frame where the keyboard is."""
        painter = QPainter(self)
        if self._content is None or self._face is None:
            painter.fillRect(self.rect(), QColor(theme.current().ground))
        else:
            painter.drawPixmap(0, 0, self._picture(self._content, self._face))
        if self.hasFocus():
            painter.setPen(QColor(theme.current().accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        self.painted.emit()

    def forget_faces(self) -> None:
        """Paint anew: things stand in other places, or are other things."""
        self._faces.clear()
        if self._content is not None:
            self._face = self._face_of(self._content)
        self.update()

    def _face_of(self, content: C) -> _Face:
        face = self._faces.get(content)
        if face is None:
            face = self._faces[content] = _Face(self.words_of(content))
            if len(self._faces) > FACES_KEPT:
                self._faces.popitem(last=False)
        self._faces.move_to_end(content)
        return face

    def _picture(self, content: C, face: _Face) -> QPixmap:
        look, ratio = theme.current(), self.devicePixelRatioF()
        wanted = self.width(), self.height(), ratio, look.name
        if face.picture is None or face.made_for != wanted:
            made = QPixmap(self.size() * ratio)
            made.setDevicePixelRatio(ratio)
            # On a ground that covers, letters are as sharp as anywhere else.
            made.fill(QColor(look.ground))
            painter = QPainter(made)
            self.paint(painter, content, look)
            painter.end()
            face.picture, face.made_for = made, wanted
        return face.picture


def row_px() -> int:
    """Return the height of a line in a list."""
    return theme.scaled_px(18)


def title_px() -> int:
    """Return the height of a small heading and the air below it."""
    return theme.scaled_px(20)
