"""How sneakers are cut: low, high, runners and slip-ons, drawn at random."""

from dataclasses import dataclass, replace

from fmnist_gui.core.practice.cloth import cloth, other_tone, plain
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Cloth
from fmnist_gui.core.practice.outline import Pair

MARKS = {"stripes": 0.22, "swoosh": 0.16, "letter": 0.1, "round": 0.08, "none": 0.44}


@dataclass(frozen=True)
class Sneaker:
    """Measures of a sneaker: heights above the ground, places along the foot.

    ``throat`` is where the laces end and ``collar`` the lowest point of the edge round the
    ankle, both as (place, height).
    """

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
    mark: str
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
    sole_tone = dice.between(0.7, 0.93) if dice.chance(0.68) else dice.between(0.12, 0.6)
    rise = {"low": 0.0, "runner": 0.8, "high": dice.between(5.0, 9.0), "slip-on": -1.0}[kind]
    sole_height = dice.between(1.6, 2.8) + (0.9 if kind == "runner" else 0.0)
    return Sneaker(
        upper=replace(upper, rim=0.3, fold_length=4.0, fold_width=5.0),
        accent=plain(dice, other_tone(dice, upper.tone)),
        sole=replace(plain(dice, sole_tone), rim=0.15, folds=0.03, gloss=0.0),
        lining=plain(dice, dice.between(0.15, 0.85)),
        sole_height=sole_height,
        vamp=dice.between(4.2, 6.0) + sole_height,
        throat=(dice.between(15.6, 18.6) - 0.1 * rise, dice.between(10.2, 13.2) + rise),
        collar=(dice.between(21.2, 22.8), dice.between(7.8, 9.6) + 1.06 * rise),
        heel=dice.between(9.8, 12.0) + rise,
        toe=dice.between(1.2, 2.1),
        laces=0 if kind == "slip-on" else dice.whole(3, 5) + (2 if kind == "high" else 0),
        mark=dice.choose(MARKS),
        features=_features(dice, kind),
        seed=dice.seed(),
    )


def _features(dice: Dice, kind: str) -> frozenset[str]:
    return dice.some(
        toe_cap=0.4,
        eyestay=0.6,
        counter=0.5,
        foxing=0.45,
        loop=0.25,
        tread=0.4,
        split_sole=0.4 if kind == "runner" else 0.1,
    )
