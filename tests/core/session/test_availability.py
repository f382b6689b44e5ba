"""Which presets some data can fill, and the reason where it cannot."""

from dataclasses import replace

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.availability import room, why_not
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.panel import panel_rules
from fmnist_gui.core.session.preset import PRESETS, preset
from tests import sample


def test_enough_images_of_every_kind_fill_every_preset() -> None:
    data = sample.dataset(train=300, test=1000)
    assert [why_not(rules, data) for rules in PRESETS] == [""] * len(PRESETS)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("solo-500", "Needs 500 test images, this data has 300."),
        ("solo-1000", "Needs 1,000 test images, this data has 300."),
        ("tiny-matrix", "Needs 900 test images, this data has 300."),
        ("replicate-zalando", "Needs 1,000 test images, this data has 300."),
        ("standard-100", ""),
        ("daily", ""),
        ("blitz", ""),
    ],
)
def test_too_few_images_are_counted(key: str, reason: str) -> None:
    assert why_not(preset(key), sample.dataset()) == reason


def test_a_split_that_is_not_there_is_named() -> None:
    whole = sample.dataset()
    only_test = replace(whole, splits={"test": whole.splits["test"]})
    assert why_not(preset("practice"), only_test) == (
        "Needs train images, which this data does not have."
    )
    assert why_not(preset("quick-20"), only_test) == ""


def test_other_classes_have_no_hard_pairs() -> None:
    data = replace(sample.dataset(), class_names=tuple("abcdefghij"))
    assert "classes of Fashion-MNIST" in why_not(preset("hard-pairs"), data)
    assert why_not(preset("practice"), data) == ""


def test_other_data_replicate_nothing_and_still_have_panels() -> None:
    data = sample.dataset(test=1000, identity="practice")
    assert "Fashion-MNIST as published" in why_not(preset("replicate-zalando"), data)
    assert why_not(preset("solo-1000"), data) == ""
    assert why_not(panel_rules(100), data) == ""


def test_what_a_person_has_met_is_counted() -> None:
    data, met = sample.dataset(), {"test": range(110)}
    assert why_not(preset("solo-200"), data, met) == (
        "Needs 200 images that are new to you; 190 are left."
    )
    assert why_not(preset("standard-100"), data, met) == ""
    # The list is the same for everybody, and practice shows anything again.
    assert why_not(preset("daily"), data, met) == ""
    assert why_not(preset("practice"), data, {"train": range(300)}) == ""


def test_whoever_has_met_everything_is_told_so() -> None:
    assert why_not(preset("blitz"), sample.dataset(), {"test": range(300)}) == (
        "You have met all test images of this data."
    )


def uneven() -> Dataset:
    """Return 40 test images, of which 4 are of class 1 and the rest of class 0."""
    split = sample.split("test", 40)
    labels = np.zeros(40, dtype=np.uint8)
    labels[:4] = 1
    return replace(sample.dataset(), splits={"test": replace(split, labels=labels)})


def test_balanced_blocks_hold_as_many_as_the_rarest_class_allows() -> None:
    split = uneven().splits["test"]
    assert room(custom(sampling="balanced blocks"), split) == 8
    assert room(custom(sampling="stratified"), split) == 40
    assert room(custom(sampling="balanced blocks"), split, met=[0]) == 6


def test_room_is_among_the_chosen_images_and_classes() -> None:
    split = sample.split("test", 50)
    assert room(custom(), split, only=[3, 3, 7]) == 2
    assert room(custom(classes=(0, 1)), split) == 10
    assert room(custom(classes=(0, 1)), split, only=range(5)) == 2
    assert room(custom(), split, only=[3, 7], met=[7, 9]) == 1
    assert room(custom(feedback="each"), split, only=[3, 7], met=[7, 9]) == 2
