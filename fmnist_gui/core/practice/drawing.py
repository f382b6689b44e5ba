"""Photograph a sketch: fit it to the frame, light it, turn it into 28 x 28 grey values."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Area, Cloth, Layer, Line, Panel
from fmnist_gui.core.practice.outline import Pair, Points, band
from fmnist_gui.core.practice.raster import Field, fill, soften
from fmnist_gui.core.practice.texture import PATTERNS, noise

SIDE = 28
FINE = 5
"""Samples per pixel and direction."""

STEP = 5
"""Grey values are multiples of this, which halves the packed files."""

Window = tuple[slice, slice]


@dataclass(frozen=True)
class Camera:
    """How a sketch is taken: turned, bent and moved a little, lit from one side, sharpened.

    ``tilt`` is in radians, ``bend`` in garment units, ``shift`` and ``size`` (of the longer
    side) in pixels.
    """

    tilt: float
    bend: float
    bend_phase: float
    shift: Pair
    size: float
    light: Pair
    sharpness: float
    seed: int


def develop(sketch: Sequence[Layer], camera: Camera) -> NDArray[np.uint8]:
    """Return the negative of the photographed sketch, shape (28, 28), ground 0."""
    plate = _Plate(sketch, camera)
    for layer in sketch:
        plate.lay(layer)
    coarse = plate.light.reshape(SIDE, FINE, SIDE, FINE).mean(axis=(1, 3))
    covered = plate.covered.reshape(SIDE, FINE, SIDE, FINE).mean(axis=(1, 3))
    negative = np.where(covered > 0, 1.0 - coarse, 0.0).astype(np.float32)
    near = soften(negative, 1.0)
    within = near / np.maximum(soften(covered, 1.0), 0.1)
    negative += camera.sharpness * (negative - 0.5 * (near + within)) * covered
    negative += 0.012 * Dice(camera.seed).grid(SIDE, SIDE)
    negative[covered < 0.08] = 0.0
    grey = np.clip(negative, 0.0, 1.0) * 255.0
    return (np.round(grey / STEP) * STEP).clip(0, 255).astype(np.uint8)


class _Plate:
    """The fine picture while it is being laid, as a photograph on white ground."""

    def __init__(self, sketch: Sequence[Layer], camera: Camera) -> None:
        self.camera = camera
        self.light = np.ones((SIDE * FINE, SIDE * FINE), dtype=np.float32)
        self.covered = np.zeros((SIDE * FINE, SIDE * FINE), dtype=np.float32)
        seen = [p.outline for p in sketch if isinstance(p, Panel) and not p.inside]
        everything = self._posed(np.concatenate(seen))
        low, high = everything.min(axis=0), everything.max(axis=0)
        self.zoom = float(camera.size / (high - low).max())
        self.middle = (low + high) / 2

    def _posed(self, points: Points) -> Points:
        cos, sin = np.cos(self.camera.tilt), np.sin(self.camera.tilt)
        bent = points + self.camera.bend * np.sin(points[:, ::-1] * 0.19 + self.camera.bend_phase)
        turned: Points = bent @ np.array([(cos, sin), (-sin, cos)])
        return turned

    def _placed(self, points: Points) -> Points:
        middle = np.array(self.camera.shift) + SIDE / 2
        placed: Points = ((self._posed(points) - self.middle) * self.zoom + middle) * FINE
        return placed

    def lay(self, layer: Layer) -> None:
        """Put a layer over what is there."""
        match layer:
            case Panel():
                self._lay_panel(layer)
            case Line():
                outline = band(self._placed(layer.path), layer.width * FINE)
                self._shade(outline, layer.light, layer.blur)
            case Area():
                self._shade(self._placed(layer.outline), layer.light, layer.blur)

    def _cover(self, outline: Points, margin: float) -> tuple[Window, Field]:
        low = np.floor(outline.min(axis=0) - margin).astype(int).clip(0, SIDE * FINE - 1)
        high = np.ceil(outline.max(axis=0) + margin).astype(int).clip(1, SIDE * FINE) + 1
        high = np.maximum(high, low + 2).clip(0, SIDE * FINE)
        window = (slice(low[1], high[1]), slice(low[0], high[0]))
        return window, fill(outline - low, (high[1] - low[1], high[0] - low[0]))

    def _shade(self, outline: Points, light: float, blur: float) -> None:
        window, cover = self._cover(outline, 2.0 * blur * FINE)
        weight = soften(cover, blur * FINE) * self.covered[window]
        self.light[window] *= 1.0 + (light - 1.0) * weight
        np.clip(self.light[window], 0.0, 1.0, out=self.light[window])

    def _lay_panel(self, panel: Panel) -> None:
        window, cover = self._cover(self._placed(panel.outline), 1.5 * FINE)
        if panel.inside:
            cover = cover * self.covered[window]
        surface = self._surface(panel.cloth, panel.curve, window=window, cover=cover)
        shadow = soften(cover, 0.5 * FINE) * panel.shadow * self.covered[window]
        below = self.light[window] * (1.0 - shadow)
        self.light[window] = below + (surface - below) * cover
        self.covered[window] = np.maximum(self.covered[window], cover)

    def _surface(self, cloth: Cloth, curve: float, *, window: Window, cover: Field) -> Field:
        rows, columns = (np.arange(s.start, s.stop, dtype=np.float32) / FINE for s in window)
        x, y = np.meshgrid(columns, rows)
        dome = soften(cover, curve * FINE, 0.3 * curve * FINE)
        height = np.clip(2.0 * dome - 1.0, 0.0, 1.0)
        down, right = np.gradient(dome * (curve * FINE))
        facing = self.camera.light[0] * right + self.camera.light[1] * down
        tone: Field = np.full_like(dome, cloth.tone)
        if cloth.pattern is not None:
            weight = PATTERNS[cloth.pattern.kind](cloth.pattern, x, y)
            tone += (np.float32(cloth.pattern.tone) - tone) * weight
        fold = _coarsely(x, y, cloth)
        light = (1.0 - cloth.rim * (1.0 - height) ** 2) * (1.0 + 0.6 * facing)
        light = light * (1.0 + cloth.folds * fold)
        shine = cloth.gloss * np.clip(fold, 0.0, 1.0) ** 2 * height
        fibre = cloth.grain * _grain(x.shape, seed=cloth.seed)
        lit: Field = np.clip(tone * light + shine + fibre * (0.4 + tone), 0.02, 0.97)
        return lit


def _coarsely(x: Field, y: Field, cloth: Cloth) -> Field:
    """Return the folds of the cloth, worked out for every third sample only."""
    u, v = x[::3, ::3], y[::3, ::3]
    fold = noise((u + cloth.slant * v) / cloth.fold_width, v / cloth.fold_length, seed=cloth.seed)
    return _repeated(fold, x.shape)


def _grain(shape: tuple[int, ...], *, seed: int) -> Field:
    return _repeated(Dice(seed, 1).grid(-(-shape[0] // 3), -(-shape[1] // 3)), shape)


def _repeated(field: Field, shape: tuple[int, ...]) -> Field:
    """Return the field with each value three times each way, cut to the shape."""
    return np.repeat(np.repeat(field, 3, axis=0), 3, axis=1)[: shape[0], : shape[1]]
