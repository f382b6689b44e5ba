"""The picture that wipes out what is left of an image in the eye, after it was flashed."""

import numpy as np
from numpy.typing import NDArray

MEAN_GREY = 128
"""The grey of the surround."""


def noise_mask(height: int, width: int, *, seed: tuple[int, ...]) -> NDArray[np.uint8]:
    """Return noise of shape (height, width) whose mean is the surround's grey.

    Full-contrast noise with an amplitude spectrum of 1/f, as Geirhos et al. (2018, NeurIPS 31,
    7538) put after each image: images have such a spectrum too, so that it hides coarse and fine
    alike. The largest deviation from the mean reaches black or white.
    """
    white = np.random.default_rng(seed).standard_normal((height, width))
    across = np.fft.rfftfreq(width)[None, :]
    down = np.fft.fftfreq(height)[:, None]
    frequency = np.hypot(down, across)
    frequency[0, 0] = np.inf
    noise = np.fft.irfft2(np.fft.rfft2(white) / frequency, s=(height, width))
    largest = np.abs(noise).max() or 1.0
    grey: NDArray[np.uint8] = np.rint(MEAN_GREY + noise / largest * (255 - MEAN_GREY)).astype(
        np.uint8
    )
    return grey
