"""Finds the neighbours of all images of some data once, and keeps them beside the scores."""

from datetime import datetime

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never
from fmnist_gui.core.review.near_table import NearTable
from fmnist_gui.store.score_shelf import ScoreShelf


def kept_neighbours(dataset: Dataset, shelf: ScoreShelf) -> NearTable | None:
    """Return the table found before for this very data; None if there is none or it is damaged."""
    raise NotImplementedError


def neighbours_of(
    dataset: Dataset,
    shelf: ScoreShelf,
    *,
    now: datetime,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> NearTable:
    """Return the table of all images of the data, found in a process of its own, and keep it.

    It is kept whole or not at all. Raises Cancelled, and StoreError when the disk refuses.
    """
    raise NotImplementedError
