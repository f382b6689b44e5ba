"""The shelf of scores: what is kept is found again, apart by data, whatever else is damaged."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from fmnist_gui.core.dataset.predictions import Predictions, predictions_of
from fmnist_gui.core.errors import DataError, StoreError
from fmnist_gui.store import score_entry
from fmnist_gui.store.score_shelf import Part, ScoreShelf
from tests.disk import no_file_may_grow_beyond

ROOT = Path(__file__).resolve().parents[2]
DATA, OTHER = "a" * 64, "b" * 64
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
COUNTS = np.array([[3, 0, 1], [0, 0, 5]])


@pytest.fixture
def shelf(tmp_path: Path) -> ScoreShelf:
    return ScoreShelf(tmp_path / "scores")


def probs(seed: int = 0) -> Predictions:
    drawn = np.random.default_rng(seed).dirichlet(np.ones(3), size=2)
    return predictions_of(drawn.astype(np.float32))


def hard(*labels: int) -> Predictions:
    return Predictions(None, np.array(labels, dtype=np.uint8))


def keep(
    shelf: ScoreShelf,
    predictions: Predictions,
    *,
    data: str = DATA,
    name: str = "Forest",
    minutes: int = 0,
) -> bool:
    now = NOON + timedelta(minutes=minutes)
    return shelf.keep_predictions(
        data, "test", name=name, predictions=predictions, source="f.npy", classes=3, now=now
    )


def keep_counts(shelf: ScoreShelf, counts: NDArray[np.int64] = COUNTS) -> bool:
    return shelf.keep_counts(DATA, "test", name="Crowd", counts=counts, source="c.csv", now=NOON)


def names(shelf: ScoreShelf, data: str = DATA) -> list[str]:
    return [kept.about.name for kept in shelf.kept(data).predictions]


def files(shelf: ScoreShelf, suffix: str) -> list[Path]:
    return sorted(shelf.folder.rglob(f"*{suffix}"))


def test_what_was_kept_is_found_by_another_start_of_the_program(shelf: ScoreShelf) -> None:
    mine = probs()
    assert keep(shelf, mine)
    assert keep(shelf, hard(2, 1), name="Labels", minutes=1)
    assert keep_counts(shelf)
    again = ScoreShelf(shelf.folder)
    labels, forest = again.kept(DATA).predictions
    assert labels.predictions.probs is None
    assert labels.predictions.labels.tolist() == [2, 1]
    assert forest.predictions.probs is not None
    assert mine.probs is not None
    assert (forest.predictions.probs == mine.probs).all()
    assert (forest.predictions.labels == mine.labels).all()
    about = forest.about
    assert (about.fingerprint, about.split, about.name) == (DATA, "test", "Forest")
    assert (about.source, about.kept_at, about.kind, about.classes) == ("f.npy", NOON, "probs", 3)
    (crowd,) = again.kept(DATA).counts
    assert crowd.counts.tolist() == COUNTS.tolist()
    assert crowd.counts.dtype == np.int64
    assert crowd.about.name == "Crowd"
    assert again.kept(DATA).damaged == ()


def test_the_newest_come_first(shelf: ScoreShelf) -> None:
    for number, minutes in enumerate([5, 9, 1]):
        keep(shelf, probs(number), name=f"{minutes}", minutes=minutes)
    assert names(shelf) == ["9", "5", "1"]


def test_an_empty_shelf_has_nothing_and_makes_no_folder(shelf: ScoreShelf) -> None:
    assert shelf.kept(DATA).predictions == ()
    assert shelf.kept(DATA).counts == ()
    assert not shelf.folder.exists()


def test_the_same_content_is_kept_once_whatever_its_name(shelf: ScoreShelf) -> None:
    assert keep(shelf, probs())
    before = {path: path.read_bytes() for path in files(shelf, "") if path.is_file()}
    assert not keep(shelf, probs(), name="Again", minutes=3)
    assert {path: path.read_bytes() for path in files(shelf, "") if path.is_file()} == before
    assert keep_counts(shelf)
    assert not keep_counts(shelf, COUNTS.astype(">i8"))
    assert names(shelf) == ["Forest"]


def test_other_data_never_mixes(shelf: ScoreShelf) -> None:
    assert keep(shelf, probs(), name="mine")
    assert keep(shelf, probs(), data=OTHER, name="theirs")
    assert names(shelf) == ["mine"]
    assert names(shelf, OTHER) == ["theirs"]
    assert names(shelf, "c" * 64) == []


def test_a_gallery_finds_the_scores_of_all_its_splits(shelf: ScoreShelf) -> None:
    keep(shelf, probs(), name="mine")
    keep(shelf, probs(), data=OTHER, name="theirs", minutes=1)
    assert names(shelf, f"{DATA}+{OTHER}") == ["theirs", "mine"]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def change_last_byte(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def claim_a_terabyte(path: Path) -> None:
    # The length of the header stays: spaces fill it up.
    path.write_bytes(path.read_bytes().replace(b"(2, 3), }        ", b"(250000000000, 3)", 1))


def nest(path: Path) -> None:
    path.write_text("[" * 60_000, encoding="ascii")


def unlist(path: Path) -> None:
    path.write_text("[]", encoding="ascii")


def rewrite(**changes: object) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))

    change.__name__ = f"rewrite {changes}"
    return change


@pytest.mark.parametrize(
    ("suffix", "damage"),
    [
        (".npy", cut),
        (".npy", change_last_byte),
        (".npy", empty),
        (".npy", claim_a_terabyte),
        (".npy", Path.unlink),
        (".json", cut),
        (".json", empty),
        (".json", nest),
        (".json", unlist),
        (".json", rewrite(kind="counts")),
        (".json", rewrite(kind="labels")),
        (".json", rewrite(kind="magic")),
        (".json", rewrite(kind=["probs"])),
        (".json", rewrite(name=3)),
        (".json", rewrite(classes=4)),
        (".json", rewrite(kept_at="noon")),
        (".json", rewrite(kept_at=12)),
        (".json", rewrite(kept_at="2026-01-02T12:00:00")),
        (".json", rewrite(more="words")),
        (".json", rewrite(format=99)),
        (".json", rewrite(format="1")),
        (".json", rewrite(fingerprint=OTHER)),
    ],
)
def test_a_damaged_file_is_named_and_hides_nothing_else(
    shelf: ScoreShelf, suffix: str, damage: Callable[[Path], None]
) -> None:
    keep(shelf, probs(1), name="hurt")
    (path,) = files(shelf, suffix)
    keep(shelf, probs(2), name="sound")
    keep_counts(shelf)
    damage(path)
    kept = shelf.kept(DATA)
    assert [p.about.name for p in kept.predictions] == ["sound"]
    assert len(kept.counts) == 1
    (sentence,) = map(str, kept.damaged)
    assert sentence.startswith(str(path.with_suffix("")))
    assert "expected" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("suffix", [".npy", ".json"])
def test_importing_again_mends_what_was_damaged(shelf: ScoreShelf, suffix: str) -> None:
    keep(shelf, probs())
    (path,) = files(shelf, suffix)
    cut(path)
    assert names(shelf) == []
    assert keep(shelf, probs(), name="mended")
    assert names(shelf) == ["mended"]
    assert shelf.kept(DATA).damaged == ()


def test_what_a_newer_version_kept_is_said_to_be_that(shelf: ScoreShelf) -> None:
    keep(shelf, probs())
    (path,) = files(shelf, ".json")
    rewrite(format=2, colour="blue")(path)
    (error,) = shelf.kept(DATA).damaged
    assert "newer version; update the program" in str(error)


def test_an_import_that_ended_half_way_leaves_nothing_to_stumble_over(
    shelf: ScoreShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(json, "dumps", fail)
    with pytest.raises(KeyboardInterrupt):
        keep(shelf, probs())
    monkeypatch.undo()
    assert names(shelf) == []
    assert shelf.kept(DATA).damaged == ()
    (shelf.folder / DATA / ".x.json.1234.part").touch()
    (shelf.folder / DATA / ".hidden.json").touch()
    assert keep(shelf, probs())
    assert names(shelf) == ["Forest"]


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises((StoreError, DataError), match="expected a folder that can be made"):
        keep(ScoreShelf(tmp_path / "file" / "scores"), probs())
    with pytest.raises(StoreError, match="expected a folder that can be read"):
        ScoreShelf(tmp_path / "file").kept(DATA)


def test_a_name_is_one_line_of_ordinary_length(shelf: ScoreShelf) -> None:
    keep(shelf, probs(1), name="two\nlines\x1b[2J ünd ¶", minutes=1)
    keep(shelf, probs(2), name="x" * 500)
    keep(shelf, probs(3), name="\udc80\n", minutes=-1)
    assert names(shelf) == ["two lines [2J ünd ¶", "x" * 80, "without a name"]


@given(
    counts=hnp.arrays(
        np.int64,
        st.tuples(st.integers(1, 8), st.integers(1, 6)),
        elements=st.integers(0, 10**9),
    )
)
def test_any_counts_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, counts: NDArray[np.int64]
) -> None:
    shelf = ScoreShelf(tmp_path_factory.mktemp("shelf"))
    assert keep_counts(shelf, counts)
    assert not keep_counts(shelf, np.asfortranarray(counts))
    (kept,) = shelf.kept(DATA).counts
    assert kept.counts.tolist() == counts.tolist()


def many(count: int, seed: int = 0) -> Predictions:
    drawn = np.random.default_rng(seed).dirichlet(np.ones(3), size=count)
    return predictions_of(drawn.astype(np.float32))


def keep_both(shelf: ScoreShelf) -> bool:
    """Keep scores of a small split, and of a large one after it."""
    parts = [Part(DATA, "test", many(10)), Part(OTHER, "train", many(5000))]
    return shelf.keep_together(parts, name="Own", source="here", classes=3, now=NOON)


def test_scores_of_several_splits_are_kept_together(shelf: ScoreShelf) -> None:
    assert keep_both(shelf)
    assert (names(shelf, DATA), names(shelf, OTHER)) == (["Own"], ["Own"])
    assert not keep_both(shelf)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of the size of files here")
def test_where_the_disk_refuses_one_split_none_is_kept(shelf: ScoreShelf) -> None:
    with no_file_may_grow_beyond(20_000), pytest.raises(StoreError) as refused:
        keep_both(shelf)

    assert str(refused.value) == (
        f"{shelf.folder / OTHER}: expected room for scores, found file too large; free some space "
        "and try again"
    )
    assert [path for path in shelf.folder.rglob("*") if path.is_file()] == []
    assert keep_both(shelf)


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_a_program_that_is_killed_on_the_way_has_kept_nothing(
    shelf: ScoreShelf, renames: int
) -> None:
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from tests.store import test_score_shelf as tests\n"
        "left, rename = int(sys.argv[2]), Path.replace\n"
        "def replace(path, target):\n"
        "    global left\n"
        "    if not left:\n"
        "        os.kill(os.getpid(), 9)\n"
        "    left -= 1\n"
        "    return rename(path, target)\n"
        "Path.replace = replace\n"
        "tests.keep_both(tests.ScoreShelf(Path(sys.argv[1])))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, shelf.folder, str(renames)], cwd=ROOT)

    assert done.returncode != 0
    for data in (DATA, OTHER):
        assert (names(shelf, data), shelf.kept(data).damaged) == ([], ())
    assert keep_both(shelf)
    assert (names(shelf, DATA), names(shelf, OTHER)) == (["Own"], ["Own"])


def test_what_a_killed_program_left_unfinished_is_cleared_away_later(shelf: ScoreShelf) -> None:
    keep(shelf, probs())
    old, new = (shelf.folder / DATA / f".x.npy.{n}.part" for n in ("1234", "5678"))
    for path in (old, new):
        path.touch()
    long_ago_s = time.time() - 2 * score_entry.UNFINISHED_S
    os.utime(old, (long_ago_s, long_ago_s))

    keep(shelf, probs(seed=1))

    # The newer one may be somebody's who is writing it now.
    assert (old.exists(), new.exists()) == (False, True)


def test_too_little_room_is_said_before_anybody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "none" / "scores"
    score_entry.check_room(folder, 1000)
    with pytest.raises(StoreError, match=r"expected room for \d+\.0 MB of scores, found "):
        score_entry.check_room(folder, 10**18)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StoreError, match="expected a folder that can be written, found one that"):
        score_entry.check_room(folder, 1000)
    assert not folder.parent.exists()
