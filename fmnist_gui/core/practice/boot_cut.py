"""How ankle boots are cut: measures and features, drawn at random."""

from dataclasses import dataclass, replace

from fmnist_gui.core.practice.cloth import cloth, plain
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.last import Last
from fmnist_gui.core.practice.layer import Cloth


@dataclass(frozen=True)
class Boot:
    """Measures of a boot: ``shaft`` is its height above the heel's seat."""

    leather: Cloth
    sole: Cloth
    last: Last
    heel: str
    sole_height: float
    shaft: float
    shaft_front: float
    shaft_back: float
    toe: float
    instep: float
    features: frozenset[str]
    seed: int


RISE = {"flat": (0.6, 1.6), "stacked": (2.2, 3.6), "high": (5.0, 8.5)}
HEELS = {
    "flat": {"stacked": 1.0},
    "stacked": {"stacked": 0.6, "block": 0.4},
    "high": {"block": 0.3, "high block": 0.4, "cone": 0.15, "stiletto": 0.15},
}
CHANCES = {
    "elastic": 0.26,
    "zip": 0.2,
    "loop": 0.35,
    "buckle": 0.2,
    "toe_cap": 0.18,
    "shine": 0.5,
    "fur": 0.03,
    "seam": 0.6,
    "wrinkles": 0.45,
    "welt": 0.5,
}


def boot(dice: Dice) -> Boot:
    """Draw an ankle boot."""
    leather = cloth(
        dice,
        tones={"dark": 0.6, "middle": 0.33, "light": 0.07},
        patterns={"plain": 0.87, "melange": 0.11, "leopard": 0.01, "floral": 0.01},
        drape=1.2,
    )
    leather = replace(leather, fold_width=4.0, fold_length=4.5, rim=dice.between(0.15, 0.45))
    shape = dice.choose({"flat": 0.42, "stacked": 0.28, "high": 0.3})
    high = shape == "high"
    return Boot(
        leather=leather,
        sole=replace(plain(dice, dice.between(0.08, 0.75)), gloss=0.0),
        last=Last(dice.between(*RISE[shape]), dice.between(0.0, 1.6) if high else 0.0, spring=0.6),
        heel=dice.choose(HEELS[shape]),
        sole_height=dice.between(0.8, 1.9),
        shaft=dice.between(10.5, 14.5) + (dice.between(1.0, 5.5) if high else 0.0),
        shaft_front=dice.between(12.4, 16.4),
        shaft_back=dice.between(25.0, 26.8),
        toe=dice.between(1.1, 2.4),
        instep=dice.between(1.15, 1.6),
        features=dice.some(laces=0.1 if high else 0.3, **CHANCES),
        seed=dice.seed(),
    )
