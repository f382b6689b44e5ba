"""Entries written at two places get one order, whichever place is asked first."""

from itertools import permutations

from hypothesis import given, settings

from fmnist_gui.core.session.entry_order import united
from fmnist_gui.core.session.record import Entry, History
from tests.core.session.any_session import forks, histories
from tests.core.session.example import Sitting


def ids(entries: tuple[Entry, ...]) -> list[int]:
    return [entry.id.int for entry in entries]


@given(history=histories())
def test_a_part_adds_nothing_and_changes_no_order(history: History) -> None:
    for length in range(len(history.entries) + 1):
        part = history.entries[:length]
        assert united(part, history.entries) == history.entries
        assert united(history.entries, part) == history.entries


@given(pair=forks())
def test_the_order_is_the_same_whichever_comes_first(pair: tuple[History, ...]) -> None:
    first, second = (history.entries for history in pair)
    both = united(first, second)
    assert united(second, first) == both
    assert set(ids(both)) == set(ids(first)) | set(ids(second))
    assert len(set(ids(both))) == len(both)
    assert united(both, second) == united(first, both) == both


@given(pair=forks())
def test_each_place_keeps_its_own_order(pair: tuple[History, ...]) -> None:
    both = united(pair[0].entries, pair[1].entries)
    for history in pair:
        own = set(ids(history.entries))
        assert [i for i in ids(both) if i in own] == ids(history.entries)


@settings(max_examples=60)
@given(three=forks(count=3))
def test_of_three_places_any_may_come_first(three: tuple[History, ...]) -> None:
    found = {united(united(a.entries, b.entries), c.entries) for a, b, c in permutations(three)}
    assert len(found) == 1


def test_what_was_answered_earlier_comes_first() -> None:
    early, late = Sitting([0, 1]), Sitting([0, 1])
    early.answer(0)
    late.answer(0, 5.0)
    late.answer(1)
    early.now = late.now
    early.answer(1, 9.0)
    a, b = early.history().entries, late.history().entries
    assert united(b, a) == (a[0], b[0], b[1], a[1])
