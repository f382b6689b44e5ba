"""What follows what in a sitting: answers, cards, the next image, and the end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from fmnist_gui.core.session.inquiry import Given
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Answer
from fmnist_gui.core.session.session import Session
from fmnist_gui.ui.play import intermission
from fmnist_gui.ui.play.entry_writer import EntryWriter
from fmnist_gui.ui.play.furniture import Furniture
from fmnist_gui.ui.play.intermission import Breaks, Card, Cards

FEEDBACK_MS = 600


class SittingFlow(QObject):
    """Hands what happens to the session, and each entry to `writer` before anything follows it.

    `is_seen` tells whether the sitting is on the screen.

    Signals:
        answered(Answer): an answer is on disk.
        ended(Session): all trials are answered or the time is over, and all is saved.
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
        furniture: Furniture,
        writer: EntryWriter,
        is_seen: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._protocol = protocol
        self._stage, self._panel = furniture.stage, furniture.panel
        self._asking, self._asides = furniture.asking, furniture.asides
        self._bar, self._clock = furniture.bar, furniture.clock
        self._writer = writer
        self._is_seen = is_seen
        self._has_left = False
        self._is_held = False
        self._wants_to_leave = False
        self._moved = ""
        self._cards = Cards(session, protocol)
        every = protocol.break_every if protocol.time_limit_s is None else None
        self._breaks = Breaks(every, position=session.position)
        self._feedback = QTimer(self, singleShot=True, interval=FEEDBACK_MS)
        self._feedback.timeout.connect(self.end_feedback)
        self._stage.onset.connect(self._on_onset)
        self._asking.given.connect(self._on_given)
        self._clock.ran_out.connect(self._on_ran_out)
        writer.told.connect(self._on_told)

    @property
    def is_feedback_shown(self) -> bool:
        """Whether the file's label of the last answer is shown."""
        return self._feedback.isActive()

    def begin(self) -> None:
        """Show the first image that has no answer yet; whoever comes back is told where."""
        self._clock.tell()
        if self._session.answers and self._session.position < self._session.count:
            self._hold(self._cards.resumed())
        else:
            self._next_trial()

    def take_back(self) -> None:
        """Take the last answer back and show its image again, if the rules allow it."""
        if self._writer.is_free and not self._is_held:
            self._stop_feedback()
            self._settle(self._take_back)

    def toggle_pause(self) -> None:
        """Hide the image and stop, or go on."""
        if not self._writer.is_free:
            return
        self._stop_feedback()
        if self._is_held:
            self._is_held = False
            self._next_trial()
        elif event := self._session.resume(_now()):
            self.resuming.emit(self._session)
            self._writer.write(event, self._next_trial)
        else:
            self._settle(self._pause_or_end)

    def leave(self) -> None:
        """Leave before the end, once what is on its way is saved; what failed is tried again."""
        self._wants_to_leave = self._writer.is_saving
        if self._has_left or self._writer.is_saving:
            return
        self._stop_feedback()
        if self._writer.unsaved is not None:
            self._writer.try_again(self.leave)
        else:
            self._settle(self._leave)

    def leave_without(self) -> None:
        """Leave although something is not saved."""
        self._has_left = True
        self.left.emit(self._session)

    def end_feedback(self) -> None:
        """Go on to the next image before the feedback is over."""
        self._stop_feedback()
        self._next_trial()

    def note_hidden(self) -> None:
        """Pause when another page comes to the front, so that nothing can be looked up."""
        is_running = self._session.state in ("waiting", "showing") and not self._is_held
        if not self._has_left and is_running:
            self.toggle_pause()

    def note_away(self) -> None:
        """Flag the trial: the window is no longer in front."""
        if not self._is_held:
            self._session.lose_focus()

    def note_screen(self, sentence: str) -> None:
        """Begin the trial anew since the screen is another, as `sentence` says."""
        self._stage.forget_prepared()
        if self._has_left or self._session.state == "finished":
            return
        self._moved = sentence
        # An answer on its way to the disk is kept first; the next trial sees to the rest.
        if self._writer.is_free:
            self._stop_feedback()
            self._settle(self._begin_trial_anew)

    def _on_given(self, given: Given) -> None:
        self._keep(given, self._after_answer)

    def _keep(self, given: Given, then: Callable[[Answer], None]) -> None:
        """Write the answer, and call `then` with it once it is on disk."""
        answer = self._session.answer(
            replace(given.choice, note=self._asides.note),
            response_ns=given.response_ns,
            answered_at=given.answered_at,
            device=given.device,
            key=given.key,
        )
        if answer is None:
            return

        def on_saved() -> None:
            self.answered.emit(answer)
            if self._wants_to_leave:
                self.leave()
            else:
                then(answer)

        self._writer.write(answer, on_saved, tags=self._asides.hand_over(answer))

    def _settle(self, then: Callable[[], None]) -> None:
        """Call `then`, after the answer is kept about which more was being asked."""
        if given := self._asking.cut_short():
            self._keep(given, lambda _answer: then())
        else:
            then()

    def _after_answer(self, answer: Answer) -> None:
        if self._protocol.has_feedback:
            self._panel.mark_feedback(label=answer.label, chosen=answer.chosen)
            self._stage.mark(answer)
            self._feedback.start()
        else:
            self._next_trial()

    def _stop_feedback(self) -> None:
        if self._feedback.isActive():
            self._feedback.stop()
            self._panel.clear()
            self._stage.clear_marks()

    def _take_back(self) -> None:
        if retraction := self._session.take_back(_now()):
            self._asides.bring_back()
            self._writer.write(retraction, self._next_trial)

    def _next_trial(self) -> None:
        """Go on with whatever is due: the end, a card, or the next image."""
        position = self._session.position
        if self._wants_to_leave:
            self.leave()
            return
        if position == self._session.count:
            self._finish("All answered")
            return
        self._bar.show_position(position)
        if self._clock.is_over:
            self._time_out()
        elif self._moved:
            self._begin_trial_anew()
        elif self._breaks.is_due(position):
            self._pause(self._cards.break_offered())
        elif not self._is_seen():
            self._pause()
        else:
            self._bar.show_paused(False)
            self._bar.back_button.setEnabled(self._session.may_take_back)
            self._panel.setEnabled(True)
            self._stage.show_trial()

    def _on_onset(self, onset_ns: int) -> None:
        self._session.shown(onset_ns, _now())
        self._clock.start()
        self._stage.prepare_next()

    def _show_card(self, card: Card) -> None:
        self._clock.stop()
        self._asides.put_away()
        self._bar.show_position(self._session.position)
        self._stage.show_card(card)
        self._bar.show_paused(True)
        self._bar.back_button.setEnabled(False)
        self._panel.setEnabled(False)

    def _hold(self, card: Card) -> None:
        """Say something before the trial begins; Space goes on."""
        self._is_held = True
        self._show_card(card)

    def _pause_or_end(self) -> None:
        """Pause, unless the answer that was just kept is the last one."""
        if self._session.position == self._session.count:
            self._next_trial()
        else:
            self._pause()

    def _pause(self, card: Card | None = None) -> None:
        card = card or self._cards.paused()
        if event := self._session.pause(_now()):
            self._show_card(card)
            self._writer.write(event, self._leave_if_wanted)

    def _begin_trial_anew(self) -> None:
        """Hide the image, which was not seen as the presentation says, until somebody goes on."""
        sentence, self._moved = self._moved, ""
        card = self._cards.moved(sentence)
        event = self._session.change_screen(_now())
        if self._session.state == "paused":
            self._show_card(card)
        else:
            self._hold(card)
        if event is not None:
            self._writer.write(event, self._leave_if_wanted)

    def _on_ran_out(self) -> None:
        # What is on its way to the disk is kept first; the next trial sees that time is over.
        if self._writer.is_free and not self._has_left:
            self._stop_feedback()
            self._settle(self._time_out)

    def _time_out(self) -> None:
        self._show_card(intermission.over("Time is up"))
        if event := self._session.time_out(_now()):
            self._writer.write(event, lambda: self._finish("Time is up"))

    def _finish(self, words: str) -> None:
        self._show_card(intermission.over(words))
        if event := self._session.finish(_now()):
            self._writer.write(event, lambda: self.ended.emit(self._session))

    def _leave_if_wanted(self) -> None:
        if self._wants_to_leave:
            self.leave()

    def _leave(self) -> None:
        self._has_left = True
        self._clock.stop()
        # Nobody goes on with nothing.
        is_over = intermission.leaving_ends(self._protocol) or not self._session.answers
        end = self._session.finish if is_over else self._session.leave
        if event := end(_now()):
            self._writer.write(event, lambda: self.left.emit(self._session))
        else:
            self.left.emit(self._session)

    def _on_told(self, sentence: str) -> None:
        self._has_left = self._has_left and not sentence


def _now() -> datetime:
    return datetime.now(UTC)
