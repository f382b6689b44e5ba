"""Patterns and noise."""

import numpy as np
import pytest

from fmnist_gui.core.practice.cloth import pattern
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.texture import PATTERNS, noise

X, Y = np.meshgrid(np.linspace(0, 28, 140), np.linspace(0, 28, 140))
X, Y = X.astype(np.float32), Y.astype(np.float32)


@pytest.mark.parametrize("kind", PATTERNS)
def test_a_pattern_mixes_two_tones(kind: str) -> None:
    for seed in range(20):
        weight = PATTERNS[kind](pattern(Dice(seed), kind, 0.3), X, Y)
        assert weight.shape == X.shape
        assert 0.0 <= weight.min() < weight.max() <= 1.0


def test_noise_is_smooth_bounded_and_repeatable() -> None:
    field = noise(X / 3, Y / 3, seed=4)
    assert np.abs(field).max() <= 1.0
    assert field.std() > 0.2
    assert np.abs(np.diff(field, axis=0)).max() < 0.3
    assert (field == noise(X / 3, Y / 3, seed=4)).all()
    assert (field != noise(X / 3, Y / 3, seed=5)).any()
