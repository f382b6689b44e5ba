"""The selection is one of images, whatever is done to the places where they stand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.mosaic.selection import nothing
from fmnist_gui.ui.explore.canvas import Canvas, CellClicked, Encircled
from fmnist_gui.ui.explore.exhibit import Exhibit
from fmnist_gui.ui.explore.selection_desk import SelectionDesk
from fmnist_gui.ui.explore.trace import Change
from fmnist_gui.ui.workspace import Workspace
from tests.ui.explore.stage import numbers_of

FIELDS: dict[str, Sequence[object]] = {
    "kind": [Kind.CLASS_ROWS, Kind.GRID, Kind.RANDOM, Kind.BY_CLASS],
    "sort": ["index", "class", "brightness"],
    "split": ["train", "test", ""],
    "is_falling": [False, True],
    "seed": [0, 1, 2],
    "query": ["", "class:coat", "index:0-99", "brightness<", "brightness>254"],
}
LOOKING = (*FIELDS, "blind", "back", "forward", "learn")
LOOKS = st.one_of(
    *(st.tuples(st.just(name), st.sampled_from(values)) for name, values in FIELDS.items()),
    st.tuples(st.just("blind"), st.booleans()),
    st.tuples(st.sampled_from(["back", "forward", "learn"]), st.just(0)),
)
CHOICES = st.tuples(
    st.sampled_from(["click", "toggle", "invert", "all", *Change]), st.integers(0, 599)
)
STEPS = st.lists(st.one_of(LOOKS, CHOICES), max_size=15)


class Chooser:
    """A person who chooses, and the set of images that must be chosen then."""

    def __init__(self, workspace: Workspace, exhibit: Exhibit, canvas: Canvas) -> None:
        self._workspace, self._exhibit, self._canvas = workspace, exhibit, canvas
        self._desk = SelectionDesk(workspace, exhibit, canvas)
        self.chosen: set[int] = set()

    def look(self, what: str, value: Any) -> None:
        """Look in another way, which chooses nothing."""
        exhibit = self._exhibit
        if what in FIELDS:
            exhibit.arrange(replace(exhibit.arrangement, **{what: value}))
        elif what == "blind":
            self._workspace.settings.change(is_blind=value)
            exhibit.lay_out()
        elif what == "learn":
            exhibit.take_table(exhibit.table.with_tags({}))
        else:
            (exhibit.go_back if what == "back" else exhibit.go_forward)()

    def choose(self, what: object, value: int) -> None:
        """Choose among what is shown."""
        shown = numbers_of(self._exhibit)
        if not shown:
            return
        first = value % len(shown)
        taken = shown[first : first + 7]
        if isinstance(what, Change):
            self._canvas.encircled.emit(Encircled(np.array(taken), what))
            kept = set() if what is Change.REPLACE else self.chosen
            self.chosen = kept - {*taken} if what is Change.REMOVE else kept | {*taken}
        elif what in ("click", "toggle"):
            clicked = CellClicked(None, taken[0], is_toggle=what == "toggle")
            self._canvas.clicked.emit(clicked)
            was_only = self.chosen == {taken[0]}
            one = set() if was_only and what == "click" else {taken[0]}
            self.chosen = self.chosen ^ {taken[0]} if what == "toggle" else one
        elif what == "all":
            self._desk.select_all()
            self.chosen = self.chosen | {*shown}
        else:
            self._desk.invert()
            self.chosen = self.chosen ^ {*shown}

    def leave(self) -> None:
        """Choose no more."""
        self._desk.clear()
        self._canvas.clicked.disconnect()
        self._canvas.encircled.disconnect()
        self._workspace.settings.change(is_blind=False)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_only_choosing_changes_what_is_chosen(
    workspace: Workspace, exhibit: Exhibit, canvas: Canvas, steps: list[tuple[object, Any]]
) -> None:
    exhibit.select(nothing(600))
    exhibit.arrange(Arrangement("train", Kind.GRID))
    person = Chooser(workspace, exhibit, canvas)
    try:
        for what, value in steps:
            if what in LOOKING:
                person.look(str(what), value)
            else:
                person.choose(what, value)
            assert set(exhibit.selection.numbers.tolist()) == person.chosen
            assert exhibit.selection.count == len(person.chosen)
    finally:
        person.leave()
