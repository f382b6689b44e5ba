"""Measures how long the canvas takes for a frame, for `bench` and the benchmark tests."""

import time
from collections.abc import Callable, Iterator

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.dataset import Dataset, Images, Split
from fmnist_gui.core.mosaic import layout
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.plane import Shown

WIDTH_PX, HEIGHT_PX = 1600, 1000
FRAMES = 150
NEW_ORDERS = 20
STEP_PX = 37
"""How far a pan moves in one frame: a quick hand, and new cells at most zooms."""

Clock = Callable[[], float]
Frames = dict[str, list[float]]


def canvas_frames(dataset: Dataset, *, clock: Clock = time.perf_counter) -> Frames:
    """Return frame times in milliseconds of a 1600 x 1000 canvas with every image of `dataset`.

    The keys: "pan at ..." for six zooms, "zoom sweep" from fit to 30 pixels for one, "new order"
    from a new permutation of all images to its first frame, "levels" for making the averaged
    copies (one value), and "image item pan at ..." and "image item new order" for pyqtgraph's
    own ImageItem that holds the whole mosaic. A frame is the change of view and a synchronous
    repaint into the window's memory.
    """
    split = everything(dataset)
    pyramid = Pyramid(split.images)
    start = clock()
    pyramid.make()
    frames: Frames = {"levels": [1000 * (clock() - start)]}
    holder, canvas = _canvas()
    order = _shuffled(len(split), seed=1)
    canvas.show_layout(_shown(order, split, pyramid, dataset=dataset))
    for name, scale in zooms(canvas).items():
        frames[f"pan at {name}"] = _pan(canvas, scale, clock=clock)
    frames["zoom sweep"] = _sweep(canvas, clock)
    frames["new order"] = [
        _timed(
            lambda seed=seed: canvas.show_layout(  # type: ignore[misc]
                _shown(_shuffled(len(split), seed=seed), split, pyramid, dataset=dataset)
            ),
            canvas,
            clock=clock,
        )
        for seed in range(NEW_ORDERS)
    ]
    holder.close()
    holder.deleteLater()
    return frames | image_item_frames(split, clock=clock)
