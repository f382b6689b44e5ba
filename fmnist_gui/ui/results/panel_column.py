"""Everything that is told about a panel: together, one by one, and what is not known."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fmnist_gui.core.session.panel_result import PanelImage, PanelResult
from fmnist_gui.core.session.panel_sentence import deviations_title
from fmnist_gui.ui.card.card_column import Slot
from fmnist_gui.ui.card.label import isolated, words
from fmnist_gui.ui.card.quiet_button import HangingRow
from fmnist_gui.ui.line_list.line import short_name
from fmnist_gui.ui.results.about_card import NotesCard
from fmnist_gui.ui.results.album import UNSEEN, Library
from fmnist_gui.ui.results.image_group import SHUT, ImageGroup
from fmnist_gui.ui.results.panel_card import PanelCard
from fmnist_gui.ui.results.seat_card import SeatCard
from fmnist_gui.ui.results.shown_image import Caption, ShownImage, told
from fmnist_gui.ui.results.story import PanelStory
from fmnist_gui.ui.results.story_column import StoryColumn
from fmnist_gui.ui.verdict_mark import CROSS, TICK

TOGETHER, SEATS, LEAD, NOTES, FIGURE, IMAGES, UNKNOWN = 0, 10, 20, 30, 100, 800, 900
ROWS = 2


class PanelColumn(StoryColumn):
    """Shows one panel.

    Signals:
        report_asked(None): the report is to be saved.
    """

    report_asked = Signal()

    def __init__(self, icons_folder: Path, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(icons_folder, library, parent)
        self.story: PanelStory | None = None

    def say_saved(self, deck_sha256: str, paths: Iterable[Path]) -> None:
        """Say where a report lies, if its panel is still the one that is shown."""
        card = self.cards.get("panel")
        is_same = self.story is not None and self.story.deck_sha256 == deck_sha256
        if is_same and isinstance(card, PanelCard):
            card.say_saved(paths)

    def show_story(self, story: PanelStory) -> None:
        """Show another panel; the same one stays where it was scrolled to."""
        self.story = story
        result = story.result
        slots = [
            Slot("panel", TOGETHER, partial(self._panel, story), is_leading=True),
        ]
        is_told = result is not None and not story.is_sealed
        # Beside the sentence while nothing else is told, else below it.
        slots.append(Slot("seats", SEATS, partial(self._seats, story), is_leading=is_told))
        if result is not None and is_told:
            slots += self._told(story, result)
        self.show_slots(slots, story.deck_sha256)

    def _told(self, story: PanelStory, result: PanelResult) -> list[Slot]:
        source = f"Panel of {len(result.members)}, deck {result.deck_code}"
        leading, others = self._parted(story.figures)
        slots = [
            Slot(figure.key, LEAD, partial(self._figure, figure, source=source))
            for figure in leading
        ]
        slots += [
            Slot(figure.key, FIGURE + number, partial(self._figure, figure, source=source))
            for number, figure in enumerate(others)
        ]
        if result.notes:
            make = partial(NotesCard, "Behind the majority", result.notes)
            slots.append(Slot("notes", NOTES, make, is_leading=True))
        if result.images:
            slots.append(Slot("images", IMAGES, partial(self._images, result)))
        if result.deviations:
            unknown = partial(
                NotesCard,
                deviations_title(result.deviations),
                result.deviations,
                is_numbered=True,
            )
            slots.append(Slot("unknown", UNKNOWN, unknown))
        return slots

    def _panel(self, story: PanelStory) -> PanelCard:
        card = PanelCard(story, self._icons_folder)
        card.report_asked.connect(self.report_asked)
        return card

    def _seats(self, story: PanelStory) -> SeatCard:
        card = SeatCard(story.seats, story.planned, self._icons_folder)
        card.chosen.connect(self.chosen)
        return card

    def _images(self, result: PanelResult) -> QFrame:
        """Return the images on which a panel was wrong together, and those without a majority."""
        album = self._library.album(
            result.fingerprint,
            result.split,
            class_names=result.class_names,
            owners=[member.annotator.id for member in result.members],
        )
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        wrong, tied = [], []
        for image in result.images:
            winners = _winners(image)
            if len(winners) > 1:
                tied.append(image)
            elif image.label not in winners:
                wrong.append(image)
        for title, found in (("The majority wrong", wrong), ("No majority", tied)):
            shown = told(found, partial(_shown, result))
            row = HangingRow()
            row.addWidget(ImageGroup(title, shown, album, self._icons_folder, most_rows=ROWS))
            column.addLayout(row)
        if album.split is None:
            column.addWidget(words(UNSEEN, "small"))
        elif album.keeps_shut:
            column.addWidget(words(SHUT, "small"))
        return card


def _winners(image: PanelImage) -> set[int]:
    most = max(image.answers.count(answer) for answer in image.answers)
    return {answer for answer in image.answers if image.answers.count(answer) == most}


def _shown(result: PanelResult, image: PanelImage) -> ShownImage:
    names = result.class_names
    captions = [Caption(names[a], TICK if a == image.label else CROSS) for a in image.answers]
    said = [
        f"{isolated(short_name(member.annotator.name))} said {names[answer]}"
        for member, answer in zip(result.members, image.answers, strict=True)
    ]
    said.insert(0, f"label {names[image.label]}")
    tip = f"{result.split} {image.image_index}: {', '.join(said)}"
    return ShownImage(image.image_index, tuple(captions), tip)
