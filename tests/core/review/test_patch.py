from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import Labels, Split, fingerprint
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.review.decision import DecisionKind, Original
from fmnist_gui.core.review.patch import (
    Patch,
    PatchRow,
    applied,
    changed,
    patch,
    patch_of,
    reversed_patch,
)
from fmnist_gui.core.review.review_result import review_result
from tests import sample
from tests.core.review.decided import decision

AT = datetime(2026, 1, 31, 12, tzinfo=UTC)


def split(count: int = 20) -> Split:
    return sample.split("test", count)


def row(index: int, new: int | None = None, *, of: Split, by: str = "Anna") -> PatchRow:
    old = int(of.labels[index])
    kind: DecisionKind = "keep" if new in (None, old) else "relabel"
    return PatchRow("test", index, old, old if new is None else new, kind, by, AT, "")


def made(*rows: PatchRow, of: Split) -> Patch:
    return patch({"test": of.fingerprint}, rows)


def relabelled(data: Split, labels: Labels) -> Split:
    """Return the split as it is read again from corrected files."""
    return replace(data, labels=labels, fingerprint=fingerprint(data.name, data.images, labels))


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
    after = relabelled(data, labels)
    back = reversed_patch(there, [data])
    assert np.array_equal(applied(back, after), data.labels)
    assert reversed_patch(back, [after]) == there


def test_what_was_concluded_becomes_rows_and_only_relabel_changes_a_label() -> None:
    data, other = split(), sample.split("train", 8)
    decisions = [
        decision(0, "keep", of=data),
        decision(3, "relabel", of=data, to_class=another(int(data.labels[3]))),
        decision(5, "bad", of=data),
        decision(6, "ambiguous", of=data, classes=(2, 4)),
        decision(7, "duplicate", of=data, original=Original(other.fingerprint, "train", 4)),
        decision(8, "unsure", of=data),
        decision(9, "skip", of=data),
    ]
    found = patch_of(review_result([data], {data.fingerprint: decisions}))
    assert [(r.index, r.decision, r.old != r.new) for r in found.rows] == [
        (0, "keep", False),
        (3, "relabel", True),
        (5, "bad", False),
        (6, "ambiguous", False),
        (7, "duplicate", False),
    ]
    assert (found.rows[1].reviewer, found.rows[1].reason) == ("Anna", "why")
    assert (found.rows[3].classes, found.rows[4].original) == ((2, 4), ("train", 4))
    assert found.fingerprints == {"test": data.fingerprint, "train": other.fingerprint}
    assert changed(applied(found, data), data) == 1


def test_a_duplicate_of_an_image_in_other_data_is_left_out() -> None:
    data = split()
    stranger = decision(7, "duplicate", of=data, original=Original("f" * 64, "test", 4))
    result = review_result([data], {data.fingerprint: [stranger, decision(1, "bad", of=data)]})
    assert [row.index for row in patch_of(result).rows] == [1]


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
    with pytest.raises(DataError, match="an index below 20, found 20 of test as image"):
        applied(made(replace(row(4, of=data), index=20), of=data), data)


def test_a_patch_is_not_reversed_without_all_the_data_that_it_changes() -> None:
    data, other = split(), sample.split("train", 8)
    both = {"test": data.fingerprint, "train": other.fingerprint}
    row_there = replace(row(2, of=data), split="train", index=2, old=2, new=3, decision="relabel")
    with pytest.raises(DataError, match="rows about test, found some about train"):
        reversed_patch(patch(both, [row_there]), [data])
    assert reversed_patch(patch(both, [row(2, 9, of=data)]), [data]).fingerprints["train"] == (
        other.fingerprint
    )


def test_an_image_that_is_told_twice_is_refused() -> None:
    data = split()
    with pytest.raises(RequestError, match="test 4 twice"):
        made(row(4, of=data), row(4, of=data), of=data)


def test_reviewers_who_contradict_each_other_are_refused() -> None:
    data = split()
    with pytest.raises(RequestError, match="test 4 twice"):
        made(row(4, of=data), row(4, another(int(data.labels[4])), of=data, by="Bo"), of=data)


def test_by_the_rule_of_two_each_who_shares_a_conclusion_has_a_row_of_their_own() -> None:
    data = split()
    new = another(int(data.labels[3]))
    given = [
        decision(3, "relabel", of=data, to_class=new, note="zip"),
        decision(3, "relabel", of=data, to_class=new, by="Bo", note="hood", day=1),
        decision(3, "bad", of=data, by="Cy", day=2),
        decision(4, "keep", of=data, by="Bo"),
    ]
    decisions = {data.fingerprint: given}
    found = patch_of(review_result([data], decisions, "two"))
    told = [(r.index, r.reviewer, r.reason, r.decided_at) for r in found.rows]
    at = [own.at for own in given]
    assert told == [(3, "Anna", "zip", at[0]), (3, "Bo", "hood", at[1]), (4, "Bo", "why", at[3])]
    assert changed(applied(found, data), data) == 1
    newest = patch_of(review_result([data], decisions))
    assert [(r.index, r.reviewer) for r in newest.rows] == [(3, "Cy"), (4, "Bo")]


def test_the_original_of_a_duplicate_has_to_be_an_image_of_the_data() -> None:
    data = split()
    for original, last in ((19, True), (20, False)):
        twin = replace(row(4, of=data), decision="duplicate", original=("test", original))
        there = made(twin, of=data)
        if last:
            assert changed(applied(there, data), data) == 0
            continue
        with pytest.raises(DataError, match="below 20, found 20 of test as original of test 4"):
            applied(there, data)
