"""How garments for the upper body are cut: measures of body and sleeves, drawn at random."""

from dataclasses import dataclass, replace

from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Cloth

NATURAL_WAIST = 15.5
"""How far below the neck a body is narrowest, in garment units."""

NO_SLEEVE, CAP, SHORT, ELBOW, LONG = "none", "cap", "short", "elbow", "long"


@dataclass(frozen=True)
class Cut:
    """Measures of a garment for the upper body.

    Lengths are in garment units, about a pixel where the garment fills the frame; widths are
    counted from the middle.
    """

    cloth: Cloth
    length: float
    shoulder: float
    drop: float
    chest: float
    waist: float
    hem: float
    armpit: float
    neck: float
    neck_depth: float
    neckline: str
    sleeve: str
    sleeve_length: float = 0.0
    sleeve_angle: float = 0.2
    sleeve_bend: float = 0.0
    cuff: float = 3.0
    hem_curve: float = 0.4
    front: str = "closed"
    features: frozenset[str] = frozenset()
    seed: int = 0

    def has(self, feature: str) -> bool:
        """Return whether the garment has this feature."""
        return feature in self.features


def sleeved(dice: Dice, cut: Cut, *, hang: float) -> Cut:
    """Give the cut its sleeve; `hang` is the angle of a long sleeve from the vertical."""
    length, angle, bend, cuff = {
        NO_SLEEVE: (0.0, 0.0, 0.0, 0.0),
        CAP: (dice.between(2.5, 4.0), dice.between(0.5, 0.9), 0.0, dice.between(4.6, 6.0)),
        SHORT: (dice.between(6.4, 9.4), dice.between(0.4, 0.85), 0.1, dice.between(4.0, 5.6)),
        ELBOW: (dice.between(9.0, 13.5), dice.between(0.3, 0.55), 0.15, dice.between(3.6, 5.2)),
        LONG: (dice.near(24.0, 2.2), hang, dice.between(0.02, 0.16), dice.between(2.6, 3.8)),
    }[cut.sleeve]
    return replace(cut, sleeve_length=length, sleeve_angle=angle, sleeve_bend=bend, cuff=cuff)


def torso(dice: Dice, made: Cloth, neckline: str, sleeve: str) -> Cut:
    """Draw a body of middling measures, its sleeve still without length."""
    chest = dice.near(6.2, 0.8)
    return Cut(
        cloth=made,
        length=dice.near(26.0, 2.0),
        shoulder=chest + dice.near(0.1, 0.6),
        drop=dice.between(1.0, 2.2),
        chest=chest,
        waist=chest - dice.between(-0.1, 1.0),
        hem=chest + dice.near(0.1, 0.6),
        armpit=dice.near(8.4, 1.0),
        neck=dice.near(3.3, 0.7),
        neck_depth=dice.near(2.4, 1.0),
        neckline=neckline,
        sleeve=sleeve,
        hem_curve=dice.near(0.3, 0.5),
        seed=dice.seed(),
    )
