"""Examples of each class."""

from fmnist_gui.core.session.example import class_examples
from tests import sample


def test_each_class_has_its_first_images_but_none_that_is_still_asked_about() -> None:
    split = sample.split("train", 40)
    shown = class_examples(split, class_count=11, per_class=3, without=(1, 12, 4000))
    assert shown[0] == (0, 10, 20)
    assert shown[1] == (11, 21, 31)
    assert shown[2] == (2, 22, 32)
    assert shown[10] == ()


def test_a_class_may_have_fewer() -> None:
    split = sample.split("train", 13)
    assert class_examples(split, class_count=10, per_class=3)[3:5] == ((3,), (4,))
