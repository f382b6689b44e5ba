from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.decision import DECISION_KINDS, check, current_decisions
from tests.store.sample import decision


def test_the_newest_decision_about_each_image_counts() -> None:
    old, new, other = decision(3), decision(3, "bad", after_s=5), decision(4, after_s=1)

    assert current_decisions([old, new, other]) == {3: new, 4: other}
    assert current_decisions([new, old]) == {3: new}


def test_of_two_at_the_same_moment_the_later_one_counts() -> None:
    one, two = decision(3), decision(3, "bad")

    assert current_decisions([one, two]) == {3: two}
    assert current_decisions([two, one]) == {3: one}


@given(st.permutations([decision(i % 3, after_s=i) for i in range(8)]))
def test_the_order_in_which_decisions_came_together_does_not_matter(mixed: list[Any]) -> None:
    in_order = sorted(mixed, key=lambda d: d.at)
    assert current_decisions(mixed) == current_decisions(in_order)


@pytest.mark.parametrize("kind", DECISION_KINDS)
def test_only_a_relabelling_names_a_class(kind: Any) -> None:
    good, bad = (None, 2) if kind != "relabel" else (2, None)

    check(decision(3, kind, to_class=good))

    with pytest.raises(RequestError, match="relabel"):
        check(decision(3, kind, to_class=bad))


def test_an_unknown_kind_and_a_note_that_is_no_text_are_refused() -> None:
    unknown: Any = "perhaps"
    with pytest.raises(RequestError, match="keep, relabel, ambiguous, bad"):
        check(replace(decision(3), kind=unknown))
    with pytest.raises(RequestError, match="no text"):
        check(decision(3, note="\udcff"))
