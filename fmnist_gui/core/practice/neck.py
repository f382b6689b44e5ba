"""What a garment has about the neck: ribs, collars, hoods, lapels."""

from dataclasses import replace

import numpy as np

from fmnist_gui.core.practice.cloth import toned
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Area, Cloth, Layer, Line, Panel
from fmnist_gui.core.practice.outline import Pair, both_sides, corner, ellipse, mirror, smooth
from fmnist_gui.core.practice.upper_cut import Cut


def neck_layers(cut: Cut, dice: Dice) -> list[Layer]:
    """Return the pieces that belong to the cut's neckline."""
    cloth = replace(cut.cloth, seed=dice.seed())
    match cut.neckline:
        case "collar" | "polo":
            return _collar(cut, dice, cloth)
        case "hood":
            return _hood(cut, dice, cloth)
        case "turtle" | "stand":
            return _stand(cut, dice, cloth)
        case "lapel":
            return _lapels(cut, dice, cloth)
    return _rib(cut, dice)


def _rib(cut: Cut, dice: Dice) -> list[Layer]:
    """Return the sewn edge of an open neckline."""
    if dice.chance(0.3):
        return []
    depth = cut.neck_depth * {"v": 2.2, "boat": 0.4}.get(cut.neckline, 1.0)
    if cut.neckline == "v":
        right: list[Pair] = [(0.0, depth + 0.7), (cut.neck + 0.7, 0.2)]
    else:
        right = [(0.4 * cut.neck, 0.92 * depth + 0.8), (cut.neck, 0.5 * depth + 0.3)]
        right.append((cut.neck + 0.8, 0.2))
    path = smooth(np.concatenate([mirror(right), np.array(right)]), closed=False)
    light = dice.between(0.5, 0.85) if dice.chance(0.75) else dice.between(1.3, 2.2)
    return [Line(path, light, width=dice.between(0.6, 1.1))]


def _leaf(points: list[Pair], cloth: Cloth, *, shadow: float) -> list[Layer]:
    right = smooth(points)
    return [
        Panel(right, cloth, curve=0.6, shadow=shadow),
        Panel(mirror(right), cloth, curve=0.6, shadow=shadow),
    ]


def _collar(cut: Cut, dice: Dice, cloth: Cloth) -> list[Layer]:
    """Return a turned-down collar on its stand."""
    neck, rise = cut.neck, dice.between(0.7, 1.5)
    tip = dice.between(2.4, 3.8)
    spread = dice.between(0.55, 0.9)
    open_at = dice.between(1.2, 2.4)
    inner = toned(cloth, dice.between(0.35, 0.75))
    if cut.neckline == "polo" or dice.chance(0.15):
        cloth = toned(cloth, dice.between(0.6, 1.6))
    behind: list[Pair] = [
        (0.5 * neck, -rise),
        (0.85 * neck, -0.8 * rise),
        (0.9 * neck, 0.6),
        (0.3 * neck, open_at),
    ]
    front: list[Pair] = [
        *corner(0.1, open_at),
        (0.62 * neck, -0.3 * rise),
        *corner(0.85 * neck, -rise),
        (neck + 0.5, 0.5),
        *corner(spread * neck + 0.6, tip),
    ]
    stand = Panel(both_sides(behind), replace(inner, pattern=None), curve=0.8, shadow=0.1)
    return [stand, *_leaf(front, replace(cloth, rim=0.5), shadow=dice.between(0.25, 0.5))]


def _stand(cut: Cut, dice: Dice, cloth: Cloth) -> list[Layer]:
    """Return a collar that stands up, closed or open a little."""
    height = dice.between(1.2, 3.0)
    flare = dice.between(0.75, 0.98)
    right: list[Pair] = [
        (0.5 * cut.neck * flare, -height),
        *corner(cut.neck * flare, -0.9 * height),
        (cut.neck + 0.2, 0.2),
        (0.8 * cut.neck, 1.3),
        (0.3 * cut.neck, 1.8),
    ]
    layers: list[Layer] = [Panel(both_sides(right), replace(cloth, rim=0.55), curve=0.9)]
    if cut.neckline == "stand":
        mouth = [(0.5 * cut.neck, -0.85 * height), (0.5 * cut.neck, -0.2 * height), (0.0, 1.2)]
        layers.append(Area(both_sides(mouth), dice.between(0.3, 0.8), blur=0.2))
        return layers
    fold = [(-cut.neck * flare, -0.2 * height), (0.0, 0.1), (cut.neck * flare, -0.2 * height)]
    layers.append(Line(smooth(fold, closed=False), dice.between(0.6, 0.9)))
    return layers


def _hood(cut: Cut, dice: Dice, cloth: Cloth) -> list[Layer]:
    """Return a hood lying back, its mouth in shadow, perhaps with fur and strings."""
    height, width = dice.between(1.8, 3.8), dice.between(3.8, 5.2)
    right: list[Pair] = [
        (0.35 * width, -height),
        (0.8 * width, -0.75 * height),
        (width, 0.2),
        (0.75 * width, 2.2),
        (0.3 * width, 3.6),
    ]
    mouth = ellipse((0.0, -0.1), (0.5 * width, 0.5 * height + 0.5))
    lining = replace(toned(cloth, dice.between(0.55, 1.35)), pattern=None, gloss=0.0)
    layers: list[Layer] = [Panel(both_sides(right), replace(cloth, rim=0.5), curve=1.0)]
    if cut.has("fur"):
        fur = replace(cloth, tone=dice.between(0.3, 0.8), pattern=None, grain=0.3, folds=0.3)
        fur = replace(fur, fold_width=0.8, fold_length=0.8)
        layers.append(Panel(ellipse((0.0, -0.3), (0.85 * width, 0.95 * height)), fur, curve=0.6))
    layers.append(Panel(mouth, lining, curve=0.8, shadow=0.2))
    if dice.chance(0.5):
        light = dice.between(0.4, 0.7) if cloth.tone > 0.4 else dice.between(1.8, 3.0)
        for side in (1.0, -1.0):
            string = [(side * 1.0, 2.6), (side * dice.between(0.9, 1.5), dice.between(5.0, 8.5))]
            layers.append(Line(np.array(string), light, width=0.6))
    return layers


def _lapels(cut: Cut, dice: Dice, cloth: Cloth) -> list[Layer]:
    """Return the opening of a coat and the lapels turned back beside it."""
    depth, neck = dice.between(5.5, 12.0), cut.neck
    inside = replace(cloth, tone=dice.between(0.08, 0.75), pattern=None)
    opening: list[Pair] = [(0.8 * neck, -0.6), (0.0, depth)]
    wide = dice.between(1.2, 2.6)
    leaf: list[Pair] = [
        *corner(0.05, depth),
        *corner(0.75 * neck, -0.5),
        (neck + 0.5, 0.3),
        *corner(neck + wide, 0.28 * depth),
        (neck + 0.4 * wide, 0.33 * depth),
        *corner(neck + wide + 0.3, 0.42 * depth),
        (0.5 * neck, 0.85 * depth),
    ]
    lining = Panel(both_sides(opening), inside, curve=0.8, shadow=0.1)
    lapel = replace(cloth, rim=0.5)
    return [lining, *_leaf(leaf, lapel, shadow=dice.between(0.3, 0.5))]
