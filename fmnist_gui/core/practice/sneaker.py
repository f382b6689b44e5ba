"""Sneakers: low, high, runners and slip-ons, seen from the side."""

from dataclasses import dataclass, replace

import numpy as np

from fmnist_gui.core.practice.cloth import cloth, other_tone, plain, toned
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Area, Cloth, Layer, Line, Panel
from fmnist_gui.core.practice.outline import Pair, Points, box, ellipse, smooth


@dataclass(frozen=True)
class Sneaker:
    """Measures of a sneaker: heights above the ground, places along the foot."""

    upper: Cloth
    accent: Cloth
    sole: Cloth
    lining: Cloth
    sole_height: float
    vamp: float
    throat: Pair
    collar: Pair
    heel: float
    toe: float
    laces: int
    features: frozenset[str]
    seed: int


def sneaker(dice: Dice) -> Sneaker:
    """Draw a sneaker."""
    kind = dice.choose({"low": 0.52, "runner": 0.22, "high": 0.16, "slip-on": 0.1})
    upper = cloth(
        dice,
        tones={"dark": 0.4, "middle": 0.4, "light": 0.2},
        patterns={"plain": 0.86, "melange": 0.08, "floral": 0.03, "leopard": 0.02, "dots": 0.01},
        drape=0.9,
    )
    upper = replace(upper, rim=0.3, fold_length=4.0, fold_width=5.0)
    sole_tone = dice.between(0.7, 0.93) if dice.chance(0.68) else dice.between(0.12, 0.6)
    rise = {"low": 0.0, "runner": 0.8, "high": dice.between(5.0, 9.0), "slip-on": -1.0}[kind]
    sole_height = dice.between(1.6, 2.8) + (0.9 if kind == "runner" else 0.0)
    chances = {
        "toe cap": 0.4,
        "eyestay": 0.6,
        "counter": 0.5,
        "foxing": 0.45,
        "loop": 0.25,
        "tread": 0.4,
        "split sole": 0.4 if kind == "runner" else 0.1,
    }
    features = {name for name, chance in chances.items() if dice.chance(chance)}
    features.add(
        dice.choose({"stripes": 0.22, "swoosh": 0.16, "letter": 0.1, "round": 0.08, "none": 0.44})
    )
    return Sneaker(
        upper=upper,
        accent=plain(dice, other_tone(dice, upper.tone)),
        sole=replace(plain(dice, sole_tone), rim=0.15, folds=0.03, gloss=0.0),
        lining=plain(dice, dice.between(0.15, 0.85)),
        sole_height=sole_height,
        vamp=dice.between(3.8, 5.2) + sole_height,
        throat=(dice.between(14.0, 16.6) + 0.12 * rise, dice.between(8.8, 10.8) + rise),
        collar=(dice.between(19.5, 21.2), dice.between(6.8, 8.2) + 1.06 * rise),
        heel=dice.between(8.6, 10.2) + 1.0 * rise,
        toe=dice.between(1.2, 2.0),
        laces=0 if kind == "slip-on" else dice.whole(3, 5) + (2 if kind == "high" else 0),
        features=frozenset(features),
        seed=dice.seed(),
    )


def sketch(made: Sneaker) -> tuple[Layer, ...]:
    """Return the pieces of the sneaker, from the back to the front."""
    dice = Dice(made.seed)
    back = Panel(_inside(made), replace(made.lining, pattern=None), curve=0.8, shadow=0.0)
    upper = Panel(_upper(made), made.upper, curve=1.0, shadow=0.4)
    layers: list[Layer] = [back]
    if made.laces:
        layers.append(Panel(_tongue(made, dice), toned(made.upper, dice.between(0.7, 1.3))))
    layers += [upper, *_modelling(made, dice), *_overlays(made, dice), *_laces(made, dice), *_mark(made, dice)]
    return (*layers, *_sole(made, dice))


def _upper(made: Sneaker) -> Points:
    (throat_x, throat), (collar_x, collar) = made.throat, made.collar
    ground = -0.7 * made.sole_height
    points: list[Pair] = [
        (0.4, ground),
        (0.4, ground),
        (0.3, -made.sole_height - 0.7 * made.toe),
        (1.5, -made.sole_height - 1.7 * made.toe),
        (4.6, -0.45 * (made.vamp + made.sole_height + 2.4 * made.toe)),
        (9.6, -made.vamp),
        (9.6, -made.vamp),
        (0.5 * (9.9 + throat_x), -0.53 * made.vamp - 0.47 * throat + 0.3),
        (throat_x, -throat),
        (throat_x, -throat),
        (throat_x + 1.4, -0.7 * throat - 0.3 * collar),
        (collar_x, -collar),
        (24.4, -0.4 * collar - 0.6 * made.heel + 0.3),
        (26.2, -made.heel),
        (26.9, -made.heel + 0.2),
        (26.7, -0.62 * made.heel),
        (27.5, -made.sole_height - 1.4),
        (27.5, ground),
        (27.5, ground),
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


def _overlays(made: Sneaker, dice: Dice) -> list[Layer]:
    """Return the second leather: toe cap, the row of eyelets, the back of the heel."""
    (throat_x, throat), top = made.throat, -made.vamp
    second = made.accent if dice.chance(0.45) else toned(made.upper, dice.between(0.6, 1.5))
    layers: list[Layer] = []
    if "toe cap" in made.features:
        edge = dice.between(4.5, 7.5)
        cap = [(-1, 1), (-1, top - 2), (edge, top - 2), (edge + 1.2, top + 1.5), (edge + 0.4, 1)]
        layers.append(Panel(smooth(cap), second, curve=0.5, shadow=0.25, inside=True))
    if "eyestay" in made.features:
        stay: list[Pair] = [
            (9.4, top - 0.4),
            (throat_x, -throat - 0.4),
            (throat_x + 2.2, -throat + 0.6),
            (throat_x + 2.0, -throat + 2.8),
            (12.4, top + 2.2),
            (9.2, top + 1.6),
        ]
        layers.append(Panel(smooth(stay), second, curve=0.5, shadow=0.3, inside=True))
    if "counter" in made.features:
        edge = dice.between(21.5, 24.5)
        high = -dice.between(0.55, 1.1) * made.heel
        back = [
            (edge, 1),
            (edge + 0.4, -made.sole_height),
            (edge + 1.8, high),
            (29, high - 1),
            (29, 1),
        ]
        layers.append(Panel(smooth(back), second, curve=0.5, shadow=0.25, inside=True))
    if "loop" in made.features:
        tab = box((26.0, -made.heel - dice.between(0.4, 1.4)), (27.1, -made.heel + 1.2))
        layers.append(Panel(tab, second, curve=0.3))
    collar = [(made.throat[0] + 2.0, -throat + 1.2), made.collar, (26.0, -made.heel + 1.0)]
    collar[1] = (made.collar[0], -made.collar[1] + 0.8)
    layers.append(Line(smooth(collar, closed=False), dice.between(0.55, 0.9), width=0.7))
    return layers


def _laces(made: Sneaker, dice: Dice) -> list[Layer]:
    (throat_x, throat), count = made.throat, made.laces
    pale = dice.between(1.5, 3.5) if made.upper.tone < 0.5 else dice.between(0.35, 0.75)
    layers: list[Layer] = []
    for i in range(count):
        share = (i + 0.5) / count
        x = 10.2 + share * (throat_x - 10.2)
        y = -made.vamp - share * (throat - made.vamp)
        bar = np.array([(x - 0.8, y - 0.5), (x + 1.5, y + dice.between(0.7, 1.4))])
        layers.append(Line(bar, pale, width=0.55, blur=0.12))
    return layers


def _mark(made: Sneaker, dice: Dice) -> list[Layer]:
    """Return the maker's mark on the side."""
    middle, base = dice.between(15.0, 18.0), -made.sole_height
    high = -made.collar[1] + 1.6
    shapes: list[Points] = []
    if "stripes" in made.features:
        for i in range(dice.whole(2, 4)):
            x = middle - 2.2 + 1.9 * i
            shapes.append(np.array([(x, high), (x + 0.9, high), (x - 1.0, base), (x - 1.9, base)]))
    elif "swoosh" in made.features:
        y = 0.5 * (high + base)
        curve: list[Pair] = [
            (11.5, y - 0.6),
            (13.0, y + 1.3),
            (16.0, y + 1.0),
            (23.0, y - 2.0),
            (16.0, y + 2.6),
            (12.6, y + 2.4),
        ]
        shapes.append(smooth(curve))
    elif "letter" in made.features:
        y = 0.5 * (high + base)
        for x in (middle - 1.6, middle + 1.0):
            shapes.append(box((x, y - 1.6), (x + 0.9, y + 1.6)))
        bar = [(middle - 1.6, y - 1.6), (middle - 0.6, y - 1.6), (middle + 1.9, y + 1.6)]
        shapes.append(np.array([*bar, (middle + 0.9, y + 1.6)]))
    elif "round" in made.features:
        shapes.append(ellipse((20.5, 0.55 * high + 0.45 * base), (1.7, 1.7)))
    return [Panel(s, made.accent, curve=0.2, shadow=0.1, inside=True) for s in shapes]


def _sole(made: Sneaker, dice: Dice) -> list[Layer]:
    high, lift = made.sole_height, dice.between(0.3, 1.0)
    outline: list[Pair] = [
        (0.0, -high + 0.3),
        (0.0, -high + 0.3),
        (9.0, -0.86 * high),
        (20.0, -0.92 * high),
        (27.9, -1.1 * high),
        (27.9, -1.1 * high),
        (27.8, -0.3),
        (26.5, 0.0),
        (22.0, 0.0),
        (6.0, 0.0),
        (2.0, -0.25 * lift),
        (0.1, -lift),
    ]
    shape = smooth(outline)
    layers: list[Layer] = [Panel(shape, made.sole, curve=0.6, shadow=0.45)]
    if "split sole" in made.features:
        wedge = [(11.0, 0.5), (17.0, -0.6 * high), (29.0, -0.75 * high), (29.0, 0.5)]
        layers.append(Panel(smooth(wedge), made.accent, curve=0.3, shadow=0.1, inside=True))
    if "foxing" in made.features:
        path = np.array([(0.0, -0.45 * high), (14.0, -0.4 * high), (28.0, -0.5 * high)])
        layers.append(Line(path, dice.between(0.35, 0.75), width=0.6))
    ground = np.array([(1.5, -0.3), (14.0, -0.15), (27.5, -0.3)])
    layers.append(Line(ground, dice.between(0.25, 0.8), width=dice.between(0.5, 1.0)))
    if "tread" in made.features:
        gap = dice.between(1.4, 2.6)
        layers += [
            Line(np.array([(x, -0.6), (x, 0.4)]), 0.4, width=0.5) for x in np.arange(3.0, 27.0, gap)
        ]
    return layers
