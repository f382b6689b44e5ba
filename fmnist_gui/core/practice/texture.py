"""Cloth seen close: stripes, checks, dots, flowers, knit, and the noise behind folds."""

from collections.abc import Callable

import numpy as np

from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Pattern
from fmnist_gui.core.practice.raster import Field

LATTICE = 32


def noise(x: Field, y: Field, *, seed: int) -> Field:
    """Return value noise from -1 to 1 with one random value per unit of `x` and `y`."""
    lattice = Dice(seed).grid(LATTICE, LATTICE)
    left, top = np.floor(x), np.floor(y)
    u, v = x - left, y - top
    u, v = u * u * (3 - 2 * u), v * v * (3 - 2 * v)
    column, row = left.astype(np.intp) % LATTICE, top.astype(np.intp) % LATTICE
    right, below = (column + 1) % LATTICE, (row + 1) % LATTICE
    upper = lattice[row, column] * (1 - u) + lattice[row, right] * u
    lower = lattice[below, column] * (1 - u) + lattice[below, right] * u
    mixed: Field = upper * (1 - v) + lower * v
    return mixed


def _wave(along: Field, duty: float) -> Field:
    return ((along % 1.0) < duty).astype(np.float32)


def _across(p: Pattern, x: Field, y: Field) -> tuple[Field, Field]:
    cos, sin = np.float32(np.cos(p.angle)), np.float32(np.sin(p.angle))
    return (x * cos + y * sin + p.phase) / p.scale, (y * cos - x * sin + p.phase) / p.scale


def stripe(p: Pattern, x: Field, y: Field) -> Field:
    """Return horizontal stripes, turned by the angle."""
    return _wave(_across(p, x, y)[1], p.duty)


def check(p: Pattern, x: Field, y: Field) -> Field:
    """Return crossing stripes, darkest where they meet."""
    u, v = _across(p, x, y)
    return 0.5 * (_wave(u, p.duty) + _wave(v, p.duty))


def dots(p: Pattern, x: Field, y: Field) -> Field:
    """Return discs in staggered rows."""
    u, v = _across(p, x, y)
    u = u + 0.5 * (np.floor(v) % 2.0)
    return ((u % 1.0 - 0.5) ** 2 + (v % 1.0 - 0.5) ** 2 < p.duty / np.pi).astype(np.float32)


def zigzag(p: Pattern, x: Field, y: Field) -> Field:
    """Return stripes that go up and down."""
    u, v = _across(p, x, y)
    return _wave(v + 0.8 * np.abs(u % 1.0 - 0.5), p.duty)


def floral(p: Pattern, x: Field, y: Field) -> Field:
    """Return blotches of three tones, as flowers are in a thumbnail."""
    u, v = _across(p, x, y)
    n = noise(u, v, seed=p.seed) + 0.5 * noise(2 * u, 2 * v, seed=p.seed + 1)
    edge = 0.9 - 1.8 * p.duty
    return 0.6 * (n > edge) + 0.4 * (n > edge + 0.35)


def leopard(p: Pattern, x: Field, y: Field) -> Field:
    """Return rings and spots."""
    u, v = _across(p, x, y)
    return (np.abs(noise(u, v, seed=p.seed)) < 0.45 * p.duty).astype(np.float32)


def melange(p: Pattern, x: Field, y: Field) -> Field:
    """Return yarn of two tones."""
    u, v = _across(p, x, y)
    return 0.5 + 0.5 * noise(u, 2.0 * v, seed=p.seed)


def fade(p: Pattern, x: Field, y: Field) -> Field:
    """Return a slow change from top (by the phase) to bottom."""
    done: Field = np.clip((y - p.phase) / p.scale, 0.0, 1.0)
    return done


def block(p: Pattern, x: Field, y: Field) -> Field:
    """Return one broad stripe that starts at the phase."""
    return ((y > p.phase) & (y < p.phase + p.scale)).astype(np.float32)


def rib(p: Pattern, x: Field, y: Field) -> Field:
    """Return the soft upright ribs of a knit."""
    ridges: Field = 0.5 + 0.5 * np.sin(2.0 * np.pi * _across(p, x, y)[0])
    return ridges


def quilt(p: Pattern, x: Field, y: Field) -> Field:
    """Return padded rows: light above, dark in the seam below."""
    return (_across(p, x, y)[1] % 1.0) ** 3


PATTERNS: dict[str, Callable[[Pattern, Field, Field], Field]] = {
    "stripe": stripe,
    "check": check,
    "dots": dots,
    "zigzag": zigzag,
    "floral": floral,
    "leopard": leopard,
    "melange": melange,
    "fade": fade,
    "block": block,
    "rib": rib,
    "quilt": quilt,
}
