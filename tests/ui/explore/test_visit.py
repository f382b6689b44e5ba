"""Going back and forth through what was shown."""

from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.mosaic.arrangement import Arrangement
from fmnist_gui.ui.explore import visit
from fmnist_gui.ui.explore.visit import History, Visit, Wish


def at(number: int) -> Visit:
    return Visit(Wish(Arrangement(seed=number)), None)


class Walk:
    """A person with a history, and a plain list that says where they must be."""

    def __init__(self) -> None:
        self.history, self.now = History(), at(0)
        self.path, self.place = [self.now], 0

    def go(self, step: str, number: int) -> None:
        if step == "new":
            self.history.leave(self.now)
            self.now = at(number)
            self.path = [*self.path[: self.place + 1], self.now]
            self.place += 1
        elif step == "back":
            self._take(self.history.back(self.now), self.place - 1)
        else:
            self._take(self.history.forward(self.now), self.place + 1)

    def _take(self, found: Visit | None, place: int) -> None:
        assert (found is not None) == (0 <= place < len(self.path))
        if found is not None:
            self.now, self.place = found, place


@given(st.lists(st.tuples(st.sampled_from(["new", "back", "forward"]), st.integers(1, 9))))
def test_it_goes_along_the_path_that_was_walked(steps: list[tuple[str, int]]) -> None:
    walk = Walk()
    for step, number in steps:
        walk.go(step, number)
        assert walk.now == walk.path[walk.place]
        assert walk.history.can_go_back == (walk.place > 0)
        assert walk.history.can_go_forward == (walk.place < len(walk.path) - 1)


def test_only_so_many_visits_are_remembered() -> None:
    history = History()
    for number in range(visit.MOST + 20):
        history.leave(at(number))
    now = at(999)
    steps = 0
    while (found := history.back(now)) is not None:
        now, steps = found, steps + 1
    assert steps == visit.MOST
    assert now == at(20)


def test_a_cleared_history_goes_nowhere() -> None:
    history = History()
    history.leave(at(1))
    history.leave(at(2))
    history.back(at(3))
    history.clear()
    assert not history.can_go_back
    assert not history.can_go_forward
    assert history.back(at(3)) is None
    assert history.forward(at(3)) is None
