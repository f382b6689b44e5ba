from fmnist_gui.core.mosaic.region import Region


def test_a_region_holds_its_parts_only() -> None:
    large = Region(2, 3, rows=4, columns=5)
    assert large.holds(Region(3, 3, rows=3, columns=5))
    assert not large.holds(Region(3, 3, rows=4, columns=5))
    assert not large.holds(Region(2, 2, rows=1, columns=1))


def test_regions_share_the_cells_that_both_have() -> None:
    region = Region(2, 3, rows=4, columns=5)
    assert region.common(Region(4, 0, rows=9, columns=4)) == Region(4, 3, rows=2, columns=1)
    apart = region.common(Region(6, 3, rows=1, columns=1))
    assert apart.rows == apart.columns == 0
