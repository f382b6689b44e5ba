from dataclasses import replace
from uuid import UUID

import pytest

from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.history import Log, Withdrawal
from fmnist_gui.core.review.review_result import review_result
from fmnist_gui.core.review.review_summary import ReviewSummary, queue_title, review_summary
from fmnist_gui.core.stats.proportion import wilson
from tests import sample
from tests.core.review.decided import AT, decision, person

TEST = sample.split("test", 60)
AUDIT = "audit:12345678-0000-0000-0000-000000000000"


def of(*decisions: Decision, undone: tuple[Decision, ...] = ()) -> ReviewSummary:
    taken = tuple(
        Withdrawal(UUID(int=9000 + n), entry.id, entry.annotator, AT)
        for n, entry in enumerate(undone)
    )
    log: Log = [*undone, *decisions, *taken]
    result = review_result([TEST], {TEST.fingerprint: decisions})
    return review_summary(result, {TEST.fingerprint: log})


def test_everything_somebody_looked_at_counts_and_what_was_put_off_does_not() -> None:
    found = of(
        decision(0, "keep", of=TEST),
        decision(1, "relabel", of=TEST, to_class=4),
        decision(11, "relabel", of=TEST, to_class=4),
        decision(2, "relabel", of=TEST, to_class=4),
        decision(3, "bad", of=TEST),
        decision(4, "unsure", of=TEST),
        decision(5, "skip", of=TEST),
    )
    assert (found.looked, found.concluded.changed, found.concluded.finds) == (6, 3, 4)
    assert (found.queues[0].found.looked, found.reviewers[0].found.looked) == (6, 6)
    assert found.interval == wilson(4, 6)
    assert found.changes == ((1, 4, 2), (2, 4, 1))


def test_each_queue_has_its_own_yield_by_the_newest_decision_in_it() -> None:
    found = of(
        decision(0, "keep", of=TEST, queue="margin"),
        decision(0, "bad", of=TEST, queue="margin", day=1),
        decision(1, "keep", of=TEST, queue="margin"),
        decision(1, "bad", of=TEST, queue="human", day=1),
        decision(2, "keep", of=TEST, queue=AUDIT),
        decision(3, "keep", of=TEST),
    )
    assert [(q.key, q.found.looked, q.found.finds) for q in found.queues] == [
        ("margin", 2, 1),
        ("", 1, 0),
        (AUDIT, 1, 0),
        ("human", 1, 1),
    ]


def test_queues_are_called_as_they_are_offered() -> None:
    assert queue_title("margin") == "Model margin"
    assert queue_title("margin+human") == "Model margin + People against the label"
    assert queue_title(AUDIT) == "Random audit 12345678, drawn by chance"
    assert queue_title("") == "Outside of any queue"
    assert queue_title("theirs<b>") == "theirs<b>"


def test_each_reviewer_has_own_figures_and_what_was_taken_back() -> None:
    found = of(
        decision(0, "keep", of=TEST),
        replace(decision(1, "bad", of=TEST), is_blind=True),
        decision(1, "keep", of=TEST, by="Bo"),
        undone=(decision(2, "bad", of=TEST, by="Bo"),),
    )
    told = [
        (r.annotator.name, r.found.looked, r.found.finds, r.blind, r.taken_back)
        for r in found.reviewers
    ]
    assert told == [("Anna", 2, 1, 1, 0), ("Bo", 1, 0, 0, 1)]


def test_two_reviewers_agree_where_their_conclusions_are_the_same() -> None:
    found = of(
        *(decision(index, "keep", of=TEST) for index in range(4)),
        decision(4, "relabel", of=TEST, to_class=5),
        decision(5, "unsure", of=TEST),
        *(decision(index, "keep", of=TEST, by="Bo", day=1) for index in range(3)),
        replace(decision(3, "bad", of=TEST, by="Bo", day=1), is_blind=True),
        replace(decision(4, "relabel", of=TEST, by="Bo", to_class=5, day=1), is_blind=True),
        decision(5, "keep", of=TEST, by="Bo", day=1),
    )
    (pair,) = found.pairs
    assert {pair.first, pair.second} == {person("Anna"), person("Bo")}
    assert (pair.images, pair.agreed, pair.blind) == (5, 4, 2)
    # By chance: (4 * 3 + 1 * 1) / 25.
    assert pair.kappa == pytest.approx((4 / 5 - 13 / 25) / (1 - 13 / 25))


def test_nobody_who_saw_other_images_makes_a_pair() -> None:
    found = of(decision(0, "keep", of=TEST), decision(1, "keep", of=TEST, by="Bo"))
    assert found.pairs == ()
