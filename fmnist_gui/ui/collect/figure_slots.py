"""The cards about what comes of a study, some of them only where its answers are shown."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.stats.proportion import Interval
from fmnist_gui.ui.card.card_column import Slot
from fmnist_gui.ui.chart import picture_file
from fmnist_gui.ui.collect.agreement_card import AgreementCard
from fmnist_gui.ui.collect.consensus_card import ConsensusCard
from fmnist_gui.ui.collect.dispute_card import DisputeCard
from fmnist_gui.ui.collect.enough_card import EnoughCard
from fmnist_gui.ui.collect.person_card import PersonCard
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.collect.veil import Veil
from fmnist_gui.ui.collect.veil_card import VeilCard
from fmnist_gui.ui.undertaking import Progress
from fmnist_gui.ui.workspace import Workspace

VEIL, DISPUTES, CONSENSUS, AGREEMENT, ENOUGH, PERSON = 140, 150, 200, 210, 220, 230


class FigureSlots(QObject):
    """Makes the cards of a story; a `veil` hides those that show answers.

    Signals:
        adjudication_asked(None): somebody wants to decide about disputed images.
        interval_stopped(None): the interval of alpha is not wanted any more.
        interval_asked(StudyStory): it is wanted after all.
        answers_asked(None): answers are to be shown, or hidden again.
    """

    adjudication_asked = Signal()
    interval_stopped = Signal()
    interval_asked = Signal(object)
    answers_asked = Signal()

    def __init__(
        self, workspace: Workspace, icons_folder: Path, veil: Veil, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._icons_folder = icons_folder
        self._veil = veil
        self._page = parent
        self._interval: Interval | None = None
        self._agreement_card: AgreementCard | None = None
        self._consensus_card: ConsensusCard | None = None

    def slots(self, story: StudyStory) -> list[Slot]:
        """Return the cards about a story; none before anybody has labelled."""
        self._interval = None
        if not len(story.read.labels):
            return []
        veiled = Slot("veil", VEIL, partial(self._veiled, story), is_leading=True)
        if self._veil.covers(story):
            return [veiled]
        return [
            *([veiled] if self._veil.has(story) else []),
            Slot("disputes", DISPUTES, partial(self._disputes, story), is_leading=True),
            Slot("consensus", CONSENSUS, partial(self._consensus, story)),
            Slot("agreement", AGREEMENT, partial(self._agreement, story)),
            Slot("enough", ENOUGH, partial(self._enough, story)),
            Slot("person", PERSON, partial(self._person, story)),
        ]

    def show_interval(self, interval: Interval) -> None:
        """Show the interval of alpha, now or once there is the card that it belongs to."""
        self._interval = interval
        if (card := self._agreement_card) is not None and isValid(card):
            card.show_interval(interval)

    def show_progress(self, progress: Progress) -> None:
        """Show how far the interval of alpha is."""
        if (card := self._agreement_card) is not None and isValid(card):
            card.show_progress(progress)

    def tell_seen(self) -> None:
        """Write down what is legible now for somebody else, who sits here from now on."""
        if (card := self._consensus_card) is not None and isValid(card):
            card.list.tell_seen()

    def _veiled(self, story: StudyStory) -> VeilCard:
        card = VeilCard(story, self._veil)
        card.asked.connect(self.answers_asked)
        return card

    def _disputes(self, story: StudyStory) -> DisputeCard:
        card = DisputeCard(story, self._icons_folder)
        card.asked.connect(self.adjudication_asked)
        return card

    def _consensus(self, story: StudyStory) -> ConsensusCard:
        self._consensus_card = ConsensusCard(story, self._workspace)
        return self._consensus_card

    def _agreement(self, story: StudyStory) -> AgreementCard:
        card = AgreementCard(story)
        card.stopped.connect(self.interval_stopped)
        card.interval_asked.connect(self.interval_asked)
        if self._interval is not None:
            card.show_interval(self._interval)
        self._agreement_card = card
        return card

    def _enough(self, story: StudyStory) -> EnoughCard:
        card = EnoughCard(story, self._workspace.tasks, self._icons_folder)
        card.picture_asked.connect(partial(self._save_picture, story))
        return card

    def _person(self, story: StudyStory) -> PersonCard:
        card = PersonCard(story, self._icons_folder)
        card.picture_asked.connect(partial(self._save_picture, story))
        return card

    def _save_picture(self, story: StudyStory, drawn: Figure) -> None:
        path = picture_file.ask_picture_path(self._page, drawn)
        if path is None:
            return
        source = f"Study {story.record.study.title}. Made with fmnist-gui."
        try:
            picture_file.write_picture(drawn, source, path)
        except FmnistError as error:
            self._workspace.report(error)
