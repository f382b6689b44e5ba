"""Scores every image of a data set by models that have not seen its label."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Images, Labels
from fmnist_gui.core.dataset.predictions import Probs
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never
from fmnist_gui.core.review.out_of_fold import (
    FOLDS,
    folding,
    outputs,
    probabilities,
    standardise,
)
from fmnist_gui.core.review.patch_bank import Features, PatchBank, patch_bank

SEED = 0
FEWEST = 50
NUMBERS_MAX = 160_000_000
"""Of all features together: 640 MB; a larger data set is described by fewer patches."""

_LOOK_EVERY = 512


@dataclass(frozen=True)
class Method:
    """How images are described; ``name`` is kept with the scores.

    ``weight`` is how long an image takes, in images of the quick method.
    """

    name: str
    patches: int
    stride: int
    weight: int


QUICK = Method("random-patches-40-stride-2", patches=40, stride=2, weight=1)
THOROUGH = Method("random-patches-88", patches=88, stride=1, weight=5)


@dataclass(frozen=True, eq=False)
class Difficulty:
    """Out-of-fold probabilities of every image, by split, (n, classes) each.

    ``accuracy`` is the share of all images whose likeliest class is the file's label.
    """

    method: str
    probs: Mapping[str, Probs]
    accuracy: float


def difficulty(
    splits: Mapping[str, tuple[Images, Labels]],
    classes: int,
    *,
    method: Method = THOROUGH,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> Difficulty:
    """Return what models say that saw the labels of four fifths of all images, not of this one.

    All splits are taken together: images (n, rows, columns) of one size and labels (n,). The same
    data and method give the same scores. Reports images. Raises Cancelled, and RequestError when
    there are too few images.
    """
    sizes = [len(labels) for _, labels in splits.values()]
    total = sum(sizes)
    if total < FEWEST:
        raise RequestError(
            f"{total} images are too few to learn from; scores need at least {FEWEST}"
        )
    labels = np.concatenate([labels for _, labels in splits.values()])
    images = [images for images, _ in splits.values()]
    folds = folding(labels, seed=SEED)
    bank = _bank(images, method)
    steps = 2 * FOLDS
    # The regression takes about a quarter of the time of the features.
    work = total + total // 4 // steps * steps
    features = _described(
        images,
        folds.order,
        bank,
        report=lambda done, _: report(done, work),
        is_cancelled=is_cancelled,
    )
    standardise(features)
    done = [total]

    def on_fold() -> None:
        done[0] += total // 4 // steps
        report(done[0], work)

    ordered = labels[folds.order]
    said = outputs(
        features, ordered, folds, classes=classes, is_cancelled=is_cancelled, on_fold=on_fold
    )
    probs = np.empty_like(said)
    probs[folds.order] = probabilities(said, ordered)
    probs.flags.writeable = False
    edges = np.cumsum(sizes)[:-1]
    accuracy = float((probs.argmax(axis=1) == labels).mean())
    parts = np.split(probs, edges)
    return Difficulty(method.name, dict(zip(splits, parts, strict=True)), accuracy)


def rankings(
    splits: Mapping[str, tuple[Images, Labels]],
    classes: int,
    *,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
    on_first: Callable[[Difficulty], object] = lambda _: None,
) -> Difficulty:
    """Return the thorough scores; `on_first` is handed quick ones long before.

    Otherwise as :func:`difficulty`; reports images of both methods, weighted by their time.
    """
    whole = QUICK.weight + THOROUGH.weight
    on_first(
        difficulty(
            splits,
            classes,
            method=QUICK,
            report=lambda done, total: report(done * QUICK.weight, total * whole),
            is_cancelled=is_cancelled,
        )
    )
    return difficulty(
        splits,
        classes,
        report=lambda done, total: report(
            total * QUICK.weight + done * THOROUGH.weight, total * whole
        ),
        is_cancelled=is_cancelled,
    )


def _bank(images: list[Images], method: Method) -> PatchBank:
    """Return the patches of the method, fewer of them for very many images."""
    total = sum(len(part) for part in images)
    most = max(range(len(images)), key=lambda number: len(images[number]))
    bank = patch_bank(images[most], patches=method.patches, stride=method.stride, seed=SEED)
    fitting = max(1, NUMBERS_MAX * method.patches // (bank.size * total))
    if fitting >= method.patches:
        return bank
    return PatchBank(bank.filters[:fitting], bank.side, bank.stride)


def _described(
    images: list[Images],
    order: NDArray[np.intp],
    bank: PatchBank,
    *,
    report: Report,
    is_cancelled: CancelCheck,
) -> Features:
    """Return the features of all images, in `order`."""
    features = np.empty((len(order), bank.size), dtype=np.float32)
    begins = np.cumsum([0, *(len(part) for part in images)])
    for start in range(0, len(order), _LOOK_EVERY):
        if is_cancelled():
            raise Cancelled
        wanted = order[start : start + _LOOK_EVERY]
        owner = np.searchsorted(begins, wanted, side="right") - 1
        some = np.empty((len(wanted), *images[0].shape[1:]), dtype=np.uint8)
        for number, part in enumerate(images):
            is_own = owner == number
            some[is_own] = part[wanted[is_own] - begins[number]]
        bank.describe(some, features[start : start + len(wanted)])
        report(start + len(wanted), len(order))
    return features
