"""Looking closer: the side card, the large image, and whose labels were legible."""

import numpy as np
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui.explore.canvas import Canvas, CellClicked, CellHovered, ImageOpened
from fmnist_gui.ui.explore.image_view import ImageView, NeighbourAsked
from fmnist_gui.ui.explore.lens import ViewChanged
from fmnist_gui.ui.explore.side_card import SideCard
from fmnist_gui.ui.exposure_log import ExposureLog
from fmnist_gui.ui.image.neighbour_strip import ImageAsked
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.workspace import Workspace

SOURCE = "explore"
"""What the ledger of exposures calls this page."""

REST_MS = 400
"""So long what is in sight has to stay there before its labels count as read."""


class Inspector(QObject):
    """Lets card and large image follow the canvas, and notes what all three tell of labels."""

    def __init__(
        self, workspace: Workspace, canvas: Canvas, *, card: SideCard, page: QWidget
    ) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._canvas = canvas
        self._card = card
        self._page = page
        self._log = ExposureLog(workspace, SOURCE, self)
        self._window: ImageView | None = None
        self._pinned: int | None = None
        canvas.hovered.connect(self._on_hovered)
        canvas.clicked.connect(self._on_clicked)
        canvas.opened.connect(self._on_opened)
        # Whoever flies over images on the way to others has not read their labels.
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._note_canvas)
        canvas.view_changed.connect(self._on_view_changed)
        card.told_changed.connect(lambda _: self.note_told())
        card.image_asked.connect(self._on_image_asked)

    @property
    def pinned(self) -> int | None:
        """The image that the card keeps."""
        return self._pinned

    @property
    def window(self) -> ImageView | None:
        """The window with one large image, once there was one."""
        return self._window

    def begin(self) -> None:
        """Start afresh, since other data is about to stand on the canvas."""
        self._pinned = None
        self._card.show_nothing()

    def follow(self) -> None:
        """Mark the image that the card keeps where it stands now; let go of one not shown."""
        shown, subject = self._canvas.shown, self._card.subject
        if shown is None or subject is None:
            return
        cell = shown.layout.cell_of(subject.number)
        if cell is None:
            self._pinned = None
            self._card.show_nothing()
        elif self._pinned is not None:
            self._canvas.pin(cell)

    def pin(self, number: int | None) -> None:
        """Let the card keep an image; None lets it follow the cursor again."""
        shown = self._canvas.shown
        self._pinned = number
        self._canvas.pin(None if number is None or shown is None else shown.layout.cell_of(number))
        wanted = self._canvas.under_cursor.number if number is None else number
        if wanted is None and self._card.subject is not None:
            wanted = self._card.subject.number
        if wanted is not None:
            self._fill_card(wanted)

    def open(self, number: int) -> None:
        """Show one image large, with its grey values."""
        subject = self._subject(number)
        if subject is None:
            return
        if self._window is None:
            self._window = ImageView(self._page)
            self._window.neighbour_asked.connect(self._on_neighbour_asked)
        self._show_in_window(self._window, subject)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self.note_told()

    def show_blindness(self) -> None:
        """Show what is open anew, after labels were hidden or given back."""
        # What stands on the canvas does not matter here: it may be nothing.
        if self._card.subject is not None:
            self._show_on_card(self._card.subject)
        if self._window is not None and self._window.isVisible() and self._window.subject:
            self._show_in_window(self._window, self._window.subject)
        self.note_told()

    def close_window(self) -> None:
        """Close the large image."""
        if self._window is not None:
            self._window.close()

    def note_told(self) -> None:
        """Note the images whose label can be read off the page, or the large image, now."""
        if self._is_blind:
            return
        is_here = self._page.isVisible()
        if is_here:
            self._rest.start()
        for part in (self._card if is_here else None, self._window):
            if part is not None and part.subject is not None:
                told = np.array(part.told_numbers, dtype=np.intp)
                self._log.note(part.subject.gallery, told)

    def flush(self) -> None:
        """Hand on what was noted, and what is in sight now."""
        if self._rest.isActive():
            self._rest.stop()
            self._note_canvas()
        self._log.flush()

    def _note_canvas(self) -> None:
        shown = self._canvas.shown
        if shown is not None and not self._is_blind:
            self._log.note(shown.gallery, self._canvas.told_numbers)

    @property
    def _is_blind(self) -> bool:
        return self._workspace.settings.choices.is_blind

    def _fill_card(self, number: int) -> None:
        subject = self._subject(number)
        if subject is not None:
            self._show_on_card(subject)
            self.note_told()

    def _show_on_card(self, subject: Subject) -> None:
        is_pinned = self._pinned is not None
        self._card.show_image(subject, is_blind=self._is_blind, is_pinned=is_pinned)

    def _show_in_window(self, window: ImageView, subject: Subject) -> None:
        shown = self._canvas.shown
        place = None if shown is None else shown.layout.place_of(subject.number)
        where = (
            "" if shown is None or place is None else f", {place + 1:,} of {shown.layout.count:,}"
        )
        window.show_image(
            subject,
            is_blind=self._is_blind,
            place=f"{subject.split.name.capitalize()}{where}",
        )

    def _subject(self, number: int) -> Subject | None:
        shown = self._canvas.shown
        return None if shown is None else Subject(shown.gallery, number)

    def _on_view_changed(self, _changed: ViewChanged) -> None:
        if self._page.isVisible():
            self._rest.start()

    def _on_hovered(self, hovered: CellHovered) -> None:
        if self._pinned is None and hovered.number is not None:
            self._fill_card(hovered.number)

    def _on_clicked(self, clicked: CellClicked) -> None:
        if not (clicked.is_toggle or clicked.is_range):
            self.pin(None if clicked.number == self._pinned else clicked.number)

    def _on_opened(self, opened: ImageOpened) -> None:
        self.open(opened.number)

    def _on_image_asked(self, asked: ImageAsked) -> None:
        self.pin(asked.number)
        self._canvas.show_number(asked.number)

    def _on_neighbour_asked(self, asked: NeighbourAsked) -> None:
        shown = self._canvas.shown
        number = None if shown is None else shown.layout.neighbour(asked.number, asked.step)
        if number is not None:
            self.open(number)
