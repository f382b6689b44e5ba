"""Measures how long the canvas takes for a frame, for `bench` and the benchmark tests."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QPointF, QRectF
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.dataset import Dataset, Images, Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.ui.explore.canvas import Canvas
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
EXPOSED_WITHIN_MS = 5000
SWEEP_STEP, SWEEP_TO = 1.03, 30.0

Clock = Callable[[], float]
Frames = dict[str, list[float]]


def canvas_frames(dataset: Dataset, *, clock: Clock = time.perf_counter) -> Frames:
    """Return frame times in milliseconds of a 1600 × 1000 canvas with all images of `dataset`.

    The keys are "first picture" (before any averaged copy is there), "averaged copies" (all of
    them made, one value), "pan at fit", "pan at 1/4" ... "pan at 30x", "zoom sweep" from fit to
    30, "new order" of all images to its first frame, and, for comparison, "ImageItem pan at fit"
    ... and "ImageItem new order": pyqtgraph's own item with the whole mosaic as one array. A frame
    is the change of view and a repaint into the window's memory.
    """
    split = everything(dataset)
    pyramid = Pyramid(split.images)
    frames: Frames = {}
    orders = [_shuffled(len(split), seed=seed) for seed in range(NEW_ORDERS)]

    def show(order: Layout) -> None:
        canvas.show_layout(Shown(order, split, pyramid, dataset.class_names))

    with _window() as holder:
        canvas = Canvas(holder)
        canvas.resize(WIDTH_PX, HEIGHT_PX)
        _expose(holder)
        frames["first picture"] = [_timed(lambda: show(orders[0]), canvas, clock=clock)]
        frames["averaged copies"] = [_timed(pyramid.make, canvas, clock=clock)]
        frames["pan at fit"] = _pan(canvas, canvas.view.scale, clock=clock)
        for name, scale in SCALES.items():
            frames[f"pan at {name}"] = _pan(canvas, scale, clock=clock)
        frames["zoom sweep"] = _sweep(canvas, clock)
        frames["new order"] = [
            _timed(partial(show, order), canvas, clock=clock) for order in orders
        ]
    return frames | image_item_frames(split, clock=clock)


def image_item_frames(split: Split, *, clock: Clock = time.perf_counter) -> Frames:
    """Return frame times of pyqtgraph's ImageItem that holds every image in one array."""
    frames: Frames = {}
    order = _shuffled(len(split), seed=1)
    with _window() as holder:
        view = pg.GraphicsView(holder)
        view.resize(WIDTH_PX, HEIGHT_PX)
        box = pg.ViewBox(enableMenu=False, invertY=True, defaultPadding=0)
        box.setAspectLocked(True)
        view.setCentralItem(box)
        item = pg.ImageItem(_mosaic(split, order), axisOrder="row-major", levels=(0, 255))
        box.addItem(item)
        _expose(holder)
        height, width = item.image.shape
        fit = min(WIDTH_PX / width, HEIGHT_PX / height)
        for name, scale in {"fit": fit, **SCALES}.items():
            times = frames[f"ImageItem pan at {name}"] = []
            place = QRectF(width / 3, height / 3, WIDTH_PX / scale, HEIGHT_PX / scale)
            look = partial(box.setRange, place, padding=0)
            for dx, dy in _steps():
                place.translate(dx / scale, dy / scale)
                times.append(_timed(look, view, clock=clock))
        box.setRange(QRectF(0, 0, width, height), padding=0)
        frames["ImageItem new order"] = [
            _timed(
                lambda: item.setImage(_mosaic(split, order), autoLevels=False), view, clock=clock
            )
            for _ in range(PEER_ORDERS)
        ]
    return frames


def everything(dataset: Dataset) -> Split:
    """Return one split that holds the images of all splits; a copy when there are several."""
    splits = list(dataset.splits.values())
    if len(splits) == 1:
        return splits[0]
    images = np.concatenate([split.images for split in splits])
    labels = np.concatenate([split.labels for split in splits])
    return Split("all", images, labels, fingerprint="")


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
    return layout.of_indices(order, aspect=WIDTH_PX / HEIGHT_PX)


def _mosaic(split: Split, order: Layout) -> Images:
    """Return all images of `order` in one array, as a plain program would."""
    rows, columns = split.images.shape[1:]
    whole = order.within(Region(0, 0, rows=order.rows, columns=order.columns))
    images = split.images[np.maximum(whole, 0)]
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


def _pan(canvas: Canvas, scale: float, *, clock: Clock) -> list[float]:
    canvas.fit()
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
