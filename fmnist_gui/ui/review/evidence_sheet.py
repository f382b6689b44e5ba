"""All evidence about one image on one sheet: its parts are placed in one go, without layouts."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.ui.image.remark_list import RemarkList
from fmnist_gui.ui.image.thumb import Thumb
from fmnist_gui.ui.review.case import Case
from fmnist_gui.ui.review.evidence_plan import Frame, Need, frame, planned
from fmnist_gui.ui.review.example_row import ExampleRow
from fmnist_gui.ui.review.model_list import ModelList
from fmnist_gui.ui.review.neighbour_row import NeighbourRow
from fmnist_gui.ui.review.question import Question
from fmnist_gui.ui.review.stimulus import Stimulus, Way
from fmnist_gui.ui.review.vote_list import VoteList
from fmnist_gui.ui.review.way_switch import WaySwitch

NOTHING = Need(0, 0, 0, 0, 0)


class EvidenceSheet(QWidget):
    """Shows a case as large as `room` suggests, and grows downwards.

    Parts keep the height that any image before has needed, so that from one image to the next
    nothing moves.

    Signals:
        way_asked(str): a button for another way to see the pixels was pressed.
    """

    way_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stimulus, self.ways = Stimulus(self), WaySwitch(self)
        self.question = Question(self)
        self.votes, self.models = VoteList(self), ModelList(self)
        self.neighbours, self.examples = NeighbourRow(self), ExampleRow(self)
        self.history = RemarkList(self)
        self.ways.way_asked.connect(self.way_asked)
        self._case: Case | None = None
        self._gallery: Gallery | None = None
        self._room = QSize()
        self._need = NOTHING
        self._placed: tuple[Frame, Need] | None = None

    @property
    def case(self) -> Case | None:
        """What it shows."""
        return self._case

    @property
    def thumbs(self) -> list[Thumb]:
        """All small images, also those that show nothing."""
        return [*self.neighbours.thumbs, *self.examples.thumbs]

    def fit_into(self, room: QSize) -> None:
        """Take the size of the place in which it scrolls."""
        if room != self._room:
            self._room = room
            self._need = NOTHING
            self._arrange()

    def show_way(self, way: Way) -> None:
        """Show the pixels in another way."""
        self.stimulus.show_way(way)
        self.ways.show_way(way)
        self._arrange()

    def show_case(self, case: Case) -> None:
        """Show another case, or more about the same."""
        before, self._case = self._case, case
        subject, names = case.subject, case.subject.gallery.class_names
        if subject.gallery is not self._gallery:
            self._gallery = subject.gallery
            self._need = NOTHING
        is_other = before is None or not subject.is_of(before.subject)
        if is_other:
            self.stimulus.show_image(subject)
        self.question.show_case(case)
        if before is None or is_other or case.votes != before.votes:
            self.votes.show_votes(case.votes, label=subject.label, names=names)
        if before is None or is_other or case.rankings != before.rankings:
            self.models.show_rankings(case.rankings, names=names)
        if before is None or is_other or case.neighbours != before.neighbours:
            self.neighbours.show_neighbours(case.neighbours, subject.gallery, label=subject.label)
        self.examples.show_examples(case.examples, subject.gallery)
        if before is None or is_other or case.told_history != before.told_history:
            told = case.told_history or ()
            self.history.show_remarks(told, subject, is_blind=False, reader=case.reader)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give every part its place; nothing is touched that stands there already."""
        if self._case is None or self._room.isEmpty():
            return
        ways = self.ways.sizeHint().height()
        is_values = self.stimulus.way == "values"
        made = frame(
            self._room, ways_px=ways, values_px=self.stimulus.values_px if is_values else 0
        )
        self._need = self._need.or_more(
            Need(
                ways,
                self.question.wanted_px(made.facts_px),
                self.votes.wanted_px,
                self.models.wanted_px(made.facts_px),
                self._history_px(made.width),
            )
        )
        if self._placed == (made, self._need):
            return
        self._placed = made, self._need
        plan = planned(made, self._need)
        self.stimulus.setGeometry(plan.stimulus)
        self.ways.setGeometry(plan.ways)
        self.question.setGeometry(plan.question)
        self.votes.setGeometry(plan.votes)
        self.models.setGeometry(plan.models)
        self.neighbours.setGeometry(plan.neighbours)
        self.neighbours.arrange(made.thumb_px, made.per_row)
        self.examples.setGeometry(plan.examples)
        self.examples.arrange(made.example_px, per_line=made.per_line, count=made.example_count)
        self.history.setGeometry(plan.history)
        self.setFixedHeight(plan.height)

    def _history_px(self, width: int) -> int:
        if self.history.isHidden():
            return 0
        column = self.history.column
        return (
            column.heightForWidth(width)
            if column.hasHeightForWidth()
            else self.history.sizeHint().height()
        )
