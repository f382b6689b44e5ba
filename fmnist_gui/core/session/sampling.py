"""Which images come, and in which order: the ways to draw a sample."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.session.protocol import Sampling

Indices = NDArray[np.int64]
"""Images by their index in a split, shape (n,)."""

Weights = Mapping[int, float]
"""How often each class is wanted, relative to the others; classes left out count 1."""


def simple_random(allowed: Indices, rng: "np.random.Generator") -> Indices:
    """Return `allowed` in random order; the beginning of any length is a simple random sample."""
    return rng.permutation(allowed)


def stratified(
    allowed: Indices, labels: NDArray[np.uint8], count: int, *, rng: "np.random.Generator"
) -> Indices:
    """Return `count` images with each class in proportion to its share, in random order.

    Largest remainders settle the last few (Hamilton's method); of equal ones the lower class.
    `labels` has shape (m,), the split's.
    """
    order = rng.permutation(allowed)
    classes, sizes = np.unique(labels[order], return_counts=True)
    shares = count * sizes / len(order)
    quota = np.floor(shares).astype(np.int64)
    remainders = np.argsort(-(shares - quota), kind="stable")
    quota[remainders[: count - quota.sum()]] += 1
    chosen = [order[labels[order] == c][:n] for c, n in zip(classes, quota, strict=True)]
    return rng.permutation(np.concatenate(chosen))


def balanced_blocks(
    allowed: Indices, labels: NDArray[np.uint8], count: int, *, rng: "np.random.Generator"
) -> Indices:
    """Return images in blocks that hold each class once, shuffled within; at most `count`.

    Ends early when a class has no image left. The last block may be cut.
    """
    order = rng.permutation(allowed)
    by_class = [order[labels[order] == c] for c in np.unique(labels[order])]
    blocks = min((len(members) for members in by_class), default=0)
    table = np.stack([members[:blocks] for members in by_class], axis=1) if by_class else order
    return rng.permuted(table, axis=1).reshape(-1)[:count] if by_class else order


def weighted(
    allowed: Indices,
    labels: NDArray[np.uint8],
    count: int,
    *,
    rng: "np.random.Generator",
    weights: Weights,
) -> Indices:
    """Return at most `count` images whose classes come in proportion to `weights`.

    Each next class is drawn among those that still have images.
    """
    order = rng.permutation(allowed)
    piles = {int(c): list(order[labels[order] == c]) for c in np.unique(labels[order])}
    chosen: list[int] = []
    while piles and len(chosen) < count:
        classes = list(piles)
        wanted = np.array([weights.get(number, 1.0) for number in classes])
        number = classes[int(rng.choice(len(classes), p=wanted / wanted.sum()))]
        chosen.append(int(piles[number].pop()))
        if not piles[number]:
            del piles[number]
    return np.array(chosen, dtype=np.int64)


def sample(
    allowed: Indices,
    labels: NDArray[np.uint8],
    count: int,
    *,
    rng: "np.random.Generator",
    sampling: Sampling,
) -> Indices:
    """Return at most `count` of `allowed`, drawn by `sampling` without replacement."""
    if sampling == "stratified":
        return stratified(allowed, labels, count, rng=rng)
    if sampling == "balanced blocks":
        return balanced_blocks(allowed, labels, count, rng=rng)
    return simple_random(allowed, rng)[:count]
