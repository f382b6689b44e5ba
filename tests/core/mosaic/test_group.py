import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.mosaic.group import grouped
from fmnist_gui.core.mosaic.layout import EMPTY, Layout
from fmnist_gui.core.mosaic.matrix import matrix
from fmnist_gui.core.mosaic.region import Cell, Region
from fmnist_gui.core.table.column import Column

NAMES = ("coat", "shirt", "bag")


def choice(values: list[float], *, key: str = "class") -> Column:
    array = np.array(values, dtype=np.float32)
    return Column(key, key, array, "choice", NAMES, tells_label=True, is_of_classes=True)


values_lists = st.lists(st.sampled_from([0, 1, 2, np.nan]), max_size=60)


def cells_of(made: Layout, region: Region) -> list[int]:
    return [int(number) for number in made.numbers_within(region)]


@given(values_lists, st.floats(0.3, 4.0), st.integers(0, 999))
def test_every_image_stands_once_in_the_group_of_its_value(
    values: list[float], aspect: float, seed: int
) -> None:
    column, order = choice(values), np.random.default_rng(seed).permutation(len(values))
    made = grouped(order, column, aspect=aspect, unknown="no class")
    assert sorted(made.order.tolist()) == sorted(order.tolist())
    for heading in made.headings:
        members = cells_of(made, heading.group)
        assert len(members) == heading.count > 0
        wanted = [n for n in order.tolist() if _named(column, n) == heading.title]
        assert members == wanted
        assert cells_of(made, heading.place) == []


def _named(column: Column, number: int) -> str:
    value = column.values[number]
    return "no class" if np.isnan(value) else NAMES[int(value)]


def test_headings_stand_above_their_groups_in_the_order_of_the_choices() -> None:
    made = grouped(np.arange(6), choice([2, 0, 0, np.nan, 2, 2]), aspect=1, unknown="none")
    assert [(h.title, h.count, h.choice) for h in made.headings] == [
        ("coat", 2, 0),
        ("bag", 3, 2),
        ("none", 1, None),
    ]
    for heading in made.headings:
        assert heading.place.row + heading.place.rows == heading.group.row
    assert made.tells_labels


def test_seventy_thousand_images_keep_about_the_shape_of_the_canvas() -> None:
    values = np.random.default_rng(0).integers(0, 3, 70_000).astype(np.float32)
    made = grouped(np.arange(70_000), choice(values.tolist()), aspect=1.6, unknown="none")
    assert made.columns / made.rows == pytest.approx(1.6, rel=0.05)
    assert 1 < made.headings[0].place.rows < 0.05 * made.rows


@given(st.lists(st.tuples(*[st.sampled_from([0, 1, 2, np.nan])] * 2), max_size=60))
def test_every_image_of_which_both_are_known_stands_in_its_block(
    pairs: list[tuple[float, float]],
) -> None:
    down = choice([first for first, _ in pairs])
    across = choice([second for _, second in pairs], key="answer")
    made = matrix(np.arange(len(pairs)), down, across, aspect=1.6)
    known = [n for n, pair in enumerate(pairs) if not np.isnan(pair).any()]
    assert sorted(made.order.tolist()) == known
    rows = [h for h in made.headings if h.side == "left"]
    columns = [h for h in made.headings if h.side == "above" and h.has_count]
    assert [h.title for h in rows] == [h.title for h in columns] == list(NAMES)
    for row, beside in enumerate(rows):
        for column, above in enumerate(columns):
            block = beside.group.common(above.group)
            wanted = [n for n in known if pairs[n] == (row, column)]
            assert cells_of(made, block) == wanted
        assert beside.count == sum(pairs[n][0] == row for n in known)


def test_blocks_do_not_touch_each_other() -> None:
    down = choice([0, 0, 1, 1] * 9)
    across = choice([0, 1, 0, 1] * 9)
    made = matrix(np.arange(36), down, across, aspect=1.0)
    first = made.cell_of(0)
    assert first is not None
    block = made.cells[first.row :, first.column :]
    # The first empty column and row after the first block part it from the next.
    assert (block[:, 3] == EMPTY).all()
    assert (block[3] == EMPTY).all()
    assert made.number_at(Cell(0, 0)) is None
