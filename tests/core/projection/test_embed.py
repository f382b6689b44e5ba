"""The t-SNE map: like lies by like, it can be watched and stopped, and it is always the same."""

import sys
import time
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.child import run_in_child
from fmnist_gui.core.dataset.catalog import Catalog
from fmnist_gui.core.dataset.folder import load
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.projection import embed as room
from fmnist_gui.core.projection.embed import Places, embed
from fmnist_gui.core.projection.near import Points
from fmnist_gui.core.projection.pca import principal

library = pytest.importorskip("openTSNE", reason="the extra 'map' is not installed")

GROUPS = 4


def grouped(count: int) -> Points:
    """Return points in four groups far apart; number n is of group n % 4."""
    rng = np.random.default_rng(count)
    centres = rng.normal(scale=20, size=(GROUPS, 8))
    points = centres[np.arange(count) % GROUPS] + rng.normal(size=(count, 8))
    return points.astype(np.float32)


def kept_groups(places: Places) -> float:
    """Return the share of images whose nearest on the map is of their own group."""
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    numbers = np.arange(len(places))
    return float(np.mean(apart.argmin(axis=1) % GROUPS == numbers % GROUPS))


def test_like_lies_by_like_and_the_same_again() -> None:
    features = grouped(120)
    places = embed(features)
    assert places.shape == (120, 2)
    assert places.dtype == np.float32
    assert kept_groups(places) > 0.98
    np.testing.assert_array_equal(places, embed(features.copy()))


def test_those_outside_the_sample_lie_among_their_like(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "SAMPLE", 100)
    shown: list[Places] = []
    places = embed(grouped(400), on_places=shown.append)
    assert places.shape == (400, 2)
    assert kept_groups(places) > 0.98
    assert len(np.unique(places, axis=0)) > 390
    assert {part.shape for part in shown} == {(400, 2)}


def test_it_can_be_watched() -> None:
    shown: list[Places] = []
    reports: list[tuple[int, int]] = []
    places = embed(grouped(60), report=lambda *given: reports.append(given), on_places=shown.append)
    assert len(shown) == room.ROUNDS // room.SHOW_EVERY
    # It has spread since the first time, and each is a copy.
    assert shown[0].std() < shown[-1].std() / 2
    assert np.abs(shown[-1] - places).max() < places.std()
    assert reports == sorted(reports)
    assert len({total for _, total in reports}) == 1
    assert reports[-1][0] == reports[-1][1]


def test_it_stops_when_asked_to() -> None:
    reports: list[int] = []
    with pytest.raises(Cancelled):
        embed(
            grouped(60),
            report=lambda done, _total: reports.append(done),
            is_cancelled=lambda: len(reports) > 20,
        )
    assert len(reports) == 21
    with pytest.raises(Cancelled):
        embed(grouped(60), is_cancelled=lambda: True)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 29, 30, 31, 60])
def test_few_images_have_places_too(count: int) -> None:
    places = embed(grouped(count) if count else np.zeros((0, 8), dtype=np.float32))
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()
    assert len(np.unique(places, axis=0)) == count


@pytest.mark.parametrize(
    "features",
    [np.full((40, 3), 7.3), np.repeat(grouped(15), 3, axis=0), np.ones((35, 1)), np.ones((35, 0))],
    ids=["equal", "in threes", "one direction", "no direction"],
)
def test_doubles_and_empty_directions_do_no_harm(features: Points) -> None:
    assert np.isfinite(embed(features.astype(np.float32))).all()


def test_what_lies_on_a_line_may_leave_it() -> None:
    features = np.arange(40, dtype=np.float32)[:, None]
    assert embed(features)[:, 1].std() > 0.01


def test_without_the_library_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "openTSNE.nearest_neighbors", None)
    with pytest.raises(FmnistError, match=r"pip install 'fmnist-gui\[map\]'$"):
        embed(grouped(40))


def test_a_child_draws_the_map_of_real_images_and_is_stopped_at_once(fashion_mnist: Path) -> None:
    images = load(fashion_mnist, catalog=Catalog(())).splits["test"].images
    features = principal(images, 50).scores
    shown: list[Places] = []
    stopped_s: list[float] = []

    def is_cancelled() -> bool:
        if shown:
            stopped_s.append(time.monotonic())
        return bool(shown)

    with pytest.raises(Cancelled):
        run_in_child(embed, features, is_cancelled=is_cancelled, on_places=shown.append)
    assert time.monotonic() - stopped_s[0] < 1
    assert shown[0].shape == (10_000, 2)
