"""Lets people label for a study on the Play page, step by step, with a real store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.session.record import History
from fmnist_gui.core.study.event import Departure, EventKind, StudyEvent, StudyStart
from fmnist_gui.core.study.study import Question, Study, Wanted
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.play.page import PlayPage
from fmnist_gui.ui.play.sitting_view import SittingView
from fmnist_gui.ui.study.introduction import Introduction
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

T = TypeVar("T")


def study_of(workspace: Workspace, **changes: object) -> Study:
    """Return a study over ten test images of the open data."""
    assert workspace.dataset is not None
    made = Study(
        "Shirts",
        "test",
        workspace.split("test").fingerprint,
        workspace.dataset.class_names,
        tuple(range(10)),
        "the first ten",
        Wanted(2, None, 2),
        7,
        sitting=4,
        attention_percent=0,
        instructions="Look at the collar.",
        examples_split="train",
        examples=((110,), (121,), *((),) * 8),
        consent="Your answers are kept.",
        questions=(Question("Which screen?"),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


class Collector:
    """A study in the store of `workspace`, and people at `page`."""

    def __init__(
        self, qtbot: QtBot, page: PlayPage, workspace: Workspace, **changes: object
    ) -> None:
        self._qtbot, self.page, self._workspace = qtbot, page, workspace
        self.desk = page.front.collecting
        self.study = study_of(workspace, **changes)
        now = datetime.now(UTC) - timedelta(minutes=1)
        self.ask(
            lambda store: store.studies.start(
                StudyStart(uuid4(), self.study, store.annotator("Ina"), now)
            )
        )
        workspace.labels_changed.emit(LabelsChanged("elsewhere"))
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)

    def ask(self, verb: Callable[[LabelStore], T]) -> T:
        """Ask the store and wait for the answer."""
        answers: list[T] = []
        self._workspace.ask(verb, answers.append)
        self._qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def happen(self, kind: EventKind) -> None:
        """Let the study be paused, closed or the like."""
        self.ask(
            lambda store: store.studies.note(
                StudyEvent(
                    uuid4(),
                    store.annotator("Ina"),
                    self.study.sha256,
                    kind,
                    datetime.now(UTC),
                )
            )
        )
        self._workspace.labels_changed.emit(LabelsChanged("elsewhere"))

    def withdraw(self, name: str) -> None:
        """Take a person's answers out of the study."""
        self.ask(
            lambda store: store.studies.depart(
                Departure(
                    uuid4(),
                    store.annotator(name),
                    self.study.sha256,
                    is_back=False,
                    answers=0,
                    at=datetime.now(UTC),
                )
            )
        )

    @property
    def shown(self) -> QWidget | None:
        """What is in sight before and after a sitting."""
        return self.page.front.currentWidget()

    def introduction(self) -> Introduction:
        """Wait for an introduction, and return it."""
        self._qtbot.waitUntil(lambda: isinstance(self.shown, Introduction))
        assert isinstance(self.shown, Introduction)
        return self.shown

    def agree(self) -> None:
        """Agree, and begin."""
        introduction = self.introduction()
        if introduction.body.agree_box is not None:
            introduction.body.agree_box.click()
        self._qtbot.keyClick(introduction, Qt.Key.Key_Return)

    def sitting(self) -> SittingView:
        """Wait until an image is on the screen, and return the sitting."""
        page = self.page
        self._qtbot.waitUntil(
            lambda: page.sitting is not None and page.sitting.session.state == "showing"
        )
        assert page.sitting is not None
        return page.sitting

    def sit(self, name: str = "Ada") -> SittingView:
        """Let somebody new sit down."""
        self.page.collect(self.study.sha256, name)
        self.agree()
        return self.sitting()

    def answer(self, keys: str = "1") -> None:
        """Press these keys about the image that is shown, and wait for the next one."""
        sitting = self.sitting()
        position = sitting.session.position
        for key in keys:
            self._qtbot.keyClick(sitting, key)
        self._qtbot.waitUntil(lambda: sitting.session.position == position + 1)
        if position + 1 < sitting.session.count:
            self.sitting()

    def finish(self) -> None:
        """Answer all that is left of the sitting, and wait for its end."""
        for _ in range(self.sitting().session.count - self.sitting().session.position):
            self.answer()
        self._qtbot.waitUntil(lambda: self.page.sitting is None)
        assert self.shown is self.desk.kept
        self._qtbot.waitUntil(self.desk.kept.done_button.isVisible)

    def histories(self) -> tuple[History, ...]:
        """Return the sittings of the study as they are stored."""
        return self.ask(lambda store: store.studies.histories(self.study.sha256))
