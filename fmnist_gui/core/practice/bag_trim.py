"""What is sewn on a bag: pockets, zips, flaps, clasps, creases."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from fmnist_gui.core.practice.bag_cut import Bag
from fmnist_gui.core.practice.cloth import other_tone, plain, toned
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Area, Layer, Line, Panel
from fmnist_gui.core.practice.outline import (
    Pair,
    both_sides,
    box,
    corner,
    ellipse,
)


def _panel(made: Bag, dice: Dice) -> list[Layer]:
    second = plain(
        dice, other_tone(dice, made.cloth.tone) if dice.chance(0.4) else made.cloth.tone * 0.8
    )
    half = dice.between(2.5, 6.0)
    return [
        Panel(box((-half, -1), (half, made.height + 1)), second, curve=0.4, shadow=0.2, inside=True)
    ]


def _base(made: Bag, dice: Dice) -> list[Layer]:
    top = made.height * dice.between(0.62, 0.85)
    second = plain(dice, other_tone(dice, made.cloth.tone))
    if dice.chance(0.5):
        second = toned(made.cloth, dice.between(0.6, 1.5))
    return [
        Panel(box((-16, top), (16, made.height + 2)), second, curve=0.4, shadow=0.3, inside=True)
    ]


def _folds(made: Bag, dice: Dice) -> list[Layer]:
    """Return dents and creases of the leather."""
    layers: list[Layer] = []
    for _ in range(dice.whole(1, 4)):
        x, y = dice.near(0.0, made.bottom), dice.between(0.2, 0.7) * made.height
        path = [(x, y), (x + dice.near(0.0, 3.0), y + dice.between(2.0, 6.0))]
        layers.append(Line(np.array(path), dice.between(0.65, 1.5), width=1.3, blur=0.6))
    spot = ellipse((dice.near(0.0, 4.0), 0.45 * made.height), (0.4 * made.top, 0.25 * made.height))
    layers.append(Area(spot, dice.between(1.0, 1.5), blur=2.0))
    return layers


def _pocket(made: Bag, dice: Dice) -> list[Layer]:
    half, top = made.bottom * dice.between(0.5, 0.75), made.height * dice.between(0.4, 0.55)
    edge = box((-half, top), (half, made.height * dice.between(0.85, 0.94)))
    path = np.concatenate([edge, edge[:1]])
    return [
        Area(edge, dice.between(0.8, 1.25), blur=0.2),
        Line(path, dice.between(0.45, 0.8), width=0.7),
    ]


def _zip(made: Bag, dice: Dice) -> list[Layer]:
    y = dice.between(1.0, 3.2)
    half = made.top * dice.between(0.7, 0.95)
    path = np.array([(-half, y), (0.0, y + 0.3), (half, y)])
    light = dice.between(0.4, 0.7) if dice.chance(0.6) else dice.between(1.5, 3.0)
    return [Line(path, light, width=dice.between(0.5, 1.0))]


def _stitch(made: Bag, dice: Dice) -> list[Layer]:
    inset, light = dice.between(0.8, 1.6), dice.between(0.6, 0.88)
    right: list[Pair] = [
        (made.top - inset, inset),
        (0.5 * (made.top + made.bottom) - inset, 0.5 * made.height),
        (made.bottom - inset, made.height - inset),
    ]
    left = [(-x, y) for x, y in right[::-1]]
    return [Line(np.array([*right, *left, right[0]]), light, width=0.5)]


def _flap(made: Bag, dice: Dice) -> list[Layer]:
    deep = made.height * dice.between(0.4, 0.75)
    pointed = dice.chance(0.3)
    right: list[Pair] = [
        (0.6 * made.top, -0.2),
        *corner(made.top + 0.2, 0.2),
        (made.top, 0.35 * deep if pointed else 0.8 * deep),
        (0.5 * made.top if pointed else 0.9 * made.top, 0.75 * deep if pointed else deep),
        (0.1, deep),
    ]
    leather = toned(made.cloth, dice.between(0.85, 1.15))
    return [Panel(both_sides(right), leather, curve=0.6, shadow=0.55)]


def _belts(made: Bag, dice: Dice) -> list[Layer]:
    layers: list[Layer] = []
    x, wide = made.top * dice.between(0.35, 0.6), dice.between(0.8, 1.4)
    for side in (1.0, -1.0):
        strip = box((side * x - wide / 2, 0.0), (side * x + wide / 2, made.height * 0.8))
        leather = replace(toned(made.cloth, dice.between(0.6, 1.5)), pattern=None)
        layers.append(Panel(strip, leather, curve=0.3, shadow=0.35, inside=True))
    return layers


def _clasp(made: Bag, dice: Dice) -> list[Layer]:
    y, radius = made.height * dice.between(0.2, 0.6), dice.between(0.6, 1.4)
    metal = plain(dice, other_tone(dice, made.cloth.tone))
    layers: list[Layer] = [Panel(ellipse((0.0, y), (radius, radius)), metal, curve=0.3)]
    if radius > 1.0:
        layers.append(Panel(ellipse((0.0, y), (0.5, 0.5)), made.cloth, curve=0.2, shadow=0.0))
    return layers


def _tag(made: Bag, dice: Dice) -> list[Layer]:
    x, y = dice.near(0.0, 0.7 * made.top), made.height * dice.between(0.3, 0.8)
    metal = plain(dice, other_tone(dice, made.cloth.tone))
    return [
        Panel(box((x, y), (x + dice.between(1.0, 2.6), y + 1.0)), metal, curve=0.2, inside=True)
    ]


FEATURES: dict[str, Callable[[Bag, Dice], list[Layer]]] = {
    "panel": _panel,
    "base": _base,
    "folds": _folds,
    "pocket": _pocket,
    "zip": _zip,
    "stitch": _stitch,
    "flap": _flap,
    "belts": _belts,
    "clasp": _clasp,
    "tag": _tag,
}
