"""Which cloth a garment is made of: tone, pattern, folds, drawn at random."""

from collections.abc import Mapping
from dataclasses import replace

from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Cloth, Pattern

DARK, MIDDLE, LIGHT = "dark", "middle", "light"
RANGES = {DARK: (0.08, 0.22), MIDDLE: (0.25, 0.55), LIGHT: (0.58, 0.84)}
EVEN = {DARK: 0.42, MIDDLE: 0.36, LIGHT: 0.22}


def tone(dice: Dice, weights: Mapping[str, float]) -> float:
    """Return how bright a cloth is in a photograph, from 0 to 1."""
    return dice.between(*RANGES[dice.choose(weights)])


def other_tone(dice: Dice, first: float) -> float:
    """Return a tone that stands out from the first."""
    if first < 0.4:
        return min(0.92, first + dice.between(0.25, 0.75))
    return max(0.06, first - dice.between(0.25, 0.65))


def plain(dice: Dice, brightness: float, *, drape: float = 1.0) -> Cloth:
    """Return a cloth without pattern; `drape` scales its folds."""
    dark = brightness < 0.24
    return Cloth(
        brightness,
        rim=dice.between(0.15, 0.5) if dark else dice.between(0.3, 0.65),
        folds=drape * (dice.between(0.1, 0.35) if dark else dice.between(0.05, 0.24)),
        fold_width=dice.between(1.4, 3.2),
        fold_length=dice.between(6.0, 16.0),
        slant=dice.near(0.0, 0.3),
        gloss=drape * (dice.between(0.0, 0.22) if dark else dice.between(0.0, 0.1)),
        grain=dice.between(0.0, 0.035),
        seed=dice.seed(),
    )


def pattern(dice: Dice, kind: str, first: float) -> Pattern:
    """Return a pattern of the kind whose second tone stands out from the first."""
    scale, duty, angle = {
        "stripe": (dice.between(1.6, 4.5), dice.between(0.3, 0.65), dice.near(0.0, 0.05)),
        "check": (dice.between(2.2, 4.8), dice.between(0.35, 0.6), dice.near(0.0, 0.05)),
        "dots": (dice.between(1.7, 2.8), dice.between(0.12, 0.35), dice.near(0.0, 0.3)),
        "zigzag": (dice.between(2.2, 4.0), 0.5, dice.near(0.0, 0.1)),
        "floral": (dice.between(0.9, 1.9), dice.between(0.35, 0.65), dice.between(0.0, 3.0)),
        "leopard": (dice.between(1.0, 1.8), dice.between(0.5, 0.9), dice.between(0.0, 3.0)),
        "melange": (dice.between(0.5, 1.1), 0.5, dice.near(0.0, 0.3)),
        "fade": (dice.between(8.0, 20.0), 0.5, 0.0),
        "block": (dice.between(3.0, 14.0), 0.5, 0.0),
        "rib": (dice.between(1.1, 2.2), 0.5, 0.0),
        "quilt": (dice.between(2.4, 4.2), 0.5, dice.near(0.0, 0.06)),
    }[kind]
    second = other_tone(dice, first)
    if kind in ("melange", "rib", "quilt", "fade"):
        second = first + (second - first) * dice.between(0.2, 0.6)
    elif kind in ("floral", "check", "block", "leopard", "stripe"):
        second = first + (second - first) * dice.between(0.4, 1.0)
    return Pattern(kind, second, scale, angle, duty, dice.between(0.0, 12.0), dice.seed())


def cloth(
    dice: Dice,
    *,
    tones: Mapping[str, float] = EVEN,
    patterns: Mapping[str, float],
    drape: float = 1.0,
) -> Cloth:
    """Return a cloth; `patterns` gives the weight of each kind and of "plain"."""
    made = plain(dice, tone(dice, tones), drape=drape)
    kind = dice.choose(patterns)
    return made if kind == "plain" else replace(made, pattern=pattern(dice, kind, made.tone))


def toned(made: Cloth, factor: float) -> Cloth:
    """Return the same cloth lighter or darker."""
    return replace(made, tone=min(0.95, max(0.04, made.tone * factor)))
