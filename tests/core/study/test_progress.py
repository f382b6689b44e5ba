"""How far a study is: labels, images, and what of them is of another kind."""

from dataclasses import replace

import numpy as np

from fmnist_gui.core.session.record import CANNOT_TELL
from fmnist_gui.core.study.progress import progress
from fmnist_gui.core.study.study import Wanted
from tests.core.study.sample import ANNA, BEN, EVA, labels, study


def test_labels_and_images_are_counted_and_surplus_is_told_apart() -> None:
    said = [(ANNA, 0, 1), (BEN, 0, CANNOT_TELL), (EVA, 0, 1), (ANNA, 1, 1), (ANNA, 9, 0)]
    found = progress(study(), labels([*said, (BEN, 9, 1), (ANNA, 5, 2)], checks=[6], batch=[4]))

    assert (found.given, found.wanted, found.surplus) == (5, 20, 1)
    assert (found.done, found.started, found.untouched, found.images) == (2, 1, 7, 10)
    assert (found.cannot_tell, found.batch, found.imported, found.people) == (1, 1, 0, 3)
    assert not found.is_complete
    assert not found.is_least


def test_imported_and_simulated_labels_are_told_apart() -> None:
    told = labels([(ANNA, 0, 1), (BEN, 0, 1)], simulated=[0, 1])
    found = progress(study(), replace(told, is_imported=np.array([True, False])))
    assert (found.imported, found.simulated, found.given) == (1, 2, 2)


def test_with_a_certainty_the_least_is_told_until_all_is_done() -> None:
    sure = study(indices=(0, 1), wanted=Wanted(2, 0.9, 4))
    said = [(ANNA, 0, 1), (BEN, 0, 1), (ANNA, 1, 1), (BEN, 1, 2)]
    found = progress(sure, labels(said))

    assert (found.given, found.wanted, found.is_least) == (4, 5, True)
    alone = progress(replace(sure, indices=(0,)), labels(said[:2]))
    assert (alone.given, alone.wanted, alone.is_least, alone.is_complete) == (2, 2, False, True)
