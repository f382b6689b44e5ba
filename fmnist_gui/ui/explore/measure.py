"""Measures how long the canvas takes for a frame, for `bench` and the benchmark tests."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QPointF, QRectF
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.dataset import Dataset, Images
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind, arranged
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.mosaic.selection import nothing
from fmnist_gui.core.table import score_column
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.palette import tint_of
from fmnist_gui.ui.explore.shown import Shown

WIDTH_PX, HEIGHT_PX = 1600, 1000
FRAMES = 150
NEW_ORDERS = 20
PEER_ORDERS = 5
STEP_PX = 37, 23
"""How far a pan moves in one frame: a quick hand, with new cells at most zooms."""

TURN_AFTER = 20
"""The pan turns back after so many frames, so that it stays on the images."""

SCALES = {
    "1/4": 0.25,
    "1/2": 0.5,
    "0.6": 0.6,
    "0.7": 0.7,
    "1:1": 1.0,
    "2.4x": 2.4,
    "8x": 8.0,
    "30x": 30.0,
}
TINTED_SCALES = {"1/4": 0.25, "1/2": 0.5, "0.7": 0.7, "1:1": 1.0, "8x": 8.0}
SELECTED_SHARE = 0.2
"""Of all images in the measurement with tint and outlines, at random."""

EXPOSED_WITHIN_MS = 5000
SWEEP_STEP, SWEEP_TO = 1.03, 30.0

WISHES = (
    Arrangement(kind=Kind.GRID, sort="brightness"),
    Arrangement(kind=Kind.GRID, sort="contrast", is_falling=True),
    Arrangement(kind=Kind.GRID, query="brightness>50"),
    Arrangement(kind=Kind.GRID, query="class:shirt,coat -contrast<60"),
    Arrangement(kind=Kind.BY_CLASS),
    Arrangement(kind=Kind.BY_CLASS, sort="brightness"),
    Arrangement(kind=Kind.GRID),
)
"""Sorts, filters and groupings of everything, one after the other."""

Clock = Callable[[], float]
Frames = dict[str, list[float]]


def canvas_frames(dataset: Dataset, *, clock: Clock = time.perf_counter) -> Frames:
    """Return frame times in milliseconds of a 1600 × 1000 canvas with all images of `dataset`.

    The images stand in random order. The keys are "first picture" (before any averaged copy is
    there), "averaged copies" (all of them made, one value), "pan at fit", "pan at 1/4" ... "pan at
    30x", "zoom sweep" from fit to 30, "new order" of all images to its first frame, "rearranged"
    (a new sort, filter or grouping, from the wish to its first frame) and "rearranged in motion"
    (the same when images move to their places), "flight" (frames of such a motion), and the pans
    again "with tint and outlines". A frame is the change of view and a repaint into the window's
    memory.
    """
    gallery = gallery_of(dataset)
    pyramid = Pyramid(gallery.images)
    table = _table(gallery)
    frames: Frames = {}
    orders = [_shuffled(len(gallery), seed=seed) for seed in range(NEW_ORDERS)]

    def show(order: Layout) -> None:
        canvas.show_layout(Shown(order, gallery, pyramid))

    def rearrange(wish: Arrangement) -> None:
        aspect = canvas.width() / canvas.height()
        show(arranged(wish, gallery, table, aspect=aspect))

    with _window() as holder:
        canvas = Canvas(holder)
        canvas.resize(WIDTH_PX, HEIGHT_PX)
        _expose(holder)
        frames["first picture"] = [_timed(lambda: show(orders[0]), canvas, clock=clock)]
        frames["averaged copies"] = [_timed(pyramid.make, canvas, clock=clock)]
        frames |= _pans(canvas, SCALES, clock=clock)
        frames["zoom sweep"] = _sweep(canvas, clock)
        frames["new order"] = [
            _timed(partial(show, order), canvas, clock=clock) for order in orders
        ]
        frames["rearranged"] = _rearranged(canvas, rearrange, clock=clock)
        canvas.be_still(False)
        frames["rearranged in motion"] = _rearranged(canvas, rearrange, clock=clock)
        rearrange(WISHES[0])
        frames["flight"] = _flight(canvas, clock)
        canvas.be_still(True)
        column = table.column("class")
        assert column is not None
        canvas.show_layout(Shown(orders[0], gallery, pyramid, tint=tint_of(column, orders[0])))
        canvas.show_selection(nothing(len(gallery)).with_numbers(_some(len(gallery))))
        dressed = _pans(canvas, TINTED_SCALES, clock=clock)
        frames |= {f"{name} with tint and outlines": times for name, times in dressed.items()}
    return frames


def image_item_frames(dataset: Dataset, *, clock: Clock = time.perf_counter) -> Frames:
    """Return frame times of pyqtgraph's ImageItem that holds every image in one array.

    The keys are "pan at fit" ... "pan at 30x" and "new order", as of :func:`canvas_frames`.
    """
    frames: Frames = {}
    gallery = gallery_of(dataset)
    order = _shuffled(len(gallery), seed=1)
    with _window() as holder:
        view = pg.GraphicsView(holder)
        view.resize(WIDTH_PX, HEIGHT_PX)
        box = pg.ViewBox(enableMenu=False, invertY=True, defaultPadding=0)
        box.setAspectLocked(True)
        view.setCentralItem(box)
        item = pg.ImageItem(_mosaic(gallery, order), axisOrder="row-major", levels=(0, 255))
        box.addItem(item)
        _expose(holder)
        height, width = item.image.shape
        fit = min(WIDTH_PX / width, HEIGHT_PX / height)
        for name, scale in {"fit": fit, **SCALES}.items():
            times = frames[f"pan at {name}"] = []
            place = QRectF(width / 3, height / 3, WIDTH_PX / scale, HEIGHT_PX / scale)
            look = partial(box.setRange, place, padding=0)
            for dx, dy in _steps():
                place.translate(dx / scale, dy / scale)
                times.append(_timed(look, view, clock=clock))
        box.setRange(QRectF(0, 0, width, height), padding=0)
        frames["new order"] = [
            _timed(
                lambda: item.setImage(_mosaic(gallery, order), autoLevels=False), view, clock=clock
            )
            for _ in range(PEER_ORDERS)
        ]
    return frames


def canvas_memory(dataset: Dataset, resident_bytes: Callable[[], int]) -> int:
    """Return how many bytes a canvas adds to a window with all images of `dataset` in memory.

    Measured once everything has been laid out in several ways and seen from far and near; the
    columns to sort and filter by count to it.
    """
    gallery = gallery_of(dataset)
    with _window() as holder:
        _expose(holder)
        before = resident_bytes()
        table, pyramid = _table(gallery), Pyramid(gallery.images)
        canvas = Canvas(holder)
        canvas.resize(WIDTH_PX, HEIGHT_PX)
        canvas.show()
        pyramid.make()
        for wish in WISHES:
            made = arranged(wish, gallery, table, aspect=WIDTH_PX / HEIGHT_PX)
            canvas.show_layout(Shown(made, gallery, pyramid))
            _sweep(canvas, time.perf_counter)
        return resident_bytes() - before


def _table(gallery: Gallery) -> Table:
    """Return the columns that every gallery has."""
    columns = (*score_column.image_columns(gallery), *score_column.grey_columns(gallery))
    return Table(len(gallery)).with_columns(*columns)


def _some(count: int) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    return np.flatnonzero(np.random.default_rng(2).random(count) < SELECTED_SHARE)


@contextmanager
def _window() -> Iterator[QWidget]:
    """Give a window of the measured size, and take it away with all that it owns."""
    holder = QWidget()
    holder.resize(WIDTH_PX, HEIGHT_PX)
    try:
        yield holder
    finally:
        holder.close()
        holder.deleteLater()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


def _expose(holder: QWidget) -> None:
    """Show the window, and wait until what is painted in it counts."""
    holder.show()
    give_up = QDeadlineTimer(EXPOSED_WITHIN_MS)
    while not holder.windowHandle().isExposed():
        if give_up.hasExpired():
            raise RequestError("the window of the measurement was not shown; leave it in sight")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    QCoreApplication.processEvents()


def _shuffled(count: int, *, seed: int) -> Layout:
    order = np.random.default_rng(seed).permutation(count)
    return grid.rectangle(order, aspect=WIDTH_PX / HEIGHT_PX)


def _mosaic(gallery: Gallery, order: Layout) -> Images:
    """Return all images of `order` in one array, as a plain program would."""
    rows, columns = gallery.images.shape[1:]
    images = gallery.images[np.maximum(order.cells, 0)]
    return np.ascontiguousarray(images.swapaxes(1, 2)).reshape(
        order.rows * rows, order.columns * columns
    )


def _timed(act: Callable[[], object], view: pg.GraphicsView, *, clock: Clock) -> float:
    start = clock()
    act()
    view.viewport().repaint()
    return 1000 * (clock() - start)


def _steps() -> Iterator[tuple[int, int]]:
    for frame in range(FRAMES):
        way = 1 if frame // TURN_AFTER % 2 == 0 else -1
        yield way * STEP_PX[0], way * STEP_PX[1]


def _pans(canvas: Canvas, scales: dict[str, float], *, clock: Clock) -> Frames:
    frames = {"pan at fit": _pan(canvas, None, clock=clock)}
    for name, scale in scales.items():
        frames[f"pan at {name}"] = _pan(canvas, scale, clock=clock)
    return frames


def _pan(canvas: Canvas, scale: float | None, *, clock: Clock) -> list[float]:
    canvas.fit()
    if scale is not None:
        canvas.zoom(scale / canvas.view.scale)
    canvas.viewport().repaint()
    times = []
    for dx, dy in _steps():
        look = partial(canvas.look, canvas.view.moved(-dx, -dy))
        times.append(_timed(look, canvas, clock=clock))
    return times


def _sweep(canvas: Canvas, clock: Clock) -> list[float]:
    canvas.fit()
    point = QPointF(WIDTH_PX * 0.45, HEIGHT_PX * 0.4)
    times = []
    while canvas.view.scale < SWEEP_TO:
        times.append(_timed(lambda: canvas.zoom(SWEEP_STEP, point), canvas, clock=clock))
    return times


def _rearranged(
    canvas: Canvas, rearrange: Callable[[Arrangement], None], *, clock: Clock
) -> list[float]:
    canvas.fit()
    return [
        _timed(partial(rearrange, wish), canvas, clock=clock) for _ in range(3) for wish in WISHES
    ]


def _flight(canvas: Canvas, clock: Clock) -> list[float]:
    """Return the times of the frames of a motion, until it has come to its end."""
    times = []
    while canvas.is_moving:
        times.append(_timed(lambda: None, canvas, clock=clock))
        QCoreApplication.processEvents()
    return times
