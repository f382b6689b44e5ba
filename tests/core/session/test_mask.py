"""The mask after a flashed image."""

import numpy as np
import pytest

from fmnist_gui.core.session.mask import MEAN_GREY, noise_mask
from fmnist_gui.ui import theme


def test_a_mask_is_as_grey_as_the_surround_and_of_full_contrast() -> None:
    mask = noise_mask(280, 280, seed=(7, 3))
    assert mask.shape == (280, 280)
    assert mask.mean() == pytest.approx(MEAN_GREY, abs=0.5)
    assert min(mask.min(), 255 - mask.max()) <= 2
    assert f"#{MEAN_GREY:02X}{MEAN_GREY:02X}{MEAN_GREY:02X}" == theme.STIMULUS_SURROUND


def test_each_trial_has_a_mask_of_its_own_and_always_the_same() -> None:
    assert np.array_equal(noise_mask(56, 28, seed=(7, 3)), noise_mask(56, 28, seed=(7, 3)))
    assert not np.array_equal(noise_mask(56, 28, seed=(7, 3)), noise_mask(56, 28, seed=(7, 4)))


def test_its_amplitude_falls_as_one_over_the_frequency() -> None:
    amplitudes = np.zeros((256, 129))
    for seed in range(12):
        mask = noise_mask(256, 256, seed=(seed,)).astype(float)
        amplitudes += np.abs(np.fft.rfft2(mask - mask.mean()))
    frequency = np.hypot(np.fft.fftfreq(256)[:, None], np.fft.rfftfreq(256)[None, :])
    fine = (frequency > 0.02) & (frequency < 0.3)
    slope, _ = np.polyfit(np.log(frequency[fine]), np.log(amplitudes[fine]), 1)
    assert slope == pytest.approx(-1, abs=0.05)
