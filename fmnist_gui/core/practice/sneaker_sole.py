"""The sole of a sneaker: its side, its stripe, its tread."""

import numpy as np

from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Layer, Line, Panel
from fmnist_gui.core.practice.outline import Pair, Points, corner, smooth
from fmnist_gui.core.practice.sneaker_cut import Sneaker


def sole_layers(made: Sneaker, dice: Dice) -> list[Layer]:
    """Return the sole, which stands on y = 0 and covers the lower edge of the upper."""
    high = made.sole_height
    shape = _shape(high, dice.between(0.3, 1.0))
    layers: list[Layer] = [Panel(shape, made.sole, curve=0.6, shadow=0.45)]
    if "split_sole" in made.features:
        wedge = smooth([(11.0, 0.5), (17.0, -0.6 * high), (29.0, -0.75 * high), (29.0, 0.5)])
        layers.append(Panel(wedge, made.accent, curve=0.3, shadow=0.1, inside=True))
    if "foxing" in made.features:
        path = np.array([(0.0, -0.45 * high), (14.0, -0.4 * high), (28.0, -0.5 * high)])
        layers.append(Line(path, dice.between(0.35, 0.75), width=0.6))
    ground = np.array([(1.5, -0.3), (14.0, -0.15), (27.5, -0.3)])
    layers.append(Line(ground, dice.between(0.25, 0.8), width=dice.between(0.5, 1.0)))
    if "tread" in made.features:
        places = np.arange(3.0, 27.0, dice.between(1.4, 2.6))
        layers += [Line(np.array([(x, -0.6), (x, 0.4)]), 0.4, width=0.5) for x in places]
    return layers


def _shape(high: float, spring: float) -> Points:
    points: list[Pair] = [
        *corner(0.0, -high + 0.3),
        (9.0, -0.86 * high),
        (20.0, -0.92 * high),
        *corner(27.9, -1.1 * high),
        (27.8, -0.3),
        (26.5, 0.0),
        (22.0, 0.0),
        (6.0, 0.0),
        (2.0, -0.25 * spring),
        (0.1, -spring),
    ]
    return smooth(points)
