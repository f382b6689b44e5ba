"""Takes keys and clicks as answers to what is asked now."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from fmnist_gui.core.session.inquiry import REASONS, Given, Inquiry
from fmnist_gui.core.session.key_map import LEVEL_KEYS, KeyMap, extra_keys, plain_key
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import CANNOT_TELL
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
        self._untold = extra_keys(keys)["cannot tell"] if protocol.is_collecting else ""
        self._inquiry = Inquiry(protocol)
        self._may_begin = may_begin
        self._late_frames = late_frames
        panel.level_chosen.connect(self._on_level_chosen)
        panel.reason_chosen.connect(self._on_reason_chosen)
        panel.skipped.connect(self.skip)

    def press(self, pressed: Pressed, now_ns: int) -> bool:
        """Take a key as an answer; False when it answers nothing."""
        if self._inquiry.question == "confidence":
            level = next((LEVEL_KEYS.index(s) for s in pressed.signs if s in LEVEL_KEYS), None)
            if level is not None:
                self._rate(level)
            return level is not None
        if self._inquiry.question == "reason":
            return self._press_reason(pressed)
        for sign in pressed.signs:
            number = self._keys.class_of(sign)
            if number is not None and number in self._panel.grid.buttons:
                self._name(number, now_ns, key=sign, is_unsure=pressed.has_shift)
                return True
        sign = next((sign for sign in pressed.signs if plain_key(sign) in set(self._untold)), "")
        if sign:
            self._name(CANNOT_TELL, now_ns, key=sign, is_unsure=False)
        return bool(sign)

    def click(self, picked: ButtonChosen) -> None:
        """Take a click on a class as an answer."""
        has_shift = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._name(picked.number, time.monotonic_ns(), key="", is_unsure=has_shift)

    def cannot_tell(self) -> None:
        """Take a click that says that no class can be told."""
        self._name(CANNOT_TELL, time.monotonic_ns(), key="", is_unsure=False)

    def skip(self) -> None:
        """Leave out what may be left out: what else it could be, or why no class can be told."""
        self._go_on_with(self._inquiry.skip())

    def go_back(self) -> bool:
        """Ask for the class again where why none can be told is asked; whether that is so."""
        is_back = self._inquiry.go_back()
        if is_back:
            self._panel.clear()
        return is_back

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
            if number in self._panel.grid.buttons:
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

    def _press_reason(self, pressed: Pressed) -> bool:
        keys = LEVEL_KEYS[: len(REASONS)]
        number = next((keys.index(sign) for sign in pressed.signs if sign in keys), None)
        if number is not None:
            self._reason(number)
        return number is not None

    def _reason(self, number: int) -> None:
        self._panel.reasons.buttons[number].flash()
        self._go_on_with(self._inquiry.reason(REASONS[number]))

    def _on_reason_chosen(self, picked: ButtonChosen) -> None:
        self._reason(picked.number)

    def _on_level_chosen(self, picked: ButtonChosen) -> None:
        self._rate(picked.number)

    def _go_on_with(self, given: Given | None) -> None:
        if given is not None:
            self._panel.clear()
            self.given.emit(given)
        elif self._inquiry.given is not None:
            self._panel.ask(self._inquiry.question, self._inquiry.given.choice.number)
