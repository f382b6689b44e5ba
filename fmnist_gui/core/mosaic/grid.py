"""Layouts that are one plain rectangle of images."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.dataset.gallery import Numbers
from fmnist_gui.core.mosaic.layout import EMPTY, Cells, Layout, fixed


def class_rows(
    order: Numbers,
    labels: Labels,
    *,
    per_class: int = 10,
    class_count: int,
    seed: int | None = None,
) -> Layout:
    """Return one row for each class with `per_class` of the images in `order`.

    `labels` are those of the whole gallery. Without a seed these are the first of the class, with
    one they are drawn at random and stand in the order of the draw. A class with fewer leaves
    cells empty.
    """
    cells = np.full((class_count, per_class), EMPTY, dtype=np.intp)
    generator = None if seed is None else np.random.default_rng(seed)
    classes = labels[order]
    for number in range(class_count):
        members = order[classes == number]
        if generator is not None:
            members = generator.permutation(members)
        chosen = members[:per_class]
        cells[number, : len(chosen)] = chosen
    return Layout(fixed(cells), tuple(range(class_count)), tells_labels=True)


def without_empty_rows(layout: Layout) -> Layout:
    """Return class rows without those of which no image is shown, at least one row."""
    kept = np.flatnonzero((layout.cells != EMPTY).any(axis=1))
    kept = kept if len(kept) else np.arange(min(1, layout.rows))
    classes = tuple(layout.row_classes[row] for row in kept.tolist())
    return replace(layout, cells=fixed(layout.cells[kept]), row_classes=classes)


def drawn(order: Numbers, count: int, *, seed: int) -> Numbers:
    """Return `count` images of `order`, drawn without replacement by numpy's PCG64."""
    return np.random.default_rng(seed).permutation(order)[:count]


def square(order: Numbers, side: int) -> Layout:
    """Return the first `side` x `side` images of `order` in a square, fewer if there are fewer."""
    chosen = order[: side * side]
    return Layout(_filled(chosen, min(side, max(1, len(chosen)))))


def rectangle(order: Numbers | Sequence[int], *, aspect: float = 1.6) -> Layout:
    """Return exactly these images, in this order, in a rectangle of about `aspect`.

    `aspect` is columns by rows.
    """
    numbers = np.asarray(order, dtype=np.intp)
    columns = max(1, round(math.sqrt(len(numbers) * aspect)))
    return Layout(_filled(numbers, min(columns, max(1, len(numbers)))))


def _filled(order: Numbers, columns: int) -> Cells:
    rows = math.ceil(len(order) / columns)
    cells = np.full(rows * columns, EMPTY, dtype=np.intp)
    cells[: len(order)] = order
    return fixed(cells.reshape(rows, columns))
