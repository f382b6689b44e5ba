from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.review.decision import Decision, DecisionKind
from fmnist_gui.core.review.patch import (
    Patch,
    PatchRow,
    applied,
    changed,
    compare,
    merged,
    patch,
    patch_of,
)
from fmnist_gui.core.session.record import Annotator
from tests import sample

AT = datetime(2026, 1, 31, 12, tzinfo=UTC)


def split(count: int = 20) -> Split:
    return sample.split("test", count)


def row(index: int, new: int | None = None, *, of: Split, by: str = "Anna") -> PatchRow:
    old = int(of.labels[index])
    kind: DecisionKind = "keep" if new in (None, old) else "relabel"
    return PatchRow("test", index, old, old if new is None else new, kind, by, AT, "")


def made(*rows: PatchRow, of: Split) -> Patch:
    return patch({"test": of.fingerprint}, rows)


def another(label: int) -> int:
    return (label + 1) % 10


def test_nothing_applied_changes_nothing() -> None:
    data = split()
    assert np.array_equal(applied(made(of=data), data), data.labels)


@given(st.sets(st.integers(0, 19)))
def test_a_patch_changes_what_it_names_and_its_reverse_takes_it_back(indices: set[int]) -> None:
    data = split()
    rows = [row(index, another(int(data.labels[index])), of=data) for index in indices]
    there = made(*rows, of=data)
    labels = applied(there, data)
    assert set(np.flatnonzero(labels != data.labels)) == indices
    assert changed(labels, data) == len(indices)
    after = replace(data, labels=labels)
    assert np.array_equal(applied(there.reversed(), after), data.labels)
    assert there.reversed().reversed() == there


def test_decisions_become_rows_and_only_relabel_changes_a_label() -> None:
    data = split()
    kinds: dict[int, tuple[DecisionKind, int | None]] = {
        0: ("keep", None),
        3: ("relabel", another(int(data.labels[3]))),
        5: ("bad", None),
    }
    decisions = {
        index: Decision(
            UUID(int=index),
            Annotator(UUID(int=99), "Anna"),
            data.fingerprint,
            "test",
            index,
            kind,
            to_class,
            "why",
            AT,
        )
        for index, (kind, to_class) in kinds.items()
    }
    found = patch_of([data], {"test": decisions})
    assert [(r.index, r.decision, r.old != r.new) for r in found.rows] == [
        (0, "keep", False),
        (3, "relabel", True),
        (5, "bad", False),
    ]
    assert (found.rows[1].reviewer, found.rows[1].reason) == ("Anna", "why")
    assert changed(applied(found, data), data) == 1


def test_a_patch_of_other_data_is_refused_with_both_fingerprints() -> None:
    data, other = split(20), split(19)
    with pytest.raises(DataError) as refused:
        applied(made(of=other), data)
    assert data.fingerprint[:16] in str(refused.value)
    assert other.fingerprint[:16] in str(refused.value)


def test_an_old_label_that_does_not_match_is_refused() -> None:
    data = split()
    wrong = replace(row(4, of=data), old=another(int(data.labels[4])))
    with pytest.raises(DataError, match="image 4 to have the label"):
        applied(made(wrong, of=data), data)


def test_an_image_beyond_the_split_is_refused() -> None:
    data = split()
    with pytest.raises(DataError, match="an index below 20"):
        applied(made(replace(row(4, of=data), index=20), of=data), data)


def test_an_image_that_is_told_twice_is_refused() -> None:
    data = split()
    with pytest.raises(RequestError, match="test 4 twice"):
        made(row(4, of=data), row(4, of=data), of=data)


def test_a_comparison_says_where_they_agree_and_where_not() -> None:
    data = split()
    first = made(row(1, 9, of=data), row(2, of=data), row(3, of=data), of=data)
    second = made(row(1, 9, of=data, by="Bo"), row(2, 9, of=data), row(4, of=data), of=data)
    found = compare(first, second)
    assert found.agreed == (("test", 1),)
    assert found.contradicted == (("test", 2),)
    assert found.only_first == (("test", 3),)
    assert found.only_second == (("test", 4),)
    assert found.sentence == "They agree on 1 and contradict on 1; 2 are in one of them only."


def test_merging_is_the_same_in_any_order_and_keeps_the_earlier_of_equal_rows() -> None:
    data = split()
    early = row(1, 9, of=data, by="Bo")
    late = replace(row(1, 9, of=data), decided_at=AT + timedelta(days=1))
    one, other = made(late, row(2, of=data), of=data), made(early, row(7, of=data), of=data)
    both = merged(one, other)
    assert both == merged(other, one) == merged(both, one)
    assert [(r.index, r.reviewer) for r in both.rows] == [(1, "Bo"), (2, "Anna"), (7, "Anna")]


def test_patches_that_contradict_each_other_are_not_merged() -> None:
    data = split()
    with pytest.raises(RequestError, match="contradict each other on 1 image, first on test 2"):
        merged(made(row(2, 9, of=data), of=data), made(row(2, 8, of=data), of=data))


def test_patches_of_different_data_are_not_compared() -> None:
    with pytest.raises(DataError, match="patches of the same data"):
        compare(made(of=split(20)), made(of=split(19)))
