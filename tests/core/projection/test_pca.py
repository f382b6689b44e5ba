"""The principal components are those of the plain computation, chunk by chunk or not."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from fmnist_gui.core.dataset.catalog import Catalog
from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.dataset.folder import load
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.projection import pca
from fmnist_gui.core.projection.pca import principal
from tests.sample import split


def stretched(count: int, *, rows: int = 6, columns: int = 5) -> Images:
    """Return images that differ much in some directions and less in others."""
    images = split("train", count, rows=rows, columns=columns).images
    scale = np.linspace(0.1, 1, rows * columns).reshape(rows, columns)
    return (images * scale).astype(np.uint8)


def test_as_the_singular_values_of_all_images(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pca, "_CHUNK", 64)
    images = stretched(300)
    flat = images.reshape(300, -1).astype(np.float64)
    left, values, axes = np.linalg.svd(flat - flat.mean(axis=0), full_matrices=False)

    found = principal(images, 4)

    np.testing.assert_allclose(found.mean, flat.mean(axis=0), rtol=1e-5)
    np.testing.assert_allclose(found.shares, (values**2 / (values**2).sum())[:4], rtol=1e-4)
    signs = np.sign((found.axes * axes[:4]).sum(axis=1))
    np.testing.assert_allclose(found.axes, axes[:4] * signs[:, None], atol=1e-3)
    np.testing.assert_allclose(found.scores, left[:, :4] * values[:4] * signs, atol=0.5)


def test_scores_are_the_images_seen_along_the_axes() -> None:
    images = stretched(200)
    found = principal(images, 3)
    centred = images.reshape(200, -1) - found.mean
    np.testing.assert_allclose(centred @ found.axes.T, found.scores, atol=0.05)
    np.testing.assert_allclose(found.axes @ found.axes.T, np.eye(3), atol=1e-5)


def test_the_same_images_give_the_same_with_fixed_signs() -> None:
    images = stretched(200)
    one, other = principal(images, 5), principal(images.copy(), 5)
    np.testing.assert_array_equal(one.scores, other.scores)
    largest = np.abs(one.axes).argmax(axis=1)
    assert (one.axes[np.arange(5), largest] > 0).all()


@given(
    images=arrays.arrays(
        np.uint8, st.tuples(st.integers(0, 4), st.integers(1, 3), st.integers(1, 3))
    ),
    count=st.integers(0, 12),
)
def test_any_number_of_images_and_components(images: Images, count: int) -> None:
    found = principal(images, count)
    assert found.scores.shape == (len(images), count)
    assert found.axes.shape[0] == len(found.shares) == count
    assert np.isfinite(found.scores).all()
    # No more directions than images less one.
    assert not found.scores[:, max(0, len(images) - 1) :].any()


def test_two_images_lie_apart_along_one_axis() -> None:
    images = np.zeros((2, 2, 2), dtype=np.uint8)
    images[1, 0, 0] = 10
    found = principal(images, 2)
    np.testing.assert_allclose(found.scores, [[-5, 0], [5, 0]], atol=1e-4)
    np.testing.assert_allclose(found.shares, [1, 0], atol=1e-6)


def test_large_images_are_averaged_first() -> None:
    small = split("train", 50, rows=22, columns=23).images
    large = small.repeat(3, axis=1).repeat(3, axis=2)[:, :-1, :-2]
    assert large.shape == (50, 65, 67)
    found, wanted = principal(large, 3), principal(small, 3)
    assert found.axes.shape == (3, 22 * 23)
    np.testing.assert_allclose(found.scores, wanted.scores, atol=0.1)


def test_progress_and_cancel() -> None:
    images = stretched(5000)
    reports: list[tuple[int, int]] = []
    principal(images, 2, report=lambda *given: reports.append(given))
    assert reports == sorted(reports)
    assert reports[-1] == (10_000, 10_000)
    with pytest.raises(Cancelled):
        principal(images, 2, is_cancelled=lambda: True)


def test_little_memory_for_all_real_images(fashion_mnist: Path) -> None:
    images = load(fashion_mnist, catalog=Catalog(())).all_images
    assert images is not None
    principal(images[:10], 2)
    tracemalloc.start()
    try:
        found = principal(images, 50)
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak_bytes < 40 << 20
    # Known of this data: two axes tell 47 % of the variance.
    assert found.shares[:2].sum() == pytest.approx(0.468, abs=0.002)
