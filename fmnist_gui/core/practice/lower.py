"""Trousers: from their measures to pieces of cloth."""

from dataclasses import replace

import numpy as np

from fmnist_gui.core.practice.cloth import other_tone, plain, toned
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Area, Layer, Line, Panel
from fmnist_gui.core.practice.lower_cut import Leg, Trouser
from fmnist_gui.core.practice.outline import Pair, Points, box, corner, ellipse, smooth


def sketch(made: Trouser) -> tuple[Layer, ...]:
    """Return the pieces of the trousers, from the back to the front."""
    dice = Dice(made.seed)
    rear = box((-made.waist + 0.1, -0.6), (made.waist - 0.1, 1.0))
    inner = replace(toned(made.cloth, dice.between(0.5, 0.9)), pattern=None)
    layers: list[Layer] = [Panel(rear, inner, curve=0.6)]
    for leg, side in zip(made.legs, (1.0, -1.0), strict=True):
        piece = replace(made.cloth, seed=dice.seed())
        flip = np.array((side, 1.0))
        outline = _leg(made, leg) * flip
        layers.append(Panel(outline, piece, curve=dice.between(0.7, 1.1), shadow=0.15))
        for name, make in FEATURES.items():
            if name in made.features:
                layers += [_flipped(layer, flip) for layer in make(made, leg, dice)]
    return (*layers, *_top(made, dice))


def _leg(made: Trouser, leg: Leg) -> Points:
    knee_at, half_knee, half_foot = 0.63 * leg.length, 0.5 * leg.knee_width, 0.5 * leg.foot_width
    points: list[Pair] = [
        *corner(-0.15, 0.0),
        *corner(made.waist, 0.0),
        (made.hip, 0.55 * made.crotch),
        (leg.knee + half_knee, knee_at),
        *corner(leg.foot + half_foot, leg.length),
        *corner(leg.foot - half_foot, leg.length),
        (leg.knee - half_knee, knee_at),
        (max(0.15, leg.knee - half_knee - 0.7), made.crotch + 1.2),
        *corner(-0.1, made.crotch),
    ]
    return smooth(points)


def _flipped(layer: Layer, flip: Points) -> Layer:
    if isinstance(layer, Line):
        return replace(layer, path=layer.path * flip)
    return replace(layer, outline=layer.outline * flip)


def _top(made: Trouser, dice: Dice) -> list[Layer]:
    """Return waistband, fly and string."""
    layers: list[Layer] = []
    light = dice.between(0.55, 0.85)
    if "band" in made.features:
        wide = made.hip + 1.0
        layers.append(Line(np.array([(-wide, 1.6), (0.0, 1.9), (wide, 1.6)]), light, width=0.6))
    fly = [(0.0, 1.0), (0.0, 0.55 * made.crotch), (-0.1, made.crotch)]
    layers.append(Line(np.array(fly), light, width=0.6))
    for side in (1.0, -1.0):
        pull = [(0.0, made.crotch), (side * 2.6, made.crotch - 1.4)]
        layers.append(Line(np.array(pull), dice.between(0.7, 1.2), width=0.9, blur=0.4))
    if "string" in made.features:
        pale = plain(dice, other_tone(dice, made.cloth.tone))
        ends = box((-0.6, 1.4), (0.5, dice.between(3.5, 5.0)))
        layers.append(Panel(ends, pale, curve=0.2, inside=True))
    return layers


def _fade(made: Trouser, leg: Leg, dice: Dice) -> list[Layer]:
    """Return the pale front of washed denim."""
    light = min(dice.between(1.25, 2.3), 0.62 / made.cloth.tone)
    thigh = ellipse((0.52 * made.hip, made.crotch), (0.26 * made.hip, dice.between(4.0, 6.0)))
    knee = ellipse((leg.knee, 0.66 * leg.length), (0.24 * leg.knee_width, 4.0))
    return [Area(thigh, light, blur=0.8), Area(knee, 1.0 + 0.6 * (light - 1.0), blur=0.7)]


def _knees(_made: Trouser, leg: Leg, dice: Dice) -> list[Layer]:
    layers: list[Layer] = []
    for _ in range(dice.whole(1, 3)):
        y = leg.length * dice.between(0.52, 0.9)
        half = 0.5 * leg.knee_width
        path = [(leg.knee - half, y), (leg.knee + half, y + dice.near(0.0, 1.6))]
        layers.append(Line(np.array(path), dice.between(0.7, 1.35), width=0.8, blur=0.3))
    return layers


def _pockets(made: Trouser, _leg: Leg, dice: Dice) -> list[Layer]:
    path = [(0.5 * made.waist, 1.5), (0.6 * made.waist, 3.4), (made.hip, dice.between(4.0, 5.5))]
    return [Line(smooth(path, closed=False), dice.between(0.5, 0.8), width=0.6)]


def _crease(made: Trouser, leg: Leg, dice: Dice) -> list[Layer]:
    path = np.array([(0.5 * made.hip, 5.0), (leg.knee, 0.63 * leg.length), (leg.foot, leg.length)])
    return [Line(path, dice.between(0.7, 1.4), width=0.7)]


def _cuffs(_made: Trouser, leg: Leg, dice: Dice) -> list[Layer]:
    half, y = 0.5 * leg.foot_width + 0.6, leg.length - dice.between(1.2, 2.4)
    area = box((leg.foot - half, y), (leg.foot + half, leg.length + 1))
    return [Area(area, dice.between(0.7, 1.6), blur=0.2)]


def _stripe(made: Trouser, leg: Leg, _dice: Dice) -> list[Layer]:
    knee_edge, foot_edge = leg.knee + 0.4 * leg.knee_width, leg.foot + 0.4 * leg.foot_width
    path = [(0.85 * made.hip, 2.0), (knee_edge, 0.63 * leg.length), (foot_edge, leg.length)]
    light = 0.3 if made.cloth.tone > 0.4 else 4.0
    return [Line(smooth(path, closed=False), light, width=0.7)]


def _worn(made: Trouser, leg: Leg, dice: Dice) -> list[Layer]:
    """Return pale patches and holes."""
    layers: list[Layer] = []
    for _ in range(dice.whole(2, 5)):
        y = dice.between(made.crotch, 0.8 * leg.length)
        spot = ellipse((leg.knee + dice.near(0.0, 0.8), y), (dice.between(0.4, 0.9), 0.7))
        layers.append(Area(spot, dice.between(0.4, 2.6), blur=0.25))
    return layers


def _cargo(_made: Trouser, leg: Leg, dice: Dice) -> list[Layer]:
    x, y = leg.knee + 0.1 * leg.knee_width, dice.between(13.0, 15.0)
    edge = box((x, y), (x + 2.0, y + 3.6))
    return [Line(np.concatenate([edge, edge[:1]]), 0.6, width=0.6)]


FEATURES = {
    "fade": _fade,
    "knees": _knees,
    "pockets": _pockets,
    "crease": _crease,
    "cuffs": _cuffs,
    "stripe": _stripe,
    "worn": _worn,
    "cargo": _cargo,
}
