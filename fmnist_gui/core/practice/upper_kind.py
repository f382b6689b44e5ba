"""T-shirt, pullover, dress, coat, shirt: which cuts, cloths and features each comes in."""

from dataclasses import replace

from fmnist_gui.core.practice.cloth import EVEN, cloth
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.upper_cut import (
    CAP,
    ELBOW,
    LONG,
    NO_SLEEVE,
    SHORT,
    Cut,
    sleeved,
    torso,
)

T_SHIRT_PATTERNS = {
    "plain": 0.66,
    "stripe": 0.1,
    "melange": 0.09,
    "floral": 0.05,
    "fade": 0.04,
    "leopard": 0.02,
    "block": 0.03,
    "dots": 0.01,
}
PULLOVER_PATTERNS = {
    "plain": 0.6,
    "melange": 0.14,
    "rib": 0.08,
    "stripe": 0.06,
    "floral": 0.04,
    "zigzag": 0.02,
    "block": 0.04,
    "dots": 0.02,
}
SHIRT_PATTERNS = {
    "plain": 0.54,
    "check": 0.12,
    "floral": 0.14,
    "stripe": 0.03,
    "melange": 0.08,
    "dots": 0.05,
    "leopard": 0.04,
}
COAT_PATTERNS = {
    "plain": 0.66,
    "melange": 0.1,
    "quilt": 0.08,
    "check": 0.05,
    "floral": 0.03,
    "leopard": 0.02,
    "block": 0.02,
    "rib": 0.02,
}
DRESS_PATTERNS = {
    "plain": 0.6,
    "floral": 0.14,
    "melange": 0.06,
    "stripe": 0.05,
    "fade": 0.04,
    "dots": 0.04,
    "leopard": 0.03,
    "check": 0.02,
    "zigzag": 0.02,
}


SHIRT_TONES = {"dark": 0.3, "middle": 0.42, "light": 0.28}
COAT_TONES = {"dark": 0.5, "middle": 0.38, "light": 0.12}
DRESS_TONES = {"dark": 0.52, "middle": 0.32, "light": 0.16}


def t_shirt(dice: Dice) -> Cut:
    """Draw a T-shirt, polo or tank top."""
    made = cloth(dice, tones=EVEN, patterns=T_SHIRT_PATTERNS, drape=0.8)
    sleeve = dice.choose({SHORT: 0.72, CAP: 0.1, NO_SLEEVE: 0.1, ELBOW: 0.04, LONG: 0.04})
    neckline = dice.choose({"crew": 0.6, "v": 0.16, "scoop": 0.14, "polo": 0.1})
    cut = sleeved(dice, torso(dice, made, neckline, sleeve), hang=dice.between(0.22, 0.4))
    if sleeve == NO_SLEEVE:
        strap = dice.between(1.4, 3.0)
        neck = dice.between(2.6, 3.4)
        cut = replace(
            cut,
            neckline="scoop",
            neck=neck,
            shoulder=neck + strap,
            drop=0.5,
            neck_depth=dice.between(4.0, 7.5),
            armpit=dice.between(8.0, 9.5),
        )
    return replace(
        cut,
        front=dice.choose({"closed": 0.95, "half buttons": 0.05}),
        features=dice.some(logo=0.2, print=0.24, raglan=0.06, pocket=0.06, rib=0.1),
    )


def pullover(dice: Dice) -> Cut:
    """Draw a pullover, sweatshirt or hoodie."""
    made = cloth(dice, patterns=PULLOVER_PATTERNS, drape=0.8)
    sleeve = dice.choose({LONG: 0.93, ELBOW: 0.07})
    neckline = dice.choose({"crew": 0.56, "v": 0.14, "turtle": 0.1, "hood": 0.13, "boat": 0.07})
    cut = sleeved(dice, torso(dice, made, neckline, sleeve), hang=dice.between(0.04, 0.19))
    return replace(
        cut,
        length=dice.near(25.0, 4.0),
        front=dice.choose({"closed": 0.88, "half zip": 0.08, "half buttons": 0.04}),
        features=dice.some(rib=0.7, logo=0.14, print=0.14, raglan=0.12, kangaroo=0.06),
    )


def shirt(dice: Dice) -> Cut:
    """Draw a shirt or blouse."""
    made = cloth(dice, tones=SHIRT_TONES, patterns=SHIRT_PATTERNS, drape=1.3)
    sleeve = dice.choose({LONG: 0.62, SHORT: 0.17, ELBOW: 0.08, CAP: 0.06, NO_SLEEVE: 0.07})
    neckline = dice.choose({"collar": 0.58, "crew": 0.16, "v": 0.14, "scoop": 0.06, "boat": 0.06})
    cut = sleeved(dice, torso(dice, made, neckline, sleeve), hang=dice.between(0.02, 0.2))
    if sleeve == NO_SLEEVE:
        cut = replace(cut, shoulder=dice.between(5.0, 6.2))
    front = {"buttons": 0.8, "half buttons": 0.1, "closed": 0.1}
    if neckline != "collar":
        front = {"closed": 0.66, "buttons": 0.18, "half buttons": 0.16}
    return replace(
        cut,
        length=dice.near(27.0, 3.0),
        hem=cut.hem + dice.between(0.0, 0.9),
        hem_curve=dice.between(-0.4, 1.6),
        front=dice.choose(front),
        features=dice.some(pocket=0.2, gathers=0.16, cuffs=0.35, yoke=0.15),
    )


def coat(dice: Dice) -> Cut:
    """Draw a coat or jacket."""
    made = cloth(dice, tones=COAT_TONES, patterns=COAT_PATTERNS)
    neckline = dice.choose({"collar": 0.34, "lapel": 0.3, "hood": 0.16, "stand": 0.2})
    cut = sleeved(dice, torso(dice, made, neckline, LONG), hang=dice.between(0.02, 0.15))
    front = {"zip": 0.36, "buttons": 0.34, "edge": 0.24, "double": 0.06}
    length = dice.near(25.5, 3.0) if dice.chance(0.6) else dice.between(29.0, 38.0)
    return replace(
        cut,
        length=length,
        sleeve_length=dice.near(24.5, 2.0),
        cuff=dice.between(3.0, 4.2),
        hem=cut.hem + dice.between(-0.2, 0.9),
        front=dice.choose(front),
        features=dice.some(flaps=0.34, slant_pockets=0.22, belt=0.14, rib=0.16, yoke=0.12, fur=0.1),
    )


def dress(dice: Dice) -> Cut:
    """Draw a dress."""
    made = cloth(
        dice,
        tones=DRESS_TONES,
        patterns=DRESS_PATTERNS,
        drape=1.5,
    )
    sleeve = dice.choose({NO_SLEEVE: 0.4, CAP: 0.12, SHORT: 0.2, ELBOW: 0.12, LONG: 0.16})
    neckline = dice.choose({"crew": 0.44, "v": 0.22, "scoop": 0.26, "boat": 0.08})
    cut = sleeved(dice, torso(dice, made, neckline, sleeve), hang=dice.between(0.12, 0.3))
    waist = cut.chest - dice.between(0.4, 2.2)
    flare = {"straight": (-0.6, 1.6), "a-line": (1.8, 4.4), "full": (4.5, 8.5)}
    hem = cut.chest + dice.between(
        *flare[dice.choose({"straight": 0.5, "a-line": 0.33, "full": 0.17})]
    )
    if sleeve == NO_SLEEVE:
        cut = replace(
            cut,
            shoulder=cut.neck + dice.between(0.9, 2.8),
            drop=0.6,
            neck_depth=dice.between(2.5, 6.0),
        )
    return replace(
        cut,
        length=dice.near(41.0, 8.0),
        waist=waist,
        hem=hem,
        hem_curve=dice.between(0.0, 1.4),
        sleeve_length=cut.sleeve_length * dice.between(0.85, 1.0),
        features=dice.some(waist_seam=0.35, belt=0.15, gathers=0.35, yoke=0.1, slit=0.06),
    )
