"""The handles and straps of bags: what lies behind the bag and what before it."""

from collections.abc import Callable
from dataclasses import replace

from fmnist_gui.core.practice.bag_cut import Bag
from fmnist_gui.core.practice.cloth import plain, toned
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Layer, Panel
from fmnist_gui.core.practice.outline import (
    Pair,
    band,
    ellipse,
    smooth,
)

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


def loose_strap(made: Bag, dice: Dice) -> list[Layer]:
    """Return the shoulder strap that lies curled before the bag's left foot."""
    path: list[Pair] = [
        (-made.bottom - dice.between(0.2, 1.2), made.height * dice.between(0.4, 0.8)),
        (-made.bottom - 0.8, made.height - 0.4),
        (-made.bottom + 2.0, made.height + 0.5),
        (-made.bottom + dice.between(4.0, 8.0), made.height + 0.2),
    ]
    return [_strap(made, path, dice.between(0.8, 1.3), dice.between(0.6, 1.2))]


HANDLES: dict[str, Callable[[Bag, Dice], Sides]] = {
    "none": _no_handle,
    "arcs": _arcs,
    "grip": _grip,
    "sides": _sides,
    "wrist": _wrist,
    "shoulder": _shoulder,
}
