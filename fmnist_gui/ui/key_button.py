"""A quiet button that says which key does the same."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

from fmnist_gui.ui import theme

HEIGHT_PX, PADDING_PX, GAP_PX, CHIP_PADDING_PX, CHIP_EDGE_PX = 30, 10, 8, 5, 5

FACES_MOST = 12
"""Up, down, under the mouse, disabled, and with other words."""


class KeyButton(QPushButton):
    """Words and, in a chip, the name of a key.

    It is as wide as the longest of its `words`, of which it shows the first to begin with, so
    that other words move nothing. The keyboard stays where it is. Without a `key` there is no
    chip.
    """

    def __init__(
        self, words: Sequence[str], key: str, *, tip: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(words[0], parent)
        self._words, self._key = tuple(words), key
        self._has_chip = bool(key)
        self._faces: dict[object, QPixmap] = {}
        self.setToolTip(tip)
        self.setAccessibleDescription(f"Key {key}" if key else "")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def has_chip(self) -> bool:
        """Whether the key is shown."""
        return self._has_chip

    def show_chip(self, is_shown: bool) -> None:
        """Show the key, or leave it to the tool tip where there is no room."""
        is_shown = is_shown and bool(self._key)
        if is_shown != self._has_chip:
            self._has_chip = is_shown
            self.updateGeometry()

    @property
    def is_key_underlined(self) -> bool:
        """Whether the words begin with the key, which is underlined where there is no chip."""
        has_key = not self._has_chip and bool(self._key)
        return has_key and self.text()[:1].upper() == self._key.upper()

    def _bare(self, words: str) -> str:
        """Return what stands on the button without a chip: a key that is a sign goes with it."""
        return words if not self._key or self._key.isalnum() else f"{words} {self._key}"

    def width_px(self, *, has_chip: bool) -> int:
        """Return the width with or without the key, in logical pixels."""
        metrics = QFontMetrics(_font())
        widest = max(metrics.horizontalAdvance(words) for words in (*self._words, self.text()))
        if not has_chip:
            widest = max(metrics.horizontalAdvance(self._bare(words)) for words in self._words)
        chip = GAP_PX + self._chip_px() if has_chip and self._key else 0
        return widest + chip + 2 * PADDING_PX

    def sizeHint(self) -> QSize:
        """Room for the longest words and the key."""
        return QSize(self.width_px(has_chip=self._has_chip), theme.scaled_px(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        """Nothing is cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button in the window's style, the words to the left, the key to the right."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._face(option))
        painter.end()

    def _face(self, option: QStyleOptionButton) -> QPixmap:
        """Return what it looks like in this state, drawn once: the style takes its time."""
        ratio, look = self.devicePixelRatioF(), theme.current()
        key = (
            (self.width(), self.height(), ratio, look, theme.scaled_px(100)),
            (self.text(), self._has_chip, option.state.value),
        )
        face = self._faces.get(key)
        if face is None:
            if len(self._faces) >= FACES_MOST:
                self._faces.clear()
            face = self._faces[key] = QPixmap(self.size() * ratio)
            face.setDevicePixelRatio(ratio)
            face.fill(Qt.GlobalColor.transparent)
            self._paint(face, option, look=look)
        return face

    def _paint(self, face: QPixmap, option: QStyleOptionButton, *, look: theme.Theme) -> None:
        painter = QPainter(face)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        painter.setFont(_font())
        painter.setPen(QColor(look.text if self.isEnabled() else look.hint))
        room = self.rect().adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        side = Qt.AlignmentFlag.AlignLeft if self._has_chip else Qt.AlignmentFlag.AlignHCenter
        if self._has_chip:
            painter.drawText(room, int(middle | side), self.text())
            self._paint_chip(painter, look)
        else:
            words = self._bare(self.text()).replace("&", "&&")
            flag = int(middle | side) | Qt.TextFlag.TextShowMnemonic
            painter.drawText(room, flag, f"&{words}" if self.is_key_underlined else words)
        painter.end()

    def _paint_chip(self, painter: QPainter, look: theme.Theme) -> None:
        wide, edge = self._chip_px(), CHIP_EDGE_PX + 0.5
        chip = QRectF(self.width() - PADDING_PX - wide, edge, wide, self.height() - 2 * edge)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.setBrush(QColor(look.ground))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(QColor(look.hint))
        painter.setFont(theme.font(theme.SMALL))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), self._key)

    def _chip_px(self) -> int:
        metrics = QFontMetrics(theme.font(theme.SMALL))
        return metrics.horizontalAdvance(self._key) + 2 * CHIP_PADDING_PX


def _font() -> QFont:
    return theme.font(theme.NORMAL)
