"""What is sewn on a garment for the upper body: fronts, pockets, belts, ribs."""

from collections.abc import Callable

import numpy as np

from fmnist_gui.core.practice.cloth import other_tone, plain
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.front import FRONTS, upright
from fmnist_gui.core.practice.layer import Area, Layer, Line, Panel
from fmnist_gui.core.practice.motif import logo, picture
from fmnist_gui.core.practice.outline import box, ellipse, smooth
from fmnist_gui.core.practice.upper_cut import NATURAL_WAIST, Cut


def trim_layers(cut: Cut, dice: Dice) -> list[Layer]:
    """Return all that the cut's features ask for."""
    layers = FRONTS[cut.front](cut, dice)
    for name, make in FEATURES.items():
        if cut.has(name):
            layers += make(cut, dice)
    if dice.chance(0.6):
        layers += _hem(cut, dice)
    return layers


def _hem(cut: Cut, dice: Dice) -> list[Layer]:
    y = cut.length - dice.between(0.8, 1.6) - max(0.0, cut.hem_curve)
    path = [(-cut.hem - 1, y), (0.0, y + 0.8 * max(0.0, cut.hem_curve)), (cut.hem + 1, y)]
    return [Line(smooth(path, closed=False), dice.between(0.65, 0.92), width=0.6)]


def _ribbed_hem(cut: Cut, dice: Dice) -> list[Layer]:
    top = cut.length - dice.between(1.8, 3.0)
    area = box((-cut.hem - 1, top), (cut.hem + 1, cut.length + 2))
    light = dice.between(0.7, 0.98) if dice.chance(0.7) else dice.between(1.1, 1.6)
    seam = Line(np.array([(-cut.hem - 1, top), (0, top), (cut.hem + 1, top)]), 0.72, width=0.6)
    return [Area(area, light, blur=0.2), seam]


def _belt(cut: Cut, dice: Dice) -> list[Layer]:
    y, wide = NATURAL_WAIST, dice.between(0.9, 1.8)
    strap = plain(
        dice, other_tone(dice, cut.cloth.tone) if dice.chance(0.5) else cut.cloth.tone * 0.8
    )
    layers: list[Layer] = [
        Panel(box((-9, y - wide / 2), (9, y + wide / 2)), strap, curve=0.4, shadow=0.4, inside=True)
    ]
    if dice.chance(0.6):
        knot = ellipse((0.4, y), (0.9, 0.9), steps=8)
        layers.append(Panel(knot, strap, curve=0.4, shadow=0.4))
        end = smooth([(0.5, y), (1.6, y + 3), (1.4, y + dice.between(4.0, 7.0))], closed=False)
        layers.append(Line(end, dice.between(0.5, 0.8), width=0.8))
    return layers


def _waist_seam(cut: Cut, dice: Dice) -> list[Layer]:
    high = NATURAL_WAIST - 0.3
    path = np.array([(-9.0, high), (0.0, high + 0.4), (9.0, high)])
    return [Line(path, dice.between(0.55, 0.85), width=dice.between(0.6, 1.2))]


def _slit(cut: Cut, dice: Dice) -> list[Layer]:
    x = dice.near(0.0, 2.0)
    return [Line(upright(cut, x, 0.7 * cut.length, cut.length), dice.between(0.3, 0.6))]


def _flaps(cut: Cut, dice: Dice) -> list[Layer]:
    y = dice.between(0.6, 0.7) * cut.length
    wide, deep = dice.between(2.4, 3.6), dice.between(0.8, 2.6)
    light = dice.between(0.45, 0.75)
    layers: list[Layer] = []
    rows = [y] if dice.chance(0.6) else [y, dice.between(7.5, 9.0)]
    for top in rows:
        for side in (1.0, -1.0):
            a, b = side * (cut.chest * 0.28), side * (cut.chest * 0.28 + wide)
            edge = np.array([(a, top), (a, top + deep), (b, top + deep), (b, top)])
            layers.append(Line(edge, light, width=0.6))
            layers.append(Line(np.array([(a, top), (b, top)]), 0.8, width=0.5))
    return layers


def _slant_pockets(cut: Cut, dice: Dice) -> list[Layer]:
    y, light = dice.between(0.58, 0.68) * cut.length, dice.between(0.35, 0.7)
    return [
        Line(np.array([(s * 0.5 * cut.waist, y), (s * 0.8 * cut.waist, y + 4.0)]), light, width=0.7)
        for s in (1.0, -1.0)
    ]


def _pocket(cut: Cut, dice: Dice) -> list[Layer]:
    x, y, wide = dice.between(1.4, 2.0), dice.between(6.5, 8.5), dice.between(2.2, 3.0)
    outline = box((x, y), (x + wide, y + 1.15 * wide))
    if dice.chance(0.35):
        made = plain(dice, other_tone(dice, cut.cloth.tone))
        return [Panel(outline, made, curve=0.3, shadow=0.3, inside=True)]
    edge = np.concatenate([outline, outline[:1]])
    return [Line(edge, dice.between(0.55, 0.85), width=0.5)]


def _yoke(cut: Cut, dice: Dice) -> list[Layer]:
    y = dice.between(5.0, 7.0)
    light = dice.between(0.6, 0.85)
    layers: list[Layer] = [Line(np.array([(-9.0, y), (0.0, y + 0.5), (9.0, y)]), light, width=0.6)]
    if dice.chance(0.4):
        shade = dice.between(0.6, 1.5)
        layers.append(Area(box((-13, -1), (13, y)), shade, blur=0.2))
    return layers


def _kangaroo(cut: Cut, dice: Dice) -> list[Layer]:
    top, low = 0.6 * cut.length, 0.86 * cut.length
    half = [(-2.6, top), (2.6, top), (4.4, 0.74 * cut.length), (4.4, low), (-4.4, low)]
    edge = np.array([*half, (-4.4, 0.74 * cut.length), half[0]])
    return [Line(edge, dice.between(0.55, 0.85), width=0.6)]


FEATURES: dict[str, Callable[[Cut, Dice], list[Layer]]] = {
    "print": picture,
    "logo": logo,
    "yoke": _yoke,
    "rib": _ribbed_hem,
    "pocket": _pocket,
    "flaps": _flaps,
    "slant_pockets": _slant_pockets,
    "kangaroo": _kangaroo,
    "waist_seam": _waist_seam,
    "slit": _slit,
    "belt": _belt,
}
