import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import Place, gallery_of
from tests import sample


def _dataset(counts: list[int]) -> Dataset:
    splits = {f"part{n}": sample.split(f"part{n}", count) for n, count in enumerate(counts)}
    whole = sample.dataset(1, 1)
    return Dataset(splits, whole.class_names, whole.source, "Parts")


@given(counts=st.lists(st.integers(0, 5), min_size=1, max_size=4))
def test_each_number_leads_to_one_image_and_back(counts: list[int]) -> None:
    gallery = gallery_of(_dataset(counts))
    assert len(gallery) == sum(counts)
    for number in range(len(gallery)):
        place = gallery.place(number)
        split = gallery.split_of(number)
        assert split.name == place.split
        assert np.array_equal(gallery.images[number], split.images[place.index])
        assert gallery.labels[number] == split.labels[place.index]
        assert gallery.number(place.split, place.index) == number
        assert gallery.splits[gallery.split_numbers[number]] is split


def test_images_that_are_not_there_have_no_number() -> None:
    gallery = gallery_of(_dataset([3, 4]))
    assert gallery.number("part0", 3) is None
    assert gallery.number("part1", -1) is None
    assert gallery.number("other", 0) is None
    assert list(gallery.numbers_of("part1")) == [3, 4, 5, 6]
    assert gallery.place(3) == Place("part1", 0)


def test_nothing_is_copied_when_the_images_lie_side_by_side() -> None:
    parts = _dataset([3, 4])
    images = np.concatenate([split.images for split in parts.splits.values()])
    whole = Dataset(parts.splits, parts.class_names, parts.source, "", all_images=images)
    assert gallery_of(whole).images is images
    assert not gallery_of(parts).images.flags.writeable


def test_numbers_go_to_their_splits_in_the_order_given() -> None:
    gallery = gallery_of(_dataset([3, 4]))
    assert gallery.by_split([5, 0, 3]) == {"part1": [2, 0], "part0": [0]}


def test_no_split_is_an_empty_gallery() -> None:
    gallery = gallery_of(_dataset([]))
    assert len(gallery) == 0
    with pytest.raises(IndexError):
        gallery.images[0]


def test_indices_that_a_split_does_not_have_are_left_out() -> None:
    gallery = sample.gallery()
    assert gallery.numbers_at("test", [-1, 0, 299, 300]) == (300, 599)
    assert gallery.numbers_at("other", [0]) == ()
