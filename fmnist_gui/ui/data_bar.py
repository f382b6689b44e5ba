"""The slim bar that says what data this is and offers the next step."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from fmnist_gui.ui.actions import Actions

MARGIN_PX = 16
GET_WORDS = ("Get Fashion-MNIST (31 MB)", "Get data")
OPEN_WORDS = ("Open a folder", "Open")


class DataBar(QFrame):
    """Shows one of: what is open, how far a download or a reading is."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        # A page that wants more than there is takes nothing of the buttons here.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._title = QLabel("Opening …")
        self._title.setProperty("role", "section")
        self._detail = QLabel()
        self._detail.setProperty("role", "hint")
        self._detail.setMinimumWidth(0)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(160)
        self.cancel_button = QPushButton("Cancel")
        self._get = _button(GET_WORDS[0], actions, "download")
        self._open = _button(OPEN_WORDS[0], actions, "open_folder")
        self._play = _button("Play", actions, "show_play")
        self._play.setProperty("role", "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._detail)
        row.addStretch(1)
        for widget in (self._progress, self.cancel_button, self._get, self._open, self._play):
            row.addWidget(widget)
        self._is_practice = False
        self._end_work()

    @property
    def share(self) -> float:
        """How much of the work under way is done, from 0 to 1."""
        return max(0, self._progress.value()) / max(1, self._progress.maximum())

    @property
    def offers_data(self) -> bool:
        """Whether the real images are offered."""
        return not self._get.isHidden()

    def show_data(self, title: str, detail: str, *, is_practice: bool) -> None:
        """Say what is open; practice images come with the offer of the real ones."""
        self._title.setText(title)
        self._title.setToolTip(title)
        self._detail.setText(detail)
        self._is_practice = is_practice
        self._end_work()

    def show_work(self, what: str, done: int, total: int) -> None:
        """Show how far a download is, with a way to cancel it."""
        self._detail.setText(what)
        self._progress.setRange(0, total and 1000)
        self._progress.setValue(int(1000 * done / total) if total else 0)
        self._progress.show()
        self.cancel_button.show()
        self._get.hide()
        self._open.hide()
        self._fit()

    def end_work(self, detail: str) -> None:
        """Go back to what is open."""
        self._detail.setText(detail)
        self._end_work()

    def offer_play(self, is_offered: bool) -> None:
        """Show the Play button, but not on the page that it leads to."""
        self._play.setVisible(is_offered)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is little room: first no detail, then shorter buttons."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for button, words in (self._get, GET_WORDS), (self._open, OPEN_WORDS):
            button.setText(words[0])
        bar = (self._title, self._progress, self.cancel_button, self._get, self._open, self._play)
        shown = [widget for widget in bar if not widget.isHidden()]
        room = self.width() - 2 * MARGIN_PX - len(shown) * MARGIN_PX
        if sum(widget.sizeHint().width() for widget in shown) > room:
            for button, words in (self._get, GET_WORDS), (self._open, OPEN_WORDS):
                button.setText(words[1])
        spare = room - sum(widget.sizeHint().width() for widget in shown)
        is_busy = not self.cancel_button.isHidden()
        self._detail.setVisible(is_busy or spare >= self._detail.sizeHint().width())

    def _end_work(self) -> None:
        self._progress.hide()
        self.cancel_button.hide()
        self._get.setVisible(self._is_practice)
        self._open.setVisible(self._is_practice)
        self._fit()


def _button(text: str, actions: Actions, key: str) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(actions[key].trigger)
    return button
