"""An answer button: one class, with its key."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from fmnist_gui.ui import class_mark, theme, verdict_mark
from fmnist_gui.ui.plain_text import literal

PRESSED_MS = 120
FACES_MOST = 12
"""Up and down, with and without the mouse, and each mark."""

HEIGHT_PX = 44
PADDING_PX, SPARE_PX, CHIP_MAX_PX, MARK_MAX_PX = 8, 4, 30, 20
LEAST_FONT_PX, LEAST_FONT_PHYSICAL_PX = 8, 12
Verdict = Literal["", "right", "wrong", "given"]
"""The mark of a button; "given" is the answer about which more is asked."""


class AnswerButton(QAbstractButton):
    """One class: the key in a chip, the name, and after a practice answer a mark."""

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._verdict: Verdict = ""
        self._class: int | None = None
        self._type_px = theme.scaled_px(theme.MEDIUM)
        self._faces: dict[object, QPixmap] = {}
        self.setText(name)
        self.setAccessibleName(f"{name}, key {key}" if key else name)
        self.setToolTip(literal(name))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Large enough to hit without aiming."""
        return QSize(theme.scaled_px(160), theme.scaled_px(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        """Long names are set smaller when there is no room."""
        return QSize(96 if self.shows_name else 54, theme.scaled_px(36))

    @property
    def verdict(self) -> Verdict:
        """The mark it bears."""
        return self._verdict

    def mark(self, verdict: Verdict) -> None:
        """Show that this was the right or the wrong answer, or the one given, or nothing."""
        # Painting ten buttons anew would make the next image wait.
        if verdict != self._verdict:
            self._verdict = verdict
            self.update()

    def show_class(self, number: int | None) -> None:
        """Show the mark of a class instead of the name, where names have no room; None: the name.

        The name stays in the tip, and is read aloud.
        """
        if number != self._class:
            self._class = number
            self._faces.clear()
            self.updateGeometry()
            self.update()

    @property
    def shows_name(self) -> bool:
        """Whether the name is there to be read."""
        return self._class is None

    def flash(self) -> None:
        """Look pressed for a moment, as after a click."""
        self.setDown(True)
        QTimer.singleShot(PRESSED_MS, self, lambda: self.setDown(False))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint for the hover."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show what the button looks like now."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._face())
        painter.end()

    def _face(self) -> QPixmap:
        """Return the picture of the button as it is, drawn once for each state.

        A key presses a button and lets it go, which would otherwise be drawn while an answer is
        on its way and the next image waits.
        """
        ratio = self.devicePixelRatioF()
        look, size = theme.current(), self.size() * ratio
        state = (
            (size.width(), size.height(), ratio, look, self._type_px, theme.scaled_px(100)),
            (self._verdict, self.isDown(), self.underMouse(), self.isEnabled()),
        )
        face = self._faces.get(state)
        if face is None:
            if len(self._faces) >= FACES_MOST:
                self._faces.clear()
            face = QPixmap(size)
            face.setDevicePixelRatio(ratio)
            face.fill(Qt.GlobalColor.transparent)
            self._paint(face, look)
            self._faces[state] = face
        return face

    def _paint(self, face: QPixmap, look: theme.Theme) -> None:
        """Paint card, chip, name and mark."""
        painter = QPainter(face)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edges = {"right": look.right, "wrong": look.wrong, "given": look.accent}
        edge = edges.get(self._verdict, look.line)
        fill = look.line if self.isDown() else look.hover if self.underMouse() else look.card
        painter.setPen(QPen(QColor(edge), 2 if self._verdict else 1))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(frame, 8, 8)
        left = self._paint_chip(painter, look)
        right = self._paint_mark(painter, look)
        room = self.rect().adjusted(left, 0, -right, 0)
        if self._class is not None:
            side = min(theme.scaled_px(14), MARK_MAX_PX)
            box = QRectF(left, (self.height() - side) / 2, side, side)
            class_mark.paint(painter, box, self._class, colours=look)
            painter.end()
            return
        painter.setFont(self._name_font(self._type_px, room.width()))
        painter.setPen(QColor(look.text if self.isEnabled() else look.hint))
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words
        )
        painter.end()

    def fitting_px(self) -> int:
        """Return the type size that shows the whole name; a cut name cannot be answered."""
        room = self.width() - self._chip_px() - PADDING_PX - SPARE_PX
        return self._name_font(theme.scaled_px(theme.MEDIUM), room).pixelSize()

    def set_type(self, pixels: int) -> None:
        """Set the name in this size, so that all buttons can have the same."""
        self._type_px = pixels
        self.update()

    def _name_font(self, pixels: int, room_px: int) -> QFont:
        """Return the font of the name, of this size or as much smaller as the room wants."""
        made = theme.font(theme.MEDIUM)
        made.setPixelSize(pixels)
        least = max(LEAST_FONT_PX, round(LEAST_FONT_PHYSICAL_PX / self.devicePixelRatioF()))
        while made.pixelSize() > least and (
            QFontMetrics(made).horizontalAdvance(self.text()) > room_px
        ):
            made.setPixelSize(made.pixelSize() - 1)
        return made

    def _chip_px(self) -> int:
        return min(theme.scaled_px(24), CHIP_MAX_PX) + 2 * PADDING_PX if self._key else PADDING_PX

    def _paint_chip(self, painter: QPainter, look: theme.Theme) -> int:
        if not self._key:
            return self._chip_px()
        side = self._chip_px() - 2 * PADDING_PX
        chip = QRectF(PADDING_PX, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.setBrush(QColor(look.ground))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(QColor(look.hint))
        sign_font = theme.font(theme.NORMAL)
        sign_font.setPixelSize(min(sign_font.pixelSize(), round(side * 0.7)))
        painter.setFont(sign_font)
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), self._key)
        return self._chip_px()

    def _paint_mark(self, painter: QPainter, look: theme.Theme) -> int:
        if self._verdict not in ("right", "wrong"):
            return 8
        side = min(theme.scaled_px(14), MARK_MAX_PX)
        box = QRectF(self.width() - side - PADDING_PX, (self.height() - side) / 2, side, side)
        is_right = self._verdict == "right"
        mark = verdict_mark.TICK if is_right else verdict_mark.CROSS
        colour = look.right if is_right else look.wrong
        verdict_mark.paint(painter, box, mark=mark, colour=colour)
        return side + 2 * PADDING_PX
