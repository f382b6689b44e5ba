"""What is asked about one image: its class, how sure that is, what else, or why none fits."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import CANNOT_TELL, Device
from fmnist_gui.core.session.session import Choice

Question = Literal["class", "confidence", "second choice", "reason"]

REASONS = ("several classes fit", "not recognisable", "no class fits")
"""Why a person cannot tell the class."""

UNSURE, FAIRLY_SURE = 1, 2
"""The levels of confidence that an answer with and without Shift stands for."""


@dataclass(frozen=True)
class Given:
    """The class that was named, when and by what; later questions change none of these.

    ``response_ns`` is on the monotonic clock, ``answered_at`` in UTC.
    """

    choice: Choice
    response_ns: int
    answered_at: datetime
    device: Device
    key: str

    def rated(self, level: int) -> "Given":
        """Return the same with a level of confidence, from 0 (guess) to 3 (sure)."""
        return replace(self, choice=replace(self.choice, confidence=level))


class Inquiry:
    """Asks the questions of `protocol` about one image after the other.

    Each verb returns the answer once nothing more is asked, and None before.
    """

    def __init__(self, protocol: Protocol) -> None:
        self._confidence = protocol.confidence
        self._has_second = protocol.has_second_choice
        self._question: Question = "class"
        self._given: Given | None = None

    @property
    def question(self) -> Question:
        """What is asked now."""
        return self._question

    @property
    def given(self) -> Given | None:
        """The answer about which more is asked, None while its class is."""
        return self._given

    def name_class(self, given: Given, *, is_unsure: bool = False) -> Given | None:
        """Take the class; `is_unsure` counts where Shift says how sure an answer is.

        After :data:`CANNOT_TELL` nothing is asked but why.
        """
        if given.choice.number == CANNOT_TELL:
            self._given, self._question = given, "reason"
            return None
        if self._confidence == "shift":
            given = given.rated(UNSURE if is_unsure else FAIRLY_SURE)
        self._given = given
        if self._confidence == "key":
            self._question = "confidence"
            return None
        return self._ask_second()

    def rate(self, level: int) -> Given | None:
        """Take how sure the answer is, from 0 (guess) to 3 (sure)."""
        if self._given is None or self._question != "confidence":
            return None
        self._given = self._given.rated(level)
        return self._ask_second()

    def name_second(self, number: int | None) -> Given | None:
        """Take what else it could be, None for nothing; the first class again says nothing."""
        given = self._given
        if given is None or self._question != "second choice" or number == given.choice.number:
            return None
        self._given = replace(given, choice=replace(given.choice, second=number))
        return self.cut_short()

    def reason(self, words: str) -> Given | None:
        """Take why no class can be told, "" for no reason given."""
        given = self._given
        if given is None or self._question != "reason":
            return None
        self._given = replace(given, choice=replace(given.choice, reason=words))
        return self.cut_short()

    def skip(self) -> Given | None:
        """Leave out what may be left out: another class, or why none can be told."""
        return self.reason("") if self._question == "reason" else self.name_second(None)

    def go_back(self) -> bool:
        """Ask for the class again where why none can be told is asked; whether that is so."""
        if self._question != "reason":
            return False
        self._given, self._question = None, "class"
        return True

    def cut_short(self) -> Given | None:
        """Return the answer as far as it goes, and ask no more about it; None if there is none."""
        given, self._given = self._given, None
        self._question = "class"
        return given

    def _ask_second(self) -> Given | None:
        if not self._has_second:
            return self.cut_short()
        self._question = "second choice"
        return None
