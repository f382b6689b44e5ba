"""Lets one person after another label for a study: who, what to read first, the sitting, more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, Signal

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.name import folded_name
from fmnist_gui.core.session.record import SessionRecord
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.study.event import Participation, StudyRecord
from fmnist_gui.core.study.example import example_images
from fmnist_gui.core.study.study import Study
from fmnist_gui.core.study.turn import Turn
from fmnist_gui.store.study_sitting import check_is_open
from fmnist_gui.store.study_turn import read_turn
from fmnist_gui.ui.column_view import wrapped
from fmnist_gui.ui.plain_text import isolated, spoken
from fmnist_gui.ui.play.asked import ResumeAsked, SittingAsked
from fmnist_gui.ui.play.kept_view import KeptView, nothing_left
from fmnist_gui.ui.play.message_label import STILL_READING
from fmnist_gui.ui.play.who_view import WhoView
from fmnist_gui.ui.study.introduction import Introduction, Joined
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

SOURCE = "study"
LOOKING_UP = "Looking up what comes next …"
SetAside = Callable[[Study, str, Callable[[tuple[int, ...] | None], object]], None]
"""Hands over the images that are set aside for a person, None for all of the study."""


def hand_out_here(
    _study: Study, _name: str, then: Callable[[tuple[int, ...] | None], object]
) -> None:
    """Let all images of the study be handed out on this machine."""
    then(None)


class CollectDesk(QObject):
    """Has a view for each step but the sitting itself.

    Signals:
        view_shown(QWidget): this view wants to be seen.
        asked(SittingAsked | ResumeAsked): somebody sits down.
        closed(str): nobody goes on; one sentence about what was kept, empty for none.
        guest_left(None): nobody goes on, and somebody had come from another page.
        said(str): one sentence about what cannot be done, for whatever is in sight.
    """

    view_shown = Signal(object)
    asked = Signal(object)
    closed = Signal(str)
    guest_left = Signal()
    said = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sha256 = ""
        self._turn: Turn | None = None
        self._is_guest = self._is_handing_over = self._is_joining = False
        self._next: tuple[str, str] | None = None
        self._looked_up = 0
        # Who hands out the images of a study: nobody but this machine, unless it is shared.
        self.set_aside: SetAside = hand_out_here
        self.who, self.kept = WhoView(), KeptView()
        # The choices of the Play page are not what somebody from another page has come for.
        self.waiting = wrapped("hint", LOOKING_UP)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.who.named.connect(self._look_up)
        self.who.left.connect(self._close)
        self.kept.more_asked.connect(self._on_more)
        self.kept.hand_over_asked.connect(lambda: self.ask_who("Who is next?"))
        self.kept.left.connect(self._close)

    def begin(self, sha256: str, annotator: str, *, is_guest: bool = False) -> None:
        """Let `annotator` label for the study with this hash; ask who it is if that is empty.

        Whoever `is_guest` came from another page.
        """
        self._sha256, self._is_guest = sha256, is_guest
        self._is_handing_over = False
        if is_guest:
            self.view_shown.emit(self.waiting)
        if annotator:
            self._look_up(annotator)
        else:
            self.ask_who("Who labels?")

    def ask_who(self, title: str) -> None:
        """Ask who sits down next."""
        sha256 = self._sha256

        def verb(store: "LabelStore") -> tuple[StudyRecord, tuple[str, ...]]:
            return store.studies.find(sha256), tuple(known.name for known in store.annotators())

        def then(found: tuple[StudyRecord, tuple[str, ...]]) -> None:
            record, names = found
            self.view_shown.emit(self.who)
            self.who.ask(title, record.study.name, names=names, current="")

        self._workspace.ask(verb, then, failed=self._fail)

    def hand_over(self) -> None:
        """Ask who is next once the sitting that was left has been put away."""
        self._is_handing_over = True

    def needs_seat(self, session: Session, sha256: str, annotator: str) -> bool:
        """Return whether the sitting of `session` is to be left, for `annotator` to sit down.

        Nobody answers by mistake as the person before. Who comes back to their own sitting finds
        it; one that is of no study is not left unasked, since it may be over by that.
        """
        record = session.record
        is_own = folded_name(record.annotator.name) == folded_name(annotator)
        if record.study == sha256 and is_own:
            return False
        if not record.study:
            who = isolated(record.annotator.name)
            self._workspace.report(RequestError(f"{who} still answers here; leave that session"))
            return False
        self._next = (sha256, annotator)
        return True

    def end(self, session: Session) -> None:
        """Say how many answers are saved, and let the person go on or somebody else."""
        record = session.record
        self._sha256, dataset = record.study, self._workspace.dataset
        new = sum(answer.phase == "main" for answer in session.answers)
        self.kept.wait(len(session.answers), new=new)
        self.view_shown.emit(self.kept)
        self.kept.setFocus()

        def then(turn: Turn) -> None:
            self._turn = turn
            self.kept.tell(turn)

        def failed(error: Exception) -> None:
            # All is saved whatever is open now; only the figures are not there.
            self._workspace.report(error, instead=lambda _: self._close(self.kept.saved))

        def verb(store: "LabelStore") -> Turn:
            assert dataset is not None, "images of none are on no screen"
            return read_turn(store, dataset, record.study, record.annotator.name)

        self._workspace.ask(verb, then, failed=failed)

    def leave(self, session: Session) -> None:
        """Go on with whoever is next, or say where the sitting waits."""
        record = session.record
        self._sha256 = record.study
        if self._next is not None:
            (sha256, annotator), self._next = self._next, None
            self.begin(sha256, annotator, is_guest=True)
            return
        if self._is_handing_over:
            self._is_handing_over = False
            self.ask_who("Who is next?")
            return
        is_waiting = session.state != "finished"
        self._close(waits(session, record) if is_waiting else "")

    def _look_up(self, name: str) -> None:
        dataset, sha256 = self._workspace.dataset, self._sha256
        if dataset is None:
            self.said.emit(STILL_READING)
            return
        self._looked_up = number = self._looked_up + 1

        def verb(store: "LabelStore") -> Turn:
            turn = read_turn(store, dataset, sha256, name)
            check_is_open(turn.record, turn.name)
            return turn

        def then(turn: Turn) -> None:
            # Somebody else may have been named meanwhile.
            if number == self._looked_up:
                self._seat(turn, dataset)

        self._workspace.ask(verb, then, failed=self._fail)

    def _seat(self, turn: Turn, dataset: Dataset) -> None:
        self._turn = turn
        if not turn.left and turn.unfinished is None:
            self.said.emit(nothing_left(turn.progress))
        elif not turn.has_joined:
            self._introduce(turn, dataset)
        elif turn.unfinished is not None:
            self.asked.emit(ResumeAsked(turn.unfinished))
        else:
            self._ask_for_sitting(turn)

    def _ask_for_sitting(self, turn: Turn) -> None:
        asked, number = SittingAsked(turn.record.study, turn.name), self._looked_up

        def then(images: tuple[int, ...] | None) -> None:
            # Whoever waited for it may have gone.
            if number == self._looked_up:
                self.asked.emit(replace(asked, among=images))

        self.set_aside(asked.study, asked.annotator, then)

    def _introduce(self, turn: Turn, dataset: Dataset) -> None:
        study = turn.record.study
        examples = example_images(study, dataset.splits)
        introduction = Introduction(study, examples, who=turn.name)
        introduction.begun.connect(self._on_begun)
        introduction.left.connect(self._close)
        self.view_shown.emit(introduction)
        introduction.setFocus()

    def _on_begun(self, joined: Joined) -> None:
        if self._turn is None or self._is_joining:
            return
        if self._turn.has_joined:
            self._ask_for_sitting(self._turn)
        else:
            self._join(self._turn, joined)

    def _join(self, turn: Turn, joined: Joined) -> None:
        self._is_joining = True
        now, sha256 = datetime.now(UTC), turn.record.study.sha256

        def verb(store: "LabelStore") -> None:
            annotator = store.annotator(turn.name)
            store.studies.join(
                Participation(uuid4(), annotator, sha256, joined.has_consented, joined.replies, now)
            )

        def then(_: None) -> None:
            self._is_joining = False
            self._turn = replace(turn, has_joined=True)
            self._note_examples(turn)
            self._workspace.labels_changed.emit(LabelsChanged(SOURCE))
            self._ask_for_sitting(turn)

        def failed(error: Exception) -> None:
            self._is_joining = False
            self._fail(error)

        self._workspace.ask(verb, then, failed=failed)

    def _note_examples(self, turn: Turn) -> None:
        """Write down whose labels the introduction showed; of who does not take part, nothing."""
        study, dataset = turn.record.study, self._workspace.dataset
        self._workspace.choose_annotator(turn.name)
        split = dataset.splits.get(study.examples_split) if dataset else None
        if split is not None:
            shown = {i for images in study.examples for i in images if i < len(split)}
            self._workspace.expose(split, shown, source=SOURCE)

    def _on_more(self) -> None:
        if self._turn is not None:
            self._ask_for_sitting(self._turn)

    def _close(self, sentence: str = "") -> None:
        self._looked_up += 1
        self.closed.emit(sentence)
        if self._is_guest:
            self._is_guest = False
            self.guest_left.emit()

    def _fail(self, error: Exception) -> None:
        self._workspace.report(error, instead=lambda known: self.said.emit(spoken(known)))


def waits(session: Session, record: SessionRecord) -> str:
    """Return that a sitting waits to be gone on with."""
    study = isolated(record.rules.title if record.rules else "")
    return f"{session.position:,} of {session.count:,} answered; the sitting for “{study}” waits."
