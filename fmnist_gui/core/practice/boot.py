"""Ankle boots: from their measures to pieces of leather."""

from dataclasses import replace

import numpy as np

from fmnist_gui.core.practice.boot_cut import Boot
from fmnist_gui.core.practice.cloth import plain, toned
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.last import heel, sole
from fmnist_gui.core.practice.layer import Layer, Line, Panel
from fmnist_gui.core.practice.outline import Pair, Points, box, corner, ellipse, smooth


def sketch(made: Boot) -> tuple[Layer, ...]:
    """Return the pieces of the boot, from the back to the front."""
    dice = Dice(made.seed)
    top = made.last.bed(25.0) - made.shaft
    inner = replace(toned(made.leather, dice.between(0.4, 1.4)), pattern=None)
    mouth = smooth(
        [
            (made.shaft_front + 0.6, top + 0.6),
            (20.5, top - dice.between(0.2, 0.9)),
            (made.shaft_back - 0.6, top + 0.4),
            (20.5, top + 2.5),
        ]
    )
    layers: list[Layer] = [Panel(mouth, inner, curve=0.8, shadow=0.0)]
    heel_cloth = made.sole if dice.chance(0.6) else toned(made.leather, 0.9)
    layers.append(heel(made.last, heel_cloth, made.heel, thickness=made.sole_height))
    layers.append(Panel(_upper(made, top), made.leather, curve=1.1, shadow=0.3))
    for name, make in FEATURES.items():
        if name in made.features:
            layers += make(made, dice, top)
    layers.append(sole(made.last, made.sole, made.sole_height))
    return tuple(layers)


def _upper(made: Boot, top: float) -> Points:
    last, front, back = made.last, made.shaft_front, made.shaft_back
    under: list[Pair] = [(x, last.bed(x) + 0.4) for x in (27.0, 22.0, 17.0, 12.0, 7.0, 2.0)]
    points: list[Pair] = [
        *corner(0.5, last.bed(0.5) + 0.2),
        (0.5, last.bed(0.5) - made.toe),
        (3.2, last.top(3.2, 0.95 + 0.25 * made.toe)),
        (7.0, max(last.top(7.0, made.instep), top + 5.5)),
        (0.5 * front + 4.2, max(last.top(0.5 * front + 4.2, 1.2 * made.instep), top + 3.4)),
        (front - 0.7, top + 2.2),
        *corner(front, top),
        *corner(back, top + 0.3),
        (back - 0.6, 0.45 * top + 0.55 * last.bed(26.0)),
        (27.2, last.bed(26.0) - 2.6),
        *corner(27.2, last.bed(26.0) + 0.2),
    ]
    return smooth([*points, *under])


def _elastic(made: Boot, dice: Dice, top: float) -> list[Layer]:
    x, foot = 0.5 * (made.shaft_front + made.shaft_back), made.last.bed(20.0) - 3.0
    wide = dice.between(1.6, 2.6)
    gore = np.array(
        [(x - wide, top - 1), (x + wide, top - 1), (x + 0.5 * wide, foot), (x - wide / 2, foot)]
    )
    made_of = plain(dice, min(0.9, made.leather.tone * dice.between(0.7, 2.2)))
    layers: list[Layer] = [Panel(gore, made_of, curve=0.4, shadow=0.3, inside=True)]
    for i in range(3):
        rib = np.array([(x + wide * (0.4 * i - 0.4), top), (x + wide * (0.3 * i - 0.3), foot)])
        layers.append(Line(rib, 0.75, width=0.45))
    return layers


def _zip(made: Boot, dice: Dice, top: float) -> list[Layer]:
    x = 0.4 * made.shaft_front + 0.6 * made.shaft_back
    path = np.array([(x, top), (x + dice.near(0.0, 0.8), made.last.bed(21.0) - 1.0)])
    light = dice.between(0.4, 0.7) if dice.chance(0.5) else dice.between(1.6, 3.0)
    return [Line(path, light, width=0.7)]


def _loop(made: Boot, dice: Dice, top: float) -> list[Layer]:
    x, high = made.shaft_back - 0.3, dice.between(0.8, 2.2)
    tab = box((x - 0.4, top - high), (x + 0.7, top + 2.0))
    return [Panel(tab, toned(made.leather, dice.between(0.7, 1.6)), curve=0.3)]


def _buckle(made: Boot, dice: Dice, top: float) -> list[Layer]:
    y = 0.5 * top + 0.5 * made.last.bed(20.0) + dice.between(-1.0, 1.5)
    wide = dice.between(1.0, 1.8)
    strap = smooth(
        [
            (11.0, y + 1.0),
            (18.0, y - 0.4),
            (28.0, y),
            (28.0, y + wide),
            (18.0, y + wide),
            (11.0, y + 2),
        ]
    )
    belt = toned(made.leather, dice.between(0.6, 1.5))
    metal = ellipse((dice.between(19.0, 23.0), y + 0.5 * wide), (0.9, 0.9), steps=8)
    return [
        Panel(strap, belt, curve=0.4, shadow=0.4, inside=True),
        Panel(metal, toned(made.leather, dice.between(1.5, 2.6)), curve=0.3, inside=True),
    ]


def _toe_cap(made: Boot, dice: Dice, _top: float) -> list[Layer]:
    x = dice.between(5.0, 7.0)
    path = [(x, made.last.bed(x) - 6), (x + 0.8, made.last.bed(x) - 2), (x, made.last.bed(x))]
    return [Line(smooth(path, closed=False), dice.between(0.5, 0.8), width=0.6)]


def _shine(made: Boot, dice: Dice, top: float) -> list[Layer]:
    """Return the highlights of polished leather, on the toe and up the shaft."""
    last, light = made.last, dice.between(1.5, 3.2)
    toe: list[Pair] = [
        (2.0, last.top(2.0, 0.55)),
        (6.0, last.top(6.0, 0.7)),
        (11.0, last.top(11.0, 0.75)),
    ]
    x = made.shaft_front + dice.between(1.5, 4.0)
    shaft = np.array([(x, top + 1.5), (x + 0.3, 0.5 * top + 0.5 * last.bed(20.0))])
    return [
        Line(smooth(toe, closed=False), light, width=dice.between(0.6, 1.1), blur=0.3),
        Line(shaft, 0.5 + 0.5 * light, width=dice.between(0.8, 1.6), blur=0.4),
    ]


def _fur(made: Boot, dice: Dice, top: float) -> list[Layer]:
    deep = dice.between(2.0, 4.0)
    soft = replace(plain(dice, dice.between(0.3, 0.85)), grain=0.3, folds=0.3, fold_width=0.8)
    edge = box((made.shaft_front + 0.4, top - 0.4), (made.shaft_back - 0.4, top + deep))
    return [Panel(smooth(edge), replace(soft, fold_length=0.8), curve=0.7, shadow=0.4)]


def _seam(made: Boot, dice: Dice, top: float) -> list[Layer]:
    x = dice.between(14.5, 18.5)
    path: list[Pair] = [
        (made.shaft_front + 1.5, top),
        (x, 0.45 * top + 0.55 * made.last.bed(x)),
        (x + dice.near(0.0, 2.0), made.last.bed(x)),
    ]
    return [Line(smooth(path, closed=False), dice.between(0.5, 0.8), width=0.6)]


def _wrinkles(made: Boot, dice: Dice, _top: float) -> list[Layer]:
    layers: list[Layer] = []
    for _ in range(dice.whole(1, 3)):
        x = dice.between(9.0, 15.0)
        y = made.last.top(x, 0.85)
        path = np.array([(x, y), (x + dice.between(2.0, 4.0), y + dice.between(0.5, 2.5))])
        layers.append(Line(path, dice.between(0.6, 1.7), width=0.8, blur=0.3))
    return layers


def _welt(made: Boot, dice: Dice, _top: float) -> list[Layer]:
    return [Line(made.last.bed_path(0.3, 27.5, below=-0.3), dice.between(0.4, 0.8), width=0.6)]


def _laces(made: Boot, dice: Dice, top: float) -> list[Layer]:
    count, light = dice.whole(4, 7), dice.between(1.8, 4.0)
    if made.leather.tone > 0.4:
        light = dice.between(0.3, 0.6)
    layers: list[Layer] = []
    for i in range(count):
        share = (i + 0.5) / count
        x = 10.0 + share * (made.shaft_front - 9.6)
        y = (1 - share) * made.last.top(10.0, 0.95) + share * (top + 0.8)
        bar = np.array([(x - 0.9, y), (x + 1.8, y + dice.between(0.2, 1.0))])
        layers.append(Line(bar, light, width=0.55, blur=0.12))
    return layers


FEATURES = {
    "shine": _shine,
    "seam": _seam,
    "wrinkles": _wrinkles,
    "toe_cap": _toe_cap,
    "elastic": _elastic,
    "zip": _zip,
    "loop": _loop,
    "fur": _fur,
    "buckle": _buckle,
    "laces": _laces,
    "welt": _welt,
}
