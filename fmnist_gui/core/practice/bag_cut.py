"""How bags are made: shapes, handles and features, drawn at random."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fmnist_gui.core.practice.cloth import cloth
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Cloth


@dataclass(frozen=True)
class Bag:
    """Measures of a bag, in garment units: half widths, and heights down from its mouth."""

    cloth: Cloth
    kind: str
    top: float
    bottom: float
    height: float
    corner: float
    handle: str
    handle_height: float
    handle_half: float
    features: frozenset[str]
    seed: int


@dataclass(frozen=True)
class Kind:
    """The ranges of one kind of bag, and the weights of its handles (keys of ``HANDLES``)."""

    weight: float
    top: tuple[float, float]
    bottom: tuple[float, float]
    height: tuple[float, float]
    corner: float
    handles: Mapping[str, float]
    flap: float = 0.08


KINDS = {
    "tote": Kind(0.24, (9, 12), (8, 11), (13, 19), 0.5, {"arcs": 0.9, "none": 0.1}),
    "handbag": Kind(0.24, (7, 11), (10.5, 13), (13, 17), 2.5, {"arcs": 0.85, "grip": 0.15}),
    "clutch": Kind(
        0.18, (12, 14), (12, 14), (13, 19), 0.8, {"none": 0.6, "wrist": 0.25, "sides": 0.15}, 0.45
    ),
    "satchel": Kind(0.16, (11, 13), (11.5, 13.5), (14, 21), 1.8, {"sides": 0.7, "grip": 0.3}, 0.7),
    "duffel": Kind(0.06, (12, 13.5), (13, 14), (9, 13), 3.0, {"arcs": 0.8, "grip": 0.2}),
    "rucksack": Kind(0.06, (7.5, 9), (8.5, 10.5), (22, 26), 3.6, {"grip": 0.6, "sides": 0.4}, 0.4),
    "bucket": Kind(0.06, (9, 11), (7, 9), (14, 18), 1.6, {"shoulder": 0.7, "sides": 0.3}),
}
PATTERNS = {
    "plain": 0.68,
    "melange": 0.08,
    "floral": 0.08,
    "leopard": 0.03,
    "check": 0.03,
    "stripe": 0.03,
    "rib": 0.02,
    "block": 0.05,
}


def bag(dice: Dice) -> Bag:
    """Draw a bag."""
    leather = cloth(
        dice, tones={"dark": 0.5, "middle": 0.4, "light": 0.1}, patterns=PATTERNS, drape=1.1
    )
    name = dice.choose({name: kind.weight for name, kind in KINDS.items()})
    kind = KINDS[name]
    low = name == "duffel"
    return Bag(
        cloth=replace(leather, fold_width=5.0, fold_length=6.0, rim=dice.between(0.15, 0.5)),
        kind=name,
        top=dice.between(*kind.top),
        bottom=dice.between(*kind.bottom),
        height=dice.between(*kind.height),
        corner=kind.corner * dice.between(0.5, 1.2),
        handle=dice.choose(kind.handles),
        handle_height=dice.between(4.0, 6.5) if low else dice.between(6.0, 11.0),
        handle_half=dice.between(3.2, 5.4),
        features=dice.some(
            flap=kind.flap,
            zip=0.4,
            pocket=0.05 if name == "clutch" else 0.3,
            clasp=0.34,
            panel=0.2,
            base=0.25,
            stitch=0.4,
            belts=0.2,
            tag=0.2,
            folds=0.5,
            loose=0.35,
        ),
        seed=dice.seed(),
    )
