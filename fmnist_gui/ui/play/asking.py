"""Takes keys and clicks as answers to what is asked now."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from fmnist_gui.core.session.inquiry import Given, Inquiry
from fmnist_gui.core.session.key_map import LEVEL_KEYS, KeyMap
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.session import Choice
from fmnist_gui.ui.key_reader import Pressed
from fmnist_gui.ui.play.answer_grid import ButtonChosen
from fmnist_gui.ui.play.answer_panel import AnswerPanel


class Asking(QObject):
    """Asks about one image after the other in `panel`, by the rules of `protocol`.

    `may_begin` tells whether an answer is taken now, and `late_frames` how many frames of the
    image's presentation came late.

    Signals:
        given(Given): nothing more is asked about this answer.
    """

    given = Signal(object)

    def __init__(
        self,
        panel: AnswerPanel,
        keys: KeyMap,
        protocol: Protocol,
        *,
        may_begin: Callable[[], bool],
        late_frames: Callable[[], int],
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._keys = keys
        self._inquiry = Inquiry(protocol)
        self._may_begin = may_begin
        self._late_frames = late_frames
        panel.level_chosen.connect(self._on_level_chosen)
        panel.skipped.connect(self.skip)

    def press(self, pressed: Pressed, now_ns: int) -> bool:
        """Take a key as an answer; False when it answers nothing."""
        if self._inquiry.question == "confidence":
            level = next((LEVEL_KEYS.index(s) for s in pressed.signs if s in LEVEL_KEYS), None)
            if level is not None:
                self._rate(level)
            return level is not None
        for sign in pressed.signs:
            number = self._keys.class_of(sign)
            if number is not None and number in self._panel.grid.buttons:
                self._name(number, now_ns, key=sign, is_unsure=pressed.has_shift)
                return True
        return False

    def click(self, picked: ButtonChosen) -> None:
        """Take a click on a class as an answer."""
        has_shift = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._name(picked.number, time.monotonic_ns(), key="", is_unsure=has_shift)

    def skip(self) -> None:
        """Say that there is nothing else that the image could be."""
        self._go_on_with(self._inquiry.name_second(None))

    def cut_short(self) -> Given | None:
        """Ask nothing more about this image, and return the answer there is, if any."""
        given = self._inquiry.cut_short()
        if given is not None:
            self._panel.clear()
        return given

    def _name(self, number: int, now_ns: int, *, key: str, is_unsure: bool) -> None:
        if self._inquiry.question == "second choice":
            self._go_on_with(self._inquiry.name_second(number))
        elif self._inquiry.question == "class" and self._may_begin():
            self._panel.grid.buttons[number].flash()
            given = Given(
                Choice(number, late_frames=self._late_frames()),
                response_ns=now_ns,
                answered_at=datetime.now(UTC),
                device="key" if key else "mouse",
                key=key,
            )
            self._go_on_with(self._inquiry.name_class(given, is_unsure=is_unsure))

    def _rate(self, level: int) -> None:
        self._panel.levels.buttons[level].flash()
        self._go_on_with(self._inquiry.rate(level))

    def _on_level_chosen(self, picked: ButtonChosen) -> None:
        self._rate(picked.number)

    def _go_on_with(self, given: Given | None) -> None:
        if given is not None:
            self._panel.clear()
            self.given.emit(given)
        elif self._inquiry.given is not None:
            self._panel.ask(self._inquiry.question, self._inquiry.given.choice.number)
