"""Agreement between people, against worked values and other libraries."""

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from scipy.stats import entropy
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats import inter_rater

from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.stats.agreement import (
    UNKNOWN,
    alpha_interval,
    cohen_kappa,
    count_table,
    fleiss_kappa,
    krippendorff_alpha,
    vote_entropy,
)
from fmnist_gui.core.stats.proportion import Interval
from tests.core.stats.conftest import Crowd

CLOSE = 5e-7
"""The worked values have six decimals."""

A = [0, 0, 0, 2, 2, 2, 4, 4, 6, 6, 6, 6]
B = [0, 0, 6, 2, 2, 4, 4, 4, 6, 0, 6, 2]
C = [0, 0, 0, 2, 4, 4, 4, 2, 6, 6, 0, 6]
IMAGES = list(range(12))

Table = NDArray[np.int64]

tables = hnp.arrays(
    np.int64, st.tuples(st.integers(1, 12), st.integers(2, 6)), elements=st.integers(0, 5)
)


@pytest.fixture
def panel() -> Table:
    return count_table(IMAGES * 3, A + B + C, class_count=10)


@st.composite
def equal_votes(draw: st.DrawFn) -> Table:
    """Return a table of the same number of votes, two or more, on each image."""
    each, images = draw(st.integers(2, 6)), draw(st.integers(1, 12))
    chosen = draw(hnp.arrays(np.int64, (images, each), elements=st.integers(0, 3)))
    return count_table(np.repeat(np.arange(images), each), chosen.ravel(), class_count=4)


def some_table(images: int, *, seed: int = 5) -> Table:
    """Return up to five votes on each image by people who agree more than by chance."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(4, size=images)
    rows = rng.integers(images, size=4 * images)
    chosen = np.where(rng.random(len(rows)) < 0.6, truth[rows], rng.integers(4, size=len(rows)))
    return count_table(rows, chosen, class_count=4)


def test_there_is_one_row_for_each_distinct_image_by_its_index() -> None:
    table = count_table([7, 3, 7, 7, 3], [1, 0, 1, 2, 0], class_count=3)
    assert table.tolist() == [[2, 0, 0], [0, 2, 1]]
    assert table.dtype == np.int64


def test_no_vote_gives_no_row() -> None:
    assert count_table([], [], class_count=10).shape == (0, 10)


@pytest.mark.parametrize(
    ("images", "chosen"), [([0, 1], [0]), ([0, 0], [0, 3]), ([0, 0], [0, -1]), ([[0]], [[0]])]
)
def test_votes_that_do_not_fit_are_a_bug(images: list[int], chosen: list[int]) -> None:
    with pytest.raises(ValueError, match=r"do not pair|outside"):
        count_table(images, chosen, class_count=3)


def test_alpha_equals_the_worked_value(panel: Table) -> None:
    assert krippendorff_alpha(panel) == pytest.approx(0.493802, abs=CLOSE)


def test_alpha_of_the_released_counts_equals_the_stated_value(crowd: Crowd) -> None:
    assert krippendorff_alpha(crowd.counts) == pytest.approx(0.546824, abs=CLOSE)


@given(tables)
def test_alpha_agrees_with_the_krippendorff_library(table: Table) -> None:
    pairable = table[table.sum(axis=1) >= 2]
    mine = krippendorff_alpha(table)
    if np.count_nonzero(pairable.sum(axis=0)) < 2:
        assert mine is None
        return
    theirs = krippendorff.alpha(value_counts=pairable, level_of_measurement="nominal")
    assert mine == pytest.approx(theirs, abs=1e-9)


@given(tables, st.integers(0, 1))
def test_images_with_fewer_than_two_votes_say_nothing(table: Table, votes: int) -> None:
    lonely = np.zeros((3, table.shape[1]), np.int64)
    lonely[:, 0] = votes
    assert krippendorff_alpha(np.vstack([lonely, table])) == krippendorff_alpha(table)


def test_alpha_is_1_for_perfect_agreement_and_not_above_0_for_none() -> None:
    assert krippendorff_alpha([[3, 0], [0, 2], [4, 0]]) == 1.0
    assert krippendorff_alpha([[1, 1], [1, 1]]) == pytest.approx(-0.5)


@pytest.mark.parametrize("counts", [[[1, 0], [0, 1]], [[5, 0], [3, 0]], [[0, 0]]])
def test_alpha_is_unknown_without_a_pair_or_a_second_class(counts: list[list[int]]) -> None:
    assert krippendorff_alpha(counts) is None
    assert alpha_interval(counts, rng=np.random.default_rng(1)) == UNKNOWN


@pytest.mark.parametrize("counts", [[1, 2, 3], [[0.5, 1.0]], [[1, -1]], [[True, False]]])
def test_what_is_no_count_table_is_a_bug(counts: list[object]) -> None:
    for figure in (krippendorff_alpha, fleiss_kappa, vote_entropy):
        with pytest.raises(ValueError, match=r"count table"):
            figure(np.array(counts))


def test_the_interval_is_that_of_alphas_of_images_drawn_again() -> None:
    table, drawn = some_table(40), np.random.default_rng(8)
    table = table[table.sum(axis=1) >= 2]
    images = len(table)
    alphas = [krippendorff_alpha(table[drawn.integers(images, size=images)]) for _ in range(200)]
    known = [alpha for alpha in alphas if alpha is not None]
    found = alpha_interval(table, rng=np.random.default_rng(8), replicates=200)
    assert tuple(found) == pytest.approx(np.quantile(known, [0.025, 0.975]))


def test_the_interval_holds_what_was_found_and_narrows_with_more_images() -> None:
    widths = []
    for images in (100, 1600):
        table = some_table(images)
        interval = alpha_interval(table, rng=np.random.default_rng(2))
        alpha = krippendorff_alpha(table)
        assert alpha is not None
        assert alpha in interval
        widths.append(interval.high - interval.low)
    assert widths[0] / widths[1] == pytest.approx(4, rel=0.25)


def test_replicates_with_a_single_class_are_left_out() -> None:
    counts = [[4, 0]] * 3 + [[0, 4]]
    assert alpha_interval(counts, rng=np.random.default_rng(3)) == Interval(1.0, 1.0)


def test_one_image_gives_no_false_certainty() -> None:
    counts = [[2, 1], [1, 0]]
    assert krippendorff_alpha(counts) is not None
    assert alpha_interval(counts, rng=np.random.default_rng(3)) == UNKNOWN


def test_the_released_counts_give_a_narrow_interval_around_their_alpha(crowd: Crowd) -> None:
    low, high = alpha_interval(crowd.counts, rng=np.random.default_rng(4), replicates=200)
    assert 0.539 < low < 0.546824 < high < 0.554


def test_the_bootstrap_reports_and_stops_when_asked_to(panel: Table) -> None:
    told: list[tuple[int, int]] = []
    alpha_interval(
        panel, rng=np.random.default_rng(6), replicates=3, report=lambda *t: told.append(t)
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(Cancelled):
        alpha_interval(
            panel,
            rng=np.random.default_rng(6),
            report=lambda *t: told.append(t),
            is_cancelled=lambda: len(told) >= 5,
        )
    assert told[3:] == [(1, 1000), (2, 1000)]


@pytest.mark.parametrize(("first", "second", "kappa"), [(A, B, 0.555556), (B, C, 0.333333)])
def test_cohen_equals_the_worked_values(first: list[int], second: list[int], kappa: float) -> None:
    assert cohen_kappa(first, second) == pytest.approx(kappa, abs=CLOSE)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=60))
def test_cohen_agrees_with_sklearn_and_statsmodels(pairs: list[tuple[int, int]]) -> None:
    first, second = [p[0] for p in pairs], [p[1] for p in pairs]
    mine = cohen_kappa(first, second)
    if len({*first, *second}) == 1:
        assert mine is None
        return
    matrix, _ = inter_rater.to_table(pairs, bins=np.arange(5) - 0.5)
    assert mine == pytest.approx(cohen_kappa_score(first, second), abs=1e-9)
    assert mine == pytest.approx(inter_rater.cohens_kappa(matrix, return_results=False), abs=1e-9)


def test_cohen_is_unknown_without_an_image_and_with_one_class() -> None:
    assert cohen_kappa([], []) is None
    assert cohen_kappa([3, 3], [3, 3]) is None
    assert cohen_kappa([3, 3], [4, 4]) == 0.0


@pytest.mark.parametrize(("first", "second"), [([0, 1], [0]), ([[0]], [[0]])])
def test_people_over_other_images_are_a_bug(first: list[int], second: list[int]) -> None:
    with pytest.raises(ValueError, match="do not pair"):
        cohen_kappa(first, second)


def test_fleiss_equals_the_worked_value(panel: Table) -> None:
    assert fleiss_kappa(panel) == pytest.approx(0.479339, abs=CLOSE)


@given(equal_votes())
def test_fleiss_agrees_with_statsmodels(table: Table) -> None:
    assume(np.count_nonzero(table.sum(axis=0)) > 1)
    assert fleiss_kappa(table) == pytest.approx(inter_rater.fleiss_kappa(table), abs=1e-9)


def test_fleiss_is_unknown_without_a_pair_or_a_second_class() -> None:
    assert fleiss_kappa(np.zeros((0, 3), np.int64)) is None
    assert fleiss_kappa([[1, 0], [0, 1]]) is None
    assert fleiss_kappa([[3, 0], [3, 0]]) is None


def test_fleiss_refuses_unequal_numbers_of_votes() -> None:
    with pytest.raises(ValueError, match="2 to 3 votes"):
        fleiss_kappa([[2, 1], [1, 1]])


def test_large_counts_do_not_overflow() -> None:
    many = 999_999_999
    counts = [[many, many]] * 20
    assert fleiss_kappa(counts) == pytest.approx(0, abs=1e-6)
    assert krippendorff_alpha(counts) == pytest.approx(0, abs=1e-6)


def test_entropy_equals_the_worked_value() -> None:
    found = vote_entropy([[0, 0, 0, 1, 1, 1, 1, 26, 0, 42]])
    assert found[0] == pytest.approx(1.327025, abs=CLOSE)


@given(tables)
def test_entropy_agrees_with_scipy(table: Table) -> None:
    has_votes = table.sum(axis=1) > 0
    assume(has_votes.any())
    found = vote_entropy(table)
    np.testing.assert_allclose(
        found[has_votes], entropy(table[has_votes], base=2, axis=1), atol=1e-9
    )
    assert np.isnan(found[~has_votes]).all()


def test_one_voice_has_no_entropy_not_even_a_negative_one() -> None:
    found = vote_entropy([[0, 5, 0]])
    assert found[0] == 0
    assert not np.signbit(found[0])
