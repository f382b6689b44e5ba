"""A sitting on the screen: one image after the other, its answers, and nothing else."""

import time
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.session.key_map import KeyMap, button_order, extra_keys, key_map, plain_key
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.session import Session
from fmnist_gui.ui import theme
from fmnist_gui.ui.key_reader import Pressed, read_key
from fmnist_gui.ui.play.answer_grid import AnswerGrid, ButtonChosen
from fmnist_gui.ui.play.answer_panel import AnswerPanel, asks_more, panel_height_px
from fmnist_gui.ui.play.aside_desk import AsideDesk
from fmnist_gui.ui.play.asking import Asking
from fmnist_gui.ui.play.entry_writer import EntryWriter, Save
from fmnist_gui.ui.play.furniture import Furniture
from fmnist_gui.ui.play.garbage_hold import GarbageHold
from fmnist_gui.ui.play.intermission import leaving_ends
from fmnist_gui.ui.play.screen_watch import ScreenWatch
from fmnist_gui.ui.play.sitting_bar import SittingBar
from fmnist_gui.ui.play.sitting_clock import SittingClock
from fmnist_gui.ui.play.sitting_flow import SittingFlow
from fmnist_gui.ui.play.stage import Stage
from fmnist_gui.ui.play.stimulus_view import StimulusView
from fmnist_gui.ui.unsaved_bar import UnsavedBar

CONTENT_WIDTH = 960
CHROME_PX = 72
"""What stands around the image and the answers, at 100 % font."""


class SittingView(QWidget):
    """Takes one person through the rest of a session; the rules are the session's.

    An entry is handed to `save`, and only when it is on disk does the next image appear. What
    could not be saved stays, is said at once, and can be tried again. `images` are those of each
    split by its name; `examples` are images of each class, by number, that practice shows beside.
    With `has_instructions` they can be asked for. What happens is told by its ``flow``.

    Signals:
        instructions_asked(None): the instructions are to be read again.
        hand_over_asked(None): somebody else is to go on, while this sitting waits.
    """

    instructions_asked = Signal()
    hand_over_asked = Signal()

    def __init__(
        self,
        session: Session,
        protocol: Protocol,
        *,
        images: Mapping[str, Images],
        save: Save,
        examples: Sequence[Images] | None = None,
        has_instructions: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        keys = key_map(session.record.equipment, len(session.record.class_names))
        self._read_keys = extra_keys(keys)["instructions"] if has_instructions else ""
        self._writer = EntryWriter(save, self)
        self.stage = Stage(session, protocol, images=images, examples=examples)
        self.panel, asking = self._made_panel(protocol, keys)
        self.asides = AsideDesk(
            self.panel.line, session.record, keys, may_write=lambda: self._has_image
        )
        self.bar = SittingBar(
            None if protocol.is_open_ended else session.count,
            title=protocol.title,
            who=session.record.annotator.name,
            read_key=self._read_keys[:1] if has_instructions else None,
        )
        self.unsaved_bar = UnsavedBar(self._writer, "answer")
        self._writer.told.connect(self.unsaved_bar.say)
        spent_s = sum(max(answer.response_s, 0.0) for answer in session.answers)
        clock = SittingClock(protocol.time_limit_s, spent_s=spent_s, parent=self)
        self._asking = asking
        self.flow = SittingFlow(
            session,
            protocol,
            furniture=Furniture(self.stage, self.panel, asking, self.asides, self.bar, clock),
            writer=self._writer,
            is_seen=self.isVisible,
            parent=self,
        )
        self._screen_watch = ScreenWatch(self)
        self._garbage = GarbageHold()
        self._commands: Mapping[str, Callable[[], None]] = {
            "take back": self.flow.take_back,
            "pause": self.flow.toggle_pause,
            "leave": self.flow.leave,
            "skip": asking.skip,
        }
        clock.ticked.connect(self.bar.show_seconds_left)
        if leaving_ends(protocol):
            self.bar.say_leaving_ends()
        if protocol.is_collecting:
            self.stage.pause_view.offer_hand_over()
        self._compose()
        self._connect()

    @property
    def grid(self) -> AnswerGrid:
        """The buttons of the classes."""
        return self.panel.grid

    @property
    def stimulus(self) -> StimulusView:
        """Where a single image is."""
        return self.stage.stimulus

    @property
    def is_saving(self) -> bool:
        """Whether an entry is on its way to the disk; keys wait until it is there."""
        return self._writer.is_saving

    @property
    def is_feedback_shown(self) -> bool:
        """Whether the file's label of the last answer is shown."""
        return self.flow.is_feedback_shown

    @property
    def has_unsaved(self) -> bool:
        """Whether an answer could not be saved and would be lost with this view."""
        return self._writer.unsaved is not None

    def begin(self) -> None:
        """Show the first image that has no answer yet; whoever comes back is told where."""
        self.setFocus()
        self._garbage.take()
        self.flow.begin()

    def leave(self) -> None:
        """Leave before the end; the session can be resumed.

        An answer that is not saved is tried once more; without it nobody leaves unasked.
        """
        self.flow.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer, take back, pause or leave; a held key counts once."""
        if event.isAutoRepeat():
            return
        now_ns = time.monotonic_ns()
        pressed = read_key(event)
        if self.flow.is_feedback_shown and pressed.command in (None, "skip"):
            self.flow.end_feedback()
        elif pressed.command == "leave" and self._asking.go_back():
            pass
        elif pressed.command is not None:
            self._commands[pressed.command]()
        elif not self._press(pressed, now_ns):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Flag the trial when the window is no longer in front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.flow.note_away()

    def hideEvent(self, event: QHideEvent) -> None:
        """Pause when another page comes to the front."""
        super().hideEvent(event)
        self.flow.note_hidden()

    @property
    def _has_image(self) -> bool:
        """Whether there is an image that can be answered now."""
        return self._writer.is_free and self.session.state == "showing"

    def _press(self, pressed: Pressed, now_ns: int) -> bool:
        """Take a key as an answer or something beside it; False when it is neither."""
        if self._asking.press(pressed, now_ns) or self.asides.press(pressed):
            return True
        is_reading = any(plain_key(sign) in set(self._read_keys) for sign in pressed.signs)
        if is_reading:
            self.instructions_asked.emit()
        return is_reading

    def _made_panel(self, protocol: Protocol, keys: KeyMap) -> tuple[AnswerPanel, Asking]:
        record = self.session.record
        order = button_order(record.equipment, len(record.class_names), only=protocol.classes)
        panel = AnswerPanel(record.class_names, keys, order=order, protocol=protocol)
        asking = Asking(
            panel,
            keys,
            protocol,
            # What is still being written goes with the answer.
            may_begin=lambda: self._has_image and self.asides.settle(),
            late_frames=lambda: self.stage.late_frames,
        )
        return panel, asking

    def _compose(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(12)
        column.addLayout(_centred(self.bar))
        column.addWidget(self.stage, 1)
        column.addLayout(_centred(self.unsaved_bar))
        column.addLayout(_centred(self.panel))

    def _connect(self) -> None:
        flow = self.flow
        for over in (flow.ended, flow.left, self.destroyed):
            over.connect(self._garbage.release)
        self.panel.class_chosen.connect(self._on_class_chosen)
        self.asides.closed.connect(self.setFocus)
        self.asides.cannot_tell_asked.connect(self._asking.cannot_tell)
        self.bar.read_button.clicked.connect(self.instructions_asked)
        self.stage.pause_view.hand_over_button.clicked.connect(self.hand_over_asked)
        self.bar.back_button.clicked.connect(flow.take_back)
        self.bar.pause_button.clicked.connect(flow.toggle_pause)
        self.bar.leave_button.clicked.connect(flow.leave)
        self.stage.pause_view.go_on_button.clicked.connect(flow.toggle_pause)
        self.unsaved_bar.let_go.connect(flow.leave_without)
        self._writer.told.connect(self._on_told)
        self._screen_watch.changed.connect(flow.note_screen)

    def _on_told(self, sentence: str) -> None:
        # Nothing can be answered until it is saved, and the image stays where it is.
        if sentence and self.panel.isVisible():
            self.unsaved_bar.setMinimumHeight(self.panel.height())
        self.panel.setVisible(not sentence)

    def _on_class_chosen(self, picked: ButtonChosen) -> None:
        if self.flow.is_feedback_shown:
            self.flow.end_feedback()
        else:
            self._asking.click(picked)


def _centred(widget: QWidget) -> QHBoxLayout:
    """Return `widget` in the middle of a row, no wider than is comfortable to look over."""
    widget.setMaximumWidth(CONTENT_WIDTH)
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(widget, 1)
    row.addStretch()
    return row


def chrome_px(protocol: Protocol, class_count: int) -> int:
    """Return the height of all but the image in a sitting, in logical pixels."""
    buttons = len(protocol.classes) or class_count
    return theme.scaled_px(CHROME_PX) + panel_height_px(buttons, asks_more=asks_more(protocol))
