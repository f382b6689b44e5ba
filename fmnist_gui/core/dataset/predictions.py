"""What a model said about the images of a split, read strictly."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset import npy, zip_member
from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.dataset.prediction_table import no_votes, read_table
from fmnist_gui.core.dataset.stream import Stream
from fmnist_gui.core.errors import DataError

Probs = NDArray[np.float32]
"""Probabilities, shape (n, classes)."""

TOLERANCE = 1e-3
"""How far the probabilities of an image may be from 1 in sum."""

MEMBER = "probs.npy"
"""Where they are in an archive of arrays."""

_OTHERWISE = (
    "predictions are .npz with an array probs, .npy or .csv, human counts .npy or .csv, and "
    "people's labels .csv, .jsonl, .json or .parquet; choose one of these"
)
_ROWS_AT_ONCE = 4096
_PICKLED, _PICKLE_LATEST = b"\x80", b"\x05"
"""How pickles begin: with this sign, and the version of their format."""


@dataclass(frozen=True, eq=False)
class Predictions:
    """A model's opinion of each image; the arrays are read-only.

    ``labels`` (n,) is the predicted class: of several equally probable ones the first.
    ``probs`` is None when the model gave nothing but its labels.
    """

    probs: Probs | None
    labels: Labels

    def __len__(self) -> int:
        """Return the number of images."""
        return len(self.labels)


def predictions_of(probs: Probs) -> Predictions:
    """Return the predictions that these probabilities are."""
    return _frozen(probs, probs.argmax(axis=1).astype(np.uint8))


def read_predictions(
    path: Path, *, images: int | Collection[int], classes: int, are_logits: bool = False
) -> Predictions:
    """Read the predictions for a split of `images` images, or of one of several such counts.

    The content tells what the file is, not its name: ``.npy`` of (n, classes) probabilities or of
    (n,) class numbers, ``.npz`` with an array called probs, or CSV with a header of class numbers;
    all but ``.npz`` may be packed by gzip. Logits are turned into probabilities by softmax.
    Nothing in the file is ever run. Raises DataError for other counts, for values that are not
    finite or below 0, and for rows that do not sum to 1 within 1e-3.
    """
    wish = _Wish(path, {images} if isinstance(images, int) else set(images), classes, are_logits)
    with Stream(path) as stream:
        start = stream.read_up_to(len(npy.MAGIC))
        is_packed = stream.is_gzip
    if not start:
        raise wish.refusal("an empty file")
    if is_pickle(start):
        # They could run whatever they like; so they are not even looked into.
        raise wish.refusal("pickled objects", remedy="save the array with numpy.save")
    if start.startswith(zip_member.MAGIC) and not is_packed:
        with zip_member.open_member(path, MEMBER, otherwise=_OTHERWISE) as member:
            return _read_array(member, wish)
    if start == npy.MAGIC:
        with Stream(path) as stream:
            return _read_array(stream, wish)
    return _predictions(read_table(path, images=wish.images, classes=classes), wish)


def is_pickle(start: bytes) -> bool:
    """Whether a file that begins so is of pickled objects."""
    return start[:1] == _PICKLED and start[1:2] <= _PICKLE_LATEST


@dataclass(frozen=True)
class _Wish:
    """What is looked for, and how its absence is said."""

    path: Path
    images: set[int]
    classes: int
    are_logits: bool

    def refusal(self, found: str, *, remedy: str = "") -> DataError:
        counts = " or ".join(str(count) for count in sorted(self.images))
        what = "logits" if self.are_logits else "probabilities"
        return DataError(
            self.path,
            expected=f"{what} of {self.classes} classes for {counts} images",
            found=found,
            remedy=remedy or "choose predictions made for this split",
        )


def _read_array(source: npy.Source, wish: _Wish) -> Predictions:
    header = npy.read_array_header(source)
    if len(header.shape) == 1 and header.shape[0] in wish.images and not wish.are_logits:
        return _hard_predictions(source, header, wish)
    is_wanted = len(header.shape) == 2 and header.shape[1] == wish.classes
    if not is_wanted or header.shape[0] not in wish.images:
        sizes = " × ".join(str(size) for size in header.shape)
        raise wish.refusal(f"an array of {sizes}" if sizes else "a single number")
    return _predictions(npy.read_array(source, header, dtype=np.float32), wish)


def _hard_predictions(source: npy.Source, header: npy.ArrayHeader, wish: _Wish) -> Predictions:
    if header.dtype.kind == "f":
        raise wish.refusal("one number with a fraction for each image", remedy="save whole numbers")
    labels = npy.read_array(source, header, dtype=np.int64)
    is_bad = (labels < 0) | (labels >= wish.classes)
    if is_bad.any():
        image = int(is_bad.argmax())
        raise wish.refusal(f"class {labels[image]} for image {image}")
    return _frozen(None, labels.astype(np.uint8))


def _predictions(values: Probs, wish: _Wish) -> Predictions:
    # In parts, so that checking needs little more memory than the values.
    for first in range(0, len(values), _ROWS_AT_ONCE):
        rows = values[first : first + _ROWS_AT_ONCE]
        if not wish.are_logits and _bare(rows).any():
            raise no_votes(wish.path, int(_bare(values).sum()))
        _check_each(rows, wish, first=first)
        if wish.are_logits:
            _soften(rows)
        else:
            _check_sums(rows, wish, first=first)
    return predictions_of(np.ascontiguousarray(values))


def _bare(rows: Probs) -> NDArray[np.bool_]:
    """Return which rows say nothing at all, as shares of votes where there are none."""
    return np.asarray(np.isnan(rows).all(axis=1))


def _check_each(rows: Probs, wish: _Wish, *, first: int) -> None:
    is_bad = ~np.isfinite(rows)
    if not wish.are_logits:
        is_bad |= rows < 0
    if is_bad.any():
        row, column = np.argwhere(is_bad)[0].tolist()
        raise wish.refusal(f"{rows[row, column]:g} for class {column} of image {first + row}")


def _check_sums(rows: Probs, wish: _Wish, *, first: int) -> None:
    sums = rows.sum(axis=1, dtype=np.float64)
    is_bad = np.abs(sums - 1) > TOLERANCE
    if is_bad.any():
        row = int(is_bad.argmax())
        raise wish.refusal(
            f"a sum of {sums[row]:g} for image {first + row}",
            remedy="say that they are logits if they are, or choose other predictions",
        )


def _soften(rows: Probs) -> None:
    """Turn logits into probabilities, in place."""
    with np.errstate(over="ignore", under="ignore"):
        rows -= rows.max(axis=1, keepdims=True)
        np.exp(rows, out=rows)
        rows /= rows.sum(axis=1, keepdims=True)


def _frozen(probs: Probs | None, labels: Labels) -> Predictions:
    for array in (probs, labels):
        if array is not None:
            array.flags.writeable = False
    return Predictions(probs, labels)
