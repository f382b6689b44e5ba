import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.quality import divergence
from fmnist_gui.core.review.ranking.queue_of_split import RANKINGS, Evidence, Ranking, queue

LABELS = np.array([0, 1, 2, 0], dtype=np.uint8)
SURE = np.array(
    [[0.9, 0.1, 0.0], [0.7, 0.1, 0.2], [0.2, 0.3, 0.5], [0.45, 0.5, 0.05]], dtype=np.float32
)
OTHER = np.array(
    [[0.9, 0.1, 0.0], [0.0, 1.0, 0.0], [0.2, 0.3, 0.5], [0.5, 0.45, 0.05]], dtype=np.float32
)
COUNTS = np.array([[5, 5, 0], [9, 1, 0], [0, 0, 4], [1, 1, 8]])
ALL = Evidence(LABELS, (SURE, OTHER), COUNTS)


@pytest.mark.parametrize(
    ("by", "order", "suggested"),
    [
        ("margin", [1, 3, 2, 0], [0, 1, 1, 1]),
        ("self-confidence", [1, 3, 2, 0], [0, 1, 1, 1]),
        ("human", [1, 3, 0], [0, 2, 1]),
        ("disagreement", [0, 3, 1], [1, 2, 0]),
        ("models", [1, 3, 0, 2], [0, 1, 1, 1]),
    ],
)
def test_the_most_doubtful_comes_first(by: Ranking, order: list[int], suggested: list[int]) -> None:
    found = queue(by, ALL)
    assert [candidate.index for candidate in found] == order
    assert [candidate.suggested for candidate in found] == suggested
    assert [candidate.label for candidate in found] == [int(LABELS[i]) for i in order]


def test_scores_are_those_of_the_first_model() -> None:
    first, *_ = queue("margin", ALL)
    assert first.score == pytest.approx((0.1 - 0.7 + 1) / 2)


def test_images_with_few_votes_are_left_out_of_what_people_say() -> None:
    assert 2 not in [candidate.index for candidate in queue("human", ALL)]


def test_equally_doubtful_images_keep_their_order_and_top_cuts() -> None:
    same = Evidence(np.zeros(50, dtype=np.uint8), (np.full((50, 2), 0.5, dtype=np.float32),))
    assert [candidate.index for candidate in queue("margin", same, top=7)] == list(range(7))


@pytest.mark.parametrize("by", RANKINGS)
def test_what_is_missing_is_said(by: Ranking) -> None:
    with pytest.raises(RequestError, match=f"the queue by {by} needs .*fmnist-gui"):
        queue(by, Evidence(LABELS))


def test_models_apart_agree_with_an_independent_library() -> None:
    rng = np.random.default_rng(0)
    one, other = rng.dirichlet(np.ones(5), (2, 100))
    expected = jensenshannon(one, other, axis=1, base=2) ** 2
    assert divergence([one, other]) == pytest.approx(expected, abs=1e-12)
