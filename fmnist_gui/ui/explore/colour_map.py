"""The ways to show grey values, and the scale of colours for scores."""

from enum import Enum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

SCALE_STEPS = 64
DARKEST_SHARE = 0.25
"""The dark end of the scale is left out for tints: multiplied by it nothing could be seen."""


class ColourMap(Enum):
    """How a grey value looks; the value is what the chooser says."""

    GREY = "Grey"
    INVERTED = "Inverted"
    VIRIDIS = "Viridis"
    CIVIDIS = "Cividis"


def named(name: str) -> ColourMap:
    """Return the colour map called `name`, plain grey for a name that there is not."""
    known = {colour_map.value: colour_map for colour_map in ColourMap}
    return known.get(name, ColourMap.GREY)


def is_plain(colour_map: ColourMap) -> bool:
    """Whether grey values are shown as they are."""
    return colour_map is ColourMap.GREY


@lru_cache(maxsize=len(ColourMap))
def table(colour_map: ColourMap) -> NDArray[np.uint32]:
    """Return the colour of each of the 256 grey values as 0xFFRRGGBB."""
    grey = np.arange(256, dtype=np.uint32)
    if colour_map is ColourMap.INVERTED:
        grey = grey[::-1]
    elif colour_map is not ColourMap.GREY:
        red, green, blue = _library(colour_map.name.lower(), 256).astype(np.uint32).T
        return _packed(red, green, blue)
    return _packed(grey, grey, grey)


def scale() -> tuple[str, ...]:
    """Return the colours of scores from low to high; told apart by colour-blind people.

    The upper part of viridis, whose lightness rises evenly.
    """
    steps = round(SCALE_STEPS / (1 - DARKEST_SHARE))
    colours = _library("viridis", steps)[-SCALE_STEPS:]
    return tuple(f"#{red:02X}{green:02X}{blue:02X}" for red, green, blue in colours.tolist())


def _library(name: str, steps: int) -> NDArray[np.uint8]:
    import pyqtgraph as pg

    colours: NDArray[np.uint8] = pg.colormap.get(name).getLookupTable(nPts=steps, alpha=False)
    return colours


def _packed(
    red: NDArray[np.uint32], green: NDArray[np.uint32], blue: NDArray[np.uint32]
) -> NDArray[np.uint32]:
    colours = (0xFF000000 | red << 16 | green << 8 | blue).astype(np.uint32)
    colours.flags.writeable = False
    return colours
