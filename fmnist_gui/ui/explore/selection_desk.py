"""Choosing images, and what one can do with those chosen."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.mosaic.selection import Selection, nothing
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.review.tag import REVIEW
from fmnist_gui.core.session.deck import Deck, deck_of
from fmnist_gui.core.stats import percent
from fmnist_gui.ui import tagging
from fmnist_gui.ui.explore.canvas import Canvas, CellClicked, Encircled
from fmnist_gui.ui.explore.exhibit import Exhibit
from fmnist_gui.ui.explore.trace import Change
from fmnist_gui.ui.tasks import Job
from fmnist_gui.ui.workspace import Workspace

NAME = "explore"
GROWN_BY = 8
"""So many of the nearest images of each selected one are added."""

GROW_LANE = "grow"


@dataclass(frozen=True)
class PlayAsked:
    """Somebody wants to practise on the images of a deck."""

    deck: Deck


@dataclass(frozen=True)
class Growing:
    """How far the search for neighbours is; ``total`` 0 when there is none."""

    done: int
    total: int


class SelectionDesk(QObject):
    """Turns clicks and lines into a selection, and tags, grows or plays what is selected.

    Signals:
        play_asked(PlayAsked): the selected images are to be practised on.
        said(str): one sentence about what was done.
        review_asked(None): images were sent to the review desk, and are to be found there.
        growing(Growing): neighbours are being looked for.
    """

    play_asked = Signal(object)
    said = Signal(str)
    review_asked = Signal()
    growing = Signal(object)

    def __init__(self, workspace: Workspace, exhibit: Exhibit, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._workspace = workspace
        self._exhibit = exhibit
        self._job: Job | None = None
        canvas.clicked.connect(self._on_clicked)
        canvas.encircled.connect(self._on_encircled)

    def do(self, what: str) -> None:
        """Do what a button of the status line says."""
        {
            "play": self.play,
            "review": self.send_to_review,
            "grow": self.grow,
            "invert": self.invert,
            "clear": self.clear,
        }[what]()

    def chosen(self) -> Numbers | None:
        """Return the images that are selected; None, which stands for all shown, when none is."""
        return self._selection.numbers if self._selection.count else None

    def select_all(self) -> None:
        """Select all that is shown, besides what is selected already."""
        layout = self._exhibit.layout
        if layout is not None:
            self._select(self._selection.with_numbers(layout.order))

    def invert(self) -> None:
        """Select what is shown and not selected, and the other way round."""
        layout = self._exhibit.layout
        if layout is not None:
            self._select(self._selection.inverted(layout))

    def clear(self) -> None:
        """Select nothing, and stop looking for more."""
        self.stop()
        self._select(nothing(len(self._selection.mask)))

    def grow(self) -> None:
        """Add the nearest images of each selected one, found in the background."""
        gallery, numbers = self._exhibit.gallery, self._selection.numbers
        if gallery is None or not len(numbers) or self._job is not None:
            return

        def work(report: Report, is_cancelled: CancelCheck) -> Numbers:
            from fmnist_gui.core.review.neighbour import nearest

            found = nearest(
                gallery.images, numbers, GROWN_BY, report=report, is_cancelled=is_cancelled
            )
            return np.unique(found.numbers)

        def then(found: Numbers) -> None:
            self.stop()
            if gallery is self._exhibit.gallery:
                before = self._selection.count
                self._select(self._selection.with_numbers(found))
                self.said.emit(
                    f"{percent.images(self._selection.count - before)} added by likeness."
                )

        self.growing.emit(Growing(0, 1))
        self._job = self._workspace.tasks.run(
            work,
            then,
            failed=self._on_grow_failed,
            on_progress=lambda done, total: self.growing.emit(Growing(done, total)),
            lane=GROW_LANE,
        )

    def _on_grow_failed(self, error: Exception) -> None:
        self.stop()
        self._workspace.report(error)

    def stop(self) -> None:
        """Stop looking for more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.growing.emit(Growing(0, 0))

    def tag(self, text: str) -> None:
        """Put a tag on the selected images; take it off with a hyphen before it."""
        gallery, numbers = self._exhibit.gallery, self._selection.numbers
        if gallery is None or not len(numbers):
            return
        count = len(numbers)

        def then(name: str, is_on: bool) -> None:
            done = f"tagged {name}" if is_on else f"no longer tagged {name}"
            hint = "" if not is_on else f" The filter tag:{name} finds them again."
            if name == REVIEW and is_on:
                done, hint = "sent to review", " Ctrl+4 leads to them."
                self.review_asked.emit()
            self.said.emit(f"{percent.images(count)} {done}.{hint}")

        tagging.tag(self._workspace, gallery, numbers.tolist(), text=text, by=NAME, then=then)

    def send_to_review(self) -> None:
        """Tag the selected images for the review desk."""
        self.tag(REVIEW)

    def play(self) -> None:
        """Practise on the selected images; of two splits on the one with more of them."""
        gallery = self._exhibit.gallery
        if gallery is None or not self._selection.count:
            return
        by_split = gallery.by_split(self._selection.numbers.tolist())
        split = max(gallery.splits, key=lambda part: len(by_split.get(part.name, ())))
        if len(by_split) > 1:
            others = sum(map(len, by_split.values())) - len(by_split[split.name])
            self.said.emit(
                f"{percent.images(others)} of other splits left out: a deck is of one split."
            )
        self.play_asked.emit(PlayAsked(deck_of(split, by_split[split.name])))

    @property
    def _selection(self) -> Selection:
        return self._exhibit.selection

    def _select(self, selection: Selection) -> None:
        self._exhibit.select(selection)

    def _on_clicked(self, clicked: CellClicked) -> None:
        selection, layout = self._selection, self._exhibit.layout
        if clicked.number is None or layout is None:
            if not (clicked.is_toggle or clicked.is_range):
                self.clear()
        elif clicked.is_range:
            self._select(selection.up_to(clicked.number, layout))
        elif clicked.is_toggle:
            self._select(selection.toggled(clicked.number))
        elif selection.count == 1 and selection.mask[clicked.number]:
            self.clear()
        else:
            self._select(selection.only(clicked.number))

    def _on_encircled(self, encircled: Encircled) -> None:
        selection = self._selection
        if encircled.change is Change.REMOVE:
            self._select(selection.without_numbers(encircled.numbers))
            return
        if encircled.change is Change.REPLACE:
            selection = nothing(len(selection.mask))
        self._select(selection.with_numbers(encircled.numbers))
