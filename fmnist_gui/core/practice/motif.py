"""What is printed on a garment: badges, lettering, pictures."""

from dataclasses import replace

import numpy as np

from fmnist_gui.core.practice.cloth import other_tone, pattern, plain
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.layer import Layer, Panel
from fmnist_gui.core.practice.outline import box, ellipse, smooth
from fmnist_gui.core.practice.upper_cut import Cut


def logo(cut: Cut, dice: Dice) -> list[Layer]:
    """Return a small badge on the chest or a line of lettering across it."""
    made = replace(plain(dice, other_tone(dice, cut.cloth.tone)), rim=0.0)
    if dice.chance(0.5):
        spot = ellipse(
            (dice.between(2.2, 3.2), dice.between(5.5, 7.5)), (0.7, dice.between(0.4, 0.8))
        )
        return [Panel(spot, made, curve=0.2, shadow=0.0, inside=True)]
    layers: list[Layer] = []
    for _ in range(dice.whole(1, 2)):
        y = dice.between(6.0, 9.0)
        x = -dice.between(2.4, 4.6)
        end = -x
        while x < end:
            wide = dice.between(0.5, 1.1)
            letter = box((x, y - dice.between(0.3, 0.9)), (x + wide, y + dice.between(0.4, 0.9)))
            layers.append(Panel(letter, made, curve=0.1, shadow=0.0, inside=True))
            x += wide + dice.between(0.15, 0.5)
    return layers


def picture(cut: Cut, dice: Dice) -> list[Layer]:
    """Return a picture printed on the front."""
    first = cut.cloth.tone
    made = replace(plain(dice, other_tone(dice, first)), rim=0.0)
    kind = dice.choose({"floral": 0.6, "leopard": 0.2, "melange": 0.2})
    ground = first if dice.chance(0.7) else made.tone
    motif = replace(pattern(dice, kind, ground), scale=dice.between(1.0, 2.0))
    made = replace(made, tone=ground, pattern=motif)
    centre = (dice.near(0.0, 0.4), dice.between(9.0, 12.5))
    wide, tall = dice.between(2.4, 4.2), dice.between(2.2, 5.5)
    if dice.chance(0.4):
        outline = box((centre[0] - wide, centre[1] - tall), (centre[0] + wide, centre[1] + tall))
    else:
        bumps = Dice(dice.seed())
        circle = ellipse((0.0, 0.0), (1.0, 1.0), steps=9)
        circle *= np.array([[bumps.between(0.7, 1.15)] for _ in circle])
        outline = smooth(circle) * (wide, tall) + centre
    return [Panel(outline, made, curve=0.1, shadow=0.0, inside=True)]
