"""The menu of all that can be taken away from the canvas; asks where files go."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.exchange import deck_file, index_csv
from fmnist_gui.core.stats import percent
from fmnist_gui.ui import save_dialog
from fmnist_gui.ui.explore.take_away import TakeAway

Source = Callable[[], Numbers | None]
"""Gives the images that are meant at the moment of choosing; None for all that is shown."""

Save = Callable[[Path, Numbers | None], object]

PNG, SVG, CSV, DECK = ".png", ".svg", index_csv.SUFFIX, deck_file.SUFFIX
FILTERS = {
    PNG: "Picture (*.png)",
    SVG: "Scalable picture (*.svg)",
    CSV: "Table (*.csv)",
    DECK: f"Deck (*{DECK})",
}
WITH_LABELS, WITHOUT_LABELS = "Picture with &labels (SVG) …", "Picture without &labels (SVG) …"


def what_is_shown() -> None:
    """Mean all that is shown."""


class ExportMenu(QMenu):
    """Offers each way to take away the images that `source` gives."""

    def __init__(
        self, take_away: TakeAway, parent: QWidget | None = None, *, source: Source = what_is_shown
    ) -> None:
        super().__init__("Export", parent)
        self._take_away = take_away
        self._source = source
        self._folder = Path()
        self._meant = self.addAction("")
        self._add_file("Picture of the &screen (PNG) …", PNG, save=self._save_screen)
        self._add_file("Picture at &native pixels (PNG) …", PNG, save=take_away.save_native)
        self._add_file(WITH_LABELS, SVG, save=take_away.save_svg)
        self._svg = self.actions()[-1]
        self.addSeparator()
        self._add_file("&Indices (CSV) …", CSV, save=take_away.save_csv)
        self._add_file(f"&Deck ({DECK}) …", DECK, save=take_away.save_decks)
        self.addSeparator()
        self.addAction("Copy &picture").triggered.connect(lambda: self.copy_picture())
        self.addAction("&Copy indices").triggered.connect(lambda: self.copy_indices())
        self.addSeparator()
        self._cancel = self.addAction("Cancel the export under way")
        self._cancel.triggered.connect(take_away.cancel)
        self.aboutToShow.connect(self._show_state)
        self._show_state()

    def copy_picture(self) -> None:
        """Copy the images that are meant as a picture."""
        self._take_away.copy_picture(self._source())

    def copy_indices(self) -> None:
        """Copy where the images that are meant are from."""
        self._take_away.copy_indices(self._source())

    def _add_file(self, words: str, suffix: str, *, save: Save) -> None:
        self.addAction(words).triggered.connect(lambda: self._ask(suffix, save))

    def _ask(self, suffix: str, save: Save) -> None:
        numbers = self._source()
        name = self._take_away.suggested_name(suffix, numbers)
        path = None if name is None else ask_path(self, self._folder / name)
        if path is not None:
            self._folder = path.parent
            save(path, numbers)

    def _save_screen(self, path: Path, _numbers: Numbers | None) -> None:
        self._take_away.save_screen(path)

    def _show_state(self) -> None:
        self._meant.setText(self._what_is_meant)
        self._svg.setText(WITHOUT_LABELS if self._take_away.is_blind else WITH_LABELS)
        is_busy = self._take_away.is_busy
        for action in self.actions():
            is_possible = is_busy == (action is self._cancel)
            action.setEnabled(is_possible and action is not self._meant)
        self._cancel.setVisible(is_busy)

    @property
    def _what_is_meant(self) -> str:
        """Say of which images files are made; a picture of the screen says so itself."""
        numbers = self._source()
        if numbers is None:
            return f"{percent.images(self._take_away.shown_count)} shown"
        return percent.images(len(numbers)).replace(" ", " selected ", 1)


def ask_path(widget: QWidget, suggested: Path) -> Path | None:
    """Ask where a file goes, with `suggested` to begin with; None when nobody wants it any more."""
    suffix = suggested.suffix
    return save_dialog.ask_path(widget, suggested, title="Export", kinds={suffix: FILTERS[suffix]})
