"""The neighbours of all images are kept whole or not at all, and what is damaged is found anew."""

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.dataset.gallery import gallery_of
from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.review.near_table import METHOD, NearTable, near_table
from fmnist_gui.store import neighbour_table as room
from fmnist_gui.store import score_entry
from fmnist_gui.store.neighbour_table import kept_neighbours, neighbours_of
from fmnist_gui.store.score_shelf import ScoreShelf
from tests import sample

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")


@pytest.fixture
def shelf(tmp_path: Path) -> ScoreShelf:
    return ScoreShelf(tmp_path / "scores")


@pytest.fixture
def dataset() -> Dataset:
    return sample.dataset(40, 30)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the work be done in this process, which is sooner there."""

    def run(function: Callable[..., Any], *arguments: Any, what: str, **named: Any) -> Any:
        assert what
        return function(*arguments, **named)

    monkeypatch.setattr(room, "run_in_child", run)


def are_alike(one: NearTable | None, other: NearTable) -> bool:
    return (
        one is not None
        and np.array_equal(one.numbers, other.numbers)
        and np.array_equal(one.distances, other.distances)
        and np.array_equal(one.pixel_distances, other.pixel_distances)
    )


def files(shelf: ScoreShelf, pattern: str = "*") -> list[Path]:
    return sorted(path for path in shelf.folder.rglob(pattern) if path.is_file())


def test_what_a_child_found_is_there_at_the_next_start(dataset: Dataset, tmp_path: Path) -> None:
    shelf = ScoreShelf(tmp_path / "scores")
    said: list[tuple[int, int]] = []
    found = neighbours_of(dataset, shelf, now=NOON, report=lambda *how: said.append(how))
    assert said[-1] == (100, 100)
    again = kept_neighbours(dataset, ScoreShelf(tmp_path / "scores"))
    assert are_alike(again, found)
    assert are_alike(again, near_table(gallery_of(dataset).images))
    # Numbers of both splits, in one row.
    assert found.numbers.shape == (70, 8)
    assert found.numbers.max() >= 40


@pytest.mark.usefixtures("here")
def test_other_data_has_none(dataset: Dataset, shelf: ScoreShelf) -> None:
    assert kept_neighbours(dataset, shelf) is None
    neighbours_of(dataset, shelf, now=NOON)
    assert kept_neighbours(sample.dataset(40, 31), shelf) is None
    other = neighbours_of(sample.dataset(40, 31), shelf, now=NOON)
    assert are_alike(kept_neighbours(sample.dataset(40, 31), shelf), other)
    assert kept_neighbours(dataset, shelf) is not None


@pytest.mark.usefixtures("here")
def test_neighbours_are_no_scores(dataset: Dataset, shelf: ScoreShelf) -> None:
    single = Dataset(
        {"test": dataset.splits["test"]}, dataset.class_names, dataset.source, dataset.title
    )
    neighbours_of(dataset, shelf, now=NOON)
    neighbours_of(single, shelf, now=NOON)
    for data in (dataset, single):
        kept = shelf.kept(gallery_of(data).fingerprint)
        assert (kept.predictions, kept.counts, kept.damaged) == ((), (), ())


@pytest.mark.usefixtures("here")
def test_neighbours_among_the_scores_of_a_split_are_no_predictions(
    dataset: Dataset, shelf: ScoreShelf
) -> None:
    single = Dataset(
        {"test": dataset.splits["test"]}, dataset.class_names, dataset.source, dataset.title
    )
    neighbours_of(single, shelf, now=NOON)
    folder = shelf.folder / dataset.splits["test"].fingerprint
    folder.mkdir()
    for path in files(shelf):
        path.rename(folder / path.name)
    kept = shelf.kept(dataset.splits["test"].fingerprint)
    assert kept.predictions == ()
    assert len(kept.damaged) == 1


@pytest.mark.usefixtures("here")
def test_a_table_that_was_moved_to_other_data_is_not_believed(
    dataset: Dataset, shelf: ScoreShelf
) -> None:
    test = dataset.splits["test"]
    changed = Split(test.name, test.images, test.labels, "f" * 64)
    other = Dataset(
        {**dataset.splits, "test": changed}, dataset.class_names, dataset.source, dataset.title
    )
    for data in (dataset, other):
        neighbours_of(data, shelf, now=NOON)
    mine, theirs = (path.parent for path in files(shelf, "*.json"))
    for path in files(shelf):
        if path.parent == mine:
            path.unlink()
    for path in files(shelf):
        path.rename(mine / path.name)
    theirs.rmdir()
    assert kept_neighbours(dataset, shelf) is None
    assert kept_neighbours(other, shelf) is None


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _pickle(path: Path) -> None:
    if path.suffix == ".npy":
        with path.open("wb") as file:
            np.save(file, np.array([{}, ()], dtype=object), allow_pickle=True)
    else:
        path.write_text("[]")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("part", [".npy", ".json"])
@pytest.mark.parametrize("damage", [_cut, _flip, _empty, _pickle, Path.unlink])
def test_a_damaged_table_is_found_anew(
    dataset: Dataset, shelf: ScoreShelf, part: str, damage: Callable[[Path], None]
) -> None:
    found = neighbours_of(dataset, shelf, now=NOON)
    (path,) = files(shelf, f"*{part}")
    damage(path)
    assert kept_neighbours(dataset, shelf) is None
    neighbours_of(dataset, shelf, now=NOON + timedelta(minutes=1))
    assert are_alike(kept_neighbours(dataset, shelf), found)
    assert len(files(shelf)) == 2


@pytest.mark.usefixtures("here")
def test_the_table_of_another_method_is_replaced(
    dataset: Dataset, shelf: ScoreShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as yesterday:
        yesterday.setattr(room, "METHOD", "nearest-3")
        yesterday.setattr(room, "near_table", lambda *_, **__: _few(dataset))
        neighbours_of(dataset, shelf, now=NOON)
        assert kept_neighbours(dataset, shelf) is not None
    assert kept_neighbours(dataset, shelf) is None
    found = neighbours_of(dataset, shelf, now=NOON)
    assert are_alike(kept_neighbours(dataset, shelf), found)
    assert len(files(shelf)) == 2


def _few(dataset: Dataset) -> NearTable:
    table = near_table(gallery_of(dataset).images)
    return NearTable(table.numbers[:, :3], table.distances[:, :3], table.pixel_distances[:, :3])


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("wrong", [-1, 70])
def test_numbers_that_the_data_does_not_have_are_not_believed(
    dataset: Dataset, shelf: ScoreShelf, wrong: int
) -> None:
    neighbours_of(dataset, shelf, now=NOON)
    (path,) = files(shelf, "*.json")
    about, array = score_entry.read(path)
    changed = array.copy()
    changed[0, 3, 3] = wrong
    path.unlink()
    score_entry.write(path.parent, about, changed)
    assert kept_neighbours(dataset, shelf) is None


def test_cancelled_half_way_it_keeps_nothing(dataset: Dataset, shelf: ScoreShelf) -> None:
    said: list[int] = []
    with pytest.raises(Cancelled):
        neighbours_of(
            dataset,
            shelf,
            now=NOON,
            report=lambda done, _: said.append(done),
            is_cancelled=lambda: bool(said),
        )
    assert not shelf.folder.exists()


@pytest.mark.usefixtures("here")
def test_without_room_what_was_there_stays(
    dataset: Dataset, shelf: ScoreShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = neighbours_of(dataset, shelf, now=NOON)

    def no_room(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(score_entry, "write_array", no_room)
    with pytest.raises(StoreError, match="no space left"):
        neighbours_of(dataset, shelf, now=NOON)
    with pytest.raises(StoreError, match="no space left"):
        neighbours_of(sample.dataset(40, 31), shelf, now=NOON)
    assert are_alike(kept_neighbours(dataset, shelf), found)
    assert kept_neighbours(sample.dataset(40, 31), shelf) is None
    assert len(files(shelf)) == 2


KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from fmnist_gui.store.neighbour_table import neighbours_of
from fmnist_gui.store.score_shelf import ScoreShelf
from tests import sample
neighbours_of(sample.dataset(9000, 30), ScoreShelf(Path(sys.argv[1])), now=datetime.now(UTC),
    report=lambda *how: print(*how, flush=True))
"""


@posix_only
def test_killed_half_way_it_keeps_nothing(shelf: ScoreShelf) -> None:
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(shelf.folder)], stdout=subprocess.PIPE, cwd=root
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().endswith(b" 100\n")
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert files(shelf) == []


@pytest.mark.usefixtures("here")
def test_it_says_of_what_it_is_the_table(dataset: Dataset, shelf: ScoreShelf) -> None:
    neighbours_of(dataset, shelf, now=NOON)
    (path,) = files(shelf, "*.json")
    content = json.loads(path.read_text())
    assert content["split"] == "train+test"
    assert content["source"] == METHOD
    assert content["kept_at"] == NOON.isoformat()
