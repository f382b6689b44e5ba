"""Decisions of others come in as theirs, once, all of them or none."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.conclusion import conclusions
from fmnist_gui.core.review.decision import Original
from fmnist_gui.core.review.history import Withdrawal
from fmnist_gui.core.review.patch import PatchRow, patch
from fmnist_gui.core.session.name import UNNAMED
from fmnist_gui.store.decision_import import TakenIn, take_in_patch, take_in_rows
from fmnist_gui.store.label_store import LabelStore
from tests import sample
from tests.core.review.decided import AT, decision

TEST = sample.split("test", 20)
NOW = AT.replace(year=2028)
PRINTS = {"test": TEST.fingerprint, "train": "f" * 64}


def row(index: int, new: int, *, by: str = "Bo", split: str = "test") -> PatchRow:
    return PatchRow(split, index, index % 10, new, "relabel", by, AT, "why")


def test_rows_are_kept_once_and_counted(store: LabelStore) -> None:
    twin = PatchRow("test", 4, 4, 4, "duplicate", "Bo", AT, "", original=("train", 7))
    made = patch(PRINTS, [row(3, 5), twin, row(1, 2, split="train")])
    assert take_in_patch(store, made, [TEST], now=NOW) == TakenIn(3, kept=2, there=0, elsewhere=1)
    assert take_in_patch(store, made, [TEST], now=NOW) == TakenIn(3, kept=0, there=2, elsewhere=1)
    first, second = store.review.decisions(TEST.fingerprint)
    assert (first.to_class, first.note, first.annotator.name) == (5, "why", "Bo")
    assert second.original == Original("f" * 64, "train", 7)


def test_what_was_taken_back_is_there_and_stays_away(store: LabelStore) -> None:
    made = patch(PRINTS, [row(3, 5)])
    take_in_patch(store, made, [TEST], now=NOW)
    (kept,) = store.review.decisions(TEST.fingerprint)
    store.review.withdraw(Withdrawal(UUID(int=5), kept.id, kept.annotator, AT))
    assert take_in_patch(store, made, [TEST], now=NOW).there == 1
    assert store.review.decisions(TEST.fingerprint) == ()


def test_without_times_the_same_is_the_same_whenever_it_was_said(store: LabelStore) -> None:
    rows = [row(3, 5)]
    assert take_in_rows(store, rows, [TEST], has_times=False).kept == 1
    later = [replace(rows[0], decided_at=AT.replace(year=2027))]
    assert take_in_rows(store, later, [TEST], has_times=False).there == 1
    assert take_in_rows(store, later, [TEST]).kept == 1


def test_who_is_unnamed_elsewhere_is_not_the_one_who_is_unnamed_here(store: LabelStore) -> None:
    me = store.annotator(UNNAMED)
    store.review.decide(replace(decision(3, "relabel", of=TEST, to_class=5), annotator=me))
    made = patch(PRINTS, [replace(row(3, 5, by=UNNAMED), decided_at=AT.replace(year=2027))])
    assert take_in_patch(store, made, [TEST], now=NOW).kept == 1
    decisions = store.review.decisions(TEST.fingerprint)
    assert {d.annotator.name for d in decisions} == {UNNAMED}
    assert conclusions(decisions, "two")[3].state == "concluded"
    assert store.annotator(UNNAMED) == me
    # What was decided here is known again.
    own = patch(PRINTS, [replace(row(3, 5, by=UNNAMED), decided_at=AT)])
    assert take_in_patch(store, own, [TEST], now=NOW).there == 1


def test_a_reviewer_whom_nobody_can_be_called_is_refused_before_anything_is_kept(
    store: LabelStore,
) -> None:
    with pytest.raises(RequestError, match="an annotator needs a name"):
        take_in_patch(store, patch(PRINTS, [row(3, 5), row(4, 5, by="\x07")]), [TEST], now=NOW)
    assert store.annotators() == ()
    assert store.review.log(TEST.fingerprint) == ()


def test_what_was_decided_tomorrow_would_outlast_all_and_is_refused(store: LabelStore) -> None:
    late = replace(row(4, 5), decided_at=NOW + timedelta(days=2))

    with pytest.raises(RequestError, match=r"test 4 was decided on 20\d\d-.*still to come"):
        take_in_patch(store, patch(PRINTS, [row(3, 5), late]), [TEST], now=NOW)

    assert store.review.decisions(TEST.fingerprint) == ()
