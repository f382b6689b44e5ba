"""A sitting on the screen: one image, ten answers, nothing else."""

import time
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Answer, Device
from fmnist_gui.core.session.session import Session
from fmnist_gui.ui.play.answer_grid import AnswerGrid, ClassChosen
from fmnist_gui.ui.play.entry_writer import EntryWriter, Save
from fmnist_gui.ui.play.intermission import Breaks, break_offered, paused
from fmnist_gui.ui.play.key_reader import read_key
from fmnist_gui.ui.play.sitting_bar import SittingBar
from fmnist_gui.ui.play.stage import Stage
from fmnist_gui.ui.play.stimulus_view import StimulusView
from fmnist_gui.ui.play.unsaved_bar import UnsavedBar

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
        self._writer = EntryWriter(save, self)
        self._has_left = False
        self._stage = Stage(session.record.presentation, images)
        self.grid = AnswerGrid(session.record.class_names)
        self._is_open_ended = protocol.is_open_ended
        self.bar = SittingBar(
            session.count,
            is_open_ended=self._is_open_ended,
            what=_what(protocol, session.record.annotator.name),
        )
        self.unsaved_bar = UnsavedBar(self._writer)
        self._breaks = Breaks(protocol.break_every, position=session.position)
        self._commands = {
            "take back": self.take_back,
            "pause": self.toggle_pause,
            "leave": self.leave,
        }
        self._feedback = QTimer(self, singleShot=True, interval=FEEDBACK_MS)
        self._compose()
        self._connect()

    @property
    def stimulus(self) -> StimulusView:
        """Where the image is."""
        return self._stage.stimulus

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
        column.addWidget(self._stage, 1)
        column.addWidget(self.unsaved_bar)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self.grid, 100)
        centred.addStretch(1)
        self.grid.setMaximumWidth(CONTENT_WIDTH)
        column.addLayout(centred)

    def _connect(self) -> None:
        self._stage.onset.connect(self._on_onset)
        self.grid.chosen.connect(self._on_chosen)
        self.bar.back_button.clicked.connect(self.take_back)
        self.bar.pause_button.clicked.connect(self.toggle_pause)
        self.bar.leave_button.clicked.connect(self.leave)
        self._writer.told.connect(self._on_told)
        self.unsaved_bar.let_go.connect(self._leave_without)
        self._feedback.timeout.connect(self._end_feedback)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer, take back, pause or leave; a held key counts once."""
        if event.isAutoRepeat():
            return
        now_ns = time.monotonic_ns()
        pressed = read_key(event)
        number = self.grid.number_of(pressed.sign)
        if pressed.command is not None:
            self._commands[pressed.command]()
        elif self._feedback.isActive():
            self._end_feedback()
        elif number is not None:
            self._answer(number, now_ns, device="key", key=pressed.sign)
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
            self._pause(paused())

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
        self._has_left = True
        self.left.emit(self.session)

    def _next_trial(self) -> None:
        if self.session.position == self.session.count:
            self._finish()
            return
        position = self.session.position
        self.bar.show_position(position)
        if self._breaks.is_due(position):
            self._pause(break_offered(position))
            return
        if not self.isVisible():
            self._pause(paused())
            return
        self.bar.show_paused(False)
        self.bar.back_button.setEnabled(self.session.may_take_back)
        self.grid.setEnabled(True)
        self._stage.show_image(self.session.image_index)

    def _pause(self, words: str) -> None:
        if event := self.session.pause(_now()):
            self._stage.show_words(words)
            self.bar.show_paused(True)
            self.grid.setEnabled(False)
            self._writer.write(event, lambda: None)

    def _finish(self) -> None:
        self._stage.show_words("All answered.")
        self.bar.show_position(self.session.count)
        if event := self.session.finish(_now()):
            self._writer.write(event, lambda: self.ended.emit(self.session))

    def _on_onset(self, onset_ns: int) -> None:
        self.session.shown(onset_ns, _now())
        self._stage.prepare(self.session.following_image_index)

    def _on_told(self, sentence: str) -> None:
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
