"""Finds the neighbours of all images of some data once, and keeps them beside the scores."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.child import run_in_child
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never
from fmnist_gui.core.review.near_table import COUNT, METHOD, NearTable, near_table
from fmnist_gui.store import score_entry
from fmnist_gui.store.score_entry import About
from fmnist_gui.store.score_shelf import ScoreShelf

NAME = "Neighbours found here"

_NEIGHBOUR_BYTES = 3 * 4
"""Of a number and two distances."""


def kept_neighbours(dataset: Dataset, shelf: ScoreShelf) -> NearTable | None:
    """Return the table found before for this very data; None if there is none or it is damaged."""
    gallery = gallery_of(dataset)
    for path in _entries(_folder(gallery, shelf)):
        try:
            about, array = score_entry.read(path)
        except StoreError:
            continue
        if _is_of(gallery, about, array):
            distances, pixel_distances = array[1:].view("<f4")
            return NearTable(array[0], distances, pixel_distances)
    return None


def neighbours_of(
    dataset: Dataset,
    shelf: ScoreShelf,
    *,
    now: datetime,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> NearTable:
    """Return the table of all images of the data, found in a process of its own, and keep it.

    It is kept whole or not at all, in the place of what was kept for this data before. Raises
    Cancelled, and StoreError when the disk refuses.
    """
    gallery = gallery_of(dataset)
    score_entry.check_room(shelf.folder, len(gallery) * COUNT * _NEIGHBOUR_BYTES)
    table = run_in_child(
        near_table,
        gallery.images,
        what="Finding the neighbours",
        report=report,
        is_cancelled=is_cancelled,
    )
    about = About(
        "neighbours",
        gallery.fingerprint,
        "+".join(split.name for split in gallery.splits),
        name=NAME,
        source=METHOD,
        kept_at=now,
        classes=len(gallery.class_names),
    )
    distances = np.stack([table.distances, table.pixel_distances]).astype("<f4")
    # One array, so that it is there whole or not at all.
    array = np.concatenate([table.numbers[None].astype("<i4"), distances.view("<i4")])
    folder = _folder(gallery, shelf)
    written = score_entry.write(folder, about, array)
    for path in _entries(folder):
        if path != written:
            path.unlink(missing_ok=True)
            path.with_suffix(".npy").unlink(missing_ok=True)
    return table


def _folder(gallery: Gallery, shelf: ScoreShelf) -> Path:
    """Return the folder for the neighbours of this data, apart from the scores of its splits."""
    # The fingerprints of many splits together are too long for a name.
    key = hashlib.sha256(gallery.fingerprint.encode()).hexdigest()
    return shelf.folder / "neighbours" / key


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.glob("[!.]*.json"))


def _is_of(gallery: Gallery, about: About, array: NDArray[Any]) -> bool:
    """Whether this is the table of that data by the method of today, and fits it."""
    is_meant = (about.kind, about.fingerprint, about.source) == (
        "neighbours",
        gallery.fingerprint,
        METHOD,
    )
    count = len(gallery)
    if not is_meant or array.shape[:2] != (3, count):
        return False
    numbers = array[0]
    return not numbers.size or bool(numbers.min() >= 0 and numbers.max() < count)
