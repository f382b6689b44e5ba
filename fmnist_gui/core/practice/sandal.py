"""Sandals: a sole, a heel perhaps, and straps."""

from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.last import heel, sole
from fmnist_gui.core.practice.layer import Layer, Line, Panel
from fmnist_gui.core.practice.outline import smooth
from fmnist_gui.core.practice.sandal_cut import Sandal
from fmnist_gui.core.practice.strap import STRAPS


def sketch(made: Sandal) -> tuple[Layer, ...]:
    """Return the pieces of the sandal, from the back to the front."""
    dice = Dice(made.seed)
    layers: list[Layer] = []
    if made.heel != "none":
        layers.append(heel(made.last, made.sole, made.heel, thickness=made.sole_height))
    if made.last.platform > 0.3 and made.heel != "wedge":
        bed = made.last.bed
        block = [(0.4, bed(0.4)), (11.0, bed(11.0)), (10.5, 1.0), (1.4, 0.8)]
        layers.append(Panel(smooth(block), made.sole, curve=0.5))
    layers.append(sole(made.last, made.sole, made.sole_height))
    for name in made.straps:
        layers += STRAPS[name](made, dice)
    if made.heel == "wedge" or dice.chance(0.5):
        edge = made.last.bed_path(0.5, 27.5, below=0.15)
        layers.append(Line(edge, dice.between(0.4, 0.8), width=0.6))
    return tuple(layers)
