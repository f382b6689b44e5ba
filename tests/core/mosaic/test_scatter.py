"""Images lie near where the map puts them, each in a cell of its own."""

import numpy as np

from fmnist_gui.core.mosaic.layout import EMPTY
from fmnist_gui.core.mosaic.scatter import scattered

CORNERS = np.array([[0, 0], [9, 0], [0, 9], [9, 9]], dtype=np.float32)


def test_images_stand_as_their_places_do() -> None:
    cells = scattered(np.array([3, 1, 0, 2]), CORNERS, aspect=1).cells
    place = {number: np.argwhere(cells == number)[0] for number in range(4)}
    assert place[0][1] < place[1][1]
    assert place[0][0] < place[2][0]
    assert (place[3] == [place[2][0], place[1][1]]).all()


def test_images_that_are_not_on_the_map_are_left_out() -> None:
    places = CORNERS.copy()
    places[2] = np.nan
    cells = scattered(np.arange(4), places, aspect=1).cells
    assert sorted(cells[cells != EMPTY]) == [0, 1, 3]
    places[:] = np.nan
    assert scattered(np.arange(4), places, aspect=1).cells.tolist() == [[EMPTY]]
