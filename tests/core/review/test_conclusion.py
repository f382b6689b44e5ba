from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.review.conclusion import conclusions, current_decisions
from fmnist_gui.core.session.record import Annotator
from tests.store.sample import ANNA, decision

BEN, CLEO = Annotator(uuid4(), "Ben"), Annotator(uuid4(), "Cleo")


def to(number: int, by: Annotator, *, after_s: float = 0) -> Any:
    return decision(3, "relabel", to_class=number, annotator=by, after_s=after_s)


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


def test_who_is_unsure_has_looked_and_concludes_nothing() -> None:
    bad, unsure = decision(3, "bad"), decision(3, "unsure", annotator=BEN, after_s=5)

    assert current_decisions([bad, unsure]) == {3: bad}
    (alone,) = conclusions([unsure]).values()
    assert (alone.state, alone.decision, alone.opinions) == ("open", None, (unsure,))


def test_who_becomes_unsure_takes_nothing_for_concluded_any_more() -> None:
    assert current_decisions([decision(3, "bad"), decision(3, "unsure", after_s=5)]) == {}


def test_what_was_only_put_off_is_no_opinion() -> None:
    bad = decision(3, "bad")

    assert conclusions([decision(4, "skip")]) == {}
    assert current_decisions([bad, decision(3, "skip", after_s=5)]) == {3: bad}


@pytest.mark.parametrize(
    ("given", "state", "counts"),
    [
        ([to(2, ANNA)], "waiting", None),
        ([decision(3)], "concluded", 0),
        ([to(2, ANNA), to(2, BEN, after_s=1)], "concluded", 1),
        ([to(2, ANNA), to(4, BEN, after_s=1)], "disputed", None),
        ([to(2, ANNA), decision(3, annotator=BEN, after_s=1)], "disputed", None),
        ([to(2, ANNA), to(4, BEN, after_s=1), to(2, CLEO, after_s=2)], "concluded", 2),
        ([to(2, ANNA), to(4, BEN, after_s=1), to(6, CLEO, after_s=2)], "disputed", None),
        ([to(2, ANNA), to(2, ANNA, after_s=1)], "waiting", None),
        ([to(2, ANNA), decision(3, "unsure", annotator=BEN, after_s=1)], "waiting", None),
    ],
)
def test_a_change_needs_two_reviewers_who_share_it(
    given: list[Any], state: str, counts: int | None
) -> None:
    (found,) = conclusions(given, "two").values()

    assert found.state == state
    assert found.decision == (None if counts is None else given[counts])
