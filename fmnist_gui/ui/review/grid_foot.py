"""What deciding a page would do: what becomes of marked images, and what is said about all."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.review.grid_page import Marked
from fmnist_gui.ui import theme
from fmnist_gui.ui.chooser import Chooser
from fmnist_gui.ui.elided_label import ElidedLabel

_FIRST: dict[str, tuple[str, Marked]] = {
    "suggested": ("Marked: as suggested for each", Marked("suggested")),
    "unsure": ("Marked: unsure", Marked("unsure")),
    "bad": ("Marked: bad images", Marked("bad")),
}

WIDE_PX, MIDDLE_PX, LEAST_PX = 640, 540, 300
"""Where all buttons have room, all but one, and only the first two, at 100 %."""

CHOOSER_SHARE = 0.3
"""The chooser takes no more of the width: what Enter decides is worth reading."""


class GridFoot(QFrame):
    """A chooser, the sentence that says what Enter decides, and the button that does it too.

    Signals:
        marked_chosen(Marked): something else becomes of marked images.
        decide_asked(None): the page is to be decided.
        undo_asked(None): the last step is to be taken back.
        redo_asked(None): what was taken back is to be done again.
        later_asked(None): the page is to be passed over.
        done(None): a choice was made, or not made after all, and the keyboard is free.
    """

    marked_chosen = Signal(object)
    decide_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    later_asked = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._choices = dict(_FIRST)
        self.chooser = Chooser("What becomes of marked images when the page is decided")
        self.outcome = ElidedLabel()
        self.news = ElidedLabel()
        self.news.setProperty("role", "hint")
        self.news.setFont(theme.font(theme.SMALL))
        self.button = QPushButton("Decide")
        self.button.setProperty("role", "primary")
        self.button.setToolTip("Decide all images of this page, and go on to the next (Enter)")
        self.undo_button = _quiet("Undo", "Take back the last mark, or the last step (Ctrl+Z)")
        self.redo_button = _quiet("Redo", "Do again what was taken back (Ctrl+Shift+Z)")
        self.later_button = _quiet("Later", "Pass this page over (Page down; Page up goes back)")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(self.chooser)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self.outcome)
        words.addWidget(self.news)
        words.addStretch()
        row.addLayout(words, 1)
        row.addWidget(self.undo_button)
        row.addWidget(self.redo_button)
        row.addWidget(self.later_button)
        row.addWidget(self.button)
        self.chooser.activated.connect(lambda _: self.marked_chosen.emit(self.marked))
        self.chooser.closed.connect(self.done)
        for button, asked in (
            (self.button, self.decide_asked),
            (self.undo_button, self.undo_asked),
            (self.redo_button, self.redo_asked),
            (self.later_button, self.later_asked),
        ):
            # The keyboard stays with the images.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, asked=asked: asked.emit())
        self.serve(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for what Enter decides: keys do what the other buttons do."""
        super().resizeEvent(event)
        self.later_button.setVisible(self.width() >= theme.scaled_px(WIDE_PX))
        self.chooser.setMaximumWidth(round(self.width() * CHOOSER_SHARE))
        self.redo_button.setVisible(self.width() >= theme.scaled_px(MIDDLE_PX))

    def minimumSizeHint(self) -> QSize:
        """Return the width that chooser, words and one button need."""
        return QSize(theme.scaled_px(LEAST_PX), super().minimumSizeHint().height())

    @property
    def marked(self) -> Marked:
        """What becomes of marked images now."""
        return self._choices[self.chooser.currentData()][1]

    def serve(self, names: Sequence[str]) -> None:
        """Offer the classes of other data."""
        relabels = {
            f"relabel {number}": (f"Marked: to {name}", Marked("relabel", number))
            for number, name in enumerate(names)
        }
        self._choices = _FIRST | relabels
        self.chooser.offer([(words, key) for key, (words, _) in self._choices.items()])

    def choose(self, key: str) -> None:
        """Choose what becomes of marked images, as by a click."""
        self.chooser.setCurrentIndex(self.chooser.findData(key))
        self.chooser.activated.emit(self.chooser.currentIndex())

    def say(self, outcome: str, *, count: int) -> None:
        """Say what deciding ``count`` images would do."""
        self.outcome.say(outcome)
        self.button.setText(f"Decide {count}" if count else "Decide")
        self.button.setEnabled(count > 0)

    def tell(self, news: str) -> None:
        """Say what was done last, or what can be done."""
        self.news.say(news)

    def offer(self, *, can_undo: bool, can_redo: bool) -> None:
        """Grey what there is nothing for."""
        self.undo_button.setEnabled(can_undo)
        self.redo_button.setEnabled(can_redo)


def _quiet(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "quiet")
    button.setToolTip(tip)
    return button
