"""The nearest points are those of a plain search."""

import numpy as np
import pytest

from fmnist_gui.core.progress import Cancelled, ignore, never
from fmnist_gui.core.projection.near import nearest_points


@pytest.mark.parametrize("is_own", [True, False])
def test_as_a_plain_search(is_own: bool) -> None:
    rng = np.random.default_rng(0)
    points = rng.normal(size=(1300, 6)).astype(np.float32)
    queries = points if is_own else rng.normal(size=(700, 6)).astype(np.float32)
    plain = np.linalg.norm(queries[:, None] - points[None], axis=2)
    if is_own:
        np.fill_diagonal(plain, np.inf)
    reports: list[tuple[int, int]] = []

    numbers, distances = nearest_points(
        points,
        queries,
        4,
        is_own=is_own,
        report=lambda *given: reports.append(given),
        is_cancelled=never,
    )

    np.testing.assert_array_equal(numbers, np.argsort(plain, axis=1)[:, :4])
    np.testing.assert_allclose(distances, np.sort(plain, axis=1)[:, :4], atol=1e-3)
    assert reports[-1] == (len(queries), len(queries))


def test_it_can_be_cancelled() -> None:
    points = np.zeros((10, 2), dtype=np.float32)
    with pytest.raises(Cancelled):
        nearest_points(points, points, 3, is_own=True, report=ignore, is_cancelled=lambda: True)
