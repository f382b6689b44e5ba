"""The model of the next vote, against scipy's law and known crowds."""

import numpy as np
import pytest
from scipy.stats import dirichlet_multinomial

from fmnist_gui.core.stats.crowd_model import CONCENTRATIONS, crowd_model

SHARES = np.array([0.7, 0.2, 0.1])


def drawn(
    concentration: float, *, images: int, votes: int
) -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    rng = np.random.default_rng(2)
    own = rng.dirichlet(concentration * SHARES, size=images)
    return rng.multinomial(votes, own)


@pytest.mark.parametrize("concentration", [1.0, 4.0, 20.0])
def test_the_concentration_is_the_most_likely_one_by_scipy(concentration: float) -> None:
    counts = drawn(concentration, images=1500, votes=4)
    truth = np.zeros(len(counts), dtype=np.int64)
    found = crowd_model(counts, truth)

    likely = [
        dirichlet_multinomial.logpmf(counts, s * found.shares[0], 4).sum() for s in CONCENTRATIONS
    ]
    assert found.concentration[0] == CONCENTRATIONS[int(np.argmax(likely))]
    assert found.concentration[0] == pytest.approx(concentration, rel=0.35)
    assert found.shares[0] == pytest.approx(SHARES, abs=0.03)


def test_independent_people_make_images_that_are_all_alike() -> None:
    rng = np.random.default_rng(2)
    counts = rng.multinomial(3, SHARES, size=3000)
    truth = np.zeros(len(counts), dtype=np.int64)
    assert crowd_model(counts, truth).concentration[0] > 60


def test_a_weight_is_as_good_as_so_many_images() -> None:
    counts = np.array([[3, 0, 0], [1, 2, 0], [0, 1, 1], [0, 0, 2]])
    truth = np.array([0, 0, 1, 2])
    often = np.array([5.0, 2.0, 0.0, 3.0])
    rows = np.repeat(np.arange(4), often.astype(int))
    weighted, repeated = crowd_model(counts, truth, often), crowd_model(counts[rows], truth[rows])
    assert weighted.shares == pytest.approx(repeated.shares)
    assert weighted.concentration.tolist() == repeated.concentration.tolist()


def test_a_class_that_nobody_was_asked_about_is_taken_as_the_others() -> None:
    counts = np.array([[9, 1, 0]] * 30 + [[1, 9, 0]] * 30)
    truth = np.repeat([0, 1], 30)
    shares = crowd_model(counts, truth).shares
    assert shares[2] == pytest.approx([0.05, 0.05, 0.9], abs=0.01)


def test_the_next_vote_lies_between_the_class_and_the_votes_of_the_image() -> None:
    counts = drawn(4.0, images=800, votes=4)
    truth = np.zeros(len(counts), dtype=np.int64)
    model = crowd_model(counts, truth)
    s = model.concentration[0]
    found = model.next_shares(np.array([[0, 3, 0]]), np.array([0]))
    assert found[0] == pytest.approx((s * model.shares[0] + [0, 3, 0]) / (s + 3))
    assert found.sum() == pytest.approx(1)
