"""How far people agree with one another, whatever the label in the file says."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never
from fmnist_gui.core.stats.distinct import distinct
from fmnist_gui.core.stats.proportion import Interval

CountTable = NDArray[np.int64]
"""Votes, shape (m, C): one row per image, one column per class."""

Floats = NDArray[np.float64]

UNKNOWN = Interval(-1.0, 1.0)
"""The interval of an alpha of which nothing is known."""


def count_table(images: ArrayLike, chosen: ArrayLike, *, class_count: int) -> CountTable:
    """Return the votes of each distinct image, shape (m, `class_count`), by rising image index.

    `images` and `chosen` are one image index and one class number per vote, shape (n,). Raises
    ValueError when they differ in length or name a class outside ``range(class_count)``.
    """
    rows = np.asarray(images, dtype=np.int64)
    columns = np.asarray(chosen, dtype=np.int64)
    if rows.shape != columns.shape or rows.ndim != 1:
        raise ValueError(f"images {rows.shape} and classes {columns.shape} do not pair")
    if columns.size and not 0 <= columns.min() <= columns.max() < class_count:
        raise ValueError(f"class numbers outside 0 to {class_count - 1}")
    found, numbers = distinct(rows)
    flat = np.bincount(numbers * class_count + columns, minlength=len(found) * class_count)
    return flat.reshape(len(found), class_count).astype(np.int64, copy=False)


def checked_counts(counts: ArrayLike) -> CountTable:
    """Return `counts` as a count table; ValueError unless it is (m, C) of whole numbers from 0."""
    table = np.asarray(counts)
    if table.ndim != 2 or table.dtype.kind not in "iu":
        raise ValueError(f"no count table: {table.dtype} of shape {table.shape}")
    if table.size and table.min() < 0:
        raise ValueError("a count table holds no negative number")
    return table.astype(np.int64, copy=False)


def krippendorff_alpha(counts: ArrayLike) -> float | None:
    """Return Krippendorff's alpha for nominal data, 1 for perfect agreement, 0 for chance.

    Any number of people, gaps allowed; images with fewer than two votes say nothing. None while
    there is no pair of votes and while all of them name one class. Source: Krippendorff 2011,
    "Computing Krippendorff's alpha-reliability". Raises ValueError for no count table.
    """
    sums = _parts(checked_counts(counts)).sum(axis=0, keepdims=True)
    alpha = float(_alphas(sums)[0])
    return None if np.isnan(alpha) else alpha


def alpha_interval(
    counts: ArrayLike,
    *,
    rng: "np.random.Generator",
    replicates: int = 1000,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> Interval:
    """Return the 95 % interval of alpha: the percentiles of a bootstrap over images.

    Replicates that happen to hold a single class, where alpha is undefined, are left out. It is
    -1 to 1 while alpha is undefined or fewer than two images have two votes, since one image
    drawn again and again would claim to be certain. Reports replicates done. Raises Cancelled,
    and ValueError for no count table.
    """
    parts = _parts(checked_counts(counts))
    images = len(parts)
    if images < 2:
        return UNKNOWN
    sums = np.empty((replicates, parts.shape[1]))
    for number in range(replicates):
        if is_cancelled():
            raise Cancelled
        weights = np.bincount(rng.integers(images, size=images), minlength=images)
        # Not a matrix product, whose threads wait for each other on a busy machine.
        np.einsum("i,ij->j", weights, parts, out=sums[number])
        report(number + 1, replicates)
    alphas = _alphas(sums)
    defined = alphas[~np.isnan(alphas)]
    if not len(defined):
        return UNKNOWN
    low, high = np.quantile(defined, [0.025, 0.975]).tolist()
    return Interval(low, high)


def cohen_kappa(first: ArrayLike, second: ArrayLike) -> float | None:
    """Return Cohen's kappa (1960) of two people over the same images.

    `first` and `second` are class numbers, shape (n,). None without an image and while both name
    one and the same class throughout. Raises ValueError when they do not pair.
    """
    a, b = np.asarray(first), np.asarray(second)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError(f"answers {a.shape} and answers {b.shape} do not pair")
    count = len(a)
    classes, numbers = np.unique(np.concatenate([a, b]), return_inverse=True)
    totals = [np.bincount(half, minlength=len(classes)) for half in np.split(numbers, [count])]
    agreeing = int(np.count_nonzero(a == b))
    return kappa(count, agreeing=agreeing, by_chance=int(totals[0] @ totals[1]))


def kappa(count: int, *, agreeing: int, by_chance: int) -> float | None:
    """Return kappa of `count` pairs of which so many are `agreeing`; None if chance leaves nothing.

    `by_chance` is count squared times the share that would agree by chance, a whole number, so
    that "no chance left" is exact.
    """
    if by_chance == count * count:
        return None
    return (count * agreeing - by_chance) / (count * count - by_chance)


def fleiss_kappa(counts: ArrayLike) -> float | None:
    """Return Fleiss' kappa (1971) of images that all have the same number of votes.

    None without an image, with fewer than two votes on each, and while all votes name one class.
    Raises ValueError for no count table and for unequal numbers of votes.
    """
    table = checked_counts(counts)
    votes = table.sum(axis=1)
    if not len(table):
        return None
    each = int(votes[0])
    if (votes != each).any():
        raise ValueError(f"images with {votes.min()} to {votes.max()} votes; Fleiss needs as many")
    total = each * len(table)
    by_class = table.sum(axis=0)
    if each < 2 or by_class.max() == total:
        return None
    # In floats, since the squares of large counts add up to more than an int64.
    agreeing = float((table.astype(np.float64) * (table - 1)).sum())
    observed = agreeing / (total * (each - 1))
    by_chance = float(((by_class / total) ** 2).sum())
    return (observed - by_chance) / (1 - by_chance)


def vote_entropy(counts: ArrayLike) -> Floats:
    """Return the entropy of each row's votes in bits, shape (m,); NaN without a vote.

    Raises ValueError for no count table.
    """
    table = checked_counts(counts)
    votes = table.sum(axis=1, keepdims=True)
    shares = table / np.maximum(votes, 1)
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    # Taken from 0, since turning the sign of no entropy would show as -0.
    entropy = 0.0 - (shares * logs).sum(axis=1)
    return np.where(votes[:, 0] > 0, entropy, np.nan)


def _parts(table: CountTable) -> Floats:
    """Return what each image with two votes or more adds to alpha: its agreeing pairs, its votes.

    Shape (m', 1 + C). The first column is sum_c n_ic (n_ic - 1) / (n_i - 1).
    """
    votes = table.sum(axis=1)
    paired = table[votes >= 2].astype(np.float64)
    agreeing = (paired * (paired - 1)).sum(axis=1) / (votes[votes >= 2] - 1)
    return np.column_stack([agreeing, paired])


def _alphas(sums: Floats) -> Floats:
    """Return alpha of each row of summed parts, (r, 1 + C) to (r,); NaN where it is undefined."""
    agreeing, by_class = sums[:, 0], sums[:, 1:]
    total = by_class.sum(axis=1)
    # Both are N times the disagreement; the second is exactly 0 when only one class is named.
    observed = total - agreeing
    expected = (total**2 - (by_class**2).sum(axis=1)) / np.maximum(total - 1, 1)
    ratio = np.full(len(sums), np.nan)
    np.divide(observed, expected, out=ratio, where=expected > 0)
    return 1 - ratio
