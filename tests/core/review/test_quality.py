import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.review.quality import (
    VOTES_LEAST,
    confident_disagreement,
    label_challenge,
    margin,
    self_confidence,
    suggested,
)

ZERO = np.zeros(1, dtype=np.uint8)


def probs(*row: float) -> np.ndarray:
    return np.array([row], dtype=np.float32)


@pytest.mark.parametrize(
    ("row", "confidence", "expected"),
    [((0.4, 0.5, 0.1), 0.4, 0.45), ((0.1, 0.85, 0.05), 0.1, 0.125), ((1.0, 0.0, 0.0), 1.0, 1.0)],
)
def test_worked_values(row: tuple[float, ...], confidence: float, expected: float) -> None:
    assert self_confidence(probs(*row), ZERO) == pytest.approx(confidence)
    assert margin(probs(*row), ZERO) == pytest.approx(expected)


def test_the_suggestion_is_the_best_class_that_is_not_the_label() -> None:
    values = np.array([[0.5, 0.2, 0.3], [0.1, 0.8, 0.1]], dtype=np.float32)
    assert list(suggested(values, np.array([0, 1], dtype=np.uint8))) == [2, 0]


def test_the_challenge_is_by_how_much_one_other_class_is_ahead() -> None:
    counts = np.array([[1, 3, 1], [4, 1, 0], [0, 0, 0], [0, 4, 0]])
    found = label_challenge(counts, np.zeros(4, dtype=np.uint8))
    assert found[:2] == pytest.approx([0.4, -0.6])
    assert np.isnan(found[2:]).all()
    assert VOTES_LEAST == 5


def test_confident_learning_by_hand() -> None:
    # Thresholds: class 0 (0.9 + 0.8 + 0.1) / 3 = 0.6, class 1 (0.7 + 0.9) / 2 = 0.8.
    values = np.array(
        [[0.9, 0.1], [0.8, 0.2], [0.1, 0.9], [0.3, 0.7], [0.1, 0.9]], dtype=np.float32
    )
    labels = np.array([0, 0, 0, 1, 1], dtype=np.uint8)
    assert list(confident_disagreement(values, labels)) == [False, False, True, False, False]


def test_no_image_is_said_to_be_of_a_class_that_no_label_names() -> None:
    values = np.array([[0.1, 0.0, 0.9], [0.1, 0.6, 0.3]], dtype=np.float32)
    assert not confident_disagreement(values, np.array([0, 1], dtype=np.uint8)).any()


@given(st.integers(0, 1000), st.integers(2, 6))
def test_confident_learning_agrees_with_the_definition(seed: int, classes: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.dirichlet(np.full(classes, 0.4), 40).astype(np.float32)
    labels = rng.integers(0, classes, 40).astype(np.uint8)
    thresholds = [
        np.mean(values[labels == c, c], dtype=np.float64) if (labels == c).any() else np.inf
        for c in range(classes)
    ]
    for row, label, flag in zip(
        values, labels, confident_disagreement(values, labels), strict=True
    ):
        sure = [c for c in range(classes) if row[c] >= thresholds[c]]
        said = max(sure, key=lambda c: row[c], default=label)
        assert flag == (said != label)
