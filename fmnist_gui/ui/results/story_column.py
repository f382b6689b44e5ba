"""What the columns about sessions, people and panels have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.core.session.outcome import Trial
from fmnist_gui.ui.card.card_column import CardColumn, Slot
from fmnist_gui.ui.chart.figure_card import FigureCard
from fmnist_gui.ui.results.about_card import NotesCard
from fmnist_gui.ui.results.album import Album, Library, indices_of
from fmnist_gui.ui.results.crowd_card import CrowdCard
from fmnist_gui.ui.results.model_card import ModelCard
from fmnist_gui.ui.results.offer_card import OfferCard
from fmnist_gui.ui.results.story import Opinions

BOTH = "What other people and models say of these very images can stand here."
COUNTS = "What other people say of these very images can stand here: add human counts."
MODELS = "A model's answers to these very images can stand here: add its predictions."
BUTTON = "Add predictions or counts …"

LEADING = ("comparison", "band")
"""The figures that stand under the headline, of which the first is enough."""


@dataclass(frozen=True)
class OpinionsAsked:
    """The images of these trials, to see what others say of them."""

    trials: tuple[Trial, ...]
    fingerprint: str
    who: str
    is_complete: bool


@dataclass(frozen=True)
class PictureAsked:
    """A chart that is to be saved; ``source`` says whose figures it shows."""

    figure: Figure
    source: str


class StoryColumn(CardColumn):
    """Shows what is told about something that was chosen.

    Signals:
        picture_asked(PictureAsked): a chart is to be saved as a picture.
        opinions_asked(OpinionsAsked): what others say is to be found; see `show_opinions`.
        scores_asked(None): human counts or predictions are to be added.
        chosen(Choice): something else is to be shown in its place.
    """

    picture_asked = Signal(object)
    opinions_asked = Signal(object)
    scores_asked = Signal()
    chosen = Signal(object)

    def __init__(self, icons_folder: Path, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons_folder = icons_folder
        self._library = library

    @property
    def figure_cards(self) -> dict[str, FigureCard]:
        """The cards with a chart, by the key of their figure."""
        return {key: card for key, card in self.cards.items() if isinstance(card, FigureCard)}

    def show_opinions(self, found: Opinions) -> None:
        """Show what others say of the images that were asked about; here nothing."""

    def forget(self) -> None:
        """Show the same thing anew when it is told the next time."""

    def _parted(self, figures: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
        """Return the figure for under the headline, and the rest in their order."""
        by_key = {figure.key: figure for figure in figures}
        leading = [by_key[key] for key in LEADING if key in by_key][:1]
        return leading, [figure for figure in figures if figure.key not in LEADING]

    def _opinions(self, found: Opinions, album: Album, rank: int, *, source: str) -> list[Slot]:
        """Return the crowd, then each model, then what is missing, from `rank` on."""
        icons, slots = self._icons_folder, []
        for number, crowd in enumerate(found.crowds):
            make = partial(CrowdCard, crowd.result, album, icons, source=crowd.source)
            slots.append(Slot(_numbered("crowd", number), rank, make))
            for figure in crowd.figures:
                chart = partial(self._figure, figure, source=source)
                slots.append(Slot(_numbered(figure.key, number), rank, chart))
        for number, model in enumerate(found.models):
            card = partial(
                ModelCard, model.result, album, icons, source=model.source, crowd=found.crowd
            )
            slots.append(Slot(_numbered("model", number), rank + 1, card))
        if found.problems:
            notes = partial(NotesCard, "What could not be read", found.problems)
            slots.append(Slot("problems", rank + 2, notes))
        if not (found.crowds and found.models):
            slots.append(Slot("offer", rank + 3, partial(self._offer, found)))
        return slots

    def _offer(self, found: Opinions) -> OfferCard:
        sentence = MODELS if found.crowds else COUNTS if found.models else BOTH
        card = OfferCard(sentence, BUTTON, self._icons_folder)
        card.accepted.connect(self.scores_asked)
        return card

    def _figure(
        self,
        figure: Figure,
        *,
        source: str,
        album: Album | None = None,
        trials: Sequence[Trial] = (),
        can_open: bool = True,
    ) -> FigureCard:
        """Return a card whose spots open the images of `trials` that they mean."""
        card = FigureCard(figure, self._icons_folder, can_open=can_open)
        card.picture_asked.connect(
            lambda shown: self.picture_asked.emit(PictureAsked(shown, source))
        )
        if album is not None:
            card.opened.connect(
                lambda spot: album.open(
                    indices_of(trials, label=spot.cell.label, answer=spot.cell.answer), spot.title
                )
            )
        return card


def _numbered(key: str, number: int) -> str:
    return f"{key} {number}" if number else key
