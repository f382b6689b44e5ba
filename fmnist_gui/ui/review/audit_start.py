"""The card from which an audit is drawn: of which split, how many images, what to expect."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.review import audit_sentence
from fmnist_gui.core.stats.percent import images
from fmnist_gui.ui import theme
from fmnist_gui.ui.card.label import words, wrappable
from fmnist_gui.ui.form_field import Chooser, FormField, number_field

USUAL_COUNT = 300
USUAL_SPLIT = "test"
WIDTHS = (0.02, 0.01)
"""Half-widths of intervals of which it is told how many images they take."""

ROW_LEAST_PX = 460
"""What the fields need side by side, in pixels at 100 %."""

BY_CHANCE = "by chance"
NO_SEED = "A seed is a whole number from 0; leave it empty to have one drawn."


@dataclass(frozen=True)
class AuditAsked:
    """An audit to be drawn; a seed of None is drawn by chance."""

    split: str
    count: int
    seed: int | None


class AuditStart(QFrame):
    """Asks for split, number and seed, and says beforehand what interval that will come to.

    Signals:
        asked(AuditAsked): an audit is to be drawn.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._sizes: dict[str, int] = {}
        self.split = Chooser({})
        self.count = number_field(1, 1)
        self.seed = QLineEdit()
        self.seed.setPlaceholderText(BY_CHANCE)
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.expected = words("", "hint")
        self.needed = words("", "hint")
        self._seed_field = FormField("Seed", self.seed)
        self._compose()
        self.split.currentIndexChanged.connect(self._on_split_chosen)
        self.count.valueChanged.connect(self._tell)
        self.seed.textChanged.connect(self._tell)
        self.seed.returnPressed.connect(self._ask)
        self.button.clicked.connect(self._ask)
        self.offer((), is_ready=False)

    def offer(self, splits: Sequence[Split], *, is_ready: bool) -> None:
        """Offer these splits; nothing can be drawn before it `is_ready`."""
        sizes = {split.name: len(split) for split in splits}
        if sizes != self._sizes:
            was_there = bool(self._sizes)
            self._sizes = sizes
            told = {name: f"{name}, {images(count)}" for name, count in sizes.items()}
            self.split.offer(told)
            if not was_there and USUAL_SPLIT in sizes:
                self.split.choose(USUAL_SPLIT)
            self._on_split_chosen()
        self.setEnabled(is_ready and bool(sizes))

    @property
    def problem(self) -> str:
        """What is impossible about what is chosen; empty when nothing is."""
        return self._seed_field.problem

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the fields side by side where there is room."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        is_wide = self.width() >= theme.scaled_px(ROW_LEAST_PX)
        self._row.setDirection(way.LeftToRight if is_wide else way.TopToBottom)

    def _compose(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        fields = (
            (FormField("Images of", self.split), 3),
            (FormField("How many", self.count), 2),
            (self._seed_field, 2),
        )
        for field, stretch in fields:
            self._row.addWidget(field, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(12)
        column.addWidget(words("Draw images by chance", "section"))
        column.addLayout(self._row)
        column.addWidget(self.expected)
        column.addWidget(self.needed)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_split_chosen(self, _position: int = 0) -> None:
        size = self._sizes.get(self.split.value, 0)
        is_new = self.count.maximum() <= 1
        self.count.setRange(1, max(size, 1))
        if is_new:
            self.count.setValue(USUAL_COUNT)
        self._tell()

    def _tell(self, _changed: object = None) -> None:
        size, count = self._sizes.get(self.split.value, 0), self.count.value()
        self.button.setText(f"Draw {images(count)}")
        text = self.seed.text().strip()
        is_seed = not text or (text.isascii() and text.isdecimal())
        self._seed_field.say("" if is_seed else NO_SEED)
        self.button.setEnabled(is_seed)
        if size:
            self.expected.setText(wrappable(audit_sentence.expected(count, size)))
            self.needed.setText(wrappable(audit_sentence.needed(WIDTHS, size)))

    def _ask(self) -> None:
        if not self.button.isEnabled():
            return
        text = self.seed.text().strip()
        self.asked.emit(
            AuditAsked(self.split.value, self.count.value(), int(text) if text else None)
        )
