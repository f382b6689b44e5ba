"""What an image of a gallery is called."""

import pytest

from fmnist_gui.core.dataset.gallery import Place, gallery_of
from fmnist_gui.ui.image.subject import Subject, name_of_class
from tests import sample


@pytest.mark.parametrize(("number", "split", "index"), [(0, "train", 0), (34, "test", 4)])
def test_it_is_named_by_its_place_in_its_split(number: int, split: str, index: int) -> None:
    gallery = gallery_of(sample.dataset(30, 20))
    subject = Subject(gallery, number)
    assert subject.place == Place(split, index)
    assert subject.title == f"#{index}"
    assert (subject.split.name, subject.index) == (split, index)
    assert (subject.image == subject.split.images[index]).all()
    assert subject.class_name == gallery.class_names[subject.label]


def test_its_rank_counts_within_its_split() -> None:
    subject = Subject(gallery_of(sample.dataset(30, 20)), 30 + 14)
    assert subject.label == 4
    assert subject.rank == "2 of 2"


def test_the_same_number_of_other_data_is_another_image() -> None:
    one, other = gallery_of(sample.dataset(30, 20)), gallery_of(sample.dataset(30, 20))
    assert Subject(one, 3).is_of(Subject(one, 3))
    assert not Subject(one, 3).is_of(Subject(one, 4))
    assert not Subject(one, 3).is_of(Subject(other, 3))
    assert not Subject(one, 3).is_of(None)


def test_a_class_of_other_data_has_a_number_for_a_name() -> None:
    assert name_of_class(1, ("Top", "Bag")) == "Bag"
    assert name_of_class(2, ("Top", "Bag")) == "class 2"
