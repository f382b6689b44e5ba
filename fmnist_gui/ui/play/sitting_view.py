"""A sitting on the screen: one image, ten answers, nothing else."""

import time
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Answer, Device
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.session.stimulus import scaled
from fmnist_gui.ui.play.answer_button import AnswerGrid, ClassChosen
from fmnist_gui.ui.play.entry_writer import EntryWriter, Save
from fmnist_gui.ui.play.sitting_bar import SittingBar, UnsavedBar
from fmnist_gui.ui.play.stimulus_view import StimulusView

FEEDBACK_MS = 600
CONTENT_WIDTH = 960


class SittingView(QWidget):
    """Takes one person through the rest of a session; the rules are the session's.

    An entry is handed to `save`, and only when it is on disk does the next image appear. What
    could not be saved stays, is said at once, and can be tried again.

    Signals:
        answered(Answer): an answer is on disk.
        ended(Session): all trials are answered and saved.
        left(Session): the person left before the end.
        resuming(Session): a pause is over, and what was seen meanwhile has to be known.
    """

    answered = Signal(object)
    ended = Signal(object)
    left = Signal(object)
    resuming = Signal(object)

    def __init__(
        self,
        session: Session,
        protocol: Protocol,
        *,
        images: Images,
        save: Save,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._protocol = protocol
        self._images = images
        self._writer = EntryWriter(save, self)
        self._ready: tuple[int, QImage] | None = None
        self._has_left = False
        self.stimulus = StimulusView(session.record.presentation.size_px)
        self.grid = AnswerGrid(session.record.class_names)
        self._is_open_ended = protocol.is_open_ended
        self.bar = SittingBar(
            session.count,
            is_open_ended=self._is_open_ended,
            what=_what(protocol, session.record.annotator.name),
        )
        self.unsaved_bar = UnsavedBar()
        # Whoever comes back at a break has had one.
        self._break_offered_at = session.position
        self._feedback = QTimer(self, singleShot=True, interval=FEEDBACK_MS)
        self._compose()
        self._connect()

    @property
    def is_saving(self) -> bool:
        """Whether an entry is on its way to the disk; keys wait until it is there."""
        return self._writer.is_saving

    @property
    def is_feedback_shown(self) -> bool:
        """Whether the file's label of the last answer is shown."""
        return self._feedback.isActive()

    @property
    def has_unsaved(self) -> bool:
        """Whether an answer could not be saved and would be lost with this view."""
        return self._writer.unsaved is not None

    def begin(self) -> None:
        """Show the first image that has no answer yet, or end if there is none."""
        self.setFocus()
        self._next_trial()

    def _compose(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(self.stimulus, 1)
        column.addWidget(self.unsaved_bar)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self.grid, 100)
        centred.addStretch(1)
        self.grid.setMaximumWidth(CONTENT_WIDTH)
        column.addLayout(centred)

    def _connect(self) -> None:
        self.stimulus.painted.connect(self._on_painted)
        self.grid.chosen.connect(self._on_chosen)
        self.bar.back_button.clicked.connect(self.take_back)
        self.bar.pause_button.clicked.connect(self.toggle_pause)
        self.bar.leave_button.clicked.connect(self.leave)
        self._writer.told.connect(self._on_told)
        self.unsaved_bar.retry_button.clicked.connect(lambda: self._writer.try_again())
        self.unsaved_bar.elsewhere_button.clicked.connect(self._keep_elsewhere)
        self.unsaved_bar.drop_button.clicked.connect(self._leave_without)
        self._feedback.timeout.connect(self._end_feedback)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer, take back, pause or leave; a held key counts once."""
        if event.isAutoRepeat():
            return
        now_ns = time.monotonic_ns()
        actions = {
            Qt.Key.Key_Backspace: self.take_back,
            Qt.Key.Key_Space: self.toggle_pause,
            Qt.Key.Key_Escape: self.leave,
        }
        number = self.grid.number_of(event.text())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if (act := actions.get(Qt.Key(event.key()))) is not None:
            act()
        elif self._feedback.isActive():
            self._end_feedback()
        elif number is not None and not held & ~Qt.KeyboardModifier.ShiftModifier:
            self._answer(number, now_ns, device="key", key=event.text())
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, picked: ClassChosen) -> None:
        if self._feedback.isActive():
            self._end_feedback()
        else:
            self._answer(picked.number, time.monotonic_ns(), device="mouse", key="")

    def _answer(self, number: int, now_ns: int, *, device: Device, key: str) -> None:
        if not self._writer.is_free:
            return
        answer = self.session.answer(
            number, response_ns=now_ns, answered_at=_now(), device=device, key=key
        )
        if answer is not None:
            self.grid.buttons[number].flash()
            self._writer.write(answer, lambda: self._on_saved(answer))

    def _on_saved(self, answer: Answer) -> None:
        self.answered.emit(answer)
        if self._protocol.has_feedback:
            self.grid.buttons[answer.label].mark("right")
            if not answer.is_right:
                self.grid.buttons[answer.chosen].mark("wrong")
            self._feedback.start()
        else:
            self._next_trial()

    def _end_feedback(self) -> None:
        self._stop_feedback()
        self._next_trial()

    def _stop_feedback(self) -> None:
        self._feedback.stop()
        self.grid.clear()

    def take_back(self) -> None:
        """Take the last answer back and show its image again, if the rules allow it."""
        if not self._writer.is_free:
            return
        self._stop_feedback()
        if retraction := self.session.take_back(_now()):
            self._writer.write(retraction, self._next_trial)

    def toggle_pause(self) -> None:
        """Hide the image and stop, or go on."""
        if not self._writer.is_free:
            return
        self._stop_feedback()
        if event := self.session.resume(_now()):
            self.resuming.emit(self.session)
            self._writer.write(event, self._next_trial)
        else:
            self._pause("Paused.")

    def leave(self) -> None:
        """Leave before the end; the session can be resumed.

        An answer that is not saved is tried once more; without it nobody leaves unasked.
        """
        if self._has_left or self._writer.is_saving:
            return
        self._stop_feedback()
        if self._writer.unsaved is not None:
            self._writer.try_again(self.leave)
            return
        self._has_left = True
        # A practice has no planned end, so leaving is its end; and nobody goes on with nothing.
        is_over = self._is_open_ended or not self.session.answers
        end = self.session.finish if is_over else self.session.leave
        event = end(_now())
        if event is not None:
            self._writer.write(event, lambda: self.left.emit(self.session))
        else:
            self.left.emit(self.session)

    def _leave_without(self) -> None:
        self._writer.let_go()
        self._has_left = True
        self.left.emit(self.session)

    def _keep_elsewhere(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, "Save the answer", "answer.json")
        if not path:
            return
        try:
            self._writer.keep_elsewhere(Path(path))
        except FmnistError as error:
            self.unsaved_bar.say(str(error))
        else:
            self.unsaved_bar.say(f"Not saved in the database, but written to {path}.")

    def _next_trial(self) -> None:
        if self.session.position == self.session.count:
            self._finish()
            return
        position = self.session.position
        self.bar.show_position(position)
        if self._is_break_due(position):
            self._break_offered_at = position
            self._pause(f"{position} done. Time for a break?")
            return
        if not self.isVisible():
            self._pause("Paused.")
            return
        self.bar.show_paused(False)
        self.bar.back_button.setEnabled(self.session.may_take_back)
        self.grid.setEnabled(True)
        index = self.session.image_index
        ready = self._ready
        image = ready[1] if ready and ready[0] == index else self._prepared(index)
        self.stimulus.show_image(image)

    def _is_break_due(self, position: int) -> bool:
        is_due = position > 0 and position % self._protocol.break_every == 0
        return is_due and position != self._break_offered_at

    def _pause(self, words: str) -> None:
        if event := self.session.pause(_now()):
            self.stimulus.show_words(f"{words}\n\nSpace goes on. Esc leaves; you can go on later.")
            self.bar.show_paused(True)
            self.grid.setEnabled(False)
            self._writer.write(event, lambda: None)

    def _finish(self) -> None:
        self.stimulus.show_words("All answered.")
        self.bar.show_position(self.session.count)
        if event := self.session.finish(_now()):
            self._writer.write(event, lambda: self.ended.emit(self.session))

    def _on_painted(self, onset_ns: int) -> None:
        self.session.shown(onset_ns, _now())
        ahead = self.session.following_image_index
        if ahead is not None:
            self._ready = (ahead, self._prepared(ahead))

    def _prepared(self, index: int) -> QImage:
        shown = self.session.record.presentation
        pixels = scaled(
            self._images[index],
            side=shown.size_px,
            smoothing=shown.smoothing,
            inverted=shown.polarity == "inverted",
        )
        return self.stimulus.prepared(pixels)

    def _on_told(self, sentence: str) -> None:
        self.unsaved_bar.say(sentence)
        if sentence:
            self._has_left = False

    def changeEvent(self, event: QEvent) -> None:
        """Flag the trial when the window is no longer in front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.session.lose_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Pause when another page comes to the front, so that nothing can be looked up."""
        super().hideEvent(event)
        if not self._has_left and self.session.state in ("waiting", "showing"):
            self.toggle_pause()


def _what(protocol: Protocol, annotator: str) -> str:
    # An open-ended sitting is called by its name in the counter already.
    return annotator if protocol.count is None else f"{protocol.title}, {annotator}"


def _now() -> datetime:
    return datetime.now(UTC)
