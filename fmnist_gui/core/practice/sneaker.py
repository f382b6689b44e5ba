"""Sneakers, seen from the side: from their measures to pieces."""

from collections.abc import Callable

import numpy as np

from fmnist_gui.core.practice.cloth import toned
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Area, Layer, Line, Panel
from fmnist_gui.core.practice.outline import Pair, Points, box, corner, ellipse, smooth
from fmnist_gui.core.practice.sneaker_cut import Sneaker
from fmnist_gui.core.practice.sneaker_sole import sole_layers


def sketch(made: Sneaker) -> tuple[Layer, ...]:
    """Return the pieces of the sneaker, from the back to the front."""
    dice = Dice(made.seed)
    layers: list[Layer] = [Panel(_inside(made), made.lining, curve=0.8, shadow=0.0)]
    if made.laces:
        layers.append(Panel(_tongue(made, dice), toned(made.upper, dice.between(0.7, 1.3))))
    layers.append(Panel(_upper(made), made.upper, curve=1.0, shadow=0.4))
    layers += _modelling(made, dice)
    second = made.accent if dice.chance(0.45) else toned(made.upper, dice.between(0.6, 1.5))
    for name, outline in OVERLAYS.items():
        if name in made.features:
            layers.append(Panel(outline(made, dice), second, curve=0.5, shadow=0.3, inside=True))
    layers += _collar(made, dice)
    layers += _laces(made, dice)
    shapes = MARKS[made.mark](made, dice)
    layers += [Panel(s, made.accent, curve=0.2, shadow=0.1, inside=True) for s in shapes]
    return (*layers, *sole_layers(made, dice))


def _upper(made: Sneaker) -> Points:
    (throat_x, throat), (collar_x, collar) = made.throat, made.collar
    ground = -0.7 * made.sole_height
    points: list[Pair] = [
        *corner(0.1, ground),
        (0.1, -made.sole_height - 0.7 * made.toe),
        (1.5, -made.sole_height - 1.7 * made.toe),
        (4.6, -0.45 * (made.vamp + made.sole_height + 2.4 * made.toe)),
        *corner(10.4, -made.vamp),
        (0.5 * (10.6 + throat_x), -0.53 * made.vamp - 0.47 * throat + 0.3),
        *corner(throat_x, -throat),
        (throat_x + 1.4, -0.7 * throat - 0.3 * collar),
        (collar_x, -collar),
        (25.0, -0.4 * collar - 0.6 * made.heel + 0.3),
        (26.6, -made.heel),
        (27.4, -made.heel + 0.2),
        (27.2, -0.62 * made.heel),
        (27.9, -made.sole_height - 1.4),
        *corner(27.9, ground),
    ]
    return smooth(points)


def _inside(made: Sneaker) -> Points:
    (throat_x, throat), (collar_x, collar) = made.throat, made.collar
    points: list[Pair] = [
        (throat_x + 0.6, -throat + 0.2),
        (collar_x, -collar - 0.9),
        (25.6, -made.heel + 0.1),
        (25.6, -made.heel + 2.4),
        (collar_x, -collar + 2.0),
        (throat_x + 0.6, -throat + 3.0),
    ]
    return smooth(points)


def _tongue(made: Sneaker, dice: Dice) -> Points:
    throat_x, throat = made.throat
    out = dice.between(0.6, 1.8)
    points: list[Pair] = [
        (9.8, -made.vamp + 0.4),
        (0.5 * (9.6 + throat_x) - 0.5, -0.5 * (made.vamp + throat) - 0.6),
        (throat_x - 0.9, -throat - out),
        (throat_x + 0.9, -throat - out),
        (throat_x + 1.6, -throat + 2),
        (13.0, -made.vamp + 1.0),
    ]
    return smooth(points)


def _modelling(made: Sneaker, dice: Dice) -> list[Layer]:
    """Return the light on the toe and the side, and a few seams."""
    low = -made.sole_height
    toe = ellipse((dice.between(4.0, 6.5), 0.6 * low - 0.4 * made.vamp), (2.8, 1.0))
    side = ellipse((dice.between(14.0, 20.0), 0.6 * low - 0.4 * made.vamp), (4.5, 1.8))
    layers: list[Layer] = [
        Area(toe, dice.between(1.0, 1.7), blur=0.6),
        Area(side, dice.between(0.75, 1.5), blur=1.0),
    ]
    for _ in range(dice.whole(0, 3)):
        x = dice.between(8.5, 20.0)
        path: list[Pair] = [
            (x, low),
            (x + dice.near(1.2, 2.0), 0.55 * low - 0.45 * made.vamp),
            (x + dice.near(3.0, 3.0), -made.collar[1] + 0.6),
        ]
        layers.append(Line(smooth(path, closed=False), dice.between(0.6, 1.4), width=0.6))
    return layers


def _toe_cap(made: Sneaker, dice: Dice) -> Points:
    edge, top = dice.between(4.5, 7.5), -made.vamp
    return smooth([(-1, 1), (-1, top - 2), (edge, top - 2), (edge + 1.2, top + 1.5), (edge, 1)])


def _eyestay(made: Sneaker, _dice: Dice) -> Points:
    (throat_x, throat), top = made.throat, -made.vamp
    points: list[Pair] = [
        (9.4, top - 0.4),
        (throat_x, -throat - 0.4),
        (throat_x + 2.2, -throat + 0.6),
        (throat_x + 2.0, -throat + 2.8),
        (12.4, top + 2.2),
        (9.2, top + 1.6),
    ]
    return smooth(points)


def _counter(made: Sneaker, dice: Dice) -> Points:
    edge, high = dice.between(21.5, 24.5), -dice.between(0.55, 1.1) * made.heel
    points: list[Pair] = [
        (edge, 1),
        (edge + 0.4, -made.sole_height),
        (edge + 1.8, high),
        (29, high - 1),
        (29, 1),
    ]
    return smooth(points)


OVERLAYS: dict[str, Callable[[Sneaker, Dice], Points]] = {
    "toe_cap": _toe_cap,
    "eyestay": _eyestay,
    "counter": _counter,
}


def _collar(made: Sneaker, dice: Dice) -> list[Layer]:
    """Return the padded edge round the ankle and the loop behind it."""
    (throat_x, throat), (collar_x, collar) = made.throat, made.collar
    path = [(throat_x + 2.0, -throat + 1.2), (collar_x, -collar + 0.8), (26.0, -made.heel + 1.0)]
    light = dice.between(0.55, 0.9)
    layers: list[Layer] = [Line(smooth(path, closed=False), light, width=0.7)]
    if "loop" in made.features:
        tab = box((26.0, -made.heel - dice.between(0.4, 1.4)), (27.1, -made.heel + 1.2))
        layers.append(Panel(tab, made.accent, curve=0.3))
    return layers


def _laces(made: Sneaker, dice: Dice) -> list[Layer]:
    throat_x, throat = made.throat
    light = dice.between(1.5, 3.5) if made.upper.tone < 0.5 else dice.between(0.35, 0.75)
    layers: list[Layer] = []
    for i in range(made.laces):
        share = (i + 0.5) / made.laces
        x = 10.8 + share * (throat_x - 10.8)
        y = -made.vamp - share * (throat - made.vamp)
        bar = np.array([(x - 0.8, y - 0.5), (x + 1.5, y + dice.between(0.7, 1.4))])
        layers.append(Line(bar, light, width=0.55, blur=0.12))
    return layers


def _no_mark(_made: Sneaker, _dice: Dice) -> list[Points]:
    return []


def _stripes(made: Sneaker, dice: Dice) -> list[Points]:
    high, low, start = 1.6 - made.collar[1], -made.sole_height, dice.between(12.8, 15.8)
    return [
        np.array([(x, high), (x + 0.9, high), (x - 1.0, low), (x - 1.9, low)])
        for x in np.arange(dice.whole(2, 4)) * 1.9 + start
    ]


def _swoosh(made: Sneaker, _dice: Dice) -> list[Points]:
    y = 0.5 * (1.6 - made.collar[1] - made.sole_height)
    curve: list[Pair] = [
        (11.5, y - 0.6),
        (13.0, y + 1.3),
        (16.0, y + 1.0),
        (23.0, y - 2.0),
        (16.0, y + 2.6),
        (12.6, y + 2.4),
    ]
    return [smooth(curve)]


def _letter(made: Sneaker, dice: Dice) -> list[Points]:
    y, x = 0.5 * (1.6 - made.collar[1] - made.sole_height), dice.between(13.4, 16.4)
    bars = [box((x + at, y - 1.6), (x + at + 0.9, y + 1.6)) for at in (0.0, 2.6)]
    slant = [(x, y - 1.6), (x + 1.0, y - 1.6), (x + 3.5, y + 1.6), (x + 2.5, y + 1.6)]
    return [*bars, np.array(slant)]


def _round(made: Sneaker, _dice: Dice) -> list[Points]:
    return [ellipse((20.5, 0.55 * (1.6 - made.collar[1]) - 0.45 * made.sole_height), (1.7, 1.7))]


MARKS: dict[str, Callable[[Sneaker, Dice], list[Points]]] = {
    "none": _no_mark,
    "stripes": _stripes,
    "swoosh": _swoosh,
    "letter": _letter,
    "round": _round,
}
