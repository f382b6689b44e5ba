"""What a page asks: of which class, towards which other one, and how far that has come."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from fmnist_gui.core.review.grid_page import Question, QuestionCount, with_article
from fmnist_gui.ui import theme
from fmnist_gui.ui.chooser import Chooser
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.image.subject import name_of_class
from fmnist_gui.ui.plain_text import PlainLabel
from fmnist_gui.ui.review import grid_words
from fmnist_gui.ui.switch import Switch

SMOOTHING: dict[str, str] = {"bicubic": "Smooth", "nearest": "Squares"}
WIDE_PX, MIDDLE_PX, LEAST_PX = 640, 470, 300
"""Where the buttons have room too, where the question's first words have, and the least width
that everything else has to have, at 100 %."""

ANY = -1
"""Data of the choice not to ask about a pair."""


class GridBar(QFrame):
    """Two choosers that read like a question, and the progress beside them.

    Signals:
        asked(Question): something else is to be asked.
        smoothing_chosen(str): pixels are to be shown in another way.
        queues_wanted(bool): the queues are to be seen beside the images, or not.
        done(None): a choice was made, or not made after all, and the keyboard is free.
    """

    asked = Signal(object)
    smoothing_chosen = Signal(str)
    queues_wanted = Signal(bool)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._names: tuple[str, ...] = ()
        self._counts: tuple[QuestionCount, ...] = ()
        self._question: Question | None = None
        self._first = self._shown = 0
        self.queues_button = QToolButton()
        self.queues_button.setText("Queues")
        self.queues_button.setToolTip("Show the queues beside the images, or give these the room")
        self.queues_button.setCheckable(True)
        self.opening = PlainLabel("Is this a")
        self.class_chooser = Chooser("The class that is asked about")
        self.other_chooser = Chooser("Only images that may be of this other class")
        self.progress = ElidedLabel()
        self.progress.setProperty("role", "hint")
        self.progress.setFont(theme.font(theme.NORMAL))
        self.switch = Switch(SMOOTHING)
        self.switch.setToolTip("Pixels softened into each other, or as squares (V)")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self.queues_button)
        row.addWidget(self.opening)
        row.addWidget(self.class_chooser)
        row.addWidget(self.other_chooser)
        row.addSpacing(8)
        row.addWidget(self.progress, 1)
        row.addWidget(self.switch)
        for chooser in (self.class_chooser, self.other_chooser):
            chooser.closed.connect(self.done)
        self.class_chooser.activated.connect(self._on_class_chosen)
        self.other_chooser.activated.connect(self._on_other_chosen)
        self.switch.chosen.connect(self.smoothing_chosen)
        self.queues_button.clicked.connect(self._on_queues_clicked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the words: what the switch does, the key V does too.

        The queues are beside the desk as well.
        """
        super().resizeEvent(event)
        for part in (self.switch, self.queues_button):
            part.setVisible(self.width() >= theme.scaled_px(WIDE_PX))
        self.opening.setVisible(self.width() >= theme.scaled_px(MIDDLE_PX))

    def minimumSizeHint(self) -> QSize:
        """Return the width that both choosers need."""
        return QSize(theme.scaled_px(LEAST_PX), super().minimumSizeHint().height())

    def serve(self, names: Sequence[str]) -> None:
        """Name the classes of the data that are open."""
        self._names = tuple(names)

    def show_counts(
        self,
        counts: Sequence[QuestionCount],
        question: Question | None,
        *,
        first: int = 0,
        shown: int = 0,
    ) -> None:
        """Offer what can be asked, with how much of it is open, and mark what is asked now.

        The page begins with open image ``first`` and shows ``shown`` at most.
        """
        self._first, self._shown = first, shown
        self._counts, self._question = tuple(counts), question
        asked = None if question is None else question.label
        classes: list[tuple[str, int]] = []
        pairs: list[tuple[str, int]] = []
        other = ANY if question is None or question.suggested is None else question.suggested
        for count in counts:
            label, suggested = count.question.label, count.question.suggested
            if suggested is None and (count.open or label == asked):
                classes.append((f"{self._name(label)}  {count.open:,}", label))
            elif suggested is not None and label == asked and (count.open or suggested == other):
                pairs.append((f"perhaps {self._name(suggested)}  {count.open:,}", suggested))
        _offer(self.class_chooser, classes)
        _offer(
            self.other_chooser,
            [("perhaps anything", ANY), *sorted(pairs, key=lambda pair: pair[1])],
        )
        self.class_chooser.say(asked)
        self.other_chooser.say(other)
        self._say_progress()

    def show_queues(self, are_there: bool) -> None:
        """Mark whether the queues are beside the images."""
        self.queues_button.setChecked(are_there)

    def switch_smoothing(self) -> None:
        """Choose the other way of showing pixels, as by a click."""
        self.switch.choose("nearest" if self.switch.current == "bicubic" else "bicubic")

    def _say_progress(self) -> None:
        question = self._question
        count = next((c for c in self._counts if c.question == question), None)
        if question is None or count is None:
            self.progress.say("")
            self.opening.setText("Is this a")
            return
        article = with_article(self._name(question.label)).partition(" ")[0]
        self.opening.setText(f"Is this {article}")
        page = grid_words.page_words(self._first, self._shown, count.open)
        decided = f"{count.done:,} of {count.total:,} decided"
        self.progress.say(f"{page} · {decided}" if page else decided)

    def _name(self, number: int) -> str:
        return name_of_class(number, self._names)

    def _on_queues_clicked(self, is_on: bool) -> None:
        self.queues_wanted.emit(is_on)
        self.done.emit()

    def _on_class_chosen(self, _row: int) -> None:
        label = self.class_chooser.currentData()
        if label is not None:
            self.asked.emit(Question(label))

    def _on_other_chosen(self, _row: int) -> None:
        label, other = self.class_chooser.currentData(), self.other_chooser.currentData()
        if label is not None:
            self.asked.emit(Question(label, None if other == ANY else other))


def _offer(chooser: Chooser, items: Sequence[tuple[str, int]]) -> None:
    """Offer other choices, or the same ones in other words, which is much faster."""
    if [chooser.itemData(row) for row in range(chooser.count())] != [key for _, key in items]:
        chooser.offer(items)
        return
    for row, (words, _) in enumerate(items):
        if chooser.itemText(row) != words:
            chooser.setItemText(row, words)
