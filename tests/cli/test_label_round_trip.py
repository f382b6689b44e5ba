"""What is exported, taken in by an empty database and exported again is the same."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fmnist_gui.cli.main import main
from fmnist_gui.core.exchange import cifar10h, count_pair
from fmnist_gui.store.score_shelf import ScoreShelf
from tests import sample
from tests.cli.conftest import TEST, write_data
from tests.cli.console import Run

FIELDS_OF_HERE = ("session_id", "protocol")
"""A session that was taken in is one of its own."""


@pytest.fixture(scope="module")
def answered(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a database with two simulated people."""
    folder = tmp_path_factory.mktemp("answered")
    deck = ("--preset", "quick-20", "--seed", "3", "--out", f"{folder / 'a.fmdeck'}")
    given = ("--data", f"{data}", "--home", f"{folder / 'home'}")
    people = ("--accuracy", "0.6", "--annotators", "2", "--seed", "1")
    assert main(["deck", "new", *deck, *given]) == 0
    assert main(["simulate", "--deck", f"{folder / 'a.fmdeck'}", *people, *given]) == 0
    return folder / "home"


@pytest.fixture
def there(answered: Path, tmp_path: Path) -> Path:
    """Return a copy of that home."""
    return Path(shutil.copytree(answered, tmp_path / "there"))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return tmp_path / "here"


def export(run: Run, data: Path, home: Path, out: Path, format: str) -> Any:
    split = () if format in OWN or format in ("crowd", "label-studio") else ("--split", "test")
    wish = ("export", "--format", format, "--out", out, "--data", data, "--home", home, *split)
    return run(*wish, "--json").content


OWN = ("csv", "jsonl", "parquet")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("format", OWN)
def test_every_answer_comes_with_all_its_fields(
    run: Run, data: Path, there: Path, here: Path, tmp_path: Path, format: str
) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    out = tmp_path / f"all.{format}"
    told = export(run, data, there, out, format)
    wish = ("import", out, "--format", format, "--data", data, "--json", "--home")
    taken = run(*wish, here).content
    assert told["rows_out"] == taken["rows_in"] == taken["rows_kept"] == 40
    assert (taken["refused"], taken["already_there"]) == (0, 0)
    again = run(*wish, here).content
    assert (again["rows_kept"], again["already_there"]) == (0, 40)
    # The answers themselves are there, where they come from.
    again = run(*wish, there).content
    assert (again["rows_kept"], again["already_there"]) == (0, 40)
    export(run, data, there, tmp_path / "before.csv", "csv")
    export(run, data, here, tmp_path / "after.csv", "csv")
    before, after = rows(tmp_path / "before.csv"), rows(tmp_path / "after.csv")
    for row in (*before, *after):
        for name in FIELDS_OF_HERE:
            row.pop(name)
    key = "id"
    assert sorted(after, key=lambda r: r[key]) == sorted(before, key=lambda r: r[key])
    assert {row["is_simulated"] for row in after} == {"true"}


@pytest.mark.parametrize("format", ["crowd", "cleanlab", "cifar10h", "label-studio"])
def test_votes_come_back_as_they_went(
    run: Run, data: Path, there: Path, here: Path, tmp_path: Path, format: str
) -> None:
    out = tmp_path / "votes.csv"
    files = [Path(name) for name in export(run, data, there, out, format)["files"]]
    (source,) = [f for f in files if f.name.endswith("-raw.csv")] or files[:1]
    split = ("--split", "test") if format == "cleanlab" else ()
    taken = run("import", source, "--data", data, "--home", here, "--json", *split).content
    assert (taken["format"], taken["rows_kept"], taken["refused"]) == (format, 40, 0)
    marked = {"crowd": "true", "label-studio": "true"}.get(format, "false")
    export(run, data, here, tmp_path / "after.csv", "csv")
    assert {row["is_simulated"] for row in rows(tmp_path / "after.csv")} == {marked}
    for home in (there, here):
        counts = tmp_path / f"{home.name}.csv"
        export(run, data, home, counts, "fmh")
    first, second = (np.loadtxt(tmp_path / f"{n}.csv", delimiter=",") for n in ("there", "here"))
    assert np.array_equal(first, second)
    assert first.sum() == 40


@pytest.mark.parametrize("is_whole", [True, False])
def test_sessions_for_model_vs_human_come_back(
    run: Run, data: Path, there: Path, here: Path, tmp_path: Path, is_whole: bool
) -> None:
    wish = ("--format", "model-vs-human", "--out", tmp_path / "own", "--data", data)
    files = run("export", *wish, "--home", there, "--json").content["files"]
    assert len(files) == 2
    (tmp_path / "own" / ".own_simulated-01.csv").write_text("of a system that leaves such")
    for source in [tmp_path / "own"] if is_whole else files:
        told = run("import", source, "--data", data, "--home", here, "--json").content
        kept, people = (40, 2) if is_whole else (20, 1)
        assert (told["format"], told["rows_kept"]) == ("model-vs-human", kept)
        assert (told["annotators"], told["refused"]) == (people, 0)
    export(run, data, here, tmp_path / "after.csv", "csv")
    assert {row["is_simulated"] for row in rows(tmp_path / "after.csv")} == {"true"}
    found = []
    for home in (there, here):
        export(run, data, home, tmp_path / "counts.csv", "fmh")
        found.append(np.loadtxt(tmp_path / "counts.csv", delimiter=","))
    sent, received = found
    assert np.array_equal(sent, received)


@pytest.mark.parametrize("format", ["fmh", "cifar10h"])
def test_counts_of_a_study_of_some_images_come_back(
    run: Run, data: Path, there: Path, here: Path, tmp_path: Path, format: str
) -> None:
    at = ("--data", data, "--home", there)
    assert run("study", "new", "--name", "Some", "--count", 30, "--labels", 2, *at).status == 0
    assert run("simulate", "--study", "Some", "--annotators", 2, *at).status == 0
    out = tmp_path / "votes.csv"
    wish = ("export", "--study", "Some", "--format", format, "--out", out, *at)
    told = run(*wish, "--json").content
    assert told["images_without_votes"] == TEST - 30
    assert "270 of them have no votes: counts of 0, and shares that are nan." in run(*wish).out
    path = Path(told["files"][0])
    take = ("import", path, "--format", format, "--data", data, "--home", here)
    taken = run(*take, "--json").content
    assert (taken["rows_kept"], taken["images_without_votes"]) == (TEST, TEST - 30)
    assert "Without votes: 270 of these images." in run(*take).out
    split = sample.split("test", TEST)
    kept = ScoreShelf(here / "scores").kept(split.fingerprint).counts[0].counts
    if format == "fmh":
        sent, shares = count_pair.read(path, images=TEST, classes=10)
    else:
        sent = cifar10h.read_counts(path, images=TEST, classes=10)
        shares = cifar10h.read_probs(Path(told["files"][1]), images=TEST, classes=10)
    assert np.array_equal(kept, sent)
    assert int(sent.sum()) == told["rows_out"] == 60
    assert np.isnan(shares).all(axis=1).sum() == TEST - 30
    # What cannot be drawn from is left out, whoever asks.
    need = run("need", "--studies", 40, "--labels", 1, "--data", data, "--home", here, "--json")
    assert 0 < need.content["needs"][0]["accuracy"] <= 1


def test_a_folder_comes_whole_or_not_at_all_and_says_where_a_row_was_refused(
    run: Run, data: Path, there: Path, here: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    wish = ("import", own, "--data", data, "--home", here)
    own.mkdir()
    assert "expected a table (.csv) for each session, found none" in run(*wish).refusal
    run("export", "--format", "model-vs-human", "--out", own, "--data", data, "--home", there)
    _, second = sorted(own.iterdir())
    lines = second.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace(lines[3].split(",")[4], "sock", 1)
    second.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = run(*wish, "--json").content
    assert (found["rows_kept"], found["refused"]) == (39, 1)
    reason = f"unknown class 'sock' ({second.name})"
    assert found["refusals"] == [{"line": 4, "reason": reason}]
    second.write_text("something else", encoding="utf-8")
    at = ("--data", data, "--home", tmp_path / "third")
    assert second.name in run("import", own, *at).refusal
    assert run("sessions", "--home", tmp_path / "third", "--json").content["sessions"] == []


def test_what_was_taken_back_is_taken_back_again(
    run: Run, data: Path, there: Path, here: Path, tmp_path: Path
) -> None:
    path = tmp_path / "all.jsonl"
    export(run, data, there, path, "jsonl")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    first = lines[0]
    again = {
        **first,
        "id": "11111111-1111-4111-8111-111111111111",
        "chosen": (first["chosen"] + 1) % 10,
        "answered_at": "2031-01-01T00:00:02Z",
        "revision": 1,
    }
    first["retracted_at"] = "2031-01-01T00:00:01Z"
    changed = "".join(json.dumps(line) + "\n" for line in (*lines, again))
    path.write_text(changed, encoding="utf-8")
    wish = ("import", path, "--data", data, "--home", here, "--json")
    assert run(*wish).content["rows_kept"] == 41
    export(run, data, here, tmp_path / "after.csv", "csv")
    after = {row["id"]: row for row in rows(tmp_path / "after.csv")}
    assert after[first["id"]]["retracted_at"] == "2031-01-01T00:00:01Z"
    assert after[again["id"]]["revision"] == "1"
    votes = tmp_path / "votes.csv"
    export(run, data, here, votes, "crowd")
    task = f"test/{first['image_index']}"
    found = {
        r["label"] for r in rows(votes) if (r["task"], r["worker"]) == (task, again["annotator"])
    }
    assert found == {str(again["chosen"])}


def test_a_session_that_was_taken_in_goes_out_as_a_session_and_comes_back(
    run: Run, data: Path, there: Path, here: Path, tmp_path: Path
) -> None:
    path = tmp_path / "votes.csv"
    export(run, data, there, path, "crowd")
    first = rows(path)[0]
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{first['task']},{first['worker']},{(int(first['label']) + 1) % 10},true\n")
    assert run("import", path, "--data", data, "--home", here, "--json").content["repeats"] == 1
    sessions = run("sessions", "--home", here, "--json").content["sessions"]
    assert [s["preset"] for s in sessions] == ["imported"] * 2
    kept = 0
    for session in sessions:
        out = tmp_path / f"{session['id']}.fmsession"
        wish = ("--format", "session", "--session", session["id"], "--out", out)
        assert run("export", *wish, "--home", here).status == 0
        told = run("import", out, "--data", data, "--home", tmp_path / "third", "--json")
        kept += told.content["rows_kept"]
    # 40 votes, the second label, and the end of each session.
    assert kept == 43


def test_answers_of_other_data_are_refused_as_a_whole(
    run: Run, data: Path, there: Path, here: Path, tmp_path: Path
) -> None:
    path = tmp_path / "all.csv"
    export(run, data, there, path, "csv")
    (tmp_path / "other").mkdir()
    other = write_data(tmp_path / "other", train=10, test=301)
    refusal = run("import", path, "--data", other, "--home", here).refusal
    assert "found 40 rows and none of them fit: line 2: data with fingerprint" in refusal


def test_tasks_without_an_annotation_are_refused_by_their_number(
    run: Run, data: Path, there: Path, here: Path, tmp_path: Path
) -> None:
    path = tmp_path / "tasks.json"
    export(run, data, there, path, "label-studio")
    tasks = json.loads(path.read_text(encoding="utf-8"))
    tasks[2]["annotations"] = []
    del tasks[5]["annotations"]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    wish = ("import", path, "--format", "label-studio", "--data", data, "--home", here)
    found = run(*wish, "--json").content
    assert (found["rows_in"], found["rows_kept"], found["refused"]) == (38, 36, 2)
    assert found["refusals"] == [
        {"line": n, "reason": f"no annotation (id {n}, {tasks[n - 1]['data']['name']})"}
        for n in (3, 6)
    ]
    assert "  task 3: no annotation (id 3, test-" in run(*wish).out
    for task in tasks:
        task["annotations"] = []
    path.write_text(json.dumps(tasks), encoding="utf-8")
    refusal = run("import", path, "--data", data, "--home", here).refusal
    assert "found 20 rows and none of them fit: task 1: no annotation" in refusal
