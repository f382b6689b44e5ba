"""The ways to lay out images that a person can choose from, and which images they show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.gallery import Gallery, Numbers
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.group import grouped
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.matrix import matrix
from fmnist_gui.core.mosaic.scatter import scattered
from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.query.match import match, tells_labels
from fmnist_gui.core.query.parse import parse
from fmnist_gui.core.table.column import Mask
from fmnist_gui.core.table.table import Table

PER_CLASS = 10
FIRST_SEED = 0
"""In class rows this seed stands for the first images of each class, not for a draw."""

FIRST_SPLIT = "train"
FIRST_SIDE = 30
BLIND_SIDE = 20
FILE_ORDER = "index"
"""Sorting by index is the order of the file, through all splits."""


class Kind(Enum):
    """A way to lay out images; the value is its name in files."""

    CLASS_ROWS = "class-rows"
    GRID = "grid"
    RANDOM = "random"
    BY_CLASS = "by-class"
    BY_ANSWER = "by-answer"
    BY_DECISION = "by-decision"
    ANSWER_MATRIX = "answer-matrix"
    PREDICTION_MATRIX = "prediction-matrix"
    MAP = "map"

    @property
    def title(self) -> str:
        """What a person reads."""
        return _TITLES[self]

    @property
    def is_seeded(self) -> bool:
        """Whether a seed decides which images are shown."""
        return self in (Kind.CLASS_ROWS, Kind.RANDOM)

    @property
    def tells_labels(self) -> bool:
        """Whether the place of an image tells its label."""
        return self in _TELLING

    @property
    def needs_opinions(self) -> bool:
        """Whether it stands on what people or models said about the images."""
        return self in (Kind.BY_ANSWER, Kind.BY_DECISION) or self in _MATRICES

    @property
    def has_order(self) -> bool:
        """Whether sorting changes anything."""
        return self is not Kind.MAP


_TITLES = {
    Kind.CLASS_ROWS: "Class rows",
    Kind.GRID: "All in one grid",
    Kind.RANDOM: "Random n × n",
    Kind.BY_CLASS: "Grouped by class",
    Kind.BY_ANSWER: "Grouped by answer",
    Kind.BY_DECISION: "Grouped by decision",
    Kind.ANSWER_MATRIX: "Class × answer",
    Kind.PREDICTION_MATRIX: "Class × prediction",
    Kind.MAP: "Map of likeness",
}
_TELLING = frozenset(
    (
        Kind.CLASS_ROWS,
        Kind.BY_CLASS,
        Kind.BY_DECISION,
        Kind.ANSWER_MATRIX,
        Kind.PREDICTION_MATRIX,
    )
)
_GROUPS = {
    Kind.BY_CLASS: ("class", "no class"),
    Kind.BY_ANSWER: ("answer", "not answered"),
    Kind.BY_DECISION: ("decision", "not decided"),
}
_MATRICES = {Kind.ANSWER_MATRIX: "answer", Kind.PREDICTION_MATRIX: "predicted"}
_WANTING = {
    "answer": "Nobody of this name has answered any of these images yet; play first",
    "decision": "Nothing has been decided yet about these images",
    "predicted": "No model's predictions are here; add some with File, Add predictions or counts",
}


@dataclass(frozen=True)
class Arrangement:
    """What a person chose to see.

    ``split`` "" stands for all splits. ``seed`` draws, ``side`` is the side of a random square,
    ``sort`` the key of a column, ``query`` the words of the query line.
    """

    split: str = ""
    kind: Kind = Kind.CLASS_ROWS
    seed: int = FIRST_SEED
    side: int = FIRST_SIDE
    sort: str = FILE_ORDER
    is_falling: bool = False
    query: str = ""


def blinded(arrangement: Arrangement, table: Table) -> Arrangement:
    """Return `arrangement` without whatever tells labels: layout, order and query."""
    if arrangement.kind.tells_labels:
        arrangement = replace(arrangement, kind=Kind.RANDOM, side=BLIND_SIDE)
    if _tells(table, arrangement.sort):
        arrangement = replace(arrangement, sort=FILE_ORDER)
    if has_telling_query(arrangement, table):
        arrangement = replace(arrangement, query="")
    return arrangement


def left_out(arrangement: Arrangement, table: Table) -> str:
    """Return in words what blindness keeps from being shown as it was asked for, "" for nothing."""
    given, parts = blinded(arrangement, table), []
    if arrangement.kind is not given.kind:
        title = arrangement.kind.title
        parts.append(f"random in place of {title[0].lower()}{title[1:]}")
    if has_telling_query(arrangement, table):
        parts.append("without the filter")
    if arrangement.sort != given.sort:
        parts.append("in file order")
    return f"Blind: {', '.join(parts)}" if parts else ""


def carried_over(arrangement: Arrangement, splits: Sequence[str]) -> Arrangement:
    """Return what of `arrangement` can be shown of other data, which has these splits.

    Query, order and groups may ask for what is not known of its images.
    """
    split = arrangement.split
    if splits and split not in splits and (split or len(splits) == 1):
        split = FIRST_SPLIT if FIRST_SPLIT in splits else splits[0]
    kind = Kind.CLASS_ROWS if arrangement.kind.needs_opinions else arrangement.kind
    return replace(arrangement, split=split, kind=kind, query="", sort=FILE_ORDER)


def has_telling_query(arrangement: Arrangement, table: Table) -> bool:
    """Whether the labels of some images follow from their being shown at all."""
    try:
        return tells_labels(parse(arrangement.query), table)
    except QueryError:
        # What cannot be read lets nothing through.
        return False


def names_labels(arrangement: Arrangement, table: Table) -> bool:
    """Whether query or order say of what class the images are, and not just how doubtful."""
    try:
        keys = {*parse(arrangement.query).keys, arrangement.sort}
    except QueryError:
        return False
    columns = [table.column(key) for key in keys]
    return any(c is not None and c.tells_label and c.kind != "number" for c in columns)


def _tells(table: Table, key: str) -> bool:
    column = table.column(key)
    return column is not None and column.tells_label


def wanting(kind: Kind, table: Table) -> str:
    """Say what is wanting for a layout of this kind, "" when nothing is."""
    key = _GROUPS[kind][0] if kind in _GROUPS else _MATRICES.get(kind, "")
    column = table.column(key)
    if not key or (column is not None and column.limits is not None):
        return ""
    return _WANTING.get(key, f"Nothing is known about the {key} of these images")


def split_meant(arrangement: Arrangement) -> str:
    """Return the split that is asked for, "" for all: a query that speaks of splits decides."""
    try:
        is_asked = "split" in parse(arrangement.query).keys
    except QueryError:
        is_asked = False
    return "" if is_asked else arrangement.split


def wanted(arrangement: Arrangement, gallery: Gallery, table: Table) -> Mask:
    """Return which images the split and the query of `arrangement` let through.

    A query that speaks of splits decides alone which one is meant.
    Raises QueryError for a query that cannot be met.
    """
    mask = match(parse(arrangement.query), table)
    split = split_meant(arrangement)
    if split:
        numbers = gallery.numbers_of(split)
        inside = np.zeros(len(gallery), dtype=np.bool_)
        inside[numbers.start : numbers.stop] = True
        mask = mask & inside
    return mask


def ordered(
    mask: Mask, table: Table, *, sort: str = FILE_ORDER, is_falling: bool = False
) -> Numbers:
    """Return the images of `mask` sorted by the column `sort`; unknown values come last."""
    column = table.column(sort)
    if column is None or sort == FILE_ORDER:
        order = np.flatnonzero(mask)
        return order[::-1] if is_falling else order
    order = column.falling_order if is_falling else column.order
    return order[mask[order]]


def arranged(
    arrangement: Arrangement,
    gallery: Gallery,
    table: Table,
    *,
    aspect: float,
    places: NDArray[np.float32] | None = None,
) -> Layout:
    """Return the layout of `gallery` that `arrangement` asks for.

    `aspect` is the width of the canvas by its height. `places` are those of the map, shape
    (n, 2). Raises QueryError for the query, and RequestError when what the layout groups by is
    not known of any image.
    """
    kind = arrangement.kind
    if sentence := wanting(kind, table):
        raise RequestError(sentence)
    mask = wanted(arrangement, gallery, table)
    order = ordered(mask, table, sort=arrangement.sort, is_falling=arrangement.is_falling)
    if kind is Kind.CLASS_ROWS:
        seed = None if arrangement.seed == FIRST_SEED else arrangement.seed
        count = len(gallery.class_names)
        rows = grid.class_rows(
            order, gallery.labels, per_class=PER_CLASS, class_count=count, seed=seed
        )
        return grid.without_empty_rows(rows) if arrangement.query else rows
    if kind is Kind.RANDOM:
        # Drawn from the file's order, so that sorting changes places and not who is there.
        drawn = grid.drawn(np.flatnonzero(mask), arrangement.side**2, seed=arrangement.seed)
        if arrangement.sort != FILE_ORDER or arrangement.is_falling:
            drawn = order[np.isin(order, drawn)]
        return grid.square(drawn, arrangement.side)
    if kind in _GROUPS:
        key, unknown = _GROUPS[kind]
        return grouped(order, table.columns[key], aspect=aspect, unknown=unknown)
    if kind in _MATRICES:
        across = table.columns[_MATRICES[kind]]
        return matrix(order, table.columns["class"], across, aspect=aspect)
    if kind is Kind.MAP:
        if places is None:
            raise RequestError("The map is not made yet; wait a moment")
        return scattered(order, places, aspect=aspect)
    return grid.rectangle(order, aspect=aspect)
