"""Who takes what comes from outside, and what happens before they are there."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from fmnist_gui.core.exchange import session_file
from fmnist_gui.ui.arrival import is_guest
from fmnist_gui.ui.data_desk import DataDesk
from fmnist_gui.ui.intake.label_desk import LabelDesk
from fmnist_gui.ui.patch_desk import PatchDesk
from fmnist_gui.ui.reception import Reception
from fmnist_gui.ui.score_desk import ScoreDesk
from fmnist_gui.ui.session_desk import SessionDesk
from tests.core.session.example import played


@pytest.mark.parametrize("name", ["ours.fmdeck", "ada.fmsession", "list.csv", "patch.csv", "b.db"])
def test_what_shows_images_of_other_data_is_a_guest(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("fmsession"):
        session_file.write(path, played(2, 2, name="Ada"))
    elif name == "patch.csv":
        path.write_text("# fmnist-gui label patch 1, train=f\n", encoding="utf-8")
    else:
        path.write_text("# fmnist-gui images 1\nsplit,index,label\ntrain,0,9\n", encoding="utf-8")
    assert is_guest(path)


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("task,worker,label", "labels"),
        ("image_index,Ada,Ben", "labels"),
        ('"task";"worker";"label"', "labels"),
        ('[{"id": 1, "data": {}, "annotations": []}]', "labels"),
        ("0,1,2,3", "scores"),
        ("label,pixel1", "data"),
    ],
)
def test_labels_of_people_are_told_from_scores_and_data(
    tmp_path: Path, first: str, names: str
) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text(f"{first}\n", encoding="utf-8")
    taken: list[tuple[str, Path]] = []
    reception = Reception()
    reception.labels = cast(
        LabelDesk, SimpleNamespace(take=lambda path: taken.append(("labels", path)))
    )
    reception.scores = cast(
        ScoreDesk,
        SimpleNamespace(
            is_for=lambda path: not first.startswith("label"),
            take=lambda path: taken.append(("scores", path)),
        ),
    )
    reception.data = cast(DataDesk, SimpleNamespace(open=lambda path: taken.append(("data", path))))
    reception.open(path)
    assert taken == [(names, path)]
    assert is_guest(path) == (names == "labels")


@pytest.mark.parametrize("name", ["train-images-idx3-ubyte.gz", "probs.npy", "data.csv"])
def test_data_and_scores_are_no_guests(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("label,pixel1\n0,0\n", encoding="utf-8")
    assert not is_guest(tmp_path / name)
    assert not is_guest(tmp_path)


def test_the_actions_do_nothing_before_the_desks_are_there(tmp_path: Path) -> None:
    reception = Reception()
    slots = reception.slots()
    for slot in slots.values():
        slot()
    reception.open(tmp_path)
    assert set(slots) == {
        "open_folder",
        "open_file",
        "download",
        "open_practice",
        "add_scores",
        "add_labels",
        "add_sessions",
        "open_list",
        "take_patch",
    }


def test_a_patch_is_taken_in_and_not_for_scores(tmp_path: Path) -> None:
    path = tmp_path / "patch.csv"
    path.write_text("# fmnist-gui label patch 1, train=f\n", encoding="utf-8")
    taken: list[tuple[str, Path]] = []
    reception = Reception()
    reception.patches = cast(
        PatchDesk, SimpleNamespace(take=lambda path: taken.append(("patch", path)))
    )
    reception.scores = cast(
        ScoreDesk,
        SimpleNamespace(is_for=lambda _: True, take=lambda path: taken.append(("scores", path))),
    )
    reception.open(path)
    path.write_text("0,1\n", encoding="utf-8")
    reception.open(path)
    assert taken == [("patch", path), ("scores", path)]


def test_sessions_and_databases_that_come_together_are_added_together(tmp_path: Path) -> None:
    taken: list[list[Path]] = []
    reception = Reception()
    reception.sessions = cast(
        SessionDesk, SimpleNamespace(take=lambda paths: taken.append(list(paths)))
    )
    one, other = tmp_path / "a.db", tmp_path / "b.fmsession"
    one.write_bytes(b"SQLite format 3\0")
    session_file.write(other, played(2, 2, name="Ada"))
    reception.open(one)
    reception.open(one, other)
    reception.open(other)
    assert taken == [[one], [one, other], [other]]


def test_labels_come_with_databases_and_none_is_taken_for_a_session(tmp_path: Path) -> None:
    taken: list[list[Path]] = []
    reception = Reception()
    desk = SimpleNamespace(take=lambda paths: taken.append(list(paths)))
    reception.sessions = cast(SessionDesk, desk)
    reception.labels = cast(
        LabelDesk, SimpleNamespace(take=lambda *paths: taken.append(list(paths)))
    )
    database, one, other = tmp_path / "a.db", tmp_path / "b.csv", tmp_path / "c.csv"
    for path in (one, other):
        path.write_text("task,worker,label\ntest/0,Ada,0\n", encoding="utf-8")
    database.write_bytes(b"SQLite format 3\0")
    reception.open(one, database, other)
    assert taken == [[database], [one, other]]
