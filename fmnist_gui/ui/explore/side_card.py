"""The card beside the canvas: one image from near, and what is known about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fmnist_gui.core.review.remark import Remark
from fmnist_gui.ui.class_mark import ClassMark
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.explore.histogram import Histogram
from fmnist_gui.ui.image.fact_list import Fact, FactList
from fmnist_gui.ui.image.neighbour_strip import (
    ImageAsked,
    Neighbour,
    NeighbourStrip,
    per_split,
)
from fmnist_gui.ui.image.picture import Picture
from fmnist_gui.ui.image.remark_list import RemarkList
from fmnist_gui.ui.image.scroll_column import BAR_PX, ScrollColumn
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.image.told import ToldChanged
from fmnist_gui.ui.image.top_three import Ranking, TopThree
from fmnist_gui.ui.plain_text import PlainLabel

MARGIN_PX = 16
HIDDEN = "Label hidden"
INVITATION = "Point at an image to see it here.\n\nA click keeps it, a second one lets it go."


@dataclass(frozen=True)
class ImageShown:
    """The card is about this image from now on, or is in sight again."""

    subject: Subject


@dataclass(frozen=True)
class _Known:
    """What has come in about the image, some of it later than the image."""

    facts: tuple[Fact, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    remarks: tuple[Remark, ...] = ()


class SideCard(QFrame):
    """Shows the image under the cursor, or the one that is pinned.

    In blind mode it tells nothing that follows from the label. What comes in about an image that
    it does not show any more is dropped, and what has not come in takes no room.

    Signals:
        image_shown(ImageShown): it shows another image, or came back into sight with one.
        image_asked(ImageAsked): a neighbour was clicked.
        told_changed(ToldChanged): other labels than before can be read off it: an image or
            neighbours came in, or it was scrolled.
    """

    image_shown = Signal(object)
    image_asked = Signal(object)
    told_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self._subject: Subject | None = None
        self._is_blind = False
        self._reader = ""
        self._known = _Known()
        self._told: list[int] = []
        self._picture, self._histogram = Picture(), Histogram()
        self._title, self._pinned = PlainLabel(), PlainLabel("pinned")
        self._title.setProperty("role", "title")
        self._pinned.setProperty("role", "small")
        self._mark, self._class = ClassMark(14), ElidedLabel()
        self._facts = FactList()
        self._rankings = [TopThree(), TopThree()]
        self._remarks = RemarkList()
        self._strips: list[NeighbourStrip] = []
        self._invitation = PlainLabel(INVITATION)
        self._invitation.setProperty("role", "hint")
        self._invitation.setWordWrap(True)
        self._body = QWidget()
        self._scroll = ScrollColumn(self._compose())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.addWidget(self._scroll)
        # Only after a new layout is it known what is in sight.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._tell)
        self._scroll.verticalScrollBar().valueChanged.connect(lambda _: self._settled.start())
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda *_: self._settled.start())
        self.show_nothing()

    @property
    def subject(self) -> Subject | None:
        """What it shows."""
        return self._subject

    @property
    def told_numbers(self) -> list[int]:
        """The images whose label can be read off the card now; neighbours only in sight."""
        if self._subject is None or self._is_blind:
            return []
        shown = [number for strip in self._strips for number in strip.told_numbers]
        return [self._subject.number, *shown]

    def show_to(self, reader: str) -> None:
        """Be read by this annotator, to whom blindness leaves what is their own."""
        if reader != self._reader:
            self._reader = reader
            self._show_known()

    def show_nothing(self) -> None:
        """Invite to point at an image."""
        self._subject = None
        self._known = _Known()
        self._body.hide()
        self._invitation.show()
        self._settled.start()

    def show_image(self, subject: Subject, *, is_blind: bool, is_pinned: bool) -> None:
        """Show an image; `is_blind` hides its label and all that follows from it."""
        is_other = not subject.is_of(self._subject)
        is_veiled = is_blind != self._is_blind
        self._subject, self._is_blind = subject, is_blind
        self._pinned.setVisible(is_pinned)
        if is_other:
            self._known = _Known()
            self._picture.show_image(subject.image)
            self._histogram.show_image(subject.image)
            self._title.setText(subject.title)
        if is_other or is_veiled:
            self._mark.show_class(None if is_blind else subject.label)
            self._class.say(HIDDEN if is_blind else subject.class_name)
            self._show_known()
        self._invitation.hide()
        self._body.show()
        if is_other and is_pinned:
            # Somebody asked for it, perhaps from the foot of the card.
            self._scroll.go_to_top()
        self._settled.start()
        if is_other:
            self.image_shown.emit(ImageShown(subject))

    def show_known(self, number: int, *, facts: Sequence[Fact]) -> None:
        """Add facts about image `number` to those that the image itself gives."""
        self._take(number, replace(self._known, facts=tuple(facts)))

    def show_top(self, number: int, predictions: Sequence[Ranking]) -> None:
        """Show up to two rankings of classes for image `number`: a model's and people's."""
        self._take(number, replace(self._known, rankings=tuple(predictions)))

    def show_neighbours(self, number: int, neighbours: Sequence[Neighbour]) -> None:
        """Show the neighbours of image `number` in all splits, the nearest first."""
        self._take(number, replace(self._known, neighbours=tuple(neighbours)))

    def show_remarks(self, number: int, remarks: Sequence[Remark]) -> None:
        """Show what people said about image `number`, the newest first."""
        self._take(number, replace(self._known, remarks=tuple(remarks)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Magnify the pixels as far as there is room."""
        super().resizeEvent(event)
        self._picture.fit_into(self._inner_px)
        for strip in self._strips:
            strip.fit_into(self._inner_px)
        self._settled.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Say again what is shown: nothing was found out while it was hidden."""
        super().showEvent(event)
        self._settled.start()
        if self._subject is not None:
            self.image_shown.emit(ImageShown(self._subject))

    def _take(self, number: int, known: _Known) -> None:
        if self._subject is not None and number == self._subject.number and known != self._known:
            self._known = known
            self._show_known()
            self._settled.start()

    def _show_known(self) -> None:
        subject, known, is_blind = self._subject, self._known, self._is_blind
        if subject is None:
            return
        self._facts.show_facts((*_own_facts(subject), *known.facts), is_blind=is_blind)
        told = () if is_blind else known.rankings
        for position, view in enumerate(self._rankings):
            ranking = told[position] if position < len(told) else None
            view.show_ranking(ranking, names=subject.gallery.class_names)
        self._remarks.show_remarks(known.remarks, subject, is_blind=is_blind, reader=self._reader)
        self._show_neighbours(subject)

    def _show_neighbours(self, subject: Subject) -> None:
        found = per_split(subject.gallery, self._known.neighbours)
        while len(self._strips) < len(found):
            strip = NeighbourStrip("")
            strip.fit_into(self._inner_px)
            strip.image_asked.connect(self._on_image_asked)
            # Nested layouts settle one after the other; only painting tells the last of them.
            strip.painted.connect(self._settled.start)
            self._strips.append(strip)
            self._column.addWidget(strip)
        for strip in self._strips[len(found) :]:
            strip.show_neighbours((), subject.gallery, is_blind=self._is_blind)
        for strip, (name, neighbours) in zip(self._strips, found.items(), strict=False):
            strip.say(f"Nearest in {name}")
            strip.show_neighbours(neighbours, subject.gallery, is_blind=self._is_blind)

    def _tell(self) -> None:
        told = self.told_numbers
        if told != self._told:
            self._told = told
            self.told_changed.emit(ToldChanged(tuple(told)))

    def _on_image_asked(self, asked: ImageAsked) -> None:
        self.image_asked.emit(asked)

    @property
    def _inner_px(self) -> int:
        return self.width() - 2 * MARGIN_PX - 1

    def _compose(self) -> QWidget:
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self._title)
        title.addStretch(1)
        title.addWidget(self._pinned, 0, Qt.AlignmentFlag.AlignVCenter)
        name = QHBoxLayout()
        name.setSpacing(8)
        name.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        name.addWidget(self._class, 1)
        column = self._column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._picture)
        column.addSpacing(12)
        column.addLayout(title)
        column.addSpacing(4)
        column.addLayout(name)
        column.addSpacing(12)
        column.addWidget(self._facts)
        column.addSpacing(16)
        column.addWidget(self._histogram)
        for section in (*self._rankings, self._remarks):
            column.addWidget(section)
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX - BAR_PX, MARGIN_PX)
        whole.addWidget(self._invitation)
        whole.addWidget(self._body)
        whole.addStretch(1)
        return content


def _own_facts(subject: Subject) -> tuple[Fact, ...]:
    return (
        Fact("Split", subject.place.split.capitalize()),
        Fact("Mean grey", f"{subject.image.mean():.0f}"),
        Fact("In class", subject.rank, tells_label=True),
    )
