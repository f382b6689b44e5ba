"""The foot of the setup, always in sight: who is playing, by which keys, and Start."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.name import checked_name
from fmnist_gui.ui import theme
from fmnist_gui.ui.name_field import NAME_CUT, NameField
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.play.message_label import MessageLabel

START_WIDTH_PX = 120
MARGIN_PX, GAP_PX = 24, 12
NO_NAME = "Write a name first, so that your sessions can be told from others'."


class StartBar(QFrame):
    """Name, keys, deck and start in one line, and above it one sentence when there is one.

    Signals:
        start_asked(None): begin what is chosen.
        deck_asked(None): save the deck of what is chosen.
        keys_asked(None): choose other keys.
    """

    start_asked = Signal()
    deck_asked = Signal()
    keys_asked = Signal()

    def __init__(self, content_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.name_box = NameField()
        self.keys_button = _button("Keys …", "Which key answers which class")
        self.deck_button = _button("Save deck …", "Draw the images now and keep them as a file")
        self.start_button = QPushButton("Start")
        self.start_button.setProperty("role", "primary")
        self.start_button.setMinimumWidth(theme.scaled_px(START_WIDTH_PX))
        self._message = MessageLabel()
        self._is_narrow: bool | None = None
        self._content_width = content_width
        self._compose()
        self.start_button.clicked.connect(self.start_asked)
        self.deck_button.clicked.connect(self.deck_asked)
        self.keys_button.clicked.connect(self.keys_asked)
        self.name_box.cut.connect(lambda: self.say(NAME_CUT))

    @property
    def message(self) -> str:
        """The sentence that is shown; empty for none."""
        return self._message.text()

    @property
    def is_warning(self) -> bool:
        """Whether the sentence is about what cannot be done."""
        return self._message.is_warning

    def say(self, sentence: str) -> None:
        """Show one sentence about what cannot be done; empty for none."""
        self._message.say(sentence)

    def tell(self, sentence: str) -> None:
        """Show one sentence about something that was done; empty for none."""
        self._message.tell(sentence)

    def has_name(self) -> bool:
        """Whether there is a name that somebody can have; says what is wrong otherwise."""
        try:
            if self.name_box.name:
                checked_name(self.name_box.name)
        except RequestError as error:
            self.say(spoken(error))
        else:
            self.say("" if self.name_box.name else NO_NAME)
        if self.message:
            self.name_box.setFocus()
        return not self.message

    def leave_room(self, right_px: int) -> None:
        """Stay in line with what scrolls above, whose scroll bar is so wide."""
        self._outer.setContentsMargins(MARGIN_PX, 12, MARGIN_PX + right_px, 12)

    def minimumSizeHint(self) -> QSize:
        """Leave it to the lines how narrow it may become."""
        return QSize(1, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take a second line where one is too short."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Look again whether one line is enough when the words on a button have changed."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _compose(self) -> None:
        content = QWidget()
        content.setMaximumWidth(self._content_width)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._message)
        self._label = QLabel("&Who is playing")
        self._label.setBuddy(self.name_box)
        self._label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        for line in (self._upper, self._lower):
            line.setSpacing(GAP_PX)
            column.addLayout(line)
        self._outer = QHBoxLayout(self)
        self._outer.addStretch(1)
        self._outer.addWidget(content, 100)
        self._outer.addStretch(1)
        self.leave_room(0)
        self._fill(is_narrow=False)

    def _arrange(self) -> None:
        parts = (self._label, self.name_box, self.keys_button, self.deck_button, self.start_button)
        # The stretch between the two groups has a gap of its own.
        least = len(parts) * GAP_PX + sum(_least_px(part) for part in parts)
        margins = self._outer.contentsMargins()
        room = min(self.width() - margins.left() - margins.right(), self._content_width)
        self._fill(is_narrow=least > room)

    def _fill(self, *, is_narrow: bool) -> None:
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        for line in (self._upper, self._lower):
            while line.takeAt(0):
                pass
        self._upper.addWidget(self._label)
        self._upper.addWidget(self.name_box, 1)
        if is_narrow:
            self._upper.addStretch()
        last = self._lower if is_narrow else self._upper
        last.addWidget(self.keys_button)
        last.addStretch(1)
        last.addWidget(self.deck_button)
        last.addWidget(self.start_button)


def _least_px(part: QWidget) -> int:
    return max(part.minimumWidth(), part.minimumSizeHint().width())


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    return button
