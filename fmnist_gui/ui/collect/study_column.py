"""The right side of the page: cards about one study."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from fmnist_gui.ui.card.card_column import CardColumn


class StudyColumn(CardColumn):
    """Shows where a study stands, who takes part, and what comes of it."""

    def __init__(self, icons_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons_folder = icons_folder
