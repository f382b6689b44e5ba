"""One image large with all that is known about it, and below it the decisions."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.review.contested import without_promise
from fmnist_gui.core.review.queue import Candidate
from fmnist_gui.ui import tagging
from fmnist_gui.ui.end_view import EndView
from fmnist_gui.ui.exposure_log import ExposureLog
from fmnist_gui.ui.image.neighbour_strip import ImageAsked
from fmnist_gui.ui.image.told import ToldChanged
from fmnist_gui.ui.review.case import Case, unaided
from fmnist_gui.ui.review.deciding import Deciding
from fmnist_gui.ui.review.decision_bar import DecisionBar
from fmnist_gui.ui.review.desk import Decided, Desk, Shown
from fmnist_gui.ui.review.evidence_view import EvidenceView
from fmnist_gui.ui.review.key_map import KeyMap
from fmnist_gui.ui.review.name import NAME
from fmnist_gui.ui.review.witness import CaseKnown, CasesForeseen, Witness
from fmnist_gui.ui.unsaved_bar import UnsavedBar
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

PREPARED = 4
"""Of so many images that come next the evidence is gathered beforehand."""

ASIDE = "not in this queue"


class DeskView(QWidget):
    """Shows the current image of `desk`, and takes keys and clicks as decisions.

    Signals:
        end_asked(None): the button that stands where there is no image was pressed.
    """

    end_asked = Signal()

    def __init__(
        self, workspace: Workspace, desk: Desk, icons_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._desk = desk
        self.witness = Witness(workspace, self)
        self.evidence = EvidenceView()
        self.end = EndView()
        self.bar = DecisionBar(icons_folder)
        self.unsaved_bar = UnsavedBar(desk.book.writer, "decisions")
        self.deciding = Deciding(desk, self._originals, self)
        self.exposures = ExposureLog(workspace, NAME, self)
        self._told_of: int | None = None
        self._keys = KeyMap(self.deciding, self.evidence.switch_way)
        self._compose()
        self._connect()

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key is for; False when it is for nothing here."""
        return self._keys.press(event)

    def open_gallery(self) -> None:
        """Serve the images that are open now."""
        gallery = self._desk.gallery
        if gallery is not None:
            self.witness.open(gallery)
            self.bar.offer(gallery)
            self._keys.serve(len(gallery.class_names))

    def read_tags(self) -> None:
        """Find out which tags there are, for whoever writes one."""
        gallery = self._desk.gallery
        if gallery is None:
            return
        prints = [split.fingerprint for split in gallery.splits]

        def verb(store: "LabelStore") -> list[str]:
            return sorted({tag for fingerprint in prints for tag in store.tags(fingerprint)})

        # Why there is no store has been said when it was opened.
        self._workspace.ask(verb, self.bar.offer_tags, failed=_pass_known)

    def refresh(self) -> None:
        """Show the current image again, since more is known about it or about the rule."""
        self._show(self._desk.current)

    def put_away(self) -> None:
        """Hand on whose labels were shown, and look nothing up while nobody looks."""
        self.exposures.flush()
        self.witness.rest()

    def _compose(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.end)
        self._stack.addWidget(self.evidence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.unsaved_bar)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        desk, deciding, bar = self._desk, self.deciding, self.bar
        desk.shown.connect(self._on_shown)
        desk.decided.connect(self._on_decided)
        desk.book.writer.told.connect(self.unsaved_bar.say)
        # That a label was seen is on the disk before what came of it.
        desk.book.writer.writing.connect(self.exposures.flush)
        self.unsaved_bar.let_go.connect(desk.book.read_again)
        deciding.asked.connect(bar.show_question)
        deciding.said.connect(bar.say)
        deciding.pressed.connect(bar.flash)
        deciding.tagged.connect(self._tag)
        bar.act_asked.connect(deciding.do)
        bar.class_named.connect(deciding.name)
        bar.original_chosen.connect(deciding.choose)
        bar.line_written.connect(self._on_line_written)
        self.witness.known.connect(self._on_known)
        self.witness.foreseen.connect(self._on_foreseen)
        self.evidence.image_asked.connect(self._on_image_asked)
        self.evidence.told_changed.connect(self._on_told_changed)
        self.end.asked.connect(self.end_asked)

    def _on_shown(self, shown: Shown) -> None:
        self._show(shown.number)
        if self.evidence.isVisible():
            # At once, with all that is due: whatever else there is to do can wait for it.
            self.evidence.sheet.stimulus.repaint()

    def _show(self, number: int | None) -> None:
        gallery = self._desk.gallery
        self.bar.allow(number is not None)
        book = self._desk.book
        self.bar.allow_back(undo=book.last_done is not None, redo=book.last_undone is not None)
        if number is None or gallery is None:
            self._stack.setCurrentWidget(self.end)
            self.bar.suggest(None)
            self.evidence.show_case(None)
            return
        candidate = self._candidate(number)
        if self._desk.is_unaided:
            candidate = replace(candidate, suggested=None)
        is_blind = book.is_hidden(number)
        if not is_blind:
            candidate = replace(candidate, why=without_promise(candidate.why))
        case = self.witness.ask(
            candidate,
            upcoming=[self._candidate(n) for n in self._desk.upcoming(PREPARED)],
            conclusion=self._desk.conclusion_of(number),
            is_blind=is_blind,
        )
        suggested = candidate.suggested
        self.bar.suggest(suggested, "" if suggested is None else gallery.class_names[suggested])
        self._show_case(case)
        self._stack.setCurrentWidget(self.evidence)

    def _show_case(self, case: Case) -> None:
        self._told_of = None
        self.evidence.show_case(self._veiled(case))
        self.deciding.offer_originals()

    def _veiled(self, case: Case) -> Case:
        return unaided(case) if self._desk.is_unaided else case

    def _candidate(self, number: int) -> Candidate:
        """Return what the queue says of an image, or that it is not in it."""
        queue, gallery = self._desk.queue, self._desk.gallery
        assert gallery is not None
        position = None if queue is None else queue.position_of(number)
        if queue is not None and position is not None:
            return queue[position]
        return Candidate(number, int(gallery.labels[number]), float("nan"), None, ASIDE)

    def _originals(self) -> tuple[int, ...]:
        """Return the images most like the current one, the nearest first, of whatever split."""
        case = self.evidence.case
        if case is None or case.number != self._desk.current or case.neighbours is None:
            return ()
        nearest = sorted(case.neighbours, key=lambda neighbour: neighbour.distance)
        return tuple(neighbour.number for neighbour in nearest)

    def _on_known(self, known: CaseKnown) -> None:
        if known.case.number == self._desk.current:
            self._show_case(known.case)

    def _on_foreseen(self, foreseen: CasesForeseen) -> None:
        self.evidence.prepare([self._veiled(case) for case in foreseen.cases])

    def _on_image_asked(self, asked: ImageAsked) -> None:
        if not self.deciding.choose(asked.number):
            self._desk.go(asked.number)

    def note_told(self, told: ToldChanged) -> None:
        """Note that these labels can be read on the page."""
        self._note(told.numbers)

    def _on_told_changed(self, told: ToldChanged) -> None:
        case = self.evidence.case
        self._told_of = None if case is None else case.number
        self._note(told.numbers)

    def _note(self, numbers: Iterable[int]) -> None:
        if self._desk.gallery is not None:
            self.exposures.note(self._desk.gallery, np.array(list(numbers), dtype=np.intp))

    def _on_decided(self, decided: Decided) -> None:
        numbers = self._desk.book.numbers_of(decided.step)
        self.witness.forget_history(numbers)
        # What was decided has been seen, and what stood beside it, however fast a person decides.
        is_noted = self._told_of is not None and self._told_of in numbers
        self._note(numbers if is_noted else (*numbers, *self.evidence.told_numbers))

    def _on_line_written(self, line: str) -> None:
        self.deciding.write(line)
        if not self.deciding.question.question:
            self.setFocus()

    def _tag(self, text: str) -> None:
        gallery, number = self._desk.gallery, self._desk.current
        if gallery is None or number is None:
            return

        def then(name: str, is_on: bool) -> None:
            self.bar.say(f"Tagged {name}." if is_on else f"No longer tagged {name}.")
            self.witness.forget_history([number])
            self.read_tags()

        tagging.tag(self._workspace, gallery, [number], text=text, by=NAME, then=then)


def _pass_known(error: Exception) -> None:
    if not isinstance(error, FmnistError):
        raise error
