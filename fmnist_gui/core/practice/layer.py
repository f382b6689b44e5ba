"""What a garment is made of before it becomes pixels: pieces of cloth, seams, openings."""

from dataclasses import dataclass

from fmnist_gui.core.practice.outline import Points


@dataclass(frozen=True)
class Pattern:
    """A second tone in the cloth; ``kind`` is a key of ``texture.PATTERNS``.

    ``scale`` and ``phase`` are in pixels of the finished image, ``angle`` in radians, ``duty``
    is the share of the second tone.
    """

    kind: str
    tone: float
    scale: float
    angle: float = 0.0
    duty: float = 0.5
    phase: float = 0.0
    seed: int = 0


@dataclass(frozen=True)
class Cloth:
    """How a surface looks in a photograph; tones run from 0 (black) to 1 (white).

    ``rim`` is how much darker it gets where it turns away, ``folds`` and ``gloss`` how much
    light its folds and highlights move, ``fold_width`` and ``fold_length`` are in pixels.
    """

    tone: float
    pattern: Pattern | None = None
    rim: float = 0.4
    folds: float = 0.1
    fold_width: float = 2.5
    fold_length: float = 9.0
    slant: float = 0.0
    gloss: float = 0.0
    grain: float = 0.03
    seed: int = 0


@dataclass(frozen=True, eq=False)
class Panel:
    """A piece of cloth, laid over what is there already.

    ``curve`` is how far from its edge it turns away and ``shadow`` how dark the shadow is that
    it throws on what lies under it. With ``inside`` it shows only on what is there already.
    """

    outline: Points
    cloth: Cloth
    curve: float = 2.0
    shadow: float = 0.3
    inside: bool = False


@dataclass(frozen=True, eq=False)
class Line:
    """A seam, fold or edge along a path: multiplies the light there by ``light``.

    ``width`` is in pixels of the finished image.
    """

    path: Points
    light: float
    width: float = 0.8
    blur: float = 0.2


@dataclass(frozen=True, eq=False)
class Area:
    """A part of what is there that is lighter or darker, with a soft edge (pixels)."""

    outline: Points
    light: float
    blur: float = 1.0


Layer = Panel | Line | Area
