from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.mosaic import grid
from fmnist_gui.core.mosaic.compose import Detail, cell_size
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.mosaic.region import Region
from fmnist_gui.ui.explore.sheet import Sheet, Style, missing, sheet_for
from fmnist_gui.ui.pixels import ScreenMemory
from tests import sample

regions = st.builds(
    Region,
    st.integers(0, 12),
    st.integers(0, 12),
    rows=st.integers(1, 12),
    columns=st.integers(1, 12),
)


def cells(region: Region) -> set[tuple[int, int]]:
    return {
        (row, column)
        for row in range(region.row, region.row + region.rows)
        for column in range(region.column, region.column + region.columns)
    }


@given(regions, regions)
def test_common_and_missing_cells_make_up_the_region_without_overlap(
    region: Region, other: Region
) -> None:
    common = region.common(other)
    assert cells(common) == cells(region) & cells(other)
    parts = [cells(part) for part in missing(region, common)]
    assert set().union(*parts) == cells(region) - cells(other)
    assert sum(map(len, parts)) == len(set().union(*parts))


PYRAMID = Pyramid(sample.split("train", 40_000, rows=5, columns=7).images)


def style(order: Layout, *, doubling: int = 1) -> Style:
    return Style(order, PYRAMID, Detail(7), doubling)


ORDER = grid.rectangle(range(40_000))


def part(sheet: Sheet, region: Region) -> bytes:
    high, wide = cell_size(sheet.style.pyramid, sheet.style.detail)
    top, left = region.row - sheet.region.row, region.column - sheet.region.column
    rows = slice(top * high, (top + region.rows) * high)
    columns = slice(left * wide, (left + region.columns) * wide)
    return sheet.grey[rows, columns].tobytes()


def test_a_mended_sheet_is_as_one_made_at_once() -> None:
    for doubling in (1, 3):
        made, memory = style(ORDER, doubling=doubling), ScreenMemory()
        first = sheet_for(Region(5, 5, rows=30, columns=40), made, last=None, memory=memory)
        for place in (Region(9, 2, rows=30, columns=40), Region(90, 90, rows=9, columns=9)):
            mended = sheet_for(place, made, last=first, memory=memory)
            alone = sheet_for(place, made, last=None, memory=memory)
            assert part(mended, place) == part(alone, place)


def test_a_sheet_serves_until_something_else_is_seen() -> None:
    made, memory = style(ORDER), ScreenMemory()
    first = sheet_for(Region(5, 5, rows=30, columns=40), made, last=None, memory=memory)
    inside = Region(6, 7, rows=20, columns=30)
    assert sheet_for(inside, made, last=first, memory=memory) is first
    assert sheet_for(inside, style(ORDER, doubling=2), last=first, memory=memory) is not first
    other = style(grid.rectangle(range(39_999, -1, -1)))
    assert sheet_for(inside, other, last=first, memory=memory) is not first


def test_a_small_layout_is_one_sheet() -> None:
    made, memory = style(grid.rectangle(range(100))), ScreenMemory()
    sheet = sheet_for(Region(1, 1, rows=2, columns=2), made, last=None, memory=memory)
    assert sheet.region == made.layout.whole
