"""Everything that is said about one session: first the sentence, then what supports it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.core.session.fact import facts, shown_name
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.ui.card.card_column import Slot
from fmnist_gui.ui.chart.figure_card import FigureCard
from fmnist_gui.ui.results.about_card import AboutCard, NotesCard
from fmnist_gui.ui.results.album import UNSEEN, Album, Library
from fmnist_gui.ui.results.images_card import MOST, ImagesCard
from fmnist_gui.ui.results.story import Opinions, SessionStory
from fmnist_gui.ui.results.story_column import OpinionsAsked, StoryColumn
from fmnist_gui.ui.results.summary_card import SummaryCard

BESIDE = "Beside the published figure"

SUMMARY, FIRST_FIGURE, NOTES, OPINION, FIGURE, IMAGES, ABOUT = 0, 10, 20, 30, 100, 800, 900


class ResultColumn(StoryColumn):
    """Shows one session.

    Signals:
        report_asked(None): the report is to be saved.
        resume_asked(None): the session is to be gone on with.
    """

    report_asked = Signal()
    resume_asked = Signal()

    def __init__(self, icons_folder: Path, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(icons_folder, library, parent)
        self.result: SessionResult | None = None
        self._album: Album | None = None
        self._is_stale = False

    @property
    def summary(self) -> SummaryCard | None:
        """The first card."""
        card = self.cards.get("summary")
        return card if isinstance(card, SummaryCard) else None

    def forget(self) -> None:
        """Show the same session anew when it is told the next time."""
        self._is_stale = True

    def show_story(self, story: SessionStory) -> None:
        """Show another session, from the top; the same one stays where it was scrolled to."""
        shown, result = self.result, story.result
        if shown is not None and not self._is_stale and _is_same(shown, result):
            # Read twice, as by a page that is shown with a session asked for: nothing is new.
            return
        self.result, self._is_stale = result, False
        record = result.record
        self._album = self._library.album(
            record.deck.fingerprint,
            record.deck.split,
            class_names=record.class_names,
            owners=[record.annotator.id],
        )
        self.show_slots(self._told(story), record.id)
        self.opinions_asked.emit(
            OpinionsAsked(result.trials, record.deck.fingerprint, result.who, result.is_complete)
        )

    def show_opinions(self, found: Opinions) -> None:
        """Add what others say of the images, and the images of a short session."""
        result, album = self.result, self._album
        if result is None or album is None or result.is_sealed:
            return
        slots = []
        if result.count:
            slots = self._opinions(found, album, OPINION, source=_source(result))
        trials = result.outcome.asked
        if album.split is not None and result.outcome.is_finished and 0 < len(trials) <= MOST:
            make = partial(
                ImagesCard, trials, album, self._icons_folder, who=result.who, crowd=found.crowd
            )
            slots.append(Slot("images", IMAGES, make))
        self.add_slots(slots)

    def _told(self, story: SessionStory) -> list[Slot]:
        result = story.result
        slots = [Slot("summary", SUMMARY, partial(self._summary, result), is_leading=True)]
        leading, others = self._parted(story.figures)
        for figure in leading:
            make_chart = partial(self._chart, figure, result)
            slots.append(Slot(figure.key, FIRST_FIGURE, make_chart, is_leading=True))
        for number, figure in enumerate(others):
            slots.append(Slot(figure.key, FIGURE + number, partial(self._chart, figure, result)))
        if result.notes:
            title = BESIDE if result.comparison is not None else "What it compares with"
            make = partial(NotesCard, title, result.notes)
            slots.append(Slot("notes", NOTES, make, is_leading=True))
        slots.append(Slot("about", ABOUT, partial(AboutCard, facts(result))))
        return slots

    def _summary(self, result: SessionResult) -> SummaryCard:
        is_unseen = self._album is not None and self._album.split is None
        note = UNSEEN if is_unseen and not result.is_sealed else ""
        card = SummaryCard(result, self._icons_folder, note=note)
        card.report_asked.connect(self.report_asked)
        card.resume_asked.connect(self.resume_asked)
        return card

    def _chart(self, figure: Figure, result: SessionResult) -> FigureCard:
        # Labels of single images stay unseen while the person can still go on.
        can_open = not (result.is_scored and result.outcome.may_resume)
        return self._figure(
            figure,
            source=_source(result),
            album=self._album,
            trials=result.outcome.charted,
            can_open=can_open,
        )


def _source(result: SessionResult) -> str:
    return f"{result.title}, {shown_name(result)}, {result.record.started_at:%Y-%m-%d}"


def _is_same(shown: SessionResult, told: SessionResult) -> bool:
    return (shown.record, shown.outcome, shown.who) == (told.record, told.outcome, told.who)
