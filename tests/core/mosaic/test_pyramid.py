from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.mosaic.pyramid import CHUNK, Pyramid, build_order, level_sides
from fmnist_gui.core.progress import Cancelled


def some(count: int, rows: int, columns: int) -> Images:
    return np.random.default_rng(rows * columns).integers(
        0, 256, (count, rows, columns), dtype=np.uint8
    )


def area_mean(image: Images, rows: int, columns: int) -> np.ndarray:
    """Average a large nearest magnification: slow, and independent of the code under test."""
    height, width = image.shape
    large = image.astype(float).repeat(rows, axis=0).repeat(columns, axis=1)
    return np.array(large.reshape(rows, height, columns, width).mean(axis=(1, 3)))


def test_levels_of_fashion_mnist() -> None:
    assert level_sides(28) == (20, 14, 10, 7, 5, 4, 3, 2, 1)


@given(st.integers(1, 300))
def test_no_level_is_reduced_by_more_than_half_again(side: int) -> None:
    ladder = (side, *level_sides(side))
    assert ladder[-1] == 1
    assert all(fine / coarse <= 1.5 for fine, coarse in pairwise(ladder) if coarse > 1)


def test_the_cheap_halves_are_made_first() -> None:
    assert list(build_order(28))[:2] == [14, 7]
    assert sorted(build_order(28)) == sorted(level_sides(28))


@pytest.mark.parametrize("size", [(28, 28), (20, 30), (64, 64), (30, 20), (7, 9), (1, 1), (2, 50)])
def test_a_level_is_the_mean_over_the_area_of_its_pixels(size: tuple[int, int]) -> None:
    pyramid = Pyramid(some(5, *size))
    pyramid.make()
    assert pyramid.is_complete
    for side in pyramid.sides[1:]:
        level = pyramid.level(side)
        assert max(level.shape[1:]) == side
        for image, small in zip(pyramid.images, level, strict=True):
            # Halves of halves are rounded at every step, each time by at most a half.
            assert np.abs(area_mean(image, *small.shape) - small).max() <= 1.5


@settings(deadline=None)
@given(st.integers(0, 255), st.sampled_from([(28, 28), (20, 30), (13, 5)]))
def test_an_even_grey_stays_what_it_is(grey: int, size: tuple[int, int]) -> None:
    pyramid = Pyramid(np.full((3, *size), grey, dtype=np.uint8))
    pyramid.make()
    assert all((pyramid.level(side) == grey).all() for side in pyramid.sides)


def test_the_coarsest_level_that_is_fine_enough_serves() -> None:
    pyramid = Pyramid(some(2, 28, 28))
    assert pyramid.side_for(5) == 28
    pyramid.make()
    assert [pyramid.side_for(px) for px in (0.2, 1, 4.8, 5.5, 5.6, 14, 15.6, 28, 300)] == [
        1,
        1,
        5,
        5,
        7,
        14,
        20,
        28,
        28,
    ]


def test_cancelling_leaves_whole_levels_and_making_goes_on_from_there() -> None:
    pyramid = Pyramid(some(3000, 28, 28))
    # In the middle of the second level.
    last = -(-3000 // CHUNK) + 2
    asked = 0

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > last

    with pytest.raises(Cancelled):
        pyramid.make(is_cancelled=is_cancelled)
    assert pyramid.sides == (28, 14)
    assert not pyramid.is_complete
    pyramid.make()
    assert pyramid.is_complete


def test_progress_grows_to_its_end() -> None:
    heard: list[tuple[int, int]] = []
    Pyramid(some(2500, 8, 8)).make(lambda done, total: heard.append((done, total)))
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert heard[-1][0] == heard[-1][1] > 0
    assert len({total for _, total in heard}) == 1


def test_no_images_make_empty_levels() -> None:
    pyramid = Pyramid(some(0, 28, 28))
    pyramid.make()
    assert pyramid.level(5).shape == (0, 5, 5)


def test_levels_of_many_images_are_right_across_chunks() -> None:
    images = some(2100, 28, 28)
    pyramid = Pyramid(images)
    pyramid.make()
    for index in (0, 1023, 1024, 2047, 2099):
        alone = Pyramid(images[index : index + 1])
        alone.make()
        for side in pyramid.sides:
            assert (pyramid.level(side)[index] == alone.level(side)[0]).all()
