import numpy as np

from fmnist_gui.core.mosaic.layout import EMPTY
from fmnist_gui.core.mosaic.tint import PLAIN, UNKNOWN, packed, tinted
from fmnist_gui.core.table.column import Column

RED, BLUE = "#FF0000", "#0000FF"


def column(values: list[float], *, is_choice: bool) -> Column:
    array = np.array(values, dtype=np.float32)
    return Column("k", "K", array, "choice" if is_choice else "number", ("a", "b", "c"))


def test_each_choice_has_its_colour_and_further_ones_begin_again() -> None:
    made = tinted(column([0, 1, 2, np.nan], is_choice=True), (RED, BLUE))
    assert made.colours.tolist() == [packed(c) for c in (RED, BLUE, RED, UNKNOWN)]


def test_numbers_are_coloured_by_rank_so_that_extremes_leave_room_for_the_rest() -> None:
    scale = tuple(f"#0000{step:02X}" for step in range(4))
    made = tinted(column([1e6, 1, 2, 3, np.nan], is_choice=False), scale)
    blues = (made.colours & 255).tolist()[:4]
    assert blues == [3, 0, 1, 2]
    assert made.colours[4] == packed(UNKNOWN)


def test_equal_numbers_have_equal_colours() -> None:
    made = tinted(column([5, 5, 5, 9], is_choice=False), (RED, BLUE))
    assert len(set(made.colours[:3].tolist())) == 1


def test_empty_cells_stay_as_they_are() -> None:
    made = tinted(column([0, 1], is_choice=True), (RED, BLUE))
    cells = np.array([[1, EMPTY], [0, 1]])
    assert made.over(cells).tolist() == [[packed(BLUE), PLAIN], [packed(RED), packed(BLUE)]]
