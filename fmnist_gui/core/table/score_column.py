"""Columns that are there for every gallery, and those of a model or a crowd.

What gives the label away: the class itself, margin, confidence, miss and agreement by what they
are, and ``predicted`` and ``crowd`` because they are right so often that whoever sees them guesses
no more. Brightness, contrast, entropy, index and split do not name a class.
"""

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.dataset.predictions import Predictions
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never
from fmnist_gui.core.review.quality import margin, self_confidence
from fmnist_gui.core.stats.agreement import vote_entropy
from fmnist_gui.core.table.column import Column, Kind, number_column

Counts = NDArray[np.int64]
"""How many people chose each class, shape (n, classes)."""

# Little enough to stay in a processor's own memory as floats.
_BLOCK_VALUES = 1 << 16


def image_columns(gallery: Gallery) -> tuple[Column, ...]:
    """Return index, class and split."""
    indices = [np.arange(len(split)) for split in gallery.splits]
    return (
        number_column("index", "Index", np.concatenate([np.arange(0), *indices])),
        Column(
            "class",
            "Class",
            gallery.labels.astype(np.float32),
            kind="choice",
            choices=gallery.class_names,
            tells_label=True,
            is_of_classes=True,
        ),
        Column(
            "split",
            "Split",
            gallery.split_numbers.astype(np.float32),
            kind="choice",
            choices=tuple(split.name for split in gallery.splits),
        ),
    )


def grey_columns(
    gallery: Gallery, report: Report = ignore, is_cancelled: CancelCheck = never
) -> tuple[Column, ...]:
    """Return brightness and contrast: mean and standard deviation (over n) of an image's greys.

    `report` speaks in images. Raises Cancelled.
    """
    count = len(gallery)
    pixels = gallery.images.shape[1] * gallery.images.shape[2]
    images = gallery.images.reshape(count, pixels)
    sums, squares = np.zeros(count), np.zeros(count)
    step = max(1, _BLOCK_VALUES // pixels)
    for first in range(0, count, step):
        if is_cancelled():
            raise Cancelled
        rows = slice(first, first + step)
        # An image of more pixels than a block holds is added up in parts.
        for left in range(0, pixels, _BLOCK_VALUES):
            greys = images[rows, left : left + _BLOCK_VALUES].astype(np.float64)
            sums[rows] += greys.sum(axis=1)
            squares[rows] += np.einsum("ij,ij->i", greys, greys)
        report(min(first + step, count), count)
    # Whole numbers until the root, so that an image of one grey has a contrast of exactly 0.
    spread = np.sqrt(np.maximum(pixels * squares - sums * sums, 0)) / pixels
    return (
        number_column("brightness", "Brightness", sums / pixels),
        number_column("contrast", "Contrast", spread),
    )


def prediction_columns(
    gallery: Gallery, split: str, predictions: Predictions
) -> tuple[Column, ...]:
    """Return margin, confidence, predicted and miss for the images of `split`, NaN elsewhere.

    The margin is (q_y - max over the others + 1) / 2 and the confidence q_y, where q are the
    probabilities and y is the label in the file. Labels alone give predicted and miss.
    """
    numbers = _numbers(gallery, split, len(predictions))
    labels = gallery.labels[numbers.start : numbers.stop]

    def column(
        key: str, title: str, values: NDArray[np.generic], *, kind: Kind = "number"
    ) -> Column:
        return _column(gallery, numbers, key=key, title=title, values=values, kind=kind)

    hard = (
        column("predicted", "Predicted class", predictions.labels, kind="choice"),
        column("miss", "Model misses", predictions.labels != labels, kind="flag"),
    )
    if predictions.probs is None:
        return hard
    probs = predictions.probs
    return (
        column("margin", "Model margin", margin(probs, labels)),
        column("confidence", "Confidence in the label", self_confidence(probs, labels)),
        *hard,
    )


def human_columns(gallery: Gallery, split: str, counts: Counts) -> tuple[Column, ...]:
    """Return agreement, entropy and crowd for the images of `split`, NaN elsewhere.

    The agreement is the share of people who chose the label in the file, the entropy that of the
    votes in bits, the crowd the class chosen most often. Where several classes share the most
    votes the crowd has no class: NaN. All three are NaN where nobody voted.
    """
    numbers = _numbers(gallery, split, len(counts))
    labels = gallery.labels[numbers.start : numbers.stop]
    votes = counts.sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        shares = counts / votes
    most = counts.max(axis=1, keepdims=True)
    is_clear = (np.count_nonzero(counts == most, axis=1) == 1) & (votes[:, 0] > 0)
    crowd = np.where(is_clear, counts.argmax(axis=1), np.nan)
    agreement = shares[np.arange(len(shares)), labels]
    return (
        _column(gallery, numbers, key="agreement", title="Human agreement", values=agreement),
        _column(
            gallery,
            numbers,
            key="entropy",
            title="Human entropy (bits)",
            values=vote_entropy(counts),
            tells_label=False,
        ),
        _column(gallery, numbers, key="crowd", title="Crowd's class", values=crowd, kind="choice"),
    )


def _numbers(gallery: Gallery, split: str, rows: int) -> range:
    numbers = gallery.numbers_of(split)
    if len(numbers) != rows:
        raise ValueError(f"{rows} rows for the {len(numbers)} images of {split}")
    return numbers


def _column(
    gallery: Gallery,
    numbers: range,
    *,
    key: str,
    title: str,
    values: NDArray[np.generic],
    kind: Kind = "number",
    tells_label: bool = True,
) -> Column:
    everywhere = np.full(len(gallery), np.nan, dtype=np.float32)
    everywhere[numbers.start : numbers.stop] = values
    is_choice = kind == "choice"
    return Column(
        key,
        title,
        everywhere,
        kind=kind,
        choices=gallery.class_names if is_choice else (),
        tells_label=tells_label,
        is_of_classes=is_choice,
    )
