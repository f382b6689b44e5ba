import numpy as np

from fmnist_gui.core.review.decided import decided_images
from tests import sample
from tests.core.review.test_conclusion import BEN
from tests.store.sample import ANNA, decision

TRAIN, TEST = sample.split("train", 5), sample.split("test", 4)
GALLERY = sample.gallery(TRAIN, TEST)


def images(*decisions: object, **more: object) -> list[int]:
    return np.flatnonzero(decided_images(GALLERY, decisions, **more)).tolist()  # type: ignore[arg-type]


def test_what_is_concluded_waits_no_more_in_its_split() -> None:
    here = decision(2, fingerprint=TEST.fingerprint)
    assert images(here, decision(3, "bad", fingerprint=TRAIN.fingerprint)) == [3, 7]
    assert images(decision(2, fingerprint="0" * 64)) == []


def test_what_was_put_off_waits_and_what_one_was_unsure_of_waits_for_others() -> None:
    skipped = decision(1, "skip", fingerprint=TRAIN.fingerprint)
    unsure = decision(2, "unsure", fingerprint=TRAIN.fingerprint)

    assert images(skipped, unsure) == []
    assert images(skipped, unsure, person=ANNA.id) == [2]


def test_by_the_rule_of_two_one_change_waits_for_the_other_reviewer() -> None:
    alone = decision(1, "bad", fingerprint=TRAIN.fingerprint)

    assert images(alone, rule="two", person=ANNA.id) == [1]
    assert images(alone, rule="two", person=BEN.id) == []
    assert images(alone, rule="one", person=BEN.id) == [1]


def test_an_index_that_the_split_does_not_have_is_passed_over() -> None:
    assert images(decision(5, fingerprint=TRAIN.fingerprint)) == []
