"""The map of likeness: places at once, better ones later, and what happens when none come."""

from collections.abc import Callable
from threading import Event

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.mosaic.arrangement import Arrangement, Kind
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report
from fmnist_gui.ui.explore import map_maker
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.exhibit import Exhibit
from fmnist_gui.ui.explore.hanger import MAP_TO_COME
from fmnist_gui.ui.explore.map_maker import (
    STOPPED,
    STOPPED_EARLY,
    MapMaker,
    MapMoved,
    MapProgress,
)
from fmnist_gui.ui.workspace import Workspace
from tests import sample
from tests.ui.explore.stage import known_at_once, numbers_of

PATIENCE_MS = 20_000
"""So long a busy machine may take for what is made in the background."""

GALLERY = sample.gallery(sample.split("train", 200), sample.split("test", 40))
MAP = Arrangement("train", Kind.MAP)
WITHIN_MS = 60_000
Places = NDArray[np.float32]


class Told:
    """What a map maker said, in its order."""

    def __init__(self, maker: MapMaker) -> None:
        self.moves: list[MapMoved] = []
        self.progress: list[MapProgress] = []
        self.sentences: list[str] = []
        maker.moved.connect(self.moves.append)
        maker.progressed.connect(self.progress.append)
        maker.stopped.connect(self.sentences.append)


class Child:
    """Stands in for the child process: goes on for as long as the test wants."""

    def __init__(self) -> None:
        self.starts = 0
        self.done = Event()
        self.error: Exception | None = None

    def __call__(
        self,
        _function: object,
        features: Places,
        *,
        what: str,
        report: Report,
        is_cancelled: CancelCheck,
        on_places: Callable[[Places], object],
    ) -> Places:
        assert what
        self.starts += 1
        while not self.done.wait(0.01):
            if is_cancelled():
                raise Cancelled
            if self.error is not None:
                raise self.error
            on_places(features[:, :2] + 1)
            report(1, 3)
        return features[:, :2] + 2


@pytest.fixture
def maker(workspace: Workspace) -> MapMaker:
    return MapMaker(workspace, workspace)


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Child:
    made = Child()
    monkeypatch.setattr(map_maker, "run_in_child", made)
    return made


def is_reached(maker: MapMaker, gallery: Gallery = GALLERY) -> bool:
    return maker.places_of(gallery, "train") is not None


def test_a_real_map_settles_by_way_of_its_components(qtbot: QtBot, maker: MapMaker) -> None:
    told = Told(maker)
    maker.ask(GALLERY, "train")
    maker.ask(GALLERY, "train")
    qtbot.waitUntil(lambda: any(move.is_final for move in told.moves), timeout=WITHIN_MS)
    assert len(told.moves) > 1
    first, last = told.moves[0], told.moves[-1]
    assert [move.is_final for move in told.moves].count(True) == 1
    for move in (first, last):
        assert move.places.shape == (240, 2)
        assert np.isfinite(move.places[:200]).all()
        assert np.isnan(move.places[200:]).all()
    assert not np.array_equal(first.places[:200], last.places[:200])
    assert maker.places_of(GALLERY, "train") is last.places
    assert told.progress[0] == MapProgress(0, 1)
    assert told.progress[-1] == MapProgress(0, 0)
    assert told.sentences == []


def test_a_settled_map_is_not_made_again(qtbot: QtBot, maker: MapMaker, child: Child) -> None:
    child.done.set()
    told = Told(maker)
    for _ in range(3):
        maker.ask(GALLERY, "train")
        qtbot.waitUntil(
            lambda: told.moves[-1:] != [] and told.moves[-1].is_final, timeout=PATIENCE_MS
        )
        maker.leave()
    assert told.progress.count(MapProgress(0, 0)) == child.starts == 1


def test_each_split_and_all_of_them_have_a_map_of_their_own(
    qtbot: QtBot, maker: MapMaker, child: Child
) -> None:
    child.done.set()
    for split, numbers in (("train", range(200)), ("test", range(200, 240)), ("", range(240))):
        with qtbot.waitSignal(
            maker.moved, check_params_cb=lambda moved: moved.is_final, timeout=PATIENCE_MS
        ):
            maker.ask(GALLERY, split)
        places = maker.places_of(GALLERY, split)
        assert places is not None
        assert np.flatnonzero(np.isfinite(places[:, 0])).tolist() == list(numbers)


def test_stopping_half_way_says_so_once_and_keeps_the_places(
    qtbot: QtBot, maker: MapMaker, child: Child
) -> None:
    told = Told(maker)
    maker.ask(GALLERY, "train")
    qtbot.waitUntil(lambda: len(told.moves) > 1, timeout=PATIENCE_MS)
    maker.cancel()
    maker.cancel()
    reached = maker.places_of(GALLERY, "train")
    assert told.sentences == [STOPPED]
    assert told.progress[-1] == MapProgress(0, 0)
    assert reached is told.moves[-1].places
    # It is not taken up again behind the person's back ...
    maker.ask(GALLERY, "train")
    assert told.progress[-1] == MapProgress(0, 0)
    # ... but when they come back to it.
    maker.leave()
    maker.ask(GALLERY, "train")
    qtbot.waitUntil(lambda: child.starts == 2, timeout=PATIENCE_MS)
    child.done.set()
    qtbot.waitUntil(lambda: told.moves[-1].is_final, timeout=PATIENCE_MS)


def test_a_map_that_was_left_half_way_goes_on_when_it_is_looked_at_again(
    qtbot: QtBot, maker: MapMaker, child: Child
) -> None:
    told = Told(maker)
    maker.ask(GALLERY, "train")
    qtbot.waitUntil(lambda: is_reached(maker), timeout=PATIENCE_MS)
    maker.leave()
    assert told.sentences == []
    child.done.set()
    maker.ask(GALLERY, "train")
    qtbot.waitUntil(lambda: told.moves[-1].is_final, timeout=PATIENCE_MS)


def test_without_the_library_it_says_how_to_get_it_and_keeps_the_components(
    qtbot: QtBot, maker: MapMaker, child: Child
) -> None:
    child.error = RequestError("install it with: pip install 'fmnist-gui[map]'")
    told = Told(maker)
    with qtbot.waitSignal(maker.stopped, timeout=PATIENCE_MS):
        maker.ask(GALLERY, "train")
    maker.ask(GALLERY, "train")
    assert told.sentences == [str(child.error)]
    assert told.progress[-1] == MapProgress(0, 0)


def test_other_data_half_way_ends_the_map(qtbot: QtBot, maker: MapMaker, child: Child) -> None:
    told = Told(maker)
    maker.ask(GALLERY, "train")
    qtbot.waitUntil(lambda: is_reached(maker), timeout=PATIENCE_MS)
    maker.forget()
    assert told.progress[-1] == MapProgress(0, 0)
    assert told.sentences == []
    assert not is_reached(maker)
    count = len(told.moves)
    other = sample.gallery(sample.split("train", 50))
    child.done.set()
    maker.ask(other, "train")
    qtbot.waitUntil(lambda: told.moves[-1].is_final, timeout=PATIENCE_MS)
    assert {len(move.places) for move in told.moves[count:]} == {50}


@pytest.mark.parametrize("count", [1, 2, 29])
def test_few_images_have_a_map_too(qtbot: QtBot, maker: MapMaker, count: int) -> None:
    few = sample.gallery(sample.split("train", count))
    told = Told(maker)
    maker.ask(few, "train")
    qtbot.waitUntil(lambda: any(move.is_final for move in told.moves), timeout=WITHIN_MS)
    assert np.isfinite(told.moves[-1].places).all()


# On the canvas


def test_the_canvas_shows_the_components_and_follows_the_places(
    qtbot: QtBot, exhibit: Exhibit, child: Child
) -> None:
    exhibit.arrange(MAP)
    qtbot.waitUntil(lambda: sorted(numbers_of(exhibit)) == list(range(300)), timeout=PATIENCE_MS)
    first = exhibit.layout
    qtbot.waitUntil(lambda: exhibit.layout is not first, timeout=PATIENCE_MS)
    assert sorted(numbers_of(exhibit)) == list(range(300))


def test_stopped_half_way_the_view_stays(
    qtbot: QtBot, exhibit: Exhibit, canvas: Canvas, child: Child
) -> None:
    exhibit.arrange(MAP)
    qtbot.waitUntil(lambda: len(numbers_of(exhibit)) == 300, timeout=PATIENCE_MS)
    canvas.zoom(4)
    view, shown = canvas.view, canvas.shown
    exhibit.maps.cancel()
    assert (canvas.view, canvas.shown) == (view, shown)
    assert exhibit.arrangement == MAP
    told = Told(exhibit.maps)
    exhibit.take_table(exhibit.table)
    assert canvas.view == view
    assert told.progress == []


def test_stopped_before_there_are_places_what_hung_there_is_chosen_again(
    qtbot: QtBot, exhibit: Exhibit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, is_cancelled: CancelCheck, **__: object) -> object:
        while not is_cancelled():
            Event().wait(0.01)
        raise Cancelled

    monkeypatch.setattr(map_maker, "principal", never)
    told = Told(exhibit.maps)
    before, shown = exhibit.arrangement, numbers_of(exhibit)
    exhibit.arrange(MAP)
    exhibit.arrange(Arrangement("train", Kind.MAP, query="index:3"))
    exhibit.maps.cancel()
    assert told.sentences == [STOPPED_EARLY]
    assert exhibit.arrangement == before
    assert numbers_of(exhibit) == shown


def test_other_data_waits_for_its_map_without_the_old_images(
    qtbot: QtBot, exhibit: Exhibit, canvas: Canvas, child: Child
) -> None:
    exhibit.arrange(MAP)
    qtbot.waitUntil(lambda: len(numbers_of(exhibit)) == 300, timeout=PATIENCE_MS)
    exhibit.open(sample.dataset(20, 10))
    assert exhibit.gallery is not None
    exhibit.take_table(known_at_once(exhibit.gallery))
    assert (canvas.shown, canvas.message) == (None, MAP_TO_COME)
    qtbot.waitUntil(lambda: sorted(numbers_of(exhibit)) == list(range(20)), timeout=PATIENCE_MS)


def test_another_layout_ends_the_work_on_a_map_without_a_word(
    qtbot: QtBot, exhibit: Exhibit, child: Child
) -> None:
    exhibit.arrange(MAP)
    qtbot.waitUntil(lambda: len(numbers_of(exhibit)) == 300, timeout=PATIENCE_MS)
    told = Told(exhibit.maps)
    exhibit.arrange(Arrangement("train", Kind.GRID))
    child.done.set()
    assert numbers_of(exhibit) == list(range(300))
    assert (told.progress, told.sentences) == ([MapProgress(0, 0)], [])


def test_a_query_that_names_a_split_decides_what_the_map_is_of(
    qtbot: QtBot, exhibit: Exhibit, child: Child
) -> None:
    child.done.set()
    exhibit.arrange(Arrangement("train", Kind.MAP, query="split:test"))
    qtbot.waitUntil(
        lambda: sorted(numbers_of(exhibit)) == list(range(300, 600)), timeout=PATIENCE_MS
    )
