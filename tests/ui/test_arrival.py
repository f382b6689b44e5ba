"""What came together is sorted by what is done with it, and refused where it cannot go together."""

from pathlib import Path

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.answer_csv import sessions_path
from fmnist_gui.ui.arrival import sort_arrival

IDX = [
    f"{split}-{kind}-ubyte.gz"
    for split in ("t10k", "train")
    for kind in ("images-idx3", "labels-idx1")
]


def made(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.write_text("task,worker,label\n" if path.name == "votes.csv" else "", encoding="utf-8")
    return paths


def test_the_files_of_one_data_set_are_its_folder(tmp_path: Path) -> None:
    paths = made(tmp_path, *IDX)
    assert sort_arrival(paths).others == (tmp_path,)
    assert sort_arrival([*paths, *made(tmp_path, "classes.txt")]).others == (tmp_path,)


def test_two_halves_of_a_split_are_one_of_them(tmp_path: Path) -> None:
    paths = made(tmp_path, *IDX)
    assert sort_arrival(paths[2:]).others == (paths[2],)
    mine = made(tmp_path, "my-images", "my-labels")
    assert sort_arrival(mine).others == (mine[0],)


def test_a_table_of_sessions_belongs_to_its_answers(tmp_path: Path) -> None:
    answers, sessions = made(tmp_path, "ours.csv", "ours-sessions.csv")
    assert sort_arrival([sessions]).others == (sessions,)
    answers.write_text("id,session_id,annotator_id,image_index,chosen,answered_at\n", "utf-8")
    arrival = sort_arrival([sessions, answers])
    assert arrival.labels == (answers,)
    assert arrival.others == ()
    assert sort_arrival([sessions]) == arrival
    assert sessions_path(answers) == sessions
    sessions.write_text(answers.read_text("utf-8"), "utf-8")
    assert sort_arrival([sessions]).labels == (sessions,)


@pytest.mark.parametrize(
    "names",
    [
        ("a.fmdeck", "b.fmstudy"),
        ("a.fmdeck", "b.fmsession"),
        ("a.fmstudy", "votes.csv"),
        ("a.npy", "a.db"),
        ("train-images-idx3-ubyte.gz", "other.csv"),
    ],
)
def test_what_cannot_go_together_is_refused_by_name(tmp_path: Path, names: tuple[str, ...]) -> None:
    paths = made(tmp_path, *names)
    with pytest.raises(RequestError) as caught:
        sort_arrival(paths).check()
    assert str(caught.value) == (
        f"{names[0]} and {names[1]} cannot be opened together; open {names[0]} first, and then "
        "the others"
    )


@pytest.mark.parametrize("names", [("a.fmstudy", "a.db"), ("a.db", "votes.csv", "b.fmsession")])
def test_what_can_go_together_does(tmp_path: Path, names: tuple[str, ...]) -> None:
    sort_arrival(made(tmp_path, *names)).check()
