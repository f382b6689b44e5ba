"""How a garment for the upper body closes in front: buttons, zips, open edges."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from fmnist_gui.core.practice.cloth import plain
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Layer, Line, Panel
from fmnist_gui.core.practice.outline import Points, ellipse, smooth
from fmnist_gui.core.practice.upper_cut import Cut


def upright(cut: Cut, x: float, top: float, bottom: float) -> Points:
    """Return a path straight down the garment at `x`, not beyond its hem."""
    return np.array([(x, top), (x, 0.5 * (top + bottom)), (x, min(bottom, cut.length + 1.0))])


def _closed(_cut: Cut, _dice: Dice) -> list[Layer]:
    return []


def _row(cut: Cut, dice: Dice, *, x: float, bottom: float) -> list[Layer]:
    tone = 0.8 if cut.cloth.tone < 0.45 else 0.2
    tone = cut.cloth.tone + (tone - cut.cloth.tone) * dice.between(0.15, 0.9)
    if dice.chance(0.35):
        tone = cut.cloth.tone * dice.between(0.4, 0.8)
    stud = replace(plain(dice, tone), rim=0.1)
    radius = dice.between(0.3, 0.48)
    gap = dice.between(2.2, 4.2)
    at = np.arange(cut.neck_depth + dice.between(1.0, 2.5), bottom - 1.0, gap)
    return [
        Panel(ellipse((x, float(y)), (radius, radius), steps=8), stud, curve=0.2, inside=True)
        for y in at
    ]


def _buttons(cut: Cut, dice: Dice, bottom: float = 99.0) -> list[Layer]:
    end = min(bottom, cut.length)
    top = 0.6 * cut.neck_depth
    light = dice.between(0.6, 0.88)
    layers: list[Layer] = [Line(upright(cut, 0.75, top, end), light, width=0.5)]
    if dice.chance(0.5):
        layers.append(Line(upright(cut, -0.7, top, end), light, width=0.5))
    if dice.chance(0.82):
        layers += _row(cut, dice, x=0.0, bottom=end)
    return layers


def _half_buttons(cut: Cut, dice: Dice) -> list[Layer]:
    return _buttons(cut, dice, cut.neck_depth + dice.between(4.0, 8.0))


def _double(cut: Cut, dice: Dice) -> list[Layer]:
    x, start = dice.between(1.4, 2.4), 0.4 * cut.length
    lower = replace(cut, neck_depth=start)
    seed = dice.seed()
    edge = Line(upright(cut, x + 0.8, start - 2.0, cut.length), dice.between(0.5, 0.75))
    sides = (x, -x)
    rows = [part for side in sides for part in _row(lower, Dice(seed), x=side, bottom=cut.length)]
    return [edge, *rows]


def _zip(cut: Cut, dice: Dice, bottom: float = 99.0) -> list[Layer]:
    end = min(bottom, cut.length)
    path = upright(cut, 0.0, -1.5, end)
    light = dice.between(0.35, 0.7) if dice.chance(0.65) else dice.between(1.4, 2.6)
    layers: list[Layer] = [Line(path, dice.between(0.8, 1.15), width=1.8)]
    layers.append(Line(path, light, width=dice.between(0.5, 0.9)))
    return layers


def _half_zip(cut: Cut, dice: Dice) -> list[Layer]:
    return _zip(cut, dice, cut.neck_depth + dice.between(4.0, 8.0))


def _edge(cut: Cut, dice: Dice) -> list[Layer]:
    """Return the front edge of a coat worn open a little, one side over the other."""
    lean = dice.near(0.0, 1.2)
    path = smooth(
        [(0.0, 2.0), (0.5 * lean, 0.6 * cut.length), (lean, cut.length + 1)], closed=False
    )
    soft = Line(path + np.array((0.5, 0.0)), dice.between(0.7, 0.9), width=1.4, blur=0.5)
    return [soft, Line(path, dice.between(0.35, 0.7), width=dice.between(0.5, 1.0))]


FRONTS: dict[str, Callable[[Cut, Dice], list[Layer]]] = {
    "closed": _closed,
    "buttons": _buttons,
    "half buttons": _half_buttons,
    "double": _double,
    "zip": _zip,
    "half zip": _half_zip,
    "edge": _edge,
}
