"""Tops, dresses and coats: from their measures to pieces of cloth."""

from dataclasses import replace

import numpy as np

from fmnist_gui.core.practice.cloth import toned
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Area, Layer, Line, Panel
from fmnist_gui.core.practice.neck import neck_layers
from fmnist_gui.core.practice.outline import Pair, Points, both_sides, corner, mirror, smooth
from fmnist_gui.core.practice.trim import trim_layers
from fmnist_gui.core.practice.upper_cut import LONG, NATURAL_WAIST, NO_SLEEVE, Cut


def sketch(cut: Cut) -> tuple[Layer, ...]:
    """Return the pieces of the garment, from the back to the front."""
    dice = Dice(cut.seed)
    inner = toned(cut.cloth, dice.between(0.45, 0.9))
    back = Panel(both_sides(_body(cut, 0.28)), replace(inner, pattern=None), shadow=0.0)
    body: list[Layer] = [Panel(both_sides(_body(cut, 1.0)), cut.cloth, curve=1.3, shadow=0.3)]
    sleeves = _sleeves(cut, dice)
    if cut.sleeve != LONG and dice.chance(0.5):
        pieces = [back, *body, *sleeves]
    else:
        pieces = [back, *sleeves, *body]
    return (*pieces, *_drape(cut, dice), *trim_layers(cut, dice), *neck_layers(cut, dice))


def _neck_curve(cut: Cut, depth: float) -> list[Pair]:
    """Return the right half of the neckline from the middle to the shoulder."""
    neck = cut.neck
    if cut.neckline == "v" or cut.front == "edge":
        return [(0.0, depth), *corner(neck, 0.0)]
    if cut.neckline == "scoop":
        return [(0.4 * neck, depth), (0.85 * neck, 0.62 * depth), *corner(neck, 0.0)]
    return [(0.4 * neck, 0.92 * depth), (0.8 * neck, 0.5 * depth), *corner(neck, 0.0)]


def _depth(cut: Cut) -> float:
    deep = {"v": 2.2, "boat": 0.4, "collar": 0.7, "turtle": 0.5, "hood": 0.8, "stand": 0.5}
    return cut.neck_depth * deep.get(cut.neckline, 1.0)


def _body(cut: Cut, depth_share: float) -> list[Pair]:
    """Return the right half of the body, top to bottom, its neck cut to a share of its depth."""
    waist_at = min(NATURAL_WAIST, 0.62 * cut.length)
    below = (cut.waist + 0.45 * (cut.hem - cut.waist), waist_at + 0.4 * (cut.length - waist_at))
    return [
        *_neck_curve(cut, depth_share * _depth(cut)),
        *corner(cut.shoulder, cut.drop),
        (min(cut.shoulder, cut.chest) - 0.6, 0.55 * (cut.drop + cut.armpit)),
        *corner(cut.chest, cut.armpit),
        (cut.waist, waist_at),
        below,
        *corner(cut.hem, cut.length - max(0.0, cut.hem_curve)),
        (0.5 * cut.hem, cut.length + 0.3 * min(0.0, cut.hem_curve)),
    ]


def _sleeve(cut: Cut, angle: float, length: float) -> Points:
    """Return the outline of the right sleeve, closed at the seam inside the body."""
    root = np.array((cut.shoulder, cut.drop))
    under = np.array((cut.chest - 0.1, cut.armpit))
    bend = cut.sleeve_bend
    upper = np.array((np.sin(angle + bend), np.cos(angle + bend)))
    lower = np.array((np.sin(angle - bend), np.cos(angle - bend)))
    across = np.array((lower[1], -lower[0]))
    cap = root + np.array((np.sin(angle + 0.6), np.cos(angle + 0.6))) * 0.13 * length
    elbow = cap + upper * 0.4 * length
    end = elbow + lower * 0.48 * length
    middle_width = 0.48 * (cut.cuff + 0.6 * float(np.hypot(*(root - under))))
    points = [
        root - (1.6, 0.5),
        root,
        cap,
        elbow,
        end,
        end,
        end - across * cut.cuff,
        end - across * cut.cuff,
        elbow - across * middle_width,
        under,
        under - (1.5, 0.6),
    ]
    return smooth(np.array(points))


def _sleeves(cut: Cut, dice: Dice) -> list[Layer]:
    if cut.sleeve == NO_SLEEVE:
        return []
    cloth = cut.cloth
    if cut.has("raglan"):
        cloth = replace(cloth, tone=dice.between(0.1, 0.8), pattern=None)
    cloth = toned(cloth, dice.near(0.97, 0.12))
    layers: list[Layer] = []
    for side in (1, -1):
        angle = cut.sleeve_angle + dice.near(0.0, 0.05)
        half = _sleeve(cut, angle, cut.sleeve_length * dice.near(1.0, 0.03))
        outline = half if side > 0 else mirror(half)
        layers.append(Panel(outline, replace(cloth, seed=dice.seed()), curve=0.8, shadow=0.2))
        reach = np.array((np.sin(angle), np.cos(angle)))
        across = np.array((reach[1], -reach[0]))
        start = np.array((cut.shoulder, cut.drop)) + reach * (cut.sleeve_length - 1.0)
        if dice.chance(0.5) or cut.has("cuffs") or cut.has("rib"):
            hem = np.array([start + across, start - across * (cut.cuff + 1.0)]) * (side, 1)
            layers.append(Line(hem, dice.between(0.55, 0.85), width=0.7))
    return layers


def _drape(cut: Cut, dice: Dice) -> list[Layer]:
    """Return the shadows of the body: under the arms, at the waist, in the gathers."""
    layers: list[Layer] = []
    for side in (1, -1):
        edge = [
            (side * (cut.chest - 0.5), cut.armpit),
            (side * (cut.waist - 0.5), NATURAL_WAIST),
            (side * (cut.hem - 0.6), cut.length - 1.0),
        ]
        depth = dice.between(0.7, 1.0)
        layers.append(Line(smooth(edge, closed=False), depth, width=1.4, blur=0.7))
        pull = [(side * cut.chest, cut.armpit + 0.4), (side * 0.4 * cut.chest, cut.armpit + 2.5)]
        layers.append(Line(np.array(pull), dice.between(0.85, 1.1), width=1.2, blur=0.6))
    if cut.has("gathers"):
        layers += _gathers(cut, dice)
    layers.append(
        Area(
            smooth(
                [
                    (-0.45 * cut.chest, 4.0),
                    (0.3 * cut.chest, 5.0),
                    (0.2 * cut.waist, 0.8 * cut.length),
                    (-0.35 * cut.waist, 0.8 * cut.length),
                ]
            ),
            dice.between(0.95, 1.2),
            blur=1.6,
        )
    )
    return layers


def _gathers(cut: Cut, dice: Dice) -> list[Layer]:
    """Return folds that fall from the waist (of a dress) or from the yoke."""
    top = NATURAL_WAIST if cut.length > 32 else cut.armpit - 2.0
    count = dice.whole(4, 8)
    layers: list[Layer] = []
    for i in range(count):
        at = (2.0 * (i + dice.between(0.2, 0.8)) / count - 1.0) * 0.92
        path = [(at * cut.waist, top + 0.6), (at * cut.hem, cut.length)]
        light = dice.between(0.55, 0.8) if dice.chance(0.6) else dice.between(1.2, 1.5)
        layers.append(Line(np.array(path), light, width=dice.between(0.6, 1.3), blur=0.35))
    return layers
