"""Takes away what is shown or selected: as pictures, lists and decks, to files or the clipboard."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.gallery import Gallery, Numbers
from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import index_csv
from fmnist_gui.core.mosaic.grid import rectangle
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report
from fmnist_gui.ui import pixels
from fmnist_gui.ui.explore import parcel
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.parcel import Parcel
from fmnist_gui.ui.explore.shown import Shown
from fmnist_gui.ui.tasks import Tasks
from fmnist_gui.ui.undertaking import Undertaking, Words

NOTHING_OPEN = "There is nothing to export yet; open a data set first."
NOTHING_SHOWN = "No image is shown, so there is nothing to export; take the filter away."
BUSY = "Something is still being exported; wait for it or cancel it."
CANCELLED = "The export was cancelled; nothing was written."
NO_MEMORY = "There is not enough memory for this picture; filter or select fewer images."
COMMA_SEPARATED = "text/csv"


class Write(Protocol):
    """Makes a file of a parcel, in a worker, and returns the sentence that says so."""

    def __call__(
        self, made: Parcel, path: Path, /, *, report: Report, is_cancelled: CancelCheck
    ) -> str:
        """Write `path`."""


class TakeAway(QObject):
    """Makes files and clippings of what a canvas shows, or of some of its images.

    `say` is handed one sentence about each success and failure. Images picked by `numbers` are
    laid out as a rectangle; None stands for what is shown. While the canvas is blind nothing that
    is made tells a label. `gallery` and `is_blind` tell of the data that is open while no image
    stands on the canvas: what is selected can be taken from it then. Pictures of the screen show
    those `overlays` on the canvas without which they could not be read.

    Signals:
        progressed(Progress): the work under way has gone on.
        ended(None): it is over, whatever came of it.
    """

    progressed = Signal(object)
    ended = Signal()

    def __init__(
        self,
        canvas: Canvas,
        tasks: Tasks,
        *,
        say: Callable[[str], object],
        gallery: Callable[[], Gallery | None] = lambda: None,
        is_blind: Callable[[], bool] = lambda: True,
        overlays: Callable[[], Sequence[QWidget]] = tuple,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._say = say
        self._work = Undertaking(
            tasks,
            say=say,
            failed=lambda error: say(str(error)),
            words=Words(BUSY, CANCELLED, NO_MEMORY),
            parent=self,
        )
        self._work.progressed.connect(self.progressed)
        self._work.ended.connect(self.ended)
        self._gallery = gallery
        self._is_blind = is_blind
        self._overlays = overlays

    @property
    def is_busy(self) -> bool:
        """Whether something is being made."""
        return self._work.is_busy

    @property
    def is_blind(self) -> bool:
        """Whether labels are left out."""
        shown = self._canvas.shown
        return self._is_blind() if shown is None else shown.is_blind

    @property
    def shown_count(self) -> int:
        """How many images are shown."""
        shown = self._canvas.shown
        return 0 if shown is None else shown.layout.count

    def cancel(self) -> None:
        """Stop what is being made; nothing half done is left."""
        self._work.cancel()

    def suggested_name(self, suffix: str, numbers: Numbers | None = None) -> str | None:
        """Return a name for a file; None, once it is said, when there is nothing to put in it."""
        made = self._packed(numbers)
        return None if made is None else f"{made.stem}{suffix}"

    def save_screen(self, path: Path) -> None:
        """Save what is seen of the canvas as PNG."""
        if self._packed(None) is not None:
            work = partial(_write_screen, self._picture_of_screen(), path)
            self._work.start(work, deliver=str)

    def save_native(self, path: Path, numbers: Numbers | None = None) -> None:
        """Save the images as PNG, one pixel for each of theirs."""
        self._save(parcel.write_native, path, numbers=numbers)

    def save_svg(self, path: Path, numbers: Numbers | None = None) -> None:
        """Save the images as SVG with their labels."""
        self._save(parcel.write_svg, path, numbers=numbers)

    def save_csv(self, path: Path, numbers: Numbers | None = None) -> None:
        """Save where the images are from as CSV."""
        self._save(parcel.write_csv, path, numbers=numbers)

    def save_decks(self, path: Path, numbers: Numbers | None = None) -> None:
        """Save the images as a deck for practice, or as one for each split."""
        self._save(parcel.write_decks, path, numbers=numbers)

    def copy_picture(self, numbers: Numbers | None = None) -> None:
        """Copy what is seen of the canvas, or these images at native pixels."""
        made = self._packed(numbers)
        if made is None:
            return
        if numbers is None:
            QGuiApplication.clipboard().setImage(self._picture_of_screen())
            self._say("The picture of the screen is on the clipboard.")
            return

        def deliver(values: NDArray[np.uint8]) -> str:
            QGuiApplication.clipboard().setImage(_image(values))
            return f"A picture of {made.count} is on the clipboard."

        self._work.start(partial(parcel.native_pixels, made), deliver=deliver)

    def copy_indices(self, numbers: Numbers | None = None) -> None:
        """Copy what :meth:`save_csv` would save."""
        made = self._packed(numbers)
        if made is None:
            return

        def work(*, report: Report, is_cancelled: CancelCheck) -> str:
            return index_csv.text(
                made.gallery,
                made.numbers,
                is_blind=made.is_blind,
                report=report,
                is_cancelled=is_cancelled,
            )

        def deliver(text: str) -> str:
            clipping = QMimeData()
            clipping.setText(text)
            clipping.setData(COMMA_SEPARATED, text.encode())
            QGuiApplication.clipboard().setMimeData(clipping)
            return f"A list of {made.count} is on the clipboard."

        self._work.start(work, deliver=deliver)

    def _save(self, write: Write, path: Path, *, numbers: Numbers | None) -> None:
        made = self._packed(numbers)
        if made is not None:
            self._work.start(partial(write, made, path), deliver=str)

    def _picture_of_screen(self) -> QImage:
        picture = self._canvas.grab_picture()
        origin = self._canvas.viewport().pos()
        painter = QPainter(picture)
        for overlay in self._overlays():
            painter.drawPixmap(overlay.pos() - origin, overlay.grab())
        painter.end()
        return picture

    def _packed(self, numbers: Numbers | None) -> Parcel | None:
        try:
            shown = self._canvas.shown or self._of_gallery(numbers)
            return parcel.packed(shown, self._canvas.colour_map, numbers=numbers)
        except RequestError as error:
            self._say(str(error))
            return None

    def _of_gallery(self, numbers: Numbers | None) -> Shown:
        """Return the images as if they were shown, though something else stands on the canvas."""
        gallery = self._gallery()
        if gallery is None:
            raise RequestError(NOTHING_OPEN)
        if numbers is None:
            raise RequestError(NOTHING_SHOWN)
        return Shown(
            rectangle(numbers), gallery, Pyramid(gallery.images), is_blind=self._is_blind()
        )


def _image(values: NDArray[np.uint8]) -> QImage:
    if values.ndim == 2:
        return pixels.grey_image(values)
    rows, columns = values.shape[:2]
    borrowed = QImage(values.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888)
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)


def _write_screen(picture: QImage, path: Path, *, report: Report, is_cancelled: CancelCheck) -> str:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(picture)
    with replacing(path) as file:
        file.write(buffer.data().data())
        if is_cancelled():
            raise Cancelled
    report(1, 1)
    return f"The picture of the screen is saved as {path}."
