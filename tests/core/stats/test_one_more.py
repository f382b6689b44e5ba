"""What one more label changes, against crowds whose true gain is worked out exactly."""

import itertools
import math

import numpy as np
import pytest
from numpy.typing import NDArray

from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.stats.crowd_model import crowd_model
from fmnist_gui.core.stats.majority import split_accuracy
from fmnist_gui.core.stats.one_more import LEAST_PAIRED, lacking, one_more
from fmnist_gui.core.stats.proportion import share_interval

CONFUSION = np.array([[0.6, 0.3, 0.1], [0.25, 0.65, 0.1], [0.05, 0.15, 0.8]])
Table = NDArray[np.int64]


def compositions(labels: int) -> Table:
    """Return all ways to give so many labels to three classes."""
    every = itertools.product(range(labels + 1), repeat=3)
    return np.array([way for way in every if sum(way) == labels])


def chance(way: Table, alpha: NDArray[np.float64] | None, shares: NDArray[np.float64]) -> float:
    """Return how often votes come out this way: by the shares, or Dirichlet-multinomial."""
    ways = math.factorial(int(way.sum())) / math.prod(map(math.factorial, way.tolist()))
    if alpha is None:
        return ways * float(np.prod(shares**way))

    def rising(a: float, n: int) -> float:
        return math.prod(a + t for t in range(n))

    over = math.prod(rising(a, n) for a, n in zip(alpha.tolist(), way.tolist(), strict=True))
    return ways * over / rising(float(alpha.sum()), int(way.sum()))


def exact_accuracy(labels: int, concentration: float | None) -> float:
    """Return how often the plurality of independent votes is right, all classes being as common."""
    found = 0.0
    for truth, shares in enumerate(CONFUSION):
        alpha = None if concentration is None else concentration * shares
        for way in compositions(labels):
            right = split_accuracy(way[np.newaxis], np.array([truth]))
            found += chance(way, alpha, shares) * right / len(CONFUSION)
    return found


def study(
    labels: int, concentration: float | None, *, images: int, seed: int
) -> tuple[Table, Table]:
    rng = np.random.default_rng(seed)
    truth = rng.integers(3, size=images)
    shares = CONFUSION[truth]
    if concentration is not None:
        shares = np.array([rng.dirichlet(concentration * own) for own in shares])
    return rng.multinomial(labels, shares), truth


@pytest.mark.parametrize("concentration", [None, 2.0])
@pytest.mark.parametrize("labels", [2, 3, 4])
def test_the_expected_change_is_the_true_one(labels: int, concentration: float | None) -> None:
    before, after = (exact_accuracy(n, concentration) for n in (labels, labels + 1))
    counts, truth = study(labels, concentration, images=6000, seed=1)
    found = one_more(counts, truth, rng=np.random.default_rng(0), replicates=60)

    assert found.now == pytest.approx(before, abs=0.02)
    assert found.change == pytest.approx(after - before, abs=0.009)
    assert found.change == pytest.approx(found.after - found.now)
    assert found.interval_after == share_interval(found.after, 6000)


def test_the_interval_holds_the_true_change_about_as_often_as_it_says() -> None:
    true = exact_accuracy(4, 2.0) - exact_accuracy(3, 2.0)
    held = 0
    for seed in range(20):
        counts, truth = study(3, 2.0, images=400, seed=seed)
        found = one_more(counts, truth, rng=np.random.default_rng(seed), replicates=40)
        held += true in found.change_interval
    # 95 % of 20 are 19; fewer than 16 come by chance three times in ten thousand.
    assert held >= 16


def test_every_next_label_is_gone_through() -> None:
    rng = np.random.default_rng(5)
    counts = rng.integers(4, size=(80, 3))
    counts[:, 0] += counts.sum(axis=1) == 0
    truth = rng.integers(3, size=80)
    chances = crowd_model(counts, truth).next_shares(counts, truth)
    after = moved = tied = 0.0
    for row, label, next_ in zip(counts, truth, chances, strict=True):
        before = (row == row.max()) / (row == row.max()).sum()
        for number, share in enumerate(next_.tolist()):
            more = row + np.eye(3, dtype=np.int64)[number]
            lead = (more == more.max()) / (more == more.max()).sum()
            after += share * lead[label] / 80
            moved += share * (1 - np.minimum(before, lead).sum()) / 80
            tied += share * ((more == more.max()).sum() > 1) / 80

    found = one_more(counts, truth, rng=rng, replicates=2)

    assert found.now == pytest.approx(split_accuracy(counts, truth))
    assert found.after == pytest.approx(after)
    assert found.moved == pytest.approx(moved)
    assert found.tied_after == pytest.approx(tied)


def test_the_curve_goes_from_one_label_to_one_more_than_there_are() -> None:
    counts, truth = study(4, 2.0, images=3000, seed=3)
    # A few images with more labels do not lengthen it.
    counts[:50] *= 3
    curve = (found := one_more(counts, truth, rng=np.random.default_rng(0), replicates=2)).curve

    assert [point.labels for point in curve] == [1, 2, 3, 4, 5]
    assert [point.is_expected for point in curve] == [False] * 4 + [True]
    assert found.curve_images == 3000
    for point in curve:
        assert point.accuracy == pytest.approx(exact_accuracy(point.labels, 2.0), abs=0.02)
        assert point.interval == share_interval(point.accuracy, 3000)


def test_too_little_is_a_sentence() -> None:
    few = np.array([[1, 1, 0]] + [[1, 0, 0]] * 90)
    told = lacking(few)
    assert told is not None
    assert told.startswith(f"1 image has two labels or more; from {LEAST_PAIRED} on")
    assert "No two labels of an image differ" in (lacking(np.array([[2, 0, 0]] * 60)) or "")
    assert lacking(np.array([[2, 0, 0]] * 59 + [[1, 1, 0]])) is None
    with pytest.raises(ValueError, match="tell of no further label"):
        one_more(few, np.zeros(91, dtype=np.int64), rng=np.random.default_rng(0))


def test_it_reports_and_stops_when_asked() -> None:
    counts, truth = study(3, None, images=100, seed=1)
    told: list[tuple[int, int]] = []
    one_more(
        counts,
        truth,
        rng=np.random.default_rng(0),
        replicates=3,
        report=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(Cancelled):
        one_more(counts, truth, rng=np.random.default_rng(0), is_cancelled=lambda: len(told) > 2)
