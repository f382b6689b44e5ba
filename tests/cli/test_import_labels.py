"""``import`` of labels that people gave elsewhere: what is kept, what is refused, line by line."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fmnist_gui.cli import import_labels
from fmnist_gui.core.intake import label_file
from fmnist_gui.store import label_import
from fmnist_gui.store.entry_bulk import keep_new_entries
from tests.cli.conftest import TEST, TRAIN
from tests.cli.console import Run

CROWD = ["task,worker,label", "test/0,Ada,0", "test/1,Ada,Trouser", "test/0,Ben,ANKLE BOOT"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "theirs.csv"


def write(path: Path, lines: list[str], encoding: str = "utf-8") -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding=encoding)
    return path


def answers(run: Run, data: Path, tmp_path: Path) -> list[dict[str, str]]:
    """Return every answer in the database, as an export of all has them."""
    out = tmp_path / "all.csv"
    told = run("export", "--format", "csv", "--out", out, "--data", data)
    if told.status:
        assert "there are no answers to export" in told.refusal
        return []
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def votes(run: Run, data: Path, tmp_path: Path) -> set[tuple[str, str, str]]:
    out = tmp_path / "votes.csv"
    run("export", "--format", "crowd", "--out", out, "--data", data)
    with out.open(encoding="utf-8", newline="") as file:
        return {(r["task"], r["worker"], r["label"]) for r in csv.DictReader(file)}


def test_labels_are_kept_once(run: Run, data: Path, path: Path, tmp_path: Path) -> None:
    wish = ("import", write(path, CROWD), "--format", "crowd", "--data", data)
    assert run(*wish, "--json").content == {
        "rows_in": 3,
        "rows_kept": 3,
        "already_there": 0,
        "refused": 0,
        "refusals": [],
        "left_out": {},
        "repeats": 0,
        "annotators": 2,
        "namesakes": [],
        "withdrawn": [],
        "format": "crowd",
    }
    assert run(*wish).out == "Kept 0 of 3 labels by 2 people. 3 were here already.\n"
    found = answers(run, data, tmp_path)
    assert {(a["annotator"], a["image_index"], a["chosen"]) for a in found} == {
        ("Ada", "0", "0"),
        ("Ada", "1", "1"),
        ("Ben", "0", "9"),
    }
    assert {(a["protocol"], a["device"], a["deck_split"]) for a in found} == {
        ("imported", "imported", "test")
    }
    assert {a["answered_at"] for a in found} == {"1970-01-01T00:00:00Z"}
    assert votes(run, data, tmp_path) == {
        ("test/0", "Ada", "0"),
        ("test/1", "Ada", "1"),
        ("test/0", "Ben", "9"),
    }


def test_what_grew_meanwhile_adds_what_is_new(run: Run, data: Path, path: Path) -> None:
    run("import", write(path, CROWD), "--data", data)
    told = run("import", write(path, [*CROWD, "test/7,Ada,7"]), "--data", data, "--json").content
    assert (told["rows_in"], told["rows_kept"], told["already_there"]) == (4, 1, 3)


BAD_ROWS: list[tuple[str, list[str], dict[int, str]]] = [
    ("unknown class", ["test/5,Ada,Hat", "test/6,Ada,10"], {5: "'Hat'", 6: "unknown class '10'"}),
    (
        "index out of range",
        [f"test/{TEST},Ada,1", "test/-1,Ada,1", f"train/{TRAIN},Ada,1"],
        {5: f"no image {TEST} of 'test'", 6: "'test/-1' as task", 7: f"no image {TRAIN}"},
    ),
    ("the same again", ["test/0,Ada,0", "test/0,Ada,T-shirt/top"], {5: "in line 2", 6: "line 2"}),
    ("no split of that name", ["valid/0,Ada,1"], {5: "no image 0 of 'valid' in this data"}),
    ("no worker", ["test/5,,1"], {5: "no worker"}),
    ("a cell too few", ["test/5,Ada"], {5: "another number of values than the header has"}),
    ("a name that nobody has", [f"test/5,{'x' * 201},1"], {5: "as a person's name"}),
]


@pytest.mark.parametrize(
    ("rows", "reasons"), [row[1:] for row in BAD_ROWS], ids=[row[0] for row in BAD_ROWS]
)
def test_a_bad_row_is_told_by_line_and_the_others_are_kept(
    run: Run, data: Path, path: Path, rows: list[str], reasons: dict[int, str]
) -> None:
    write(path, [*CROWD, *rows, "test/9,Ada,9"])
    told = run("import", path, "--data", data, "--json").content
    assert (told["rows_in"], told["rows_kept"]) == (4 + len(rows), 4)
    assert told["refused"] == len(rows)
    listed = {refusal["line"]: refusal["reason"] for refusal in told["refusals"]}
    assert listed.keys() == reasons.keys()
    for line, reason in reasons.items():
        assert reason in listed[line]


def test_people_see_the_first_refusals_and_how_many_more(run: Run, data: Path, path: Path) -> None:
    write(path, [*CROWD, *(f"test/{index},Ada,hat" for index in range(150))])
    told = run("import", path, "--data", data).out.splitlines()
    assert told[0] == "Kept 3 of 153 labels by 2 people. Refused 150 rows:"
    assert told[1] == "  line 5: unknown class 'hat'"
    assert told[-1] == "  and 140 more"
    assert len(told) == 12
    told = run("import", path, "--data", data, "--json").content
    assert (told["refused"], len(told["refusals"])) == (150, import_labels.MOST_TOLD)


def test_a_second_label_by_one_person_is_a_repeat_and_no_vote(
    run: Run, data: Path, path: Path, tmp_path: Path
) -> None:
    write(path, [*CROWD, "test/0,Ada,6"])
    told = run("import", path, "--data", data, "--json").content
    assert (told["rows_kept"], told["refused"], told["repeats"]) == (4, 0, 1)
    phases = {(a["chosen"], a["phase"]) for a in answers(run, data, tmp_path)}
    assert ("6", "repeat") in phases
    assert ("test/0", "Ada", "6") not in votes(run, data, tmp_path)
    said = run("import", path, "--data", data).out
    assert "1 is a person's second label of an image, which tells how consistent" in said


@pytest.mark.parametrize(
    ("delimiter", "encoding", "told"),
    [
        (";", "utf-8", "Read as a table with semicolons."),
        (";", "utf-8-sig", "Read as a table with semicolons."),
        ("\t", "utf-16", "Read as a table with tabs in UTF-16."),
        (",", "utf-16", "Read as a table in UTF-16."),
    ],
)
def test_what_spreadsheets_save_is_read_and_said(
    run: Run, data: Path, path: Path, delimiter: str, encoding: str, told: str
) -> None:
    write(path, [line.replace(",", delimiter) for line in CROWD], encoding)
    assert run("import", path, "--data", data).out == f"Kept 3 of 3 labels by 2 people. {told}\n"


def test_a_formula_is_a_name_and_goes_out_guarded(
    run: Run, data: Path, path: Path, tmp_path: Path
) -> None:
    write(path, ["task,worker,label", 'test/0,"=HYPERLINK(""x"")",1', "test/1,'=2+2,1"])
    assert run("import", path, "--data", data, "--json").content["rows_kept"] == 2
    names = {answer["annotator"] for answer in answers(run, data, tmp_path)}
    assert names == {'\'=HYPERLINK("x")', "'=2+2"}


REFUSED: list[tuple[str, bytes, str]] = [
    ("wrong headers", b"image,who,label\ntest/0,Ada,1\n", "no column task among 'image, who"),
    ("nothing", b"", "found nothing"),
    ("a header alone", b"task,worker,label\n", "found no rows"),
    (
        "no row fits",
        b"task,worker,label\ntest/999,Ada,1\ntest/0,Ada,hat\n",
        "found 2 rows and none of them fit: line 2: no image 999 of 'test' in this data",
    ),
    ("no text", b"task,worker,label\ntest/0,\xff\xfe,1\n", "found no text"),
    (
        "UTF-16 without its mark",
        "task,worker,label\n".encode("utf-16-le"),
        "found text in UTF-16 without its mark",
    ),
    (
        "rows that went wrong after good ones",
        b"task,worker,label\ntest/0,Ada,1\n" + b"test/1,A\xfca,1\n",
        "found no text",
    ),
]


@pytest.mark.parametrize(
    ("content", "told"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_a_file_that_is_wrong_as_a_whole_is_refused_and_leaves_nothing(
    run: Run, data: Path, path: Path, tmp_path: Path, content: bytes, told: str
) -> None:
    path.write_bytes(content)
    refusal = run("import", path, "--format", "crowd", "--data", data).refusal
    assert refusal.startswith(str(path))
    assert told in refusal
    assert answers(run, data, tmp_path) == []


@pytest.mark.parametrize("format", ["csv", "jsonl", "cifar10h", "crowd", "cleanlab"])
def test_no_such_file_is_told(run: Run, data: Path, tmp_path: Path, format: str) -> None:
    refusal = run("import", tmp_path / "gone", "--format", format, "--data", data).refusal
    assert "found no such file" in refusal
    refusal = run("import", tmp_path, "--format", format, "--data", data).refusal
    assert "found something that is no file" in refusal


def test_more_lines_than_a_file_may_have_are_refused_before_they_are_read(
    run: Run, data: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(label_file, "MOST_LINES", 100)
    write(path, [CROWD[0], *(f"test/{n},Ada,{n % 10}" for n in range(100))])
    assert run("import", path, "--data", data, "--json").content["rows_kept"] == 100
    write(path, [CROWD[0], *(f"test/{n},Ada,{n % 10}" for n in range(101))])
    refusal = run("import", path, "--data", data).refusal
    assert "expected at most 100 labels in one file, found 102 lines; split it up" in refusal


def test_pickles_are_refused(run: Run, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "counts.npy"
    np.save(path, np.array([[{}] * 10] * TEST, dtype=object), allow_pickle=True)
    for format in ((), ("--format", "cifar10h"), ("--format", "probs")):
        assert "pickled objects" in run("import", path, *format, "--data", data).refusal


def test_counts_as_an_array_go_to_the_shelf(run: Run, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "counts.npy"
    np.save(path, np.ones((TEST, 10), dtype="<i8"))
    told = run("import", path, "--format", "cifar10h", "--data", data, "--json").content
    assert (told["rows_in"], told["rows_kept"], told["split"]) == (TEST, TEST, "test")
    assert run("import", path, "--data", data, "--json").content["already_there"] == TEST
    np.save(path, np.full((TEST, 10), -1))
    assert "a count below 0" in run("import", path, "--data", data).refusal
    np.save(path, np.ones((TEST + 1, 10), dtype="<i8"))
    assert f"found {TEST + 1}" in run("import", path, "--data", data).refusal


def test_a_matrix_needs_its_split_where_it_does_not_tell(
    run: Run, data: Path, path: Path, tmp_path: Path
) -> None:
    write(path, ["image_index,Ada,Ben", "0,1,", "5,Bag,x", "5,1,1", "70000,1,1"])
    wish = ("import", path, "--format", "cleanlab", "--data", data)
    told = run(*wish, "--split", "train", "--json").content
    assert (told["rows_in"], told["rows_kept"], told["refused"]) == (6, 4, 2)
    assert told["refusals"] == [
        {"line": 3, "reason": "unknown class 'x' of 'Ben'"},
        {"line": 5, "reason": "'70000' as index, not from 0 to 59"},
    ]
    write(path, ["image_index,Ada", "0,1"])
    assert "its images may be those of train or test; name the split" in run(*wish).refusal
    write(path, ["image_index,Ada", *(f"{n},1" for n in range(TEST))])
    assert run(*wish, "--json").content["rows_kept"] == TEST
    write(path, ["image_index,Ada", *(f"{n},1" for n in range(TEST + 1))])
    counts = f"{TRAIN} for train or {TEST} for test"
    refusal = run(*wish).refusal
    assert f"at most one row for each image ({counts}), found {TEST + 1};" in refusal


def test_tasks_may_be_indices_of_a_split_that_is_named(run: Run, data: Path, path: Path) -> None:
    write(path, ["task,worker,label", "3,Ada,1"])
    wish = ("import", path, "--data", data)
    assert "its images may be those of train or test; name the split" in run(*wish).refusal
    assert run(*wish, "--split", "train", "--json").content["rows_kept"] == 1


def test_people_of_several_files_are_told_apart_by_a_name_before_theirs(
    run: Run, data: Path, path: Path, tmp_path: Path
) -> None:
    wish = ("import", write(path, CROWD), "--data", data)
    run(*wish)
    assert run(*wish, "--name", "Lab B", "--json").content["rows_kept"] == 3
    names = {answer["annotator"] for answer in answers(run, data, tmp_path)}
    assert names == {"Ada", "Ben", "Lab B Ada", "Lab B Ben"}


def raw(path: Path, rows: list[dict[str, Any]]) -> Path:
    usual = {
        "annotator_id": 0,
        "trial_index": 0,
        "is_attn_check": 0,
        "true_category": "",
        "chosen_category": "",
        "true_label": 0,
        "chosen_label": 0,
        "correct_guess": 1,
        "fashion_mnist_test_idx": 0,
        "image_filename": "",
        "subcategory": "",
        "reaction_time": 812.5,
        "time_elapsed": 0,
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, usual)
        table.writeheader()
        for number, row in enumerate(rows):
            full = {**usual, "trial_index": number, **row}
            full["correct_guess"] = int(full["true_label"] == full["chosen_label"])
            table.writerow(full)
    return path


def test_trials_bring_their_times(run: Run, data: Path, path: Path, tmp_path: Path) -> None:
    index = "fashion_mnist_test_idx"
    rows = [
        {"annotator_id": 4},
        {"annotator_id": 4, index: 11, "true_label": 1, "chosen_label": 7},
        {"annotator_id": 4, index: -99999, "is_attn_check": 1},
        {"annotator_id": 4, index: 12, "true_label": 3},
        {"annotator_id": 4, index: TEST},
    ]
    told = run("import", raw(path, rows), "--data", data, "--json").content
    assert (told["format"], told["rows_kept"], told["refused"]) == ("cifar10h", 2, 2)
    assert (told["rows_in"], told["left_out"]) == (5, {"attention_check": 1})
    assert told["refusals"] == [
        {"line": 5, "reason": "true class Dress, which is Pullover in this data"},
        {"line": 6, "reason": f"index {TEST} of {TEST} images"},
    ]
    words = run("import", raw(path, rows), "--data", data).out
    assert "Kept 0 of 4 labels" in words
    assert "Left out: 1 attention check, which is no label. Refused 2 rows:" in words
    checks = run("import", raw(tmp_path / "checks.csv", rows[2:3]), "--data", data).refusal
    assert "found 1 attention check alone" in checks
    found = answers(run, data, tmp_path)
    assert {(a["annotator"], a["chosen"]) for a in found} == {
        ("annotator 4", "0"),
        ("annotator 4", "7"),
    }
    assert {int(a["response_ns"]) - int(a["onset_ns"]) for a in found} == {812_500_000}


def test_sessions_of_model_vs_human_are_taken_in(
    run: Run, data: Path, path: Path, tmp_path: Path
) -> None:
    head = "subj,Session,trial,rt,object_response,category,condition,imagename"
    rows = [
        "subject-01,1,1,0.75,ankle-boot,t-shirt-top,standard,0001_test-00010.png",
        "subject-01,1,2,NaN,na,trouser,standard,0002_test-00011.png",
        "subject-01,1,3,NaN,dress,pullover,standard,0003_test-00012.png",
        "subject-01,1,4,0.5,dress,dress,standard,0004_test-00014.png",
    ]
    told = run("import", write(path, [head, *rows]), "--data", data, "--json").content
    assert (told["format"], told["rows_kept"], told["refused"]) == ("model-vs-human", 2, 1)
    assert (told["rows_in"], told["left_out"]) == (4, {"no_answer": 1})
    assert told["refusals"] == [
        {"line": 5, "reason": "true class Dress, which is Coat in this data"},
    ]
    found = {a["image_index"]: a for a in answers(run, data, tmp_path)}
    assert {index: a["chosen"] for index, a in found.items()} == {"10": "9", "12": "3"}
    assert found["10"]["response_ns"] == "750000000"
    assert found["12"]["response_ns"] == "0"
    others = [rows[0].replace("00010", f"{n:05d}") for n in range(21, 24)]
    refusal = run("import", write(path, [head, rows[0], *others]), "--data", data).refusal
    assert "found others in 3 of 4 rows" in refusal


def test_trials_about_other_data_are_refused_as_a_whole(
    run: Run, data: Path, path: Path, tmp_path: Path
) -> None:
    index = "fashion_mnist_test_idx"
    rows = [{index: n, "true_label": (n + n % 3) % 10} for n in range(9)]
    refusal = run("import", raw(path, rows), "--data", data).refusal
    assert "found others in 6 of 9 rows; choose a file that was made for this data" in refusal
    path.write_text(path.read_text(encoding="utf-8").replace(index, "other_valid_idx"))
    refusal = run("import", path, "--data", data).refusal
    assert "expected trials about train and test" in refusal
    assert "found the column of indices other_valid_idx" in refusal
    assert answers(run, data, tmp_path) == []
    # The column is called by the data that it is of, and ends with the split.
    raw(path, [{index: n, "true_label": n, "chosen_label": n} for n in range(9)])
    path.write_text(path.read_text(encoding="utf-8").replace(index, "other_test_idx"))
    assert "Kept 9 of 9 labels" in run("import", path, "--data", data).out


def test_labels_for_a_study_are_of_its_images(
    run: Run, data: Path, path: Path, tmp_path: Path
) -> None:
    where = ("--where", "class:trouser", "--split", "test")
    made = run("study", "new", "--name", "Legs", "--data", data, *where, "--labels", "2", "--json")
    assert made.status == 0, made
    wish = ("import", write(path, CROWD), "--data", data)
    told = run(*wish, "--study", "legs", "--json").content
    assert (told["rows_kept"], told["refused"]) == (1, 2)
    assert told["refusals"][0] == {
        "line": 2,
        "reason": "image 0 of test, which the study does not ask about",
    }
    # Labels of a study that runs are told by its own pages and exports alone.
    assert answers(run, data, tmp_path) == []
    out = tmp_path / "legs.csv"
    wish_out = ("export", "--format", "csv", "--out", out, "--data", data, "--study", "Legs")
    assert run(*wish_out, "--json").content["rows_out"] == 1
    # Without the study they are other labels, which everybody may see.
    assert run(*wish, "--json").content["rows_kept"] == 3
    assert run("study", "withdraw", "Legs", "Ada").status == 0
    write(path, [CROWD[0], "test/11,ada,Trouser"])
    not_counted = "1 answer of Ada does not count: Ada was withdrawn from “Legs”."
    assert not_counted in run(*wish, "--study", "Legs").out
    write(path, [*CROWD[:2]])
    refusal = run(*wish, "--study", "Legs").refusal
    assert "expected labels of the study “Legs”" in refusal
    assert "found 1 row and none of them fit: line 2: image 0 of test" in refusal


def test_what_does_not_go_together_is_told(run: Run, data: Path, path: Path) -> None:
    write(path, CROWD)
    wish = ("import", path, "--data", data)
    assert "there is no split 'valid'" in run(*wish, "--split", "valid").refusal
    assert "no study" in run(*wish, "--study", "Shirts").refusal
    assert (
        "which split each image is of" in run(*wish, "--format", "csv", "--split", "test").refusal
    )
    refusal = run(*wish, "--format", "csv", "--name", "x").refusal
    assert refusal.startswith("Answers exported here, as CSV: they say who answered; leave --name")
    refusal = run(*wish, "--format", "label-studio", "--split", "test").refusal
    assert refusal.startswith("Tasks of Label Studio: they say which split each image is of; leave")

    np.save(path.with_suffix(".npy"), np.ones((TEST, 10), dtype="<i8"))
    refusal = run("import", path.with_suffix(".npy"), "--data", data, "--study", "x").refusal
    assert "--study speaks of people's labels" in refusal


def test_an_interrupted_import_leaves_nothing(
    run: Run, data: Path, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(path, [*CROWD, "test/3,Zoe,3"])
    calls: list[int] = []

    def keep(*arguments: Any) -> None:
        keep_new_entries(*arguments)
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(label_import, "keep_new_entries", keep)
        assert run("import", path, "--data", data).refusal == "stopped before the end"
    assert len(calls) == 2
    assert answers(run, data, tmp_path) == []
    assert run("import", path, "--data", data, "--json").content["rows_kept"] == 4


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"hello world", "'hello world' in line 1"),
        (b'{"a": 1}', "'{\"a\": 1}' in line 1"),
        (b"a,b,c\n1,2,3\n", "'a,b,c' in line 1"),
        (b"\x89PNG\r\n\x1a\n\0\0", "no text, and nothing that is known"),
        (b"\n1,2", "'' in line 1"),
        (b"", "an empty file"),
    ],
)
def test_a_file_of_no_known_kind_is_not_taken_for_predictions(
    run: Run, data: Path, path: Path, content: bytes, found: str
) -> None:
    path.write_bytes(content)
    refusal = run("import", path, "--data", data).refusal
    assert f"people's labels, a session, a patch or verdicts, found {found}; " in refusal
    # Who says what it is hears what is wrong with it as such.
    assert "predictions" in run("import", path, "--format", "probs", "--data", data).refusal


def test_the_help_tells_the_limits(run: Run) -> None:
    told = " ".join(run("import", "--help").out.split())
    assert "up to 1,000,000 at a time, answers with every field up to 500,000" in told
