from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.review.comparison import compare, merged
from tests.core.review.test_patch import AT, made, row, split


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
    both = merged([one, other])
    assert both == merged([other, one]) == merged([both, one])
    assert [(r.index, r.reviewer) for r in both.rows] == [(1, "Bo"), (2, "Anna"), (7, "Anna")]


def test_patches_that_contradict_each_other_are_not_merged() -> None:
    data = split()
    with pytest.raises(RequestError, match="contradict each other on 1 image, first on test 2"):
        merged([made(row(2, 9, of=data), of=data), made(row(2, 8, of=data), of=data)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"classes": (2, 4)}, {"classes": (2, 6)}),
        ({"classes": (2, 4)}, {}),
    ],
)
def test_other_sets_of_classes_contradict_each_other(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    data = split()
    shape = replace(row(2, of=data), decision="ambiguous")
    first, second = made(replace(shape, **one), of=data), made(replace(shape, **other), of=data)
    assert compare(first, second).contradicted == (("test", 2),)
    assert compare(first, first).agreed == (("test", 2),)


def test_other_originals_contradict_each_other() -> None:
    data = split()
    one, other = (
        made(replace(row(2, of=data), decision="duplicate", original=("test", n)), of=data)
        for n in (4, 5)
    )
    assert compare(one, other).contradicted == (("test", 2),)


def test_three_patches_are_merged_as_two() -> None:
    data = split()
    patches = [made(row(n, of=data), row(9, 3, of=data), of=data) for n in (1, 2, 3)]
    assert [r.index for r in merged(patches).rows] == [1, 2, 3, 9]


def test_patches_of_different_data_are_not_compared() -> None:
    with pytest.raises(DataError, match="patches of the same data"):
        compare(made(of=split(20)), made(of=split(19)))


def test_merging_forgets_none_of_two_reviewers_who_share_a_row() -> None:
    data = split()
    early = made(row(1, 9, of=data, by="Cy"), of=data)
    rows = [replace(row(1, 9, of=data, by=name), decided_at=AT.replace(hour=20)) for name in "AB"]
    shared = made(*rows, of=data)
    assert merged([early, shared]) == merged([shared, early, shared]) == shared


def test_a_refusal_names_the_two_patches() -> None:
    data = split()
    named = [
        replace(made(row(2, new, of=of), of=of), source=f"{name}.csv")
        for name, new, of in (("a", 9, data), ("b", 9, data), ("c", 8, data), ("d", 9, split(19)))
    ]
    with pytest.raises(RequestError, match=r"a\.csv and c\.csv contradict"):
        merged(named[:3])
    with pytest.raises(DataError, match=r"d\.csv: expected the fingerprint .* as in a\.csv, found"):
        merged([named[0], named[1], named[3]])
