"""One sentence about what was done, on the canvas for a while."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QEnterEvent,
    QFontMetrics,
    QHideEvent,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.floating import AWAY_PX, Floating
from fmnist_gui.ui.plain_text import PlainLabel

STAY_MS, LONG_STAY_MS = 6000, 10_000
LONG = 60
"""A sentence of more signs stays longer."""

MOST_PX = 480
ACROSS_PX, DOWN_PX = 16, 8
APART_PX = 8
"""Air between this card and one that it gives way to."""

ANYWHERE = "\u200b"
"""Has no width; a line may be broken there."""

MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class Toast(Floating):
    """Lies at the bottom middle of `over`, above any of the cards `beside` it that it would meet.

    The time runs while it is in sight and the cursor is elsewhere; a click takes it away.
    """

    def __init__(self, over: QWidget, beside: Sequence[QWidget] = ()) -> None:
        super().__init__(over)
        self._beside = tuple(beside)
        self._sentence = ""
        self._label = PlainLabel()
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._on_clicked)
        self._do: Callable[[], object] = lambda: None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(ACROSS_PX, DOWN_PX, ACROSS_PX, DOWN_PX)
        column.setSpacing(DOWN_PX)
        column.addWidget(self._label)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        for card in self._beside:
            card.installEventFilter(self)
        self.hide()

    @property
    def sentence(self) -> str:
        """What can be read on it now, or could if the page were in front."""
        return "" if self.isHidden() else self._sentence

    def say(self, sentence: str, *, act: str = "", do: Callable[[], object] = lambda: None) -> None:
        """Say it in place of what was said before; a button that says `act` does `do`."""
        self._sentence = sentence
        is_long = act or len(sentence) > LONG
        self._timer.setInterval(LONG_STAY_MS if is_long else STAY_MS)
        self.button.setText(act)
        self.button.setVisible(bool(act))
        self._do = do
        self.setAccessibleName(sentence)
        # Placed first, as a cursor where it was before would keep it for good.
        self.place()
        self.show()
        self.raise_()
        if self.isVisible() and not self.underMouse():
            self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def place(self) -> None:
        """Take the room that the sentence needs, and stand where nothing else does."""
        room = self._over.size()
        size = self._fitted(min(theme.scaled_px(MOST_PX), room.width() - 2 * AWAY_PX))
        left = (room.width() - size.width()) // 2
        bottom = room.height() - AWAY_PX
        cards = [card.geometry() for card in self._beside if not card.isHidden()]
        for card in sorted(cards, key=QRect.top, reverse=True):
            is_across = card.left() - APART_PX < left + size.width()
            is_across = is_across and card.right() + APART_PX >= left
            if (
                is_across
                and card.top() - APART_PX < bottom
                and card.bottom() > bottom - size.height()
            ):
                bottom = card.top() - APART_PX
        self.setGeometry(left, max(AWAY_PX, bottom - size.height()), size.width(), size.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give way when one of the cards beside it moves."""
        if watched in self._beside and event.type() in MOVES and not self.isHidden():
            self.place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the time run: it can be read now."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the time: another page is in front."""
        super().hideEvent(event)
        self._timer.stop()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay as long as it is pointed at."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Let the time run anew."""
        super().leaveEvent(event)
        if self.isVisible():
            self._timer.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep it from the canvas."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Keep it from the canvas."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go away."""
        event.accept()
        self.hide()

    def _fitted(self, most: int) -> QSize:
        """Wrap the sentence into at most so many pixels, and return the size of the card."""
        self._label.ensurePolished()
        metrics = QFontMetrics(self._label.font())
        around = QSize(2 * (ACROSS_PX + self.frameWidth()), 2 * (DOWN_PX + self.frameWidth()))
        room = max(1, most - around.width())
        text = breakable(self._sentence, metrics, room)
        if text != self._label.text():
            self._label.setText(text)
        wide = min(room, metrics.horizontalAdvance(self._sentence) + 2)
        # Without a sentence there is no height for any width.
        self._label.setFixedSize(wide, max(0, self._label.heightForWidth(wide)))
        size = self._label.size()
        if not self.button.isHidden():
            button = self.button.sizeHint()
            more = QSize(0, DOWN_PX + button.height())
            size = size.expandedTo(QSize(button.width(), 0)) + more
        return size + around

    def _on_clicked(self) -> None:
        self.hide()
        self._do()


def breakable(sentence: str, metrics: QFontMetrics, room: int) -> str:
    """Return `sentence` such that a line can end within words, such as paths, of `room` pixels."""
    return " ".join(
        ANYWHERE.join(word) if metrics.horizontalAdvance(word) > room else word
        for word in sentence.split(" ")
    )
