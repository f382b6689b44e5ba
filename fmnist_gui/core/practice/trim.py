"""What is sewn on a garment for the upper body: fronts, pockets, belts, ribs, prints."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from fmnist_gui.core.practice.cloth import other_tone, pattern, plain
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Area, Layer, Line, Panel
from fmnist_gui.core.practice.outline import Points, box, ellipse, smooth
from fmnist_gui.core.practice.upper_cut import Cut


def trim_layers(cut: Cut, dice: Dice) -> list[Layer]:
    """Return all that the cut's features ask for."""
    layers = FRONTS[cut.front](cut, dice)
    for name, make in FEATURES.items():
        if cut.has(name):
            layers += make(cut, dice)
    if dice.chance(0.6):
        layers += _hem(cut, dice)
    return layers


def _upright(cut: Cut, x: float, top: float, bottom: float) -> Points:
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
    layers: list[Layer] = [Line(_upright(cut, 0.75, top, end), light, width=0.5)]
    if dice.chance(0.5):
        layers.append(Line(_upright(cut, -0.7, top, end), light, width=0.5))
    if dice.chance(0.82):
        layers += _row(cut, dice, x=0.0, bottom=end)
    return layers


def _half_buttons(cut: Cut, dice: Dice) -> list[Layer]:
    return _buttons(cut, dice, cut.neck_depth + dice.between(4.0, 8.0))


def _double(cut: Cut, dice: Dice) -> list[Layer]:
    x, start = dice.between(1.4, 2.4), 0.4 * cut.length
    lower = replace(cut, neck_depth=start)
    seed = dice.seed()
    edge = Line(_upright(cut, x + 0.8, start - 2.0, cut.length), dice.between(0.5, 0.75))
    sides = (x, -x)
    rows = [part for side in sides for part in _row(lower, Dice(seed), x=side, bottom=cut.length)]
    return [edge, *rows]


def _zip(cut: Cut, dice: Dice, bottom: float = 99.0) -> list[Layer]:
    end = min(bottom, cut.length)
    path = _upright(cut, 0.0, -1.5, end)
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
    y, wide = 15.5, dice.between(0.9, 1.8)
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
    path = np.array([(-9.0, 15.2), (0.0, 15.6), (9.0, 15.2)])
    return [Line(path, dice.between(0.55, 0.85), width=dice.between(0.6, 1.2))]


def _slit(cut: Cut, dice: Dice) -> list[Layer]:
    x = dice.near(0.0, 2.0)
    return [Line(_upright(cut, x, 0.7 * cut.length, cut.length), dice.between(0.3, 0.6))]


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


def _logo(cut: Cut, dice: Dice) -> list[Layer]:
    """Return a small badge on the chest or a line of lettering across it."""
    made = replace(plain(dice, other_tone(dice, cut.cloth.tone)), rim=0.0)
    if dice.chance(0.5):
        spot = ellipse(
            (dice.between(2.2, 3.2), dice.between(5.5, 7.5)), (0.7, dice.between(0.4, 0.8))
        )
        return [Panel(spot, made, curve=0.2, shadow=0.0, inside=True)]
    layers: list[Layer] = []
    for _ in range(dice.whole(1, 2)):
        y = dice.between(6.0, 9.0)
        x = -dice.between(2.4, 4.6)
        end = -x
        while x < end:
            wide = dice.between(0.5, 1.1)
            letter = box((x, y - dice.between(0.3, 0.9)), (x + wide, y + dice.between(0.4, 0.9)))
            layers.append(Panel(letter, made, curve=0.1, shadow=0.0, inside=True))
            x += wide + dice.between(0.15, 0.5)
    return layers


def _print(cut: Cut, dice: Dice) -> list[Layer]:
    """Return a picture printed on the front."""
    first = cut.cloth.tone
    made = replace(plain(dice, other_tone(dice, first)), rim=0.0)
    kind = dice.choose({"floral": 0.6, "leopard": 0.2, "melange": 0.2})
    ground = first if dice.chance(0.7) else made.tone
    motif = replace(pattern(dice, kind, ground), scale=dice.between(1.0, 2.0))
    made = replace(made, tone=ground, pattern=motif)
    centre = (dice.near(0.0, 0.4), dice.between(9.0, 12.5))
    wide, tall = dice.between(2.4, 4.2), dice.between(2.2, 5.5)
    if dice.chance(0.4):
        outline = box((centre[0] - wide, centre[1] - tall), (centre[0] + wide, centre[1] + tall))
    else:
        bumps = Dice(dice.seed())
        circle = ellipse((0.0, 0.0), (1.0, 1.0), steps=9)
        circle *= np.array([[bumps.between(0.7, 1.15)] for _ in circle])
        outline = smooth(circle) * (wide, tall) + centre
    return [Panel(outline, made, curve=0.1, shadow=0.0, inside=True)]


FEATURES: dict[str, Callable[[Cut, Dice], list[Layer]]] = {
    "print": _print,
    "logo": _logo,
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
