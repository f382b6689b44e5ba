"""The stimulus, against an implementation of its own and against what must hold for any."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from fmnist_gui.core.session.stimulus import fitted_size, scaled, smoothed

Image = NDArray[np.uint8]


def random_image(rows: int, columns: int, seed: int = 5) -> Image:
    return np.random.default_rng(seed).integers(0, 256, (rows, columns), dtype=np.uint8)


def keys(x: float) -> float:
    """Return Keys' kernel with a = -1/2, as in his equation 15."""
    x = abs(x)
    if x < 1:
        return 3 / 2 * x**3 - 5 / 2 * x**2 + 1
    return -1 / 2 * x**3 + 5 / 2 * x**2 - 4 * x + 2 if x < 2 else 0.0


def slowly_scaled(image: Image, factor: int) -> NDArray[np.float64]:
    """Return the image convolved pixel by pixel, edges repeated, clipped but not rounded."""
    rows, columns = image.shape
    margin = 3
    wide = np.pad(image.astype(np.float64), margin, mode="edge")
    result = np.empty((rows * factor, columns * factor))
    for y in range(rows * factor):
        for x in range(columns * factor):
            # The centre of this pixel on the grid of the small image.
            v, u = (y + 0.5) / factor - 0.5, (x + 0.5) / factor - 0.5
            j, i = int(np.floor(v)), int(np.floor(u))
            result[y, x] = sum(
                keys(v - (j + dj)) * keys(u - (i + di)) * wide[j + dj + margin, i + di + margin]
                for dj in range(-1, 3)
                for di in range(-1, 3)
            )
    return result.clip(0, 255)


@pytest.mark.parametrize(("rows", "columns", "factor"), [(7, 5, 4), (3, 6, 5), (1, 2, 7)])
def test_bicubic_is_keys_convolution(rows: int, columns: int, factor: int) -> None:
    image = random_image(rows, columns)
    shown = scaled(image, side=factor * max(rows, columns), smoothing="bicubic")
    # Half a grey step by rounding, and what single precision adds.
    assert np.abs(shown - slowly_scaled(image, factor)).max() < 0.502


def test_bicubic_reproduces_a_parabola() -> None:
    # Keys chose a = -1/2 because then the error is of third order; a = -3/4 fails this.
    parabola = np.tile((0.25 * np.arange(28) ** 2).astype(np.uint8), (28, 1))
    exact = np.tile((np.arange(14) * 18).astype(np.uint8), (14, 1))
    factor = 10
    at = (np.arange(28 * factor) + 0.5) / factor - 0.5
    shown = scaled(parabola, side=280, smoothing="bicubic").astype(float)
    inner = slice(3 * factor, -3 * factor)
    # The stored parabola is itself cut to whole greys, up to 1 below.
    assert np.abs(shown[50, inner] - (0.25 * at**2)[inner]).max() < 1.8
    ramp = scaled(exact, side=140, smoothing="bicubic").astype(float)
    along = (np.arange(140) + 0.5) / 10 - 0.5
    assert np.abs(ramp[70, 20:-20] - (18 * along)[20:-20]).max() <= 0.5


@pytest.mark.parametrize("grey", range(256))
def test_a_plain_image_stays_plain(grey: int) -> None:
    plain = np.full((28, 28), grey, dtype=np.uint8)
    assert (scaled(plain, side=280, smoothing="bicubic") == grey).all()


@settings(deadline=None)
@given(image=hnp.arrays(np.uint8, (6, 9)))
def test_bicubic_does_not_prefer_a_side(image: Image) -> None:
    shown = scaled(image, side=45, smoothing="bicubic").astype(int)
    for turned, back in (
        (image[::-1], lambda a: a[::-1]),
        (image[:, ::-1], lambda a: a[:, ::-1]),
        (image.T, lambda a: a.T),
    ):
        again = back(scaled(np.ascontiguousarray(turned), side=45, smoothing="bicubic"))
        # Sums in another order may round to the other side.
        assert np.abs(shown - again.astype(int)).max() <= 1


def test_bicubic_is_smooth_and_nearest_is_not() -> None:
    edge = np.zeros((28, 28), dtype=np.uint8)
    edge[:, 14:] = 255
    assert set(np.unique(scaled(edge, side=280, smoothing="nearest"))) == {0, 255}
    steps = np.diff(scaled(edge, side=280, smoothing="bicubic")[140].astype(int))
    assert 10 < steps.max() < 60


def test_overshoot_ends_at_black_and_white() -> None:
    checks = (np.indices((28, 28)).sum(axis=0) % 2 * 255).astype(np.uint8)
    shown = scaled(checks, side=280, smoothing="bicubic")
    # Wrapping round would turn an overshoot into its opposite beside it.
    assert np.abs(np.diff(shown.astype(int), axis=1)).max() < 60
    assert (shown.min(), shown.max()) == (0, 255)


@settings(deadline=None)
@given(image=hnp.arrays(np.uint8, hnp.array_shapes(min_dims=2, max_dims=2, max_side=12)))
def test_nearest_repeats_every_pixel(image: Image) -> None:
    side = 3 * max(image.shape)
    shown = scaled(image, side=side, smoothing="nearest")
    assert shown.shape == fitted_size(*image.shape, side=side)
    assert (shown[::3, ::3] == image).all()
    assert (shown == np.kron(image, np.ones((3, 3), np.uint8))).all()


@pytest.mark.parametrize(
    ("rows", "columns", "side", "expected"),
    [
        (28, 28, 280, (280, 280)),
        (28, 28, 300, (280, 280)),
        (64, 64, 280, (256, 256)),
        (20, 30, 280, (180, 270)),
        (30, 20, 280, (270, 180)),
        (280, 280, 280, (280, 280)),
        (300, 200, 280, (300, 200)),
        (1, 1, 280, (280, 280)),
        (4096, 1, 280, (4096, 1)),
    ],
)
def test_the_size_is_the_largest_whole_multiple(
    rows: int, columns: int, side: int, expected: tuple[int, int]
) -> None:
    assert fitted_size(rows, columns, side=side) == expected
    shown = scaled(random_image(rows, columns), side=side, smoothing="bicubic")
    assert shown.shape == expected


@pytest.mark.parametrize("smoothing", ["bicubic", "nearest"])
def test_an_image_at_its_own_size_is_unchanged(smoothing: str) -> None:
    image = random_image(20, 30)
    shown = scaled(image, side=30, smoothing=smoothing)  # type: ignore[arg-type]
    assert (shown == image).all()


@pytest.mark.parametrize("smoothing", ["bicubic", "nearest"])
def test_inverted_is_the_negative(smoothing: str) -> None:
    image = random_image(28, 28)
    shown = scaled(image, side=280, smoothing=smoothing)  # type: ignore[arg-type]
    negative = scaled(image, side=280, smoothing=smoothing, inverted=True)  # type: ignore[arg-type]
    assert np.abs(shown.astype(int) + negative - 255).max() <= 1
    assert negative.dtype == np.uint8


@settings(deadline=None)
@given(side=st.integers(1, 27))
def test_too_small_a_side_shows_the_image_as_it_is(side: int) -> None:
    image = random_image(28, 28)
    assert (scaled(image, side=side, smoothing="bicubic") == image).all()


def test_the_image_itself_is_left_alone() -> None:
    image = random_image(28, 28)
    image.setflags(write=False)
    before = image.copy()
    for smoothing in ("bicubic", "nearest"):
        scaled(image, side=28, smoothing=smoothing, inverted=True)
    assert (image == before).all()


@pytest.mark.parametrize(("rows", "columns", "factor"), [(28, 28, 3), (5, 9, 7)])
def test_many_images_are_smoothed_like_each_alone(rows: int, columns: int, factor: int) -> None:
    images = np.stack([random_image(rows, columns, seed) for seed in range(3)])
    found = smoothed(images, rows * factor, columns * factor)
    for image, smooth in zip(images, found, strict=True):
        alone = scaled(image, side=max(rows, columns) * factor, smoothing="bicubic")
        # The order of adding up decides about exact halves.
        assert np.abs(smooth.astype(int) - alone).max() <= 1
        assert (smooth == alone).mean() > 0.99


def test_many_images_are_smoothed_to_any_size() -> None:
    flat = np.full((2, 28, 28), 77, dtype=np.uint8)
    assert np.array_equal(smoothed(flat, 79, 50), np.full((2, 79, 50), 77))
    assert smoothed(flat[:0], 79, 50).shape == (0, 79, 50)
