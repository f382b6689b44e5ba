"""How sandals are made: sole, heel and kinds of straps, drawn at random."""

from dataclasses import dataclass, replace

from fmnist_gui.core.practice.cloth import cloth, plain
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.last import Last
from fmnist_gui.core.practice.layer import Cloth


@dataclass(frozen=True)
class Sandal:
    """A sandal: what it stands on and the kinds of its straps (keys of ``strap.STRAPS``)."""

    strap: Cloth
    sole: Cloth
    last: Last
    heel: str
    sole_height: float
    strap_width: float
    straps: tuple[str, ...]
    seed: int


STYLES: dict[str, dict[str, float]] = {
    "flat": {
        "toe+ankle": 0.14,
        "toe+crossed": 0.32,
        "sport": 0.14,
        "thong": 0.12,
        "toe+sling": 0.12,
        "cross+crossed": 0.08,
        "cage+crossed": 0.04,
        "slide": 0.04,
    },
    "wedge": {
        "toe+ankle": 0.2,
        "toe+crossed": 0.4,
        "cross+crossed": 0.1,
        "toe+sling": 0.15,
        "sport": 0.15,
    },
    "high": {
        "toe+ankle": 0.3,
        "toe+counter": 0.34,
        "toe+crossed": 0.1,
        "cage+ankle": 0.12,
        "cross+counter": 0.08,
        "slide": 0.06,
    },
}


def sandal(dice: Dice) -> Sandal:
    """Draw a sandal."""
    shape = dice.choose({"flat": 0.5, "wedge": 0.16, "high": 0.34})
    strap = cloth(
        dice,
        tones={"dark": 0.42, "middle": 0.44, "light": 0.14},
        patterns={"plain": 0.84, "melange": 0.12, "leopard": 0.04},
    )
    same = dice.chance(0.4)
    flat = shape == "flat"
    return Sandal(
        strap=replace(
            strap, rim=0.35, folds=dice.between(0.1, 0.45), fold_width=2.0, fold_length=1.6
        ),
        sole=strap if same else replace(plain(dice, dice.between(0.15, 0.75)), gloss=0.0),
        last=_last(dice, shape),
        heel={"flat": "none", "wedge": "wedge"}.get(shape) or dice.choose(HIGH_HEELS),
        sole_height=dice.between(1.4, 3.2) if flat else dice.between(0.9, 1.5),
        strap_width=dice.between(1.3, 2.5) if flat else dice.between(1.1, 2.1),
        straps=tuple(dice.choose(STYLES[shape]).split("+")),
        seed=dice.seed(),
    )


HIGH_HEELS = {"stiletto": 0.4, "high block": 0.34, "cone": 0.14, "block": 0.12}


def _last(dice: Dice, shape: str) -> Last:
    spring = dice.between(0.1, 0.9)
    if shape == "flat":
        return Last(dice.between(0.0, 1.2), 0.0, spring)
    if shape == "wedge":
        return Last(dice.between(3.0, 7.0), dice.between(0.6, 2.4), spring)
    platform = dice.between(0.6, 2.2) if dice.chance(0.35) else 0.0
    return Last(dice.between(7.0, 12.5), platform, spring)
