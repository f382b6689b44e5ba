"""The row of a person says the same in cells and, where they have no room, in words."""

from uuid import UUID

from fmnist_gui.core.session.name import name_order
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.stats.percent import DASH
from fmnist_gui.core.study.person_row import AGREES, COLUMNS, PersonRow

ANN = Annotator(UUID(int=1), "Ann")


def row(*cells: str, is_withdrawn: bool = False) -> PersonRow:
    return PersonRow(ANN, ("Ann", *cells), ("",) * len(COLUMNS), is_withdrawn)


def test_cells_in_words_leave_out_what_is_not_known() -> None:
    told = row("192", "2,733 an hour", "79 %", "20 of 20", DASH)
    assert told.folded(len(COLUMNS)) == "192 labels, 2,733 an hour, agrees 79 %, checks 20 of 20"
    assert told.folded(AGREES) == "192 labels, 2,733 an hour"
    assert row("1", DASH, DASH, DASH, DASH).folded(len(COLUMNS)) == "1 label"


def test_of_somebody_withdrawn_it_says_only_that() -> None:
    gone = row("withdrawn", DASH, DASH, DASH, DASH, is_withdrawn=True)
    assert gone.folded(len(COLUMNS)) == "withdrawn"


def test_people_of_equal_figures_stand_in_the_order_in_which_one_counts() -> None:
    names = ["Anna 10", "anna 2", "Bob", "Anna"]
    assert sorted(names, key=name_order) == ["Anna", "anna 2", "Anna 10", "Bob"]
    # Also where one begins with a number.
    assert sorted(["b", "10 a", "2 a"], key=name_order) == ["2 a", "10 a", "b"]
