"""How many labels are wrong, from the decisions of an audit."""

import numpy as np
import pytest
from scipy.stats import hypergeom
from statsmodels.stats.proportion import proportion_confint

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.audit import Audit
from fmnist_gui.core.review.audit_estimate import AuditEstimate, estimate
from fmnist_gui.core.review.decision import Decision, DecisionKind
from tests.core.review.audits import BEN, decided, drawn, in_order

TEST = 10_000
TEN = drawn(8, 3, 5, 1, 9, 2, 7, 0, 6, 4)


def _of(audit: Audit, decisions: list[Decision], population: int = TEST) -> AuditEstimate:
    return estimate(audit, decisions, population=population)


def _kinds(**counts: int) -> list[DecisionKind]:
    return [kind for kind in counts for _ in range(counts[kind])]  # type: ignore[misc]


def test_only_another_class_is_a_wrong_label() -> None:
    kinds = _kinds(relabel=3, keep=2, ambiguous=2, bad=1, duplicate=1, unsure=1)

    found = _of(TEN, in_order(TEN, kinds))

    assert (found.wrong, found.kept, found.ambiguous) == (3, 2, 2)
    assert (found.bad, found.duplicates, found.unknown) == (1, 1, 1)
    assert (found.looked, found.beyond, found.is_complete) == (10, 0, True)


def test_a_complete_audit_has_wilsons_interval() -> None:
    audit = drawn(*range(300))
    found = _of(audit, in_order(audit, _kinds(relabel=9, keep=291)))

    expected = proportion_confint(9, 300, method="wilson")
    assert tuple(found.interval) == pytest.approx(expected, abs=1e-9)
    assert found.projected == (300, 300)
    assert found.projected_ends == (round(TEST * expected[0]), round(TEST * expected[1]))


def test_from_500_images_on_the_interval_is_that_of_exactly_this_split() -> None:
    audit = drawn(*range(2000))
    found = _of(audit, in_order(audit, _kinds(relabel=60, keep=1940)))

    # Wilson's interval solves |p - k/n| = z sqrt(p (1 - p) / n), here with the finite factor.
    z = 1.959964 * np.sqrt((TEST - 2000) / (TEST - 1))
    for end in found.interval:
        assert abs(end - 0.03) == pytest.approx(z * np.sqrt(end * (1 - end) / 2000), abs=1e-6)


def test_images_about_which_nothing_was_concluded_widen_the_interval_to_both_sides() -> None:
    audit = drawn(*range(300))
    found = _of(audit, in_order(audit, _kinds(relabel=3, unsure=4, keep=293)))

    right, wrong = (proportion_confint(k, 300, method="wilson") for k in (3, 7))
    assert tuple(found.unknown_right) == pytest.approx(right, abs=1e-9)
    assert tuple(found.unknown_wrong) == pytest.approx(wrong, abs=1e-9)
    assert tuple(found.interval) == pytest.approx((right[0], wrong[1]), abs=1e-9)
    assert found.wrong_share == (0.01, 7 / 300)


def test_only_the_beginning_of_the_order_counts() -> None:
    picked = [decided(TEN, index, "relabel") for index in (8, 3, 1, 4)]

    found = _of(TEN, picked)

    assert (found.looked, found.wrong, found.beyond) == (2, 2, 2)


def test_an_image_put_off_ends_the_beginning() -> None:
    found = _of(TEN, in_order(TEN, ["keep", "skip", "keep"]))

    assert (found.looked, found.beyond) == (1, 1)


def test_whoever_may_still_stop_gets_the_wider_interval() -> None:
    audit = drawn(*range(300))
    found = _of(audit, in_order(audit, _kinds(relabel=3, keep=97)))

    low, high = proportion_confint(3, 100, method="wilson")
    assert not found.is_complete
    assert found.interval.low < low
    assert found.interval.high > high


def test_what_was_decided_outside_of_the_audit_is_told_and_does_not_count() -> None:
    here = in_order(TEN, ["keep", "keep"])
    margin = [
        decided(TEN, 8, "relabel", queue="margin", second=9),
        decided(TEN, 3, "keep", queue="", second=9),
        decided(TEN, 5, "relabel", queue="margin", second=9),
        decided(TEN, 777, "relabel", queue="margin"),
    ]

    found = _of(TEN, [*here, *margin])

    assert (found.looked, found.kept, found.wrong) == (2, 2, 0)
    assert (found.elsewhere, found.differing) == (3, 1)


def test_decisions_about_other_data_are_left_out() -> None:
    found = _of(TEN, [decided(TEN, 8, "relabel", fingerprint="0" * 64)])

    assert (found.looked, found.reviewers) == (0, ())


def test_under_the_rule_of_two_one_alone_leaves_it_open() -> None:
    both = [decided(TEN, 8, "relabel"), decided(TEN, 8, "relabel", who=BEN, second=1)]
    alone = [decided(TEN, 3, "relabel"), decided(TEN, 5, "keep")]

    found = estimate(TEN, [*both, *alone], population=TEST, rule="two")

    assert (found.looked, found.wrong, found.unknown, found.kept) == (3, 1, 1, 1)
    assert found.reviewers == ("Ada", "Ben")


def test_of_all_images_nothing_is_estimated() -> None:
    found = _of(TEN, in_order(TEN, _kinds(relabel=1, keep=9)), population=10)

    assert found.is_census
    assert tuple(found.interval) == (0.1, 0.1)
    assert found.projected == found.projected_ends == (1, 1)


def test_the_projection_stays_within_what_is_known() -> None:
    found = _of(TEN, in_order(TEN, _kinds(relabel=8, keep=2)), population=11)

    # Wilson's interval alone would allow for 5 to 10; 8 are known to be wrong and 2 to be right.
    assert (round(11 * found.interval.low), round(11 * found.interval.high)) == (5, 10)
    assert found.projected_ends == (8, 9)


def test_an_audit_of_more_images_than_there_are_is_refused() -> None:
    with pytest.raises(RequestError, match="open the data"):
        _of(drawn(3, 900), [], population=500)


@pytest.mark.parametrize("wrong", [100, 500])
@pytest.mark.parametrize("count", [300, 600])
def test_the_projection_covers_the_true_number_in_95_of_100_audits(wrong: int, count: int) -> None:
    audit = drawn(*range(count))
    covered = 0.0
    for found, chance in enumerate(hypergeom(TEST, wrong, count).pmf(range(80))):
        kept = count - found
        low, high = AuditEstimate(
            audit, TEST, count, 0, kept, found, ambiguous=0, bad=0, duplicates=0, unknown=0
        ).projected_ends
        covered += float(chance) * (low <= wrong <= high)

    assert 0.93 <= covered <= 0.985
