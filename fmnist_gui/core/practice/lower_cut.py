"""How trousers are cut: waist, legs and features, drawn at random."""

from dataclasses import dataclass

from fmnist_gui.core.practice.cloth import cloth
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Cloth

LENGTH = 28.0


@dataclass(frozen=True)
class Leg:
    """Where one leg runs: its middle at the knee and the foot, and its widths there."""

    knee: float
    foot: float
    knee_width: float
    foot_width: float
    length: float


@dataclass(frozen=True)
class Trouser:
    """Measures of a pair of trousers, in garment units; widths count from the middle."""

    cloth: Cloth
    waist: float
    hip: float
    crotch: float
    legs: tuple[Leg, Leg]
    features: frozenset[str]
    seed: int


PATTERNS = {
    "plain": 0.84,
    "floral": 0.05,
    "melange": 0.05,
    "stripe": 0.01,
    "check": 0.02,
    "dots": 0.01,
    "leopard": 0.02,
}
FITS = {"slim": 0.48, "straight": 0.34, "wide": 0.1, "flared": 0.08}
WIDTHS = {
    "slim": ((3.2, 3.9), (2.2, 2.9)),
    "straight": ((3.8, 4.4), (3.4, 4.2)),
    "wide": ((5.0, 5.8), (5.0, 6.4)),
    "flared": ((3.6, 4.2), (4.6, 5.8)),
}
"""Of each fit: the ranges of the widths at knee and foot."""


def trouser(dice: Dice) -> Trouser:
    """Draw a pair of trousers, jeans or leggings."""
    made = cloth(
        dice, tones={"dark": 0.6, "middle": 0.28, "light": 0.12}, patterns=PATTERNS, drape=1.2
    )
    fit = dice.choose(FITS)
    hip = dice.near(5.1, 0.5) + (0.9 if fit == "wide" else 0.0)
    return Trouser(
        cloth=made,
        waist=hip - dice.between(0.4, 1.3),
        hip=hip,
        crotch=dice.near(8.6, 1.3),
        legs=_legs(dice, fit, hip),
        features=dice.some(
            fade=0.5,
            knees=0.4,
            pockets=0.6,
            crease=0.12,
            cuffs=0.15,
            stripe=0.04,
            worn=0.1,
            band=0.7,
            string=0.08,
            cargo=0.04,
        ),
        seed=dice.seed(),
    )


def _legs(dice: Dice, fit: str, hip: float) -> tuple[Leg, Leg]:
    """Draw both legs, apart by the same stance, perhaps bowed as when somebody walks."""
    knee, foot = (dice.between(*bounds) for bounds in WIDTHS[fit])
    stance, bow = dice.between(-0.2, 1.3), dice.between(0.4, 1.8) if dice.chance(0.3) else 0.0
    length = LENGTH if dice.chance(0.92) else dice.between(15.0, 22.0)
    middle = 0.5 * hip + 0.1 + 0.5 * stance

    def leg(lean: float) -> Leg:
        return Leg(
            knee=middle + lean * bow + dice.near(0.0, 0.15),
            foot=middle + 0.5 * stance + lean * 0.4 * bow + dice.near(0.0, 0.3),
            knee_width=knee,
            foot_width=foot + dice.near(0.0, 0.2),
            length=length + dice.near(0.0, 0.4),
        )

    return leg(1.0), leg(-0.4)
