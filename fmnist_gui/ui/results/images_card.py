"""The images of a short session with what was answered and what the file says."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fmnist_gui.core.session.crowd import CrowdResult
from fmnist_gui.core.session.outcome import Trial
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.stats.sentence import within
from fmnist_gui.ui.card.label import words
from fmnist_gui.ui.card.quiet_button import HangingRow
from fmnist_gui.ui.results.album import Album
from fmnist_gui.ui.results.image_group import SHUT, ImageGroup
from fmnist_gui.ui.results.shown_image import Teller, told

MOST = 100
"""Images of a session that are shown one by one."""


class ImagesCard(QFrame):
    """Shows each trial's image, in the order in which they were answered."""

    def __init__(
        self,
        trials: Sequence[Trial],
        album: Album,
        icons_folder: Path,
        parent: QWidget | None = None,
        *,
        who: str,
        crowd: CrowdResult | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        teller = Teller(album.name, album.class_names, who, crowd.images if crowd else ())
        wrong = sum(not trial.is_right for trial in trials)
        is_you = who == "You"
        title = "Your images" if is_you else f"The images of {within(who)}"
        count = images(len(trials))
        self.group = ImageGroup(
            title,
            told(trials, teller.of_trial),
            album,
            icons_folder,
            heading=f"Your {count}" if is_you else f"The {count} of {within(who)}",
        )
        row = HangingRow()
        row.addWidget(self.group)
        column.addLayout(row)
        note = "A tick or a cross stands before the answer"
        if wrong:
            note += "; below a wrong one stands the label in the file"
        column.addWidget(words(f"{note}.", "small"))
        if album.keeps_shut:
            column.addWidget(words(SHUT, "small"))
