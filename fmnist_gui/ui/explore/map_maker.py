"""Has the map of likeness made in the background: a first one at once, a better one later."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.child import run_in_child
from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.projection.embed import embed
from fmnist_gui.core.projection.pca import principal
from fmnist_gui.ui.tasks import Job
from fmnist_gui.ui.workspace import Workspace

COMPONENTS = 50
LANE = "map"
FAILED = "The map could not be made."
STOPPED = "The map was stopped half way; it shows the places reached so far."
STOPPED_EARLY = "The map was stopped before images had places on it."

Places = NDArray[np.float32]
"""Places on the map for all images of a gallery, shape (n, 2); NaN where there is none."""


@dataclass(frozen=True, eq=False)
class MapMoved:
    """Images have other places now; ``is_final`` once they have settled."""

    places: Places
    is_final: bool


@dataclass(frozen=True)
class MapProgress:
    """How far the map is; ``total`` 0 while nothing is under way."""

    done: int
    total: int


@dataclass(eq=False)
class _Making:
    """A map that is being made: of which images, and where they are so far."""

    gallery: Gallery
    split: str
    numbers: range
    newest: Places | None = None
    shown: Places | None = field(default=None, repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """Which map this is."""
        return self.gallery.fingerprint, self.split

    def whole(self, places: Places) -> Places:
        """Return the places for the whole gallery."""
        found = np.full((len(self.gallery), 2), np.nan, dtype=np.float32)
        found[self.numbers.start : self.numbers.stop] = places
        return found


class MapMaker(QObject):
    """Makes one map for each split, and one of everything, when it is first asked for.

    A map that a person stopped, or that failed, is not tried again until they left it.

    Signals:
        moved(MapMoved): images have places, or other ones.
        progressed(MapProgress): the work goes on, or has ended.
        stopped(str): a sentence about why no better map will come.
    """

    moved = Signal(object)
    progressed = Signal(object)
    stopped = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._made: dict[tuple[str, str], Places] = {}
        self._settled: set[tuple[str, str]] = set()
        self._given_up: set[tuple[str, str]] = set()
        self._making: _Making | None = None
        self._job: Job | None = None

    def places_of(self, gallery: Gallery, split: str) -> Places | None:
        """Return the best places so far of the images of `split` ("" for all), None if none."""
        return self._made.get((gallery.fingerprint, split))

    def ask(self, gallery: Gallery, split: str) -> None:
        """Make the map of `split`, unless it is there or under way; another one is given up."""
        making = self._making
        if making is not None and making.gallery is gallery and making.split == split:
            return
        if making is not None:
            self.leave()
        if (gallery.fingerprint, split) in self._settled | self._given_up:
            return
        numbers = gallery.numbers_of(split) if split else range(len(gallery))
        making = self._making = _Making(gallery, split, numbers)

        def work(report: Report, is_cancelled: CancelCheck) -> Places:
            return _places(making, report=report, is_cancelled=is_cancelled)

        def then(places: Places) -> None:
            self._take(making, places, is_final=True)
            self._end()

        def failed(error: Exception) -> None:
            self._given_up.add(making.key)
            self._end()
            is_known = isinstance(error, FmnistError)
            self.stopped.emit(str(error) if is_known else FAILED)
            if not is_known:
                raise error

        def on_progress(done: int, total: int) -> None:
            newest = making.newest
            if newest is not None and newest is not making.shown:
                making.shown = newest
                self._take(making, newest, is_final=False)
            self.progressed.emit(MapProgress(done, total))

        self.progressed.emit(MapProgress(0, 1))
        self._job = self._workspace.tasks.run(
            work, then, failed=failed, on_progress=on_progress, lane=LANE
        )

    def cancel(self) -> None:
        """Give up what is under way, as a person asks; the places reached so far stay."""
        making = self._making
        if making is not None:
            self._stop()
            self._given_up.add(making.key)
            self.stopped.emit(STOPPED if making.key in self._made else STOPPED_EARLY)

    def leave(self) -> None:
        """Give up what is under way, without a word, since nobody looks at a map any more."""
        self._stop()
        self._given_up.clear()

    def forget(self) -> None:
        """Let go of the maps of a data set that is no longer open."""
        self.leave()
        self._made.clear()
        self._settled.clear()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _take(self, making: _Making, places: Places, *, is_final: bool) -> None:
        whole = making.whole(places)
        self._made[making.key] = whole
        if is_final:
            self._settled.add(making.key)
        self.moved.emit(MapMoved(whole, is_final))

    def _end(self) -> None:
        self._job = self._making = None
        self.progressed.emit(MapProgress(0, 0))


def _places(making: _Making, *, report: Report, is_cancelled: CancelCheck) -> Places:
    """Return the settled places; those on the way are left in `making`."""
    images = making.gallery.images[making.numbers.start : making.numbers.stop]
    components = principal(images, COMPONENTS, is_cancelled=is_cancelled)
    making.newest = components.scores[:, :2]
    report(0, 1)

    def on_places(places: Places) -> None:
        making.newest = places

    return run_in_child(
        embed,
        components.scores,
        what="Laying out the map",
        report=report,
        is_cancelled=is_cancelled,
        on_places=on_places,
    )
