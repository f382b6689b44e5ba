import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.compose import Detail, Picture, cell_size, compose, detail_for
from fmnist_gui.core.mosaic.layout import EMPTY, Layout
from fmnist_gui.core.mosaic.pitch import GAP, GROUND, content_size
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.mosaic.region import Region


def some(count: int, rows: int, columns: int) -> Images:
    return np.random.default_rng(count).integers(0, 256, (count, rows, columns), dtype=np.uint8)


def cell_of(picture: Picture, row: int, column: int) -> Images:
    """Return the pixels of a cell, its gap included; row and column count within the region."""
    top, left = row * picture.cell_rows, column * picture.cell_columns
    return picture.pixels[top : top + picture.cell_rows, left : left + picture.cell_columns]


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Pyramid, Layout, Region]:
    count = draw(st.integers(1, 60))
    images = some(count, draw(st.integers(1, 40)), draw(st.integers(1, 40)))
    order = draw(st.permutations(range(count)))[: draw(st.integers(1, count))]
    made = grid.rectangle(order, aspect=draw(st.floats(0.3, 3)))
    row, column = draw(st.integers(0, made.rows - 1)), draw(st.integers(0, made.columns - 1))
    rows = draw(st.integers(1, made.rows - row))
    columns = draw(st.integers(1, made.columns - column))
    return Pyramid(images), made, Region(row, column, rows=rows, columns=columns)


@settings(deadline=None, max_examples=60)
@given(scenes(), st.data())
def test_every_cell_holds_its_image_at_every_level(
    scene: tuple[Pyramid, Layout, Region], data: st.DataObject
) -> None:
    pyramid, made, region = scene
    pyramid.make()
    side = data.draw(st.sampled_from(pyramid.sides))
    picture = compose(made, pyramid, region=region, detail=Detail(side))
    assert (picture.cell_rows, picture.cell_columns) == cell_size(pyramid, Detail(side))
    level = pyramid.level(side)
    height, width = level.shape[1:]
    assert picture.pixels.shape == (
        region.rows * picture.cell_rows,
        region.columns * picture.cell_columns,
    )
    for (row, column), index in np.ndenumerate(made.within(region)):
        cell = cell_of(picture, row, column)
        if index == EMPTY:
            assert (cell == GROUND).all()
        else:
            assert (cell[:height, :width] == level[index]).all()
            assert (cell[height:] == GROUND).all()
            assert (cell[:, width:] == GROUND).all()
    if side == pyramid.side:
        assert picture.cell_rows - height == picture.cell_columns - width == GAP


@settings(deadline=None, max_examples=60)
@given(scenes(), st.integers(2, 12))
def test_sampled_cells_hold_pixels_of_their_image(
    scene: tuple[Pyramid, Layout, Region], step: int
) -> None:
    pyramid, made, region = scene
    detail = Detail(pyramid.side, step)
    picture = compose(made, pyramid, region=region, detail=detail)
    assert (picture.cell_rows, picture.cell_columns) == cell_size(pyramid, detail)
    for (row, column), index in np.ndenumerate(made.within(region)):
        cell = cell_of(picture, row, column)
        if index == EMPTY:
            assert (cell == GROUND).all()
            continue
        image = pyramid.images[index]
        down = min(step // 2, image.shape[0] - 1)
        across = min(step // 2, image.shape[1] - 1)
        assert (cell == image[down::step, across::step]).all()


def test_70_001_images_all_stand_in_their_cells() -> None:
    pyramid = Pyramid(some(70_001, 5, 4))
    order = np.random.default_rng(1).permutation(70_001)
    made = grid.rectangle(order, aspect=1.6)
    whole = Region(0, 0, rows=made.rows, columns=made.columns)
    picture = compose(made, pyramid, region=whole, detail=Detail(5))
    cells = picture.pixels.reshape(made.rows, 6, made.columns, 5)[:, :5, :, :4]
    in_order = cells.swapaxes(1, 2).reshape(-1, 5, 4)[:70_001]
    assert (in_order == pyramid.images[order]).all()


def test_no_images_give_bare_ground() -> None:
    empty = Pyramid(some(0, 28, 28))
    made = grid.class_rows(np.arange(0), np.zeros(0, dtype=np.uint8), class_count=10)
    region = Region(0, 0, rows=10, columns=10)
    picture = compose(made, empty, region=region, detail=detail_for(empty, 40))
    assert picture.pixels.size > 0
    assert (picture.pixels == GROUND).all()


def test_detail_is_sampled_only_while_the_levels_are_missing() -> None:
    pyramid = Pyramid(some(3, 28, 28))
    assert detail_for(pyramid, 100) == Detail(28)
    assert detail_for(pyramid, 20) == Detail(28)
    assert detail_for(pyramid, 5) == Detail(28, step=6)
    pyramid.make()
    assert detail_for(pyramid, 5) == Detail(5)
    assert detail_for(pyramid, 0.1) == Detail(1)


def test_content_is_as_large_as_cells_without_the_last_gap() -> None:
    assert content_size(10, 10, image=(28, 28)) == (289, 289)
    assert content_size(2, 3, image=(20, 30)) == (92, 41)
    assert content_size(0, 0, image=(28, 28)) == (0, 0)
