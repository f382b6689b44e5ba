"""Describes images by random patches, which tells classes apart well for little time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Images

Features = NDArray[np.float32]

PATCH_PX = 6
PARTS = 3
"""Responses are averaged in so many parts of the image along each edge."""

SIDE_MAX_PX = 32
"""Larger images are averaged down to this first: the patches see as much of them as of clothes."""

THRESHOLD = 0.25
SAMPLE = 20_000
CONTRAST_FLOOR = 0.01
WHITENING_FLOOR = 0.1
_PLACES_AT_ONCE = 1 << 12
"""The responses at so many places of a hundred patches stay in a processor's own memory."""

_DRAWN_AT_ONCE = 64


@dataclass(frozen=True, eq=False)
class PatchBank:
    """Patches drawn from the images themselves, ready to be laid over every place of an image.

    The patches are normalised in contrast, whitened and rectified both ways, after Coates, Lee and
    Ng (2011), "An analysis of single-layer networks in unsupervised feature learning".
    ``filters`` is (patches, side * side + 1), the last column a constant; ``stride`` is the
    distance of the places in pixels.
    """

    filters: NDArray[np.float32]
    side: int
    stride: int

    @property
    def size(self) -> int:
        """How many numbers describe an image."""
        return 2 * len(self.filters) * PARTS * PARTS

    def describe(self, images: Images, out: Features) -> None:
        """Write the features of `images` (n, rows, columns) to `out` (n, size)."""
        tall, wide = shrunk(images[:1]).shape[1:]
        places = max(1, (tall // self.stride) * (wide // self.stride))
        step = max(1, _PLACES_AT_ONCE // places)
        for start in range(0, len(images), step):
            few = slice(start, min(start + step, len(images)))
            self._describe_few(images[few], out[few])

    def _describe_few(self, images: Images, out: Features) -> None:
        pixels = shrunk(images)
        patches = self._patches(pixels)
        count, tall, wide = patches.shape[1:]
        responses = self.filters @ patches.reshape(len(patches), -1)
        # What is below minus the threshold, but for a constant that the scaling takes away.
        opposite = np.minimum(responses, -2 * THRESHOLD)
        np.maximum(responses, 0, out=responses)
        pool = _pool(tall, wide)
        shape = len(self.filters), count, PARTS * PARTS
        both = out.reshape(count, 2, len(self.filters), PARTS * PARTS)
        for number, found in enumerate((responses, opposite)):
            pooled = (found.reshape(-1, tall * wide) @ pool).reshape(shape)
            both[:, number] = pooled.transpose(1, 0, 2)

    def _patches(self, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return (side * side + 1, n, tall, wide): the pixels of each patch over its contrast."""
        side, stride = self.side, self.stride
        scale = 1 / _contrast(pixels, side)[:, ::stride, ::stride]
        tall, wide = scale.shape[1:]
        patches = np.ones((side * side + 1, len(pixels), tall, wide), dtype=np.float32)
        for row in range(side):
            rows = slice(row, row + stride * (tall - 1) + 1, stride)
            for column in range(side):
                columns = slice(column, column + stride * (wide - 1) + 1, stride)
                np.multiply(pixels[:, rows, columns], scale, out=patches[row * side + column])
        return patches


def patch_bank(images: Images, *, patches: int, stride: int, seed: int) -> PatchBank:
    """Return `patches` patches drawn from `images` (n, rows, columns), the same for a seed."""
    rng = np.random.default_rng(seed)
    chosen = rng.integers(len(images), size=SAMPLE)
    example = shrunk(images[:1])
    side = min(PATCH_PX, *example.shape[1:])
    rows = rng.integers(example.shape[1] - side + 1, size=SAMPLE)
    columns = rng.integers(example.shape[2] - side + 1, size=SAMPLE)
    drawn = np.empty((SAMPLE, side, side), dtype=np.float64)
    for start in range(0, SAMPLE, _DRAWN_AT_ONCE):
        few = slice(start, start + _DRAWN_AT_ONCE)
        windows = np.lib.stride_tricks.sliding_window_view(
            shrunk(images[chosen[few]]), (side, side), axis=(1, 2)
        )
        drawn[few] = windows[np.arange(len(windows)), rows[few], columns[few]]
    flat = drawn.reshape(SAMPLE, -1)
    level = flat.mean(axis=1, keepdims=True)
    normal = (flat - level) / np.sqrt(flat.var(axis=1, keepdims=True) + CONTRAST_FLOOR)
    mean = normal.mean(axis=0)
    variances, directions = np.linalg.eigh(np.atleast_2d(np.cov(normal, rowvar=False)))
    whiten = (directions / np.sqrt(variances + WHITENING_FLOOR)) @ directions.T
    found = (normal - mean)[rng.choice(SAMPLE, patches, replace=False)] @ whiten
    found /= np.linalg.norm(found, axis=1, keepdims=True) + 1e-6
    over_pixels = found @ whiten
    constant = -(over_pixels @ mean) - THRESHOLD
    # Takes the level of the patch away, so that only its scale is left to be divided by.
    over_pixels -= over_pixels.mean(axis=1, keepdims=True)
    filters = np.concatenate([over_pixels, constant[:, None]], axis=1).astype(np.float32)
    return PatchBank(filters, side, stride)


def shrunk(images: Images) -> NDArray[np.float32]:
    """Return the images in 0 to 1, averaged down to at most ``SIDE_MAX_PX`` along each edge.

    An edge that is no multiple of the whole factor loses its last pixels.
    """
    pixels = images.astype(np.float32)
    pixels /= 255
    factor = -(-max(pixels.shape[1:]) // SIDE_MAX_PX)
    if factor == 1:
        return pixels
    # A thin image keeps the edge that is too short to be averaged.
    rows, columns = (factor if edge >= factor else 1 for edge in pixels.shape[1:])
    tall, wide = pixels.shape[1] // rows, pixels.shape[2] // columns
    cut = pixels[:, : tall * rows, : wide * columns]
    averaged: NDArray[np.float32] = cut.reshape(-1, tall, rows, wide, columns).mean(axis=(2, 4))
    return averaged


def _contrast(pixels: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """Return the floored standard deviation within each window of `side` x `side` pixels."""
    mean = _window_sums(pixels, side) / side**2
    variance = _window_sums(pixels * pixels, side) / side**2 - mean * mean
    contrast: NDArray[np.float32] = np.sqrt(np.maximum(variance, 0) + np.float32(CONTRAST_FLOOR))
    return contrast


def _window_sums(values: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    tall, wide = values.shape[1] - side + 1, values.shape[2] - side + 1
    down = np.zeros((len(values), tall, values.shape[2]), dtype=np.float32)
    for row in range(side):
        down += values[:, row : row + tall]
    across = np.zeros((len(values), tall, wide), dtype=np.float32)
    for column in range(side):
        across += down[:, :, column : column + wide]
    return across


def _pool(tall: int, wide: int) -> NDArray[np.float32]:
    """Return the matrix (tall * wide, parts * parts) that averages within each part."""
    down, across = _parts(tall), _parts(wide)
    both: NDArray[np.float32] = np.einsum("ai,bj->ijab", down, across)
    return np.ascontiguousarray(both.reshape(tall * wide, -1))


def _parts(length: int) -> NDArray[np.float32]:
    """Return (PARTS, length): row i averages the i-th part; short lines share their places."""
    edges = np.linspace(0, length, PARTS + 1)
    weights = np.zeros((PARTS, length), dtype=np.float32)
    for part in range(PARTS):
        first = min(round(edges[part]), length - 1)
        last = max(round(edges[part + 1]), first + 1)
        weights[part, first:last] = 1 / (last - first)
    return weights
