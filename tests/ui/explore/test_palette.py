"""Colours of the values of a column, and what the legend says of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.tint import UNKNOWN, packed
from fmnist_gui.core.table.column import Column
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui import theme
from fmnist_gui.ui.explore import palette
from fmnist_gui.ui.explore.colour_map import scale

NAN = float("nan")
MANY = tuple(f"class {number}" for number in range(23))


def column(*values: float, kind: str = "number", key: str = "k", classes: int = 0) -> Column:
    names = (*FASHION_CLASSES, *MANY)[:classes]
    array = np.array(values, dtype=np.float32)
    made = {
        "number": Column(key, "K", array),
        "flag": Column(key, "K", array, "flag"),
        "choice": Column(key, "K", array, "choice", names, is_of_classes=True),
    }
    return made[kind]


@given(
    st.lists(st.sampled_from([0.0, 1.0, 2.0, 3.0, NAN]), min_size=1, max_size=40),
    st.data(),
)
def test_the_legend_counts_what_is_shown(values: list[float], data: st.DataObject) -> None:
    shown = data.draw(st.lists(st.sampled_from(range(len(values))), unique=True))
    rows = palette.legend_rows(
        column(*values, kind="choice", classes=5), grid.rectangle(shown, aspect=1)
    )
    assert [row.name for row in rows] == list(FASHION_CLASSES[:5])
    assert [row.count for row in rows] == [
        sum(values[number] == choice for number in shown) for choice in range(5)
    ]


@given(st.lists(st.sampled_from([0.5, 1.5, -3.0, NAN]), min_size=1, max_size=40), st.data())
def test_limits_and_unknown_ones_are_of_what_is_shown(
    values: list[float], data: st.DataObject
) -> None:
    shown = data.draw(st.lists(st.sampled_from(range(len(values))), unique=True))
    layout, told = grid.rectangle(shown, aspect=1), column(*values)
    known = [values[number] for number in shown if values[number] == values[number]]
    assert palette.limits(told, layout) == ((min(known), max(known)) if known else None)
    assert palette.unknown_count(told, layout) == len(shown) - len(known)


def test_rows_have_the_colours_and_marks_of_their_classes() -> None:
    told = column(0, 1, kind="choice", classes=12)
    rows = palette.legend_rows(told, grid.rectangle([0, 1]))
    assert [row.mark for row in rows] == list(range(12))
    assert [row.colour for row in rows] == [theme.DARK.class_colour(n) for n in range(12)]
    assert len({row.colour for row in rows[:10]}) == 10


@pytest.mark.parametrize(
    ("key", "names"),
    [("wrong", ["right", "wrong"]), ("miss", ["right", "wrong"]), ("answered", ["no", "yes"])],
)
def test_yes_and_no_are_spoken_and_marked(key: str, names: list[str]) -> None:
    told = column(0, 1, 1, NAN, kind="flag", key=key)
    rows = palette.legend_rows(told, grid.rectangle(range(4)))
    assert [row.name for row in rows] == names
    assert [row.value for row in rows] == ["no", "yes"]
    assert [row.mark for row in rows] == ["tick", "cross"]
    assert [row.count for row in rows] == [1, 2]


def test_a_number_is_ranked_among_what_is_shown() -> None:
    told = column(900, 1, 2, 3, NAN, 1000)
    tint = palette.tint_of(told, grid.rectangle([1, 2, 3, 4]))
    colours = scale()
    assert tint.colours[1] == packed(colours[0])
    assert tint.colours[2] == packed(colours[32])
    assert tint.colours[3] == packed(colours[-1])
    assert (tint.colours[[0, 4, 5]] == packed(UNKNOWN)).all()


def test_choices_and_flags_have_a_colour_each_wherever_they_stand() -> None:
    flags = palette.tint_of(column(0, 1, NAN, kind="flag"), grid.rectangle([0]))
    assert flags.colours.tolist() == [packed(c) for c in (palette.NO, palette.YES, UNKNOWN)]
    told = palette.tint_of(column(3, 0, kind="choice", classes=10), grid.rectangle([0]))
    assert told.colours.tolist() == [packed(theme.DARK.class_colour(n)) for n in (3, 0)]


def table() -> Table:
    telling = Column("class", "Class", np.zeros(3, np.float32), "choice", ("a",), tells_label=True)
    unknown = Column("margin", "Margin", np.full(3, np.nan, np.float32), tells_label=True)
    flag = Column("answered", "Answered", np.zeros(3, np.float32), "flag")
    split = Column("split", "Split", np.zeros(3, np.float32), "choice", ("train",))
    numbers = (column(1, 2, 3, key="index"), column(1, 2, 3, key="brightness"))
    return Table(3).with_columns(*numbers, flag, unknown, split, telling)


@pytest.mark.parametrize(
    ("is_blind", "keys"),
    [(False, ["class", "split", "brightness"]), (True, ["split", "brightness"])],
)
def test_only_what_is_known_is_offered_and_blind_only_what_tells_nothing(
    *, is_blind: bool, keys: list[str]
) -> None:
    assert [c.key for c in palette.offered(table(), is_blind=is_blind)] == keys
