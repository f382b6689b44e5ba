"""Bags: a body, what is sewn on it, and its handles."""

from fmnist_gui.core.practice.bag_cut import Bag
from fmnist_gui.core.practice.bag_trim import FEATURES
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.handle import HANDLES, loose_strap
from fmnist_gui.core.practice.layer import Layer, Panel
from fmnist_gui.core.practice.outline import (
    Pair,
    Points,
    both_sides,
    corner,
)


def sketch(made: Bag) -> tuple[Layer, ...]:
    """Return the pieces of the bag, from the back to the front."""
    dice = Dice(made.seed)
    behind, before = HANDLES[made.handle](made, dice)
    body = Panel(_body(made, dice), made.cloth, curve=1.2, shadow=0.3)
    layers: list[Layer] = [*behind, body]
    for name, make in FEATURES.items():
        if name in made.features:
            layers += make(made, dice)
    if "loose" in made.features:
        layers += loose_strap(made, dice)
    return (*layers, *before)


def _body(made: Bag, dice: Dice) -> Points:
    sag, belly = dice.between(-0.6, 0.8), dice.between(0.0, 0.8)
    radius = made.corner
    right: list[Pair] = [
        (0.5 * made.top, sag),
        (made.top - radius, 0.0),
        (made.top, radius),
        (0.5 * (made.top + made.bottom) + belly, 0.55 * made.height),
        (made.bottom, made.height - radius),
        (made.bottom - radius, made.height),
        (0.5 * made.bottom, made.height + 0.1),
    ]
    if made.kind in ("tote", "clutch"):
        right[1:3] = corner(made.top, 0.0)
    return both_sides(right)
