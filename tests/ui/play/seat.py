"""Seats a person at a sitting of any rules, with a disk that a test can watch, slow or fill."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset, Images
from fmnist_gui.core.review.tag import TagEvent
from fmnist_gui.core.session.drawing import Pool, deck_for
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import (
    Annotator,
    Answer,
    Entry,
    Equipment,
    Presentation,
    Retraction,
    SessionEvent,
    SessionRecord,
)
from fmnist_gui.core.session.session import Session
from fmnist_gui.ui.play.entry_writer import Written
from fmnist_gui.ui.play.sitting_view import SittingView
from tests import sample

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def grey_of(image: QImage) -> NDArray[np.uint8]:
    """Return the red values of a picture, shape (rows, columns)."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    values = np.frombuffer(plain.constBits(), dtype=np.uint8)
    return values.reshape(plain.height(), plain.width(), 4)[:, :, 2].copy()


class Disk:
    """Keeps entries at once, or when told, or not."""

    def __init__(self) -> None:
        self.is_full = False
        self.is_slow = False
        self.kept: list[Entry] = []
        self.tags: list[TagEvent] = []
        self._waiting: list[tuple[Written, Callable[[], None]]] = []

    def save(
        self, written: Written, then: Callable[[], None], failed: Callable[[str], None]
    ) -> None:
        if self.is_full:
            failed("The disk is full.")
        elif self.is_slow:
            self._waiting.append((written, then))
        else:
            self._keep(written)
            then()

    def catch_up(self) -> None:
        """Keep what waits, and be quick from now on."""
        self.is_slow = False
        waiting, self._waiting = self._waiting, []
        for written, then in waiting:
            self._keep(written)
            then()

    def _keep(self, written: Written) -> None:
        self.kept.append(written.entry)
        self.tags += written.tags

    @property
    def kinds(self) -> list[str]:
        """What was kept, in order: "answer", "retraction" or the kind of the event."""
        return [_kind(entry) for entry in self.kept]

    @property
    def answers(self) -> list[Answer]:
        """The answers that were kept."""
        return [entry for entry in self.kept if isinstance(entry, Answer)]


def _kind(entry: Entry) -> str:
    if isinstance(entry, SessionEvent):
        return entry.kind
    return "retraction" if isinstance(entry, Retraction) else "answer"


class Seat:
    """A sitting on the screen, its session and its disk."""

    def __init__(
        self,
        qtbot: QtBot,
        rules: Protocol,
        *,
        count: int | None = None,
        equipment: Equipment | None = None,
        shown: Presentation | None = None,
        answered: int = 0,
        examples: Sequence[Images] | None = None,
        size: tuple[int, int] = (1000, 640),
        name: str = "Ada",
        dataset: Dataset | None = None,
        checks: str = "",
        has_instructions: bool = False,
    ) -> None:
        self._qtbot = qtbot
        data = dataset or sample.dataset()
        split, other = data.splits[rules.split], data.splits.get(checks)
        record = SessionRecord(
            id=UUID(int=1),
            annotator=Annotator(UUID(int=2), name),
            deck=replace(
                deck_for(rules, Pool(split, checks=other), seed=7, count=count), rules=rules
            ),
            protocol=rules.key,
            class_names=data.class_names,
            data_identity=None,
            started_at=NOW,
            app_version="0.1",
            presentation=shown or Presentation(size_px=112),
            equipment=equipment or Equipment(),
        )
        self.session = Session(record, split.labels, images=split.images, checks=other)
        for position in range(answered):
            self._answer_before(position)
        self.disk = Disk()
        self.view = SittingView(
            self.session,
            rules,
            images={key: part.images for key, part in data.splits.items()},
            save=self.disk.save,
            examples=examples,
            has_instructions=has_instructions,
        )
        self.ended: list[Session] = []
        self.left: list[Session] = []
        self.view.flow.ended.connect(self.ended.append)
        self.view.flow.left.connect(self.left.append)
        qtbot.addWidget(self.view)
        self.view.resize(*size)
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.view.begin()

    def wait_shown(self) -> None:
        """Wait until the image is on the screen."""
        self._qtbot.waitUntil(lambda: self.session.state == "showing")

    def press(
        self,
        text: str = "",
        key: Qt.Key = Qt.Key.Key_unknown,
        modifier: Qt.KeyboardModifier = NO_MODIFIER,
    ) -> None:
        """Press a key as a keyboard would."""
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifier, text)
        QApplication.sendEvent(self.view, event)

    def let_pass(self, seconds: float) -> None:
        """Let events happen until so much time is over."""
        later = time.monotonic() + seconds
        self._qtbot.waitUntil(lambda: time.monotonic() > later)

    def space(self) -> None:
        self.press(" ", Qt.Key.Key_Space)

    def backspace(self) -> None:
        self.press("", Qt.Key.Key_Backspace)

    def escape(self) -> None:
        self.press("", Qt.Key.Key_Escape)

    def enter(self) -> None:
        self.press("\r", Qt.Key.Key_Return)

    def _answer_before(self, position: int) -> None:
        """Answer a trial as in an earlier sitting, in a tenth of a second."""
        self.session.shown(position * 10**9, NOW)
        said = self.session.answer(
            self.session.label,
            response_ns=position * 10**9 + 10**8,
            answered_at=NOW,
            device="key",
            key="1",
        )
        assert said is not None
