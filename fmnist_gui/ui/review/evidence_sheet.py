"""All evidence about one image on one sheet: its parts are placed in one go, without layouts."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.remark import Remark
from fmnist_gui.ui.image.painted import Painted
from fmnist_gui.ui.image.remark_list import RemarkList
from fmnist_gui.ui.image.stimulus import Stimulus, Way
from fmnist_gui.ui.image.vote_list import VoteList, poll_of
from fmnist_gui.ui.review.case import Case
from fmnist_gui.ui.review.evidence_plan import Frame, Need, frame, planned
from fmnist_gui.ui.review.example_row import ExampleRow, Row, groups_of
from fmnist_gui.ui.review.model_list import ModelList, Said
from fmnist_gui.ui.review.neighbour_row import Nearby, NeighbourRow
from fmnist_gui.ui.review.question import Question, asked_of
from fmnist_gui.ui.review.spot import Spot
from fmnist_gui.ui.review.way_switch import WaySwitch

NOTHING = Need(0, 0, 0, 0, 0)


class EvidenceSheet(QWidget):
    """Shows a case as large as `room` suggests, and grows downwards.

    Parts keep the height that any image of the split before has needed, so that from one image to
    the next nothing moves. People may have been asked about one split alone: the room of their
    votes is not kept in another.

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
        self._frame: Frame | None = None
        self._ways_px = 0
        self._needs: dict[str, Need] = {}
        self._told: tuple[Remark, ...] = ()
        self._placed: tuple[Frame, Need] | None = None

    @property
    def case(self) -> Case | None:
        """What it shows."""
        return self._case

    @property
    def spots(self) -> list[Spot]:
        """All places of small images, also those that show nothing."""
        return [*self.neighbours.spots, *self.examples.spots]

    def fit_into(self, room: QSize) -> None:
        """Take the size of the place in which it scrolls."""
        if room != self._room:
            self._room = room
            self._begin()
            self._arrange()

    def show_way(self, way: Way) -> None:
        """Show the pixels in another way."""
        self.stimulus.show_way(way)
        self.ways.show_way(way)
        self._frame = None
        self._arrange()

    def show_case(self, case: Case) -> None:
        """Show another case, or more about the same."""
        before, self._case = self._case, case
        if case.subject.gallery is not self._gallery:
            self._gallery = case.subject.gallery
            self._begin()
            for part, _ in self._faces(case):
                part.forget_faces()
        is_other = before is None or not case.subject.is_of(before.subject)
        if is_other:
            self.stimulus.show_image(case.subject)
        for part, content in self._faces(case):
            part.show_content(content)
        told = case.told_history or ()
        if told != self._told or (told and is_other):
            self._told = told
            self.history.show_remarks(told, case.subject, is_blind=False, reader=case.reader)
        self._arrange()

    def preparations(self, case: Case) -> list[Callable[[], None]]:
        """Return what makes a case quicker to show, in pieces that are short each."""
        pieces: list[Callable[[], None]] = [partial(self.stimulus.prepare, case.subject)]
        return pieces + [partial(part.prepare, content) for part, content in self._faces(case)]

    def _faces(self, case: Case) -> tuple[tuple[Painted[Any], object], ...]:
        """Return what each part shows of a case."""
        subject, gallery = case.subject, case.subject.gallery
        names, is_unaided = gallery.class_names, case.is_unaided
        poll = poll_of(case.votes, label=subject.label, names=names)
        return (
            (self.question, asked_of(case)),
            (self.votes, replace(poll, is_kept_back=is_unaided)),
            (self.models, Said(case.rankings, names, is_unaided)),
            (self.neighbours, Nearby(gallery, subject.label, case.neighbours)),
            (self.examples, Row(gallery, groups_of(case.examples, names))),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give every part its place; nothing is touched that stands there already."""
        if self._case is None or self._room.isEmpty():
            return
        if self._frame is None:
            values_px = self.stimulus.values_px if self.stimulus.way == "values" else 0
            self._ways_px = self.ways.sizeHint().height()
            self._frame = frame(self._room, ways_px=self._ways_px, values_px=values_px)
        made = self._frame
        split = self._case.subject.place.split
        need = self._needs[split] = self._needs.get(split, NOTHING).or_more(
            Need(
                self._ways_px,
                self.question.wanted_px(made.question_px),
                self.votes.wanted_px,
                self.models.wanted_px(made.facts_px),
                self._history_px(made.width),
            )
        )
        if self._placed == (made, need):
            return
        self._placed = made, need
        plan = planned(made, need)
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

    def _begin(self) -> None:
        """Forget what other images have needed."""
        self._needs, self._frame = {}, None

    def _history_px(self, width: int) -> int:
        if self.history.isHidden():
            return 0
        column = self.history.column
        wraps = column.hasHeightForWidth()
        return column.heightForWidth(width) if wraps else column.sizeHint().height()
