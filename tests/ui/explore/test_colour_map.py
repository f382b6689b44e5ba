"""Grey values in other colours, and colours for scores."""

import numpy as np
import pytest
from numpy.typing import NDArray

from fmnist_gui.ui.explore.colour_map import ColourMap, is_plain, named, scale, table

PERCEPTUAL = (ColourMap.VIRIDIS, ColourMap.CIVIDIS)


def parts(words: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Return red, green and blue from 0 to 1, shape (n, 3)."""
    return np.stack([(words >> shift) & 255 for shift in (16, 8, 0)], axis=1) / 255


def lightness(colours: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return L* of sRGB colours."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    y = linear @ [0.2126, 0.7152, 0.0722]
    return np.where(y > 0.008856, 116 * np.cbrt(y) - 16, 903.3 * y)


@pytest.mark.parametrize("colour_map", list(ColourMap))
def test_every_grey_value_has_an_opaque_colour_of_its_own(colour_map: ColourMap) -> None:
    words = table(colour_map)
    assert words.shape == (256,)
    assert (words >> 24 == 255).all()
    assert len(set(words.tolist())) >= 250
    assert not words.flags.writeable


def test_grey_is_plain_and_inverted_is_its_mirror() -> None:
    grey = table(ColourMap.GREY)
    assert grey.tolist() == [0xFF000000 | value * 0x010101 for value in range(256)]
    assert (table(ColourMap.INVERTED) == grey[::-1]).all()
    assert [colour_map for colour_map in ColourMap if is_plain(colour_map)] == [ColourMap.GREY]


@pytest.mark.parametrize("colour_map", PERCEPTUAL)
def test_perceptual_maps_rise_evenly_in_lightness(colour_map: ColourMap) -> None:
    steps = np.diff(lightness(parts(table(colour_map)))[::16])
    assert (steps > 0).all()
    assert steps.max() < 2 * steps.min()


def test_a_name_that_there_is_not_means_grey() -> None:
    assert all(named(colour_map.value) is colour_map for colour_map in ColourMap)
    assert named("Rainbow") is ColourMap.GREY
    assert named("") is ColourMap.GREY


def test_the_scale_of_scores_can_be_seen_and_told_apart_throughout() -> None:
    words = np.array([int(colour[1:], 16) for colour in scale()], dtype=np.uint32)
    light = lightness(parts(words))
    assert len(set(words.tolist())) == 64
    assert (np.diff(light) > 0).all()
    # Multiplied by its darkest colour a white image is still far from the ground.
    assert light[0] > 35
    assert light[-1] > 85
