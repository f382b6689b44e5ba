"""A small table with every kind of column, for the tests of the query line."""

import math
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.query.match import match
from fmnist_gui.core.query.parse import parse
from fmnist_gui.core.table.column import Column, Values
from fmnist_gui.core.table.table import Table

Result = TypeVar("Result")

UNKNOWN = math.nan

INDEX = (0, 1, 2, 3, 4, 0, 1, 2)
LABEL = (6, 4, 6, 9, 0, 6, 4, UNKNOWN)
SPLIT = (0, 0, 0, 0, 0, 1, 1, 1)
MARGIN = (0.3, 0.1, UNKNOWN, 0.9, 0.30000001, 0.02, UNKNOWN, 0.98)
SHIFT = (-5, -3, -1, 0, 2, 4, UNKNOWN, 1e6)
WRONG = (1, 0, UNKNOWN, 1, 0, UNKNOWN, UNKNOWN, 0)
TAGS = {
    "odd": (1, 0, 0, 1, 0, 0, 0, 0),
    "odd thing": (0, 1, 0, 1, 0, 0, 0, 0),
    "star*": (0, 0, 1, 0, 0, 0, 0, 0),
}


def _values(numbers: tuple[float, ...]) -> Values:
    return np.array(numbers, dtype=np.float32)


def example_table() -> Table:
    """Return eight images, five of train and three of test."""
    columns = (
        Column("index", "Index", _values(INDEX)),
        Column("class", "Label", _values(LABEL), "choice", FASHION_CLASSES, True),
        Column("split", "Split", _values(SPLIT), "choice", ("train", "test")),
        Column("margin", "Model margin", _values(MARGIN)),
        Column("shift", "Shift", _values(SHIFT)),
        Column("wrong", "Answered wrong", _values(WRONG), "flag", tells_label=True),
        Column("time", "Response time", _values((UNKNOWN,) * 8)),
    )
    tags = {name: np.array(mask, dtype=np.bool_) for name, mask in TAGS.items()}
    return Table(8).with_columns(*columns).with_tags(tags)


def found(text: str, table: Table | None = None) -> list[int]:
    """Return the numbers of the images that `text` means."""
    return np.flatnonzero(match(parse(text), table or example_table())).tolist()


def outcome(work: Callable[[], Result]) -> Result | QueryError:
    """Return what comes of `work`, or why it is refused; all else that is raised is a bug."""
    try:
        return work()
    except QueryError as error:
        return error
