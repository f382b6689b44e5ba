from pathlib import Path

import pytest

from fmnist_gui.core.dataset.split_choice import candidates, split_of_rows
from fmnist_gui.core.errors import ChoiceError, DataError, RequestError
from tests import sample

TRAIN, TEST, TWIN = sample.split("train", 30), sample.split("test", 20), sample.split("twin", 20)
PATH = Path("scores.npy")


def test_the_split_with_that_many_images_is_meant() -> None:
    assert split_of_rows(PATH, candidates([TRAIN, TEST]), rows=20) is TEST
    assert split_of_rows(PATH, candidates([TRAIN, TEST]), rows=30) is TRAIN


def test_no_split_of_that_size_is_said_with_all_sizes() -> None:
    with pytest.raises(DataError, match=r"30 for train or 20 for test\), found 21"):
        split_of_rows(PATH, candidates([TRAIN, TEST]), rows=21)


def test_one_of_several_of_that_size_must_be_named() -> None:
    splits = [TRAIN, TEST, TWIN]
    with pytest.raises(
        ChoiceError, match="test and twin have 20 images each; name the split"
    ) as caught:
        split_of_rows(PATH, candidates(splits), rows=20)
    assert caught.value.choices == ("test", "twin")
    assert split_of_rows(PATH, candidates(splits, named="twin"), rows=20) is TWIN


def test_a_named_split_must_be_there_and_have_that_size() -> None:
    with pytest.raises(RequestError, match="no split 'dev'; this data has train and test"):
        candidates([TRAIN, TEST], named="dev")
    with pytest.raises(DataError, match=r"30 for train\), found 20"):
        split_of_rows(PATH, candidates([TRAIN, TEST], named="train"), rows=20)


def test_a_split_without_images_is_not_meant_by_chance() -> None:
    assert candidates([sample.split("none", 0), TEST]) == [TEST]
