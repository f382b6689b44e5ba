"""Two sources on the same images, against worked values and other libraries."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import multinomial
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.contingency_tables import mcnemar

from fmnist_gui.core.stats.comparison import newcombe
from fmnist_gui.core.stats.paired import Paired, paired
from fmnist_gui.core.stats.proportion import Interval

CLOSE = 5e-7
"""The worked values have six decimals."""

images = st.integers(0, 60)
tables = st.builds(Paired, both=images, first_only=images, second_only=images, neither=images)


def swapped(table: Paired) -> Paired:
    return Paired(table.both, table.second_only, table.first_only, table.neither)


def vectors(table: Paired) -> tuple[list[bool], list[bool]]:
    """Return correctness vectors with these counts."""
    repeated = (table.both, table.first_only, table.second_only, table.neither)
    first = np.repeat([True, True, False, False], repeated)
    second = np.repeat([True, False, True, False], repeated)
    return first.tolist(), second.tolist()


def test_mcnemar_equals_the_worked_value() -> None:
    assert Paired(50, 30, 12, 8).mcnemar_p == pytest.approx(0.007916, abs=CLOSE)


def test_error_consistency_equals_the_worked_value() -> None:
    found = Paired(both=70, first_only=8, second_only=8, neither=14)
    assert found.error_consistency == pytest.approx(0.533800, abs=CLOSE)


@given(tables)
def test_vectors_are_counted_into_the_table_that_made_them(table: Paired) -> None:
    assert paired(*vectors(table)) == table


@given(tables)
def test_mcnemar_agrees_with_statsmodels(table: Paired) -> None:
    square = [[table.both, table.first_only], [table.second_only, table.neither]]
    assert table.mcnemar_p == pytest.approx(mcnemar(square, exact=True).pvalue, abs=1e-9)
    assert table.mcnemar_p == pytest.approx(swapped(table).mcnemar_p)


def test_no_disagreement_is_no_evidence() -> None:
    assert Paired(70, 0, 0, 14).mcnemar_p == 1.0
    assert Paired(0, 0, 0, 0).mcnemar_p == 1.0


@given(tables)
def test_error_consistency_agrees_with_sklearn(table: Paired) -> None:
    first, second = vectors(table)
    if len({*first, *second}) < 2:
        assert table.error_consistency is None
    else:
        theirs = cohen_kappa_score(first, second)
        assert table.error_consistency == pytest.approx(theirs, abs=1e-9)


@given(tables)
def test_the_accuracies_are_those_of_the_vectors(table: Paired) -> None:
    assume(table.n)
    first, second = vectors(table)
    assert table.n == len(first)
    assert table.first_accuracy == pytest.approx(np.mean(first))
    assert table.second_accuracy == pytest.approx(np.mean(second))
    assert table.difference == pytest.approx(np.mean(first) - np.mean(second))


def test_without_an_image_nothing_is_known() -> None:
    table = paired([], [])
    assert table == Paired(0, 0, 0, 0)
    assert (table.first_accuracy, table.second_accuracy, table.difference) == (None, None, None)
    assert table.error_consistency is None
    assert table.difference_interval == Interval(-1.0, 1.0)


def test_the_interval_equals_a_published_value() -> None:
    # Cavo et al. 2012, as worked out by the R package contingencytables 3.0 to four decimals.
    interval = Paired(59, 6, 16, 80).difference_interval
    assert tuple(interval) == pytest.approx((-0.1186, -0.0046), abs=5e-5)


@given(tables)
def test_the_interval_holds_the_difference_and_turns_with_the_order(table: Paired) -> None:
    assume(table.n)
    interval = table.difference_interval
    assert table.difference is not None
    assert -1 - 1e-12 <= interval.low <= table.difference <= interval.high <= 1 + 1e-12
    low, high = swapped(table).difference_interval
    assert (-high, -low) == pytest.approx(tuple(interval))


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 40), st.integers(1, 40))
def test_the_interval_is_narrower_than_the_unpaired_one_only_with_shared_errors(
    both: int, first_only: int, second_only: int, neither: int
) -> None:
    table = Paired(both, first_only, second_only, neither)
    unpaired = newcombe((both + first_only, table.n), (both + second_only, table.n))
    width, plain = (i.high - i.low for i in (table.difference_interval, unpaired))
    excess = both * neither - first_only * second_only
    if excess > table.n / 2:
        assert width < plain
    elif excess >= 0:
        assert width == pytest.approx(plain)
    else:
        assert width > plain


@pytest.mark.parametrize(
    "chances", [(0.7, 0.1, 0.1, 0.1), (0.75, 0.15, 0.05, 0.05), (0.4, 0.3, 0.1, 0.2)]
)
def test_the_interval_covers_as_often_as_it_says(chances: tuple[float, ...]) -> None:
    n = 24
    rows = [
        (a, b, c, n - a - b - c)
        for a in range(n + 1)
        for b in range(n + 1 - a)
        for c in range(n + 1 - a - b)
    ]
    weights = multinomial.pmf(rows, n, chances)
    true_difference = chances[1] - chances[2]
    covers = [true_difference in Paired(*row).difference_interval for row in rows]
    assert weights.sum() == pytest.approx(1)
    assert 0.94 < weights @ covers < 0.99


@pytest.mark.parametrize(("first", "second"), [([True], []), ([[True]], [[True]])])
def test_vectors_over_other_images_are_a_bug(first: list[bool], second: list[bool]) -> None:
    with pytest.raises(ValueError, match="do not pair"):
        paired(first, second)


def test_a_negative_count_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no counts"):
        Paired(3, -1, 0, 2)
