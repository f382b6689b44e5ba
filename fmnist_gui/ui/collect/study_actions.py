"""What can be done with a study: each wish is written down by the store, and then told."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from fmnist_gui.core.exchange import study_file
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.study import sentence
from fmnist_gui.core.study.event import Departure, EventKind, StudyEvent, StudyRecord, StudyStart
from fmnist_gui.core.study.study import Study
from fmnist_gui.ui.collect.people_card import DepartureAsked
from fmnist_gui.ui.plain_text import literal
from fmnist_gui.ui.save_dialog import ask_path
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

NAME = "collect"
KINDS = {study_file.SUFFIX: f"Studies (*{study_file.SUFFIX})"}
FILTER = f"Studies (*{study_file.SUFFIX});;All files (*)"
SAVE, OPEN = "Save the study as a file", "Open a study"
CLOSE, WITHDRAW = "Close the study?", "Withdraw {name}?"

DONE: dict[EventKind, str] = {
    "paused": "is paused",
    "resumed": "goes on",
    "closed": "is closed: its answers are votes like all others now",
    "reopened": "is open again, and its answers are shown on this page alone",
}


class StudyActions(QObject):
    """Asks where something cannot be taken for meant, does it, and tells.

    Signals:
        done(str): the hash of the study that is another now.
        told(str): one sentence about what was done.
    """

    done = Signal(str)
    told = Signal(str)

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._page = page

    def start(
        self,
        study: Study,
        *,
        taken: Callable[[], object] = lambda: None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Start `study` here; one that was started already stays as it is.

        `taken` is called once it is here, `failed`, which tells it unless it is None, where that
        cannot be.
        """

        def verb(store: "LabelStore") -> bool:
            who = store.annotator(self._workspace.annotator_name)
            return store.studies.start(StudyStart(uuid4(), study, who, datetime.now(UTC)))

        def then(is_new: bool) -> None:
            known = "" if is_new else ", and was so before"
            self._end(study.sha256, f"The study {study.title} is here now{known}.")
            taken()

        self._workspace.ask(verb, then, failed=failed)

    def note(self, record: StudyRecord, kind: EventKind) -> None:
        """Pause, resume, close or reopen a study; closing is asked about."""
        study = record.study
        if kind == "closed" and not self._is_sure(CLOSE, sentence.CLOSES):
            return

        def verb(store: "LabelStore") -> None:
            who = store.annotator(self._workspace.annotator_name)
            event = StudyEvent(uuid4(), who, study.sha256, kind, datetime.now(UTC))
            store.studies.note(event)

        told = f"The study {study.title} {DONE[kind]}."
        self._workspace.ask(verb, lambda _: self._end(study.sha256, told))

    def depart(self, record: StudyRecord, asked: DepartureAsked) -> None:
        """Withdraw somebody, once that is confirmed with the number of answers, or undo it."""
        sha256, person = record.study.sha256, asked.person

        def count(store: "LabelStore") -> int:
            return store.studies.standing(sha256, person.name)

        def decide(answers: int) -> None:
            title = WITHDRAW.format(name=in_line(person.name))
            if asked.is_back or self._is_sure(title, sentence.withdrawing(person.name, answers)):
                self._write_departure(record, asked, answers)

        self._workspace.ask(count, decide)

    def save(self, study: Study) -> None:
        """Ask where `study` goes as a file, and write it."""
        suggested = Path(self._workspace.settings.choices.last_folder) / _file_name(study.name)
        path = ask_path(self._page, suggested, title=SAVE, kinds=KINDS)
        if path is not None:
            self.write(study, path)

    def write(self, study: Study, path: Path) -> None:
        """Write `study` to `path`, and say so or why it cannot be."""

        def work(_report: Report, _is_cancelled: CancelCheck) -> None:
            study_file.write(path, study)

        told = f"The study {study.title} is in {path}. Whoever opens it there labels the same."
        self._workspace.tasks.run(
            work, lambda _: self.told.emit(told), failed=self._workspace.report
        )

    def choose(self) -> None:
        """Ask for a study file and open it."""
        start = self._workspace.settings.choices.last_folder
        chosen, _ = QFileDialog.getOpenFileName(self._page, OPEN, start, FILTER)
        if chosen:
            self.open(Path(chosen))

    def open(
        self,
        path: Path,
        *,
        taken: Callable[[], object] = lambda: None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Read the study in `path` and start it here as :meth:`start` does, or say why not."""

        def work(_report: Report, _is_cancelled: CancelCheck) -> Study:
            return study_file.read(path)

        def then(study: Study) -> None:
            self.start(study, taken=taken, failed=failed)

        self._workspace.tasks.run(work, then, failed=failed or self._workspace.report)

    def _write_departure(self, record: StudyRecord, asked: DepartureAsked, answers: int) -> None:
        sha256 = record.study.sha256

        def verb(store: "LabelStore") -> None:
            departure = Departure(
                uuid4(), asked.person, sha256, asked.is_back, answers, datetime.now(UTC)
            )
            store.studies.depart(departure)

        name = asked.person.name
        told = f"{in_line(name)} is back." if asked.is_back else sentence.withdrawn({name: answers})
        self._workspace.ask(verb, lambda _: self._end(sha256, told))

    def _end(self, sha256: str, told: str) -> None:
        self._workspace.labels_changed.emit(LabelsChanged(NAME))
        self.told.emit(told)
        self.done.emit(sha256)

    def _is_sure(self, title: str, question: str) -> bool:
        button = QMessageBox.StandardButton
        asked = partial(QMessageBox.question, self._page, title)
        return asked(literal(question), button.Yes | button.Cancel) == button.Yes


def _file_name(name: str) -> str:
    """Return a name for the file of a study, of letters that every system takes."""
    kept = "".join(sign if sign.isalnum() or sign in " -_" else "_" for sign in name)
    return f"{kept.strip() or 'study'}{study_file.SUFFIX}"
