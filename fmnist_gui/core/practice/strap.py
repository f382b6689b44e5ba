"""The straps of a sandal: over the toes, round the ankle, crossed, from the sole up."""

from collections.abc import Callable, Sequence

import numpy as np

from fmnist_gui.core.practice.cloth import plain, toned
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Area, Layer, Line, Panel
from fmnist_gui.core.practice.outline import Pair, band, box, corner, ellipse, smooth
from fmnist_gui.core.practice.sandal_cut import Sandal


def _height(made: Sandal, x: float, scale: float) -> float:
    """Return how high a strap over the foot reaches at `x`, below the ankle."""
    return max(made.last.top(x, scale), made.last.bed(x) - 5.2 * scale)


def _reach(made: Sandal, dice: Dice) -> float:
    """Return how far above the sole the ankle strap is; longer on high heels."""
    return dice.between(5.5, 8.5) + (0.3 * made.last.heel if made.heel != "none" else 0.0)


def _over(
    made: Sandal, start: float, end: float, *, lean: Pair = (0.0, 0.0), scale: float = 1.0
) -> Panel:
    """Return a strap over the foot from `start` to `end`, whose edges lean back by `lean`."""
    bed, (front, back) = made.last.bed, lean
    middle = 0.5 * (start + end + front + back)
    points: list[Pair] = [
        *corner(start, bed(start) + 0.4),
        (start + 0.3 * front, 0.5 * (bed(start) + _height(made, start + front, scale)) - 0.3),
        (start + front, _height(made, start + front, scale) + 0.3),
        (middle, _height(made, middle, scale)),
        (end + back, _height(made, end + back, scale) + 0.3),
        (end + 0.5 * back + 0.2, 0.5 * (bed(end) + _height(made, end + back, scale))),
        *corner(end, bed(end) + 0.4),
    ]
    return Panel(smooth(points), made.strap, curve=0.6, shadow=0.35)


def _ribbon(
    made: Sandal, path: list[Pair], width: float | Sequence[float], *, tone: float = 1.0
) -> Panel:
    return Panel(band(smooth(path, closed=False), width), toned(made.strap, tone), curve=0.4)


def _toe(made: Sandal, dice: Dice) -> list[Layer]:
    start, wide = dice.between(1.8, 3.2), dice.between(4.4, 7.6)
    scale = dice.between(1.1, 1.5) if made.heel == "none" else dice.between(1.0, 1.3)
    lean = (dice.between(0.4, 1.6), dice.between(-1.0, 0.6))
    layers: list[Layer] = [_over(made, start, start + wide, lean=lean, scale=scale)]
    if dice.chance(0.4):
        gap = box((start + 0.5 * wide, -30.0), (start + 0.5 * wide + 0.8, 2.0))
        layers.append(Area(gap, dice.between(0.4, 0.8), blur=0.2))
    if dice.chance(0.25):
        second = start + wide + dice.between(0.6, 2.0)
        lean = (dice.between(0.4, 1.6), dice.between(0.4, 1.6))
        layers.append(_over(made, second, second + made.strap_width, lean=lean, scale=1.1))
    return layers


def _ankle(made: Sandal, dice: Dice) -> list[Layer]:
    """Return a strap round the ankle, held by a post from the sole and the counter."""
    last, high = made.last, _reach(made, dice)
    back = (26.4, last.bed(26.0) - high)
    front = (dice.between(17.0, 19.5), last.bed(22.0) - high - dice.between(-0.6, 1.6))
    middle = (22.4, 0.5 * (back[1] + front[1]) + dice.between(0.3, 1.0))
    far = (22.2, min(back[1], front[1]) - dice.between(0.2, 0.9))
    width = min(1.9, made.strap_width)
    layers: list[Layer] = [_ribbon(made, [back, far, front], 0.7 * width, tone=0.75)]
    if dice.chance(0.7):
        foot = dice.between(17.0, 21.5)
        bend = (0.4 * foot + 0.6 * 22.6, 0.5 * (last.bed(foot) + middle[1]))
        post = [(foot, last.bed(foot) + 0.3), bend, middle]
        layers.append(_ribbon(made, post, [2.0 * width, 1.2 * width, width]))
    layers.append(_counter_piece(made, dice, back[1]))
    layers.append(_ribbon(made, [back, middle, front], width))
    if dice.chance(0.2):
        bar: list[Pair] = [front, (13.0, last.top(13.0, 0.9)), (7.0, last.top(7.0, 0.9))]
        layers.append(_ribbon(made, bar, width))
    if dice.chance(0.4):
        buckle = ellipse((22.0, middle[1]), (0.8, 0.8), steps=8)
        layers.append(Panel(buckle, plain(dice, 0.7), curve=0.2, inside=True))
    return layers


def _counter_piece(made: Sandal, dice: Dice, top: float) -> Panel:
    """Return the leather that holds the heel, up to `top`."""
    bed = made.last.bed
    front = dice.between(21.5, 24.4)
    points: list[Pair] = [
        *corner(front, bed(front) + 0.4),
        (24.8, 0.5 * (bed(25.0) + top)),
        *corner(25.3, top),
        *corner(27.1, top - 0.3),
        (26.9, 0.6 * bed(26.0) + 0.4 * top),
        *corner(27.6, bed(27.0) + 0.4),
    ]
    return Panel(smooth(points), made.strap, curve=0.7)


def _crossed(made: Sandal, dice: Dice) -> list[Layer]:
    """Return two straps that cross beside the ankle: one to the heel, one to the instep."""
    last, width = made.last, 1.25 * made.strap_width
    high = _reach(made, dice)
    low, seat = dice.between(13.5, 18.0), dice.between(23.0, 25.5)
    heel_top = (26.6, last.bed(26.0) - 0.85 * high)
    instep = (dice.between(17.0, 20.0), last.bed(20.0) - high - dice.between(0.0, 1.4))
    meet = (22.0, 0.5 * (last.bed(21.0) + heel_top[1]) - dice.between(0.0, 1.2))
    to_heel = [
        (low, last.bed(low) + 0.3),
        (0.5 * (low + 22.0), 0.6 * meet[1] - 0.2),
        meet,
        heel_top,
    ]
    to_instep: list[Pair] = [(seat, last.bed(seat) + 0.3), (23.6, 0.6 * meet[1]), meet, instep]
    layers: list[Layer] = []
    if dice.chance(0.6):
        far: list[Pair] = [instep, (22.4, instep[1] + 0.4), heel_top]
        layers.append(_ribbon(made, far, 0.6 * width, tone=0.75))
    layers.append(_ribbon(made, to_instep, [1.3 * width, width, 0.9 * width]))
    layers.append(_ribbon(made, to_heel, [1.5 * width, width, width]))
    if dice.chance(0.5):
        layers.append(_counter_piece(made, dice, 0.4 * last.bed(26.0) + 0.6 * heel_top[1]))
    return layers


def _sport(made: Sandal, dice: Dice) -> list[Layer]:
    """Return broad padded straps that nearly close the shoe."""
    last, scale = made.last, dice.between(1.1, 1.45)
    layers: list[Layer] = []
    for start, end, front, back in (
        (1.6, 6.6, 1.6, -0.4),
        (8.4, 12.0, 4.0, 2.6),
        (18.0, 21.5, -2.6, -3.8),
    ):
        at = dice.near(0.0, 0.6)
        layers.append(_over(made, start + at, end + at, lean=(front, back), scale=scale))
    rise = last.bed(26.0) - dice.between(4.5, 7.0)
    layers.append(_counter_piece(made, dice, rise))
    side: list[Pair] = [
        (4.0, last.top(4.0, 0.6 * scale)),
        (11.0, last.top(10.0, 0.6)),
        (19.0, last.bed(19.0) - 3.0),
        (26.0, last.bed(25.0) - 3.0),
    ]
    other = toned(made.strap, dice.between(0.5, 1.8))
    line = band(smooth(side, closed=False), dice.between(1.6, 2.6))
    layers.append(Panel(line, other, curve=0.5, shadow=0.35))
    if dice.chance(0.7):
        tab: list[Pair] = [(17.6, last.bed(18.0) - 6.6), (22.5, rise - 0.2), (26.0, rise + 0.6)]
        layers.append(_ribbon(made, tab, dice.between(1.4, 2.2)))
    return layers


def _counter(made: Sandal, dice: Dice) -> list[Layer]:
    """Return a closed heel with a strap round the ankle."""
    high, seat = _reach(made, dice) + 0.5, made.last.bed(26.0)
    tip = (dice.between(17.0, 19.0), seat - high - dice.between(0.0, 1.4))
    loop: list[Pair] = [(26.4, seat - high + 0.6), (22.0, seat - high + 0.2), tip]
    return [
        _counter_piece(made, dice, seat - high),
        _ribbon(made, loop, min(1.6, made.strap_width)),
    ]


def _sling(made: Sandal, dice: Dice) -> list[Layer]:
    """Return a strap round the heel, held by one over the instep."""
    last = made.last
    back = (26.8, last.bed(27.0) - dice.between(3.0, 5.5))
    start = dice.between(11.0, 14.5)
    path = [(start, last.bed(start)), (19.0, last.bed(20.0) - 3.4), back]
    wide = made.strap_width
    lean = (dice.between(2.0, 4.0), dice.between(1.5, 3.0))
    return [
        _over(made, start - 0.5, start + 1.4 * wide, lean=lean, scale=1.1),
        _ribbon(made, path, [1.4 * wide, wide, 0.9 * wide]),
    ]


def _cross(made: Sandal, dice: Dice) -> list[Layer]:
    """Return straps that cross over the toes."""
    layers: list[Layer] = []
    width = max(1.6, made.strap_width)
    for start, lean in ((2.2, 4.0), (8.2, -3.2), (10.5, 3.4)):
        at = start + dice.near(0.0, 0.8)
        slope = lean * dice.between(0.7, 1.0)
        layers.append(_over(made, at, at + width, lean=(slope, slope), scale=1.2))
    return layers


def _cage(made: Sandal, dice: Dice) -> list[Layer]:
    """Return many straps one after another, tied to a bar along the foot."""
    width = dice.between(1.1, 1.8)
    places = np.arange(2.2, dice.between(13.0, 16.0), width + dice.between(0.9, 1.8))
    layers: list[Layer] = []
    for x in places:
        lean = (dice.between(0.6, 2.0), dice.between(0.4, 1.8))
        layers.append(_over(made, float(x), float(x) + width, lean=lean, scale=1.2))
    bar: list[Pair] = [(x, 0.5 * (made.last.bed(x) + made.last.top(x))) for x in (3.0, 9.0, 16.0)]
    layers.append(_ribbon(made, [*bar, (22.0, made.last.bed(22.0) - 6.0)], 1.2))
    return layers


def _slide(made: Sandal, dice: Dice) -> list[Layer]:
    """Return one broad piece over the foot, open behind."""
    start, end = dice.between(1.6, 4.0), dice.between(12.0, 15.0)
    lean = (dice.between(2.0, 4.0), dice.between(-3.0, -0.8))
    scale = dice.between(0.95, 1.15)
    layers: list[Layer] = [_over(made, start, end, lean=lean, scale=scale)]
    x = dice.between(7.0, 10.0)
    path = np.array([(x, made.last.top(x, 1.1)), (x - 1.5, made.last.bed(x))])
    layers.append(Line(path, dice.between(0.5, 1.6), width=dice.between(0.6, 1.2)))
    return layers


def _thong(made: Sandal, dice: Dice) -> list[Layer]:
    """Return the two thongs of a flip-flop."""
    last, high = made.last, dice.between(2.4, 4.2)
    start, end = dice.between(4.5, 7.0), dice.between(15.0, 19.0)
    foot, top = (start, last.bed(start)), last.bed(10.0) - high
    near: list[Pair] = [foot, (8.0, 0.7 * top), (11.0, top), (end, last.bed(end))]
    far: list[Pair] = [foot, (9.0, 0.8 * top), (12.5, top - 0.5), (end + 2, last.bed(end + 2))]
    wide = dice.between(1.1, 2.0)
    return [
        _ribbon(made, far, 0.7 * wide, tone=0.7),
        _ribbon(made, near, [0.7 * wide, wide, 1.2 * wide]),
    ]


STRAPS: dict[str, Callable[[Sandal, Dice], list[Layer]]] = {
    "toe": _toe,
    "ankle": _ankle,
    "crossed": _crossed,
    "sport": _sport,
    "counter": _counter,
    "sling": _sling,
    "cross": _cross,
    "cage": _cage,
    "slide": _slide,
    "thong": _thong,
}
