"""Practice that draws what is confused."""

import numpy as np
import pytest

from fmnist_gui.core.session.drill import LEAST_ANSWERS, drill_weights


def test_too_few_answers_say_nothing() -> None:
    matrix = np.diag([LEAST_ANSWERS - 1, 0, 0])
    assert drill_weights(matrix) is None
    matrix[0, 1] += 1
    assert drill_weights(matrix) is not None


def test_both_classes_of_a_confusion_come_more_often() -> None:
    matrix = np.array([[10, 10, 0, 0], [0, 20, 0, 0], [0, 0, 20, 0], [0, 0, 0, 20]])
    weights = drill_weights(matrix)
    assert weights is not None
    # By hand: class 0 misses 11 of 22 and is named wrongly 1 of 12; class 1 the other way round.
    assert weights[0] == pytest.approx(11 / 22 + 1 / 12)
    assert weights[1] == pytest.approx(1 / 22 + 11 / 32)
    assert weights[2] == weights[3] == pytest.approx(1 / 22 + 1 / 22)
    assert min(weights[0], weights[1]) > weights[2]


def test_no_class_stays_away() -> None:
    weights = drill_weights(np.diag([1000] * 10))
    assert weights is not None
    assert min(weights.values()) > 0


def test_a_class_that_never_came_comes() -> None:
    weights = drill_weights(np.diag([40, 40, 0]))
    assert weights is not None
    assert weights[2] == max(weights.values())
