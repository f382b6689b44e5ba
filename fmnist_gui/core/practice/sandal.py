"""Sandals: a sole, a heel perhaps, and straps."""

from dataclasses import dataclass, replace

import numpy as np

from fmnist_gui.core.practice.cloth import cloth, plain, toned
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.last import Last, heel, sole
from fmnist_gui.core.practice.layer import Area, Cloth, Layer, Line, Panel
from fmnist_gui.core.practice.outline import Pair, band, box, ellipse, smooth


@dataclass(frozen=True)
class Sandal:
    """A sandal: what it stands on and the kinds of its straps."""

    strap: Cloth
    sole: Cloth
    last: Last
    heel: str
    sole_height: float
    width: float
    straps: tuple[str, ...]
    seed: int


STYLES: dict[str, dict[str, float]] = {
    "flat": {
        "toe+ankle": 0.24,
        "sport": 0.24,
        "thong": 0.13,
        "toe+sling": 0.13,
        "cross+ankle": 0.1,
        "cage+ankle": 0.06,
        "slide": 0.1,
    },
    "wedge": {"toe+ankle": 0.45, "cross+ankle": 0.15, "toe+sling": 0.2, "sport": 0.2},
    "high": {
        "toe+ankle": 0.4,
        "toe+counter": 0.32,
        "cage+ankle": 0.12,
        "cross+counter": 0.1,
        "slide": 0.06,
    },
}


def sandal(dice: Dice) -> Sandal:
    """Draw a sandal."""
    shape = dice.choose({"flat": 0.5, "wedge": 0.16, "high": 0.34})
    strap = cloth(
        dice,
        tones={"dark": 0.4, "middle": 0.42, "light": 0.18},
        patterns={"plain": 0.84, "melange": 0.1, "leopard": 0.06},
    )
    heel_height, platform, kind = {
        "flat": (dice.between(0.0, 0.8), 0.0, "none"),
        "wedge": (dice.between(3.0, 7.0), dice.between(0.6, 2.0), "wedge"),
        "high": (
            dice.between(6.0, 11.5),
            dice.between(0.0, 1.8) if dice.chance(0.4) else 0.0,
            dice.choose({"stiletto": 0.4, "high block": 0.34, "cone": 0.14, "block": 0.12}),
        ),
    }[shape]
    same = dice.chance(0.4)
    return Sandal(
        strap=replace(strap, rim=0.3, folds=0.1),
        sole=strap if same else replace(plain(dice, dice.between(0.15, 0.85)), gloss=0.0),
        last=Last(heel_height, platform, spring=dice.between(0.1, 0.7)),
        heel=kind,
        sole_height=dice.between(1.2, 3.4) if shape == "flat" else dice.between(0.8, 1.5),
        width=dice.between(1.1, 2.4),
        straps=tuple(dice.choose(STYLES[shape]).split("+")),
        seed=dice.seed(),
    )


def sketch(made: Sandal) -> tuple[Layer, ...]:
    """Return the pieces of the sandal, from the back to the front."""
    dice = Dice(made.seed)
    layers: list[Layer] = []
    if made.heel != "none":
        layers.append(heel(made.last, made.sole, made.heel, thickness=made.sole_height))
    if made.last.platform > 0.3 and made.heel != "wedge":
        block = [(0.4, made.last.bed(0.4)), (11.0, made.last.bed(11.0)), (10.5, 1.0), (1.4, 0.8)]
        layers.append(Panel(smooth(block), made.sole, curve=0.5))
    layers.append(sole(made.last, made.sole, made.sole_height))
    for name in made.straps:
        layers += STRAPS[name](made, dice)
    if made.heel == "wedge" or dice.chance(0.5):
        edge = made.last.bed_path(0.5, 27.5, below=0.15)
        layers.append(Line(edge, dice.between(0.4, 0.8), width=0.6))
    return tuple(layers)


def _over(
    made: Sandal, start: float, end: float, *, lean: tuple[float, float], scale: float = 1.0
) -> Panel:
    """Return a strap over the foot from `start` to `end`, whose edges lean back by `lean`."""
    bed, (front, back) = made.last.bed, lean
    middle = 0.5 * (start + end + front + back)
    points: list[Pair] = [
        (start, bed(start) + 0.4),
        (start, bed(start) + 0.4),
        (start + 0.3 * front, 0.5 * (bed(start) + _height(made, start + front, scale)) - 0.2),
        (start + front, _height(made, start + front, scale) + 0.2),
        (middle, _height(made, middle, scale)),
        (end + back, _height(made, end + back, scale) + 0.2),
        (end + 0.4 * back, 0.5 * (bed(end) + _height(made, end + back, scale))),
        (end, bed(end) + 0.4),
        (end, bed(end) + 0.4),
    ]
    return Panel(smooth(points), made.strap, curve=0.6, shadow=0.35)


def _height(made: Sandal, x: float, scale: float) -> float:
    """Return how high a strap over the foot reaches at `x`, below the ankle."""
    return max(made.last.top(x, scale), made.last.bed(x) - 5.2 * scale)


def _ribbon(
    made: Sandal, path: list[Pair], width: float | list[float], *, tone: float = 1.0
) -> Panel:
    return Panel(band(smooth(path, closed=False), width), toned(made.strap, tone), curve=0.4)


def _toe(made: Sandal, dice: Dice) -> list[Layer]:
    start, wide = dice.between(2.0, 3.6), dice.between(3.4, 6.5)
    scale = dice.between(1.1, 1.5) if made.heel == "none" else dice.between(1.0, 1.25)
    lean = (dice.between(0.6, 2.2), dice.between(-1.4, 0.8))
    layers: list[Layer] = [_over(made, start, start + wide, lean=lean, scale=scale)]
    if dice.chance(0.3):
        gap = box((start + 0.4 * wide, -30.0), (start + 0.4 * wide + 0.8, 2.0))
        layers.append(Area(gap, dice.between(0.4, 0.8), blur=0.2))
    if dice.chance(0.3):
        second = start + wide + dice.between(0.8, 2.0)
        lean = (dice.between(0.4, 1.6), dice.between(0.0, 1.4))
        layers.append(_over(made, second, second + 1.6, lean=lean, scale=1.1))
    return layers


def _ankle(made: Sandal, dice: Dice) -> list[Layer]:
    """Return a strap round the ankle, held by posts from the sole."""
    last, high = made.last, dice.between(5.5, 8.5)
    back = (26.4, last.bed(26.0) - high)
    front = (dice.between(17.0, 19.5), last.bed(22.0) - high - dice.between(-0.6, 1.6))
    middle = (22.4, 0.5 * (back[1] + front[1]) + dice.between(0.3, 1.0))
    far = (22.2, min(back[1], front[1]) - dice.between(0.2, 0.9))
    width = min(1.9, made.width)
    layers: list[Layer] = [_ribbon(made, [back, far, front], 0.7 * width, tone=0.75)]
    foot = dice.between(16.0, 21.5)
    post: list[Pair] = [
        (foot, last.bed(foot) + 0.3),
        (0.5 * (foot + 22.6), 0.5 * (last.bed(foot) + middle[1])),
        middle,
    ]
    layers.append(_ribbon(made, post, [2.0 * width, 1.2 * width, width]))
    if dice.chance(0.75):
        deep = dice.between(22.5, 24.6)
        counter: list[Pair] = [
            (deep, last.bed(25.0) + 0.4),
            (deep, last.bed(25.0) + 0.4),
            (25.2, 0.5 * (last.bed(25.0) + back[1])),
            (25.2, back[1]),
            (27.1, back[1] - 0.4),
            (26.9, 0.6 * last.bed(26.0) + 0.4 * back[1]),
            (27.6, last.bed(27.0) + 0.4),
            (27.6, last.bed(27.0) + 0.4),
        ]
        layers.append(Panel(smooth(counter), made.strap, curve=0.6))
    layers.append(_ribbon(made, [back, middle, front], width))
    if dice.chance(0.25):
        bar: list[Pair] = [front, (13.0, last.top(13.0, 0.9)), (7.0, last.top(7.0, 0.9))]
        layers.append(_ribbon(made, bar, width))
    if dice.chance(0.5):
        buckle = ellipse((22.0, middle[1]), (0.8, 0.8), steps=8)
        layers.append(Panel(buckle, plain(dice, 0.8), curve=0.2, inside=True))
    return layers


def _sport(made: Sandal, dice: Dice) -> list[Layer]:
    """Return broad padded straps that nearly close the shoe."""
    layers: list[Layer] = []
    scale = dice.between(1.15, 1.5)
    other = toned(made.strap, dice.between(0.5, 1.8))
    last = made.last
    for start, end, front, back in (
        (2.2, 6.5, 1.6, 0.4),
        (9.5, 13.0, 1.6, 1.0),
        (17.0, 20.0, 1.5, 2.2),
    ):
        at = dice.near(0.0, 0.6)
        lean = (front, back)
        layers.append(_over(made, start + at, end + at, lean=lean, scale=scale))
    rise = last.bed(26.0) - dice.between(5.0, 7.5)
    heel_cup: list[Pair] = [
        (22.0, last.bed(22.0) + 0.4),
        (24.0, rise + 2.4),
        (25.0, rise),
        (27.2, rise - 0.2),
        (27.0, rise + 3.0),
        (27.7, last.bed(27.0) + 0.4),
    ]
    layers.append(Panel(smooth(heel_cup), made.strap, curve=0.7))
    side: list[Pair] = [
        (5.0, last.top(5.0, 0.6 * scale)),
        (11.0, last.top(10.0, 0.6)),
        (19.0, last.bed(19.0) - 3.4),
        (26.0, last.bed(25.0) - 3.0),
    ]
    line = band(smooth(side, closed=False), dice.between(1.2, 2.2))
    layers.append(Panel(line, other, curve=0.5, shadow=0.35))
    if dice.chance(0.6):
        tab: list[Pair] = [(18.6, last.top(18.0, 0.8)), (23.0, rise - 0.4), (26.0, rise + 0.6)]
        layers.append(_ribbon(made, tab, dice.between(1.2, 2.0)))
    return layers


def _counter(made: Sandal, dice: Dice) -> list[Layer]:
    """Return a closed heel with a strap round the ankle."""
    last, high = made.last, dice.between(6.0, 9.0)
    seat, front = last.bed(26.0), dice.between(20.0, 22.5)
    points: list[Pair] = [
        (front, last.bed(front) + 0.2),
        (front, last.bed(front) + 0.2),
        (24.0, seat - 0.45 * high),
        (25.4, seat - high),
        (25.4, seat - high),
        (27.0, seat - high),
        (27.0, seat - high),
        (26.6, seat - 0.5 * high),
        (27.5, seat + 0.2),
        (27.5, seat + 0.2),
    ]
    tip = (dice.between(17.0, 19.0), seat - high - dice.between(0.0, 1.4))
    return [
        Panel(smooth(points), made.strap, curve=0.7),
        _ribbon(made, [(26.4, seat - high + 0.6), (22.0, seat - high + 0.2), tip], 1.1),
    ]


def _sling(made: Sandal, dice: Dice) -> list[Layer]:
    last = made.last
    back = (26.8, last.bed(27.0) - dice.between(3.0, 5.5))
    start = dice.between(11.0, 14.0)
    path: list[Pair] = [(start, last.bed(start)), (19.0, last.bed(20.0) - 3.6), back]
    over: list[Pair] = [
        (start + 6.0, last.bed(start + 6.0)),
        (start + 3.5, last.top(start + 3.5, 0.9)),
    ]
    return [
        _ribbon(made, path, made.width),
        _ribbon(made, [*over, (start + 2.5, last.top(start + 2.5, 1.0))], 1.2),
        _ribbon(
            made, [(start + 3.0, last.top(start + 3.0, 0.8)), (20.0, back[1] - 0.6), back], 1.0
        ),
    ]


def _cross(made: Sandal, dice: Dice) -> list[Layer]:
    layers: list[Layer] = []
    width = max(1.5, made.width)
    for start, lean in ((2.6, 5.0), (8.8, -3.4), (12.0, 4.0)):
        at = start + dice.near(0.0, 0.8)
        slope = lean * dice.between(0.7, 1.0)
        layers.append(_over(made, at, at + width, lean=(slope, slope), scale=1.15))
    return layers


def _cage(made: Sandal, dice: Dice) -> list[Layer]:
    """Return many straps one after another, tied to a bar along the foot."""
    width = dice.between(1.0, 1.8)
    places = np.arange(2.4, dice.between(14.0, 17.0), width + dice.between(0.9, 1.8))
    layers: list[Layer] = []
    for x in places:
        lean = (dice.between(0.6, 2.0), dice.between(0.4, 1.8))
        layers.append(_over(made, float(x), float(x) + width, lean=lean, scale=1.15))
    bar: list[Pair] = [(x, 0.5 * (made.last.bed(x) + made.last.top(x))) for x in (3.0, 9.0, 16.0)]
    layers.append(_ribbon(made, [*bar, (22.0, made.last.bed(22.0) - 6.0)], 1.2))
    return layers


def _slide(made: Sandal, dice: Dice) -> list[Layer]:
    """Return one broad piece over the foot, open behind."""
    start, end = dice.between(1.6, 4.5), dice.between(11.5, 15.0)
    lean = (dice.between(2.0, 4.5), dice.between(-1.6, 0.6))
    scale = dice.between(0.95, 1.15)
    layers: list[Layer] = [_over(made, start, end, lean=lean, scale=scale)]
    if dice.chance(0.4):
        layers.append(_over(made, start + 3.5, start + 5.0, lean=(1.8, 1.2), scale=1.02 * scale))
    x = dice.between(7.0, 10.0)
    path = np.array([(x, made.last.top(x, 1.1)), (x - 1.5, made.last.bed(x))])
    layers.append(Line(path, dice.between(0.5, 1.6), width=dice.between(0.6, 1.2)))
    return layers


def _thong(made: Sandal, dice: Dice) -> list[Layer]:
    last, high = made.last, dice.between(2.4, 4.2)
    start, end = dice.between(5.0, 7.0), dice.between(15.0, 18.5)
    near: list[Pair] = [
        (start, last.bed(start)),
        (10.5, last.bed(10.0) - high),
        (end, last.bed(end)),
    ]
    far: list[Pair] = [
        (start, last.bed(start)),
        (12.0, last.bed(10.0) - high - 0.6),
        (end + 2, last.bed(end + 2)),
    ]
    wide = dice.between(0.9, 1.7)
    return [_ribbon(made, far, 0.7 * wide, tone=0.7), _ribbon(made, near, wide)]


STRAPS = {
    "toe": _toe,
    "sport": _sport,
    "ankle": _ankle,
    "counter": _counter,
    "sling": _sling,
    "cross": _cross,
    "cage": _cage,
    "slide": _slide,
    "thong": _thong,
}
