"""Some images under a heading, to be looked at here or in Explore."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.stats.percent import images as count_of
from fmnist_gui.ui.card.label import tool_button, words
from fmnist_gui.ui.card.quiet_button import OVERHANG
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.results.album import Album
from fmnist_gui.ui.results.image_grid import ImageGrid, ImageOpened, ImagesTold
from fmnist_gui.ui.results.shown_image import Told

SHUT = (
    "Somebody else answered these images. Looking at them tells their labels, and takes them out "
    "of the sessions that you have not played yet."
)

MOST_IN_ROWS = 64
"""More than a few rows of the widest column hold."""


class ImageGroup(QWidget):
    """Shows images under a heading; `title` is that of the list in Explore.

    ``grid`` is None while there is nothing to show: no image, other data, or not asked for yet.
    ``rest_label`` says how many are shown when there is no room for all. The group stands in a
    HangingRow, so that its buttons end where the contents of a card do.
    """

    def __init__(
        self,
        title: str,
        told: Told,
        album: Album,
        icons_folder: Path,
        parent: QWidget | None = None,
        *,
        most_rows: int | None = None,
        heading: str = "",
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.told = told
        self._heading = heading or f"{title}: {count_of(len(told))}"
        self.grid: ImageGrid | None = None
        self._album = album
        self._most_rows = most_rows
        self.open_button = tool_button(
            f"All {len(told):,} in Explore" if len(told) > 1 else "In Explore",
            icon("explore", icons_folder),
        )
        if not told or album.split is None:
            self.open_button.hide()
        self.open_button.clicked.connect(self._on_open_asked)
        self.show_button = QPushButton("Show images" if len(told) > 1 else "Show image")
        self.show_button.clicked.connect(self.show_images)
        self.rest_label = words("", "small")
        self.rest_label.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(self._head())
        self._column.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_button.hide()
        if told and album.split is not None:
            if album.is_shut:
                self.show_button.show()
            else:
                self.show_images()

    def show_images(self) -> None:
        """Show the images, which tells their labels."""
        if self._album.split is None or self.grid is not None:
            return
        self.show_button.hide()
        pixels = self._album.split.images
        # Hundreds more may lie behind what a few rows have room for.
        most = MOST_IN_ROWS if self._most_rows else len(self.told)
        self.grid = ImageGrid(self.told.shown(most), pixels, most_rows=self._most_rows)
        self.grid.setAccessibleName(self._heading)
        self.grid.opened.connect(self._on_opened)
        self.grid.told.connect(self._on_told)
        self.grid.installEventFilter(self)
        # Only the buttons of the head reach into the margin.
        inset = QHBoxLayout()
        inset.setContentsMargins(0, 0, OVERHANG, 0)
        inset.addWidget(self.grid)
        self._column.addLayout(inset)
        self._column.addWidget(self.rest_label)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell anew what has no room once the grid has another width."""
        if watched is self.grid and event.type() == QEvent.Type.Resize:
            self._tell_rest()
        return super().eventFilter(watched, event)

    def _tell_rest(self) -> None:
        assert self.grid is not None
        shown, count = self.grid.visible_count, len(self.told)
        first = "The first one is" if shown == 1 else f"The first {shown:,} are"
        self.rest_label.setText(f"{first} shown here, all {count:,} in Explore.")
        self.rest_label.setVisible(shown < count)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(words(self._heading, "group"), 1)
        row.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _on_open_asked(self) -> None:
        self._album.open(self.told.indices, self.title)

    def _on_opened(self, opened: ImageOpened) -> None:
        index = self.told.indices[opened.position]
        self._album.open(self.told.indices, self.title, index=index)

    def _on_told(self, told: ImagesTold) -> None:
        self._album.tell(told.indices)
