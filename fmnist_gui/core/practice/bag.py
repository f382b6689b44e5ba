"""Bags: totes, handbags, clutches, satchels, rucksacks and their handles."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from fmnist_gui.core.practice.cloth import cloth, other_tone, plain, toned
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Area, Cloth, Layer, Line, Panel
from fmnist_gui.core.practice.outline import Pair, Points, band, both_sides, box, ellipse, smooth


@dataclass(frozen=True)
class Bag:
    """Measures of a bag, in garment units: half widths, and heights down from its mouth."""

    cloth: Cloth
    kind: str
    top: float
    bottom: float
    height: float
    round: float
    handle: str
    handle_height: float
    handle_half: float
    features: frozenset[str]
    seed: int


KINDS = {
    "tote": 0.24,
    "handbag": 0.24,
    "clutch": 0.18,
    "satchel": 0.16,
    "duffel": 0.06,
    "rucksack": 0.06,
    "bucket": 0.06,
}


def bag(dice: Dice) -> Bag:
    """Draw a bag."""
    made = cloth(
        dice,
        tones={"dark": 0.5, "middle": 0.4, "light": 0.1},
        patterns={
            "plain": 0.68,
            "melange": 0.08,
            "floral": 0.08,
            "leopard": 0.03,
            "check": 0.03,
            "stripe": 0.03,
            "rib": 0.02,
            "block": 0.05,
        },
        drape=1.1,
    )
    made = replace(made, fold_width=5.0, fold_length=6.0, rim=dice.between(0.15, 0.5))
    kind = dice.choose(KINDS)
    top, bottom, height, roundness = {
        "tote": (dice.between(9, 12), dice.between(8, 11), dice.between(13, 19), 0.5),
        "handbag": (dice.between(7, 11), dice.between(10.5, 13), dice.between(13, 17), 2.5),
        "clutch": (dice.between(12, 14), dice.between(12, 14), dice.between(13, 19), 0.8),
        "satchel": (dice.between(11, 13), dice.between(11.5, 13.5), dice.between(14, 21), 1.8),
        "duffel": (dice.between(12, 13.5), dice.between(13, 14), dice.between(9, 13), 3.0),
        "rucksack": (dice.between(7.5, 9), dice.between(8.5, 10.5), dice.between(22, 26), 3.6),
        "bucket": (dice.between(9, 11), dice.between(7, 9), dice.between(14, 18), 1.6),
    }[kind]
    handle = {
        "tote": {"arcs": 0.9, "none": 0.1},
        "handbag": {"arcs": 0.85, "grip": 0.15},
        "clutch": {"none": 0.6, "wrist": 0.25, "sides": 0.15},
        "satchel": {"sides": 0.7, "grip": 0.3},
        "duffel": {"arcs": 0.8, "grip": 0.2},
        "rucksack": {"grip": 0.6, "sides": 0.4},
        "bucket": {"shoulder": 0.7, "sides": 0.3},
    }[kind]
    chances = {
        "flap": {"satchel": 0.7, "clutch": 0.45, "rucksack": 0.4}.get(kind, 0.08),
        "zip": 0.4,
        "pocket": 0.3 if kind != "clutch" else 0.05,
        "clasp": 0.34,
        "panel": 0.2,
        "base": 0.25,
        "stitch": 0.4,
        "belts": 0.2,
        "tag": 0.2,
        "folds": 0.5,
        "loose": 0.35,
    }
    return Bag(
        cloth=made,
        kind=kind,
        top=top,
        bottom=bottom,
        height=height,
        round=roundness * dice.between(0.5, 1.2),
        handle=dice.choose(handle),
        handle_height=dice.between(6.0, 11.0) if kind != "duffel" else dice.between(4.0, 6.5),
        handle_half=dice.between(3.2, 5.4),
        features=frozenset(name for name, chance in chances.items() if dice.chance(chance)),
        seed=dice.seed(),
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
    return (*layers, *before)


def _body(made: Bag, dice: Dice) -> Points:
    sag, belly = dice.between(-0.6, 0.8), dice.between(0.0, 0.8)
    corner = made.round
    right: list[Pair] = [
        (0.5 * made.top, sag),
        (made.top - corner, 0.0),
        (made.top, corner),
        (0.5 * (made.top + made.bottom) + belly, 0.55 * made.height),
        (made.bottom, made.height - corner),
        (made.bottom - corner, made.height),
        (0.5 * made.bottom, made.height + 0.1),
    ]
    if made.kind in ("tote", "clutch"):
        right[1:3] = [(made.top, 0.0), (made.top, 0.0)]
    return both_sides(right)


Sides = tuple[list[Layer], list[Layer]]


def _strap(made: Bag, path: list[Pair], width: float, factor: float = 1.0) -> Panel:
    leather = replace(toned(made.cloth, factor), pattern=None)
    return Panel(band(smooth(path, closed=False), width), leather, curve=0.5, shadow=0.35)


def _no_handle(_made: Bag, _dice: Dice) -> Sides:
    return [], []


def _arcs(made: Bag, dice: Dice) -> Sides:
    """Return two handles, one behind the other."""
    high, half, width = made.handle_height, made.handle_half, dice.between(0.8, 1.4)
    reach = dice.between(1.5, 5.5)
    factor = dice.between(0.6, 1.5)
    peak = dice.between(0.45, 0.9)

    def arc(shift: float, down: float, lift: float) -> list[Pair]:
        return [
            (-half + shift, down),
            (-half + shift, 0.0),
            (-0.85 * half + shift, -0.55 * high),
            (-peak * 0.6 * half + shift, -high - lift),
            (peak * 0.6 * half + shift, -high - lift),
            (0.85 * half + shift, -0.55 * high),
            (half + shift, 0.0),
            (half + shift, down),
        ]

    shift, lift = dice.near(0.0, 0.8), dice.between(-1.2, 0.6)
    rear = _strap(made, arc(shift, 0.8, lift), width * 0.85, factor * 0.8)
    front = _strap(made, arc(0.0, reach, 0.0), width, factor)
    studs: list[Layer] = [
        Panel(ellipse((x, reach), (0.6, 0.6), steps=8), plain(dice, 0.7), curve=0.2, inside=True)
        for x in (-half, half)
        if "clasp" in made.features
    ]
    return ([rear] if dice.chance(0.75) else []), [front, *studs]


def _grip(made: Bag, dice: Dice) -> Sides:
    high, half = dice.between(1.6, 3.4), dice.between(2.4, 4.0)
    path: list[Pair] = [(-half, 0.6), (-0.8 * half, -high), (0.8 * half, -high), (half, 0.6)]
    return [_strap(made, path, dice.between(0.9, 1.5), dice.between(0.7, 1.3))], []


def _sides(made: Bag, dice: Dice) -> Sides:
    """Return a long strap that hangs down beside the bag."""
    width, out = dice.between(0.8, 1.4), dice.between(0.6, 2.0)
    edge = max(made.top, made.bottom)
    layers: list[Layer] = []
    for side in (1.0, -1.0):
        end = made.height * dice.between(0.6, 1.0)
        path: list[Pair] = [
            (side * (made.top - 0.6), 0.8),
            (side * (edge + 0.6 * out), -0.2),
            (side * (edge + out), 0.5 * end),
            (side * (edge - 0.6), end),
        ]
        if side > 0 or dice.chance(0.7):
            layers.append(_strap(made, path, width, dice.between(0.7, 1.3)))
    if dice.chance(0.4):
        over: list[Pair] = [(-made.top, 0.6), (0.0, -dice.between(0.8, 3.0)), (made.top, 0.6)]
        layers.append(_strap(made, over, width))
    return layers, []


def _wrist(made: Bag, dice: Dice) -> Sides:
    side = -1.0 if dice.chance(0.7) else 1.0
    path: list[Pair] = [
        (side * (made.top - 1), 2.0),
        (side * (made.top + 2.2), 3.5),
        (side * (made.top + 1.8), 9.0),
        (side * (made.top + 0.6), 10.0),
        (side * (made.top - 1), 3.0),
    ]
    return [_strap(made, path, dice.between(0.7, 1.1))], []


def _shoulder(made: Bag, dice: Dice) -> Sides:
    """Return one long strap that rises to a point."""
    high = dice.between(9.0, 16.0)
    path: list[Pair] = [
        (-made.top + 0.8, 2.0),
        (-0.6 * made.top, -0.45 * high),
        (-0.6, -high),
        (0.6, -high),
        (0.6 * made.top, -0.45 * high),
        (made.top - 0.8, 2.0),
    ]
    return [_strap(made, path, dice.between(0.8, 1.4), dice.between(0.7, 1.2))], []


HANDLES: dict[str, Callable[[Bag, Dice], Sides]] = {
    "none": _no_handle,
    "arcs": _arcs,
    "grip": _grip,
    "sides": _sides,
    "wrist": _wrist,
    "shoulder": _shoulder,
}


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
        (made.top + 0.2, 0.2),
        (made.top + 0.2, 0.2),
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


def _loose(made: Bag, dice: Dice) -> list[Layer]:
    """Return the shoulder strap that lies curled before the bag's left foot."""
    path: list[Pair] = [
        (-made.bottom - dice.between(0.2, 1.2), made.height * dice.between(0.4, 0.8)),
        (-made.bottom - 0.8, made.height - 0.4),
        (-made.bottom + 2.0, made.height + 0.5),
        (-made.bottom + dice.between(4.0, 8.0), made.height + 0.2),
    ]
    return [_strap(made, path, dice.between(0.8, 1.3), dice.between(0.6, 1.2))]


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
    "loose": _loose,
}
