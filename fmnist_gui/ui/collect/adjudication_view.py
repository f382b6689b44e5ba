"""Disputed images one at a time, with what people said kept back until it is asked for."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.review.decision import Decision, DecisionKind
from fmnist_gui.core.review.decision_sentence import outcome
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study import dispute_sentence
from fmnist_gui.core.study.adjudicating import Adjudicating, taken_up
from fmnist_gui.core.study.dispute import Dispute
from fmnist_gui.ui.collect.adjudication_bar import AdjudicationBar
from fmnist_gui.ui.collect.adjudication_keys import Act, AdjudicationKeys
from fmnist_gui.ui.collect.adjudication_sheet import AdjudicationSheet
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.collect.study_actions import NAME
from fmnist_gui.ui.decision_writer import DecisionWriter
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.end_view import EndView
from fmnist_gui.ui.exposure_log import ExposureLog
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.unsaved_bar import UnsavedBar
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

OTHER_DATA = "The images of this study are not open: open the data set that it was made of."
BACK = "Back to the study"
DECIDING: dict[Act, DecisionKind] = {
    "keep": "keep",
    "bad": "bad",
    "unsure": "unsure",
}


class AdjudicationView(QWidget):
    """One image after the other, until none is left; then it says what came of them.

    What is decided is written behind the window, and that its label was seen before it. Whoever
    comes back goes on after what they decided before, and can take it back.

    Signals:
        left(None): whoever decided goes back to the study.
    """

    left = Signal()

    def __init__(
        self, workspace: Workspace, icons_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._gallery: Gallery | None = None
        self.desk: Adjudicating | None = None
        self.shows_votes = False
        self._begun = 0
        self.writer = DecisionWriter(workspace, NAME, self)
        self.exposures = ExposureLog(workspace, NAME, self)
        self.back_button = QPushButton(BACK)
        self.back_button.setIcon(icon("back", icons_folder))
        self.back_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = ElidedLabel()
        self.sheet, self.end = AdjudicationSheet(), EndView()
        self.bar = AdjudicationBar(icons_folder)
        self.unsaved_bar = UnsavedBar(self.writer, "decisions")
        self._keys = AdjudicationKeys(self.do, self.name_class)
        self._compose()
        self._connect()

    @property
    def has_unsaved(self) -> bool:
        """Whether something that was decided is not on the disk."""
        return bool(self.writer.problem)

    def begin(self, story: StudyStory) -> None:
        """Let whoever is here decide about the disputed images of a study."""
        study, dataset = story.record.study, self._workspace.dataset
        split = dataset.splits.get(study.split) if dataset is not None else None
        self.desk, self._gallery = None, None
        self.title.say("")
        if dataset is None or split is None or split.fingerprint != study.fingerprint:
            self._say_end("No images", OTHER_DATA)
            return
        self._gallery = gallery_of(dataset)
        self._begun = number = self._begun + 1
        name, file_labels = self._workspace.annotator_name, split.labels

        def verb(store: "LabelStore") -> tuple[Annotator, tuple[Decision, ...]]:
            # Read anew: what was decided a moment ago may not have been told of yet.
            return store.annotator(name), store.review.decisions(study.fingerprint)

        def on_read(read: tuple[Annotator, tuple[Decision, ...]]) -> None:
            def work(_report: Report, _is_cancelled: CancelCheck) -> Adjudicating:
                return taken_up(
                    study,
                    story.read.labels,
                    read[1],
                    state=story.record.state,
                    file_labels=file_labels,
                    adjudicator=read[0],
                )

            self._workspace.tasks.run(work, then)

        def then(desk: Adjudicating) -> None:
            if number == self._begun:
                self._sit_down(desk)

        self._workspace.ask(verb, on_read)

    def _sit_down(self, desk: Adjudicating) -> None:
        self.desk = desk
        self._keys.serve(len(desk.study.class_names))
        self.bar.offer(desk.study.class_names)
        self.bar.end_naming()
        self.bar.said.say("")
        self._show()

    def put_away(self) -> None:
        """Write and tell what waits to be."""
        self.exposures.flush()
        self.writer.put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key is for."""
        if not event.isAutoRepeat() and self._keys.press(event):
            event.accept()
        elif self.bar.is_naming and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.do("ambiguous")
        elif event.key() == Qt.Key.Key_Escape and self.bar.is_naming:
            self.bar.end_naming()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def do(self, act: Act) -> None:
        """Do what a button or a key asks for."""
        desk = self.desk
        if desk is None:
            return
        self.bar.flash(act)
        if act not in ("ambiguous", "note", "votes"):
            self.bar.end_naming()
        if act == "undo" or act == "redo":
            self._turn(is_back=act == "redo")
        elif act == "back" or act == "forward":
            desk.move(-1 if act == "back" else 1)
        elif desk.current is None:
            return
        elif act == "note":
            self.bar.begin_note()
        elif act == "votes":
            self.shows_votes = not self.shows_votes
        elif act == "skip":
            desk.pass_on()
        elif act == "ambiguous":
            self._call_ambiguous(desk)
        else:
            note = self.bar.take_note()
            self._write(desk.decide(DECIDING[act], at=datetime.now(UTC), note=note))
        self._show()

    def name_class(self, number: int) -> None:
        """Decide that the image shows a class, or may show it as well."""
        if self.desk is None or self.desk.current is None:
            return
        self.bar.flash(number=number)
        if self.bar.is_naming:
            self.bar.toggle(number)
        else:
            note = self.bar.take_note()
            self._write(self.desk.name_class(number, at=datetime.now(UTC), note=note))
            self._show()

    def _call_ambiguous(self, desk: Adjudicating) -> None:
        """Ask which classes are defensible; once that was asked, decide."""
        if not self.bar.is_naming:
            self.bar.begin_naming()
        elif (classes := self.bar.take_named()) is not None:
            note = self.bar.take_note()
            self._write(desk.decide("ambiguous", at=datetime.now(UTC), classes=classes, note=note))

    def _compose(self) -> None:
        self.title.setProperty("role", "lead")
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 0)
        head.setSpacing(12)
        head.addWidget(self.back_button)
        head.addWidget(self.title, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sheet)
        self._stack.addWidget(self.end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.unsaved_bar)
        column.addWidget(self.bar)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.left)
        self.end.asked.connect(self.left)
        self.bar.act_asked.connect(self.do)
        self.bar.class_named.connect(self.name_class)
        self.bar.note_ended.connect(self._on_note_ended)
        self.writer.told.connect(self.unsaved_bar.say)
        # That a label was seen is on the disk before what came of it.
        self.writer.writing.connect(self.exposures.flush)
        self.unsaved_bar.let_go.connect(self.left)

    def _write(self, decision: Decision) -> None:
        self.writer.write((decision,))
        names = () if self.desk is None else self.desk.study.class_names
        self.bar.said.say(f"#{decision.image_index:,} {outcome(decision, names)}.")

    def _turn(self, *, is_back: bool) -> None:
        assert self.desk is not None
        now = datetime.now(UTC)
        made = self.desk.redo(now) if is_back else self.desk.undo(now)
        if made is not None:
            self.writer.write((made,))
            self.bar.said.say("It stands again." if is_back else "Taken back.")

    def _on_note_ended(self) -> None:
        self.bar.end_note()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        """Show the image of the moment, or the end."""
        desk = self.desk
        assert desk is not None
        shown = desk.current
        self.bar.allow(is_there=shown is not None, can_undo=desk.can_undo)
        if shown is None:
            self.title.say(desk.study.title)
            title, hint = dispute_sentence.ending(desk.decided.values(), desk.waiting)
            self._say_end(title, hint)
            return
        place = f"{desk.position + 1:,} of {len(desk.disputes):,} disputed images"
        self.title.say(f"{place}  ·  {desk.study.title}")
        self._show_image(desk, shown)

    def _show_image(self, desk: Adjudicating, shown: Dispute) -> None:
        gallery = self._gallery
        number = None if gallery is None else gallery.number(desk.study.split, shown.index)
        if gallery is None or number is None:
            self._say_end("No images", OTHER_DATA)
            return
        decision = desk.decided.get(shown.index)
        names = desk.study.class_names
        self.sheet.show_dispute(
            shown,
            Subject(gallery, number),
            why=dispute_sentence.why(shown, desk.study),
            decided="" if decision is None else f"Decided: {outcome(decision, names)}.",
            is_kept_back=not self.shows_votes and decision is None,
        )
        self._stack.setCurrentWidget(self.sheet)
        self.exposures.note(gallery, np.array([number]))

    def _say_end(self, title: str, hint: str) -> None:
        self.end.say(title, hint, offer=BACK)
        self._stack.setCurrentWidget(self.end)
